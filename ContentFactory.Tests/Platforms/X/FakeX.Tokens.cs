using System.Text;
using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.X;

internal sealed partial class FakeX
{
    public const string AppId = "contract-client-0001";
    public const string AppSecret = "client-SeCrEt0001";
    public const string GoodCode = "code-SeCrEt0001";

    private readonly Dictionary<string, string[]> accessTokens = [];
    private readonly HashSet<string> refreshTokens = [];
    private int tokensMade;

    public string[] Scopes { get; set; } = ["tweet.read", "tweet.write", "users.read", "media.write", "offline.access"];

    /// <summary>How many refresh tokens could still be used.</summary>
    public int OpenRefreshTokens => refreshTokens.Count;

    public void RevokeAllTokens()
    {
        accessTokens.Clear();
        refreshTokens.Clear();
    }

    public void ExpireAccessTokens() => accessTokens.Clear();

    private string[]? ScopesOf(ContractCall call) => call.Header("Authorization") is { } header && header.StartsWith("Bearer ", StringComparison.Ordinal) ? accessTokens.GetValueOrDefault(header[7..]) : null;

    private static bool IsTheApp(ContractCall call) =>
        call.Header("Authorization") == $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{AppId}:{AppSecret}"))}";

    private Answer Token(ContractCall call)
    {
        if (!IsTheApp(call))
            return new(401, """{"error":"unauthorized_client","error_description":"Missing valid authorization header"}""");
        var isCode = call.Text("grant_type") == "authorization_code";
        // a refresh token is spent by its use
        if (isCode ? call.Text("code") != GoodCode : !refreshTokens.Remove(call.Text("refresh_token") ?? ""))
            return new(400, """{"error":"invalid_grant","error_description":"Value passed for the token was invalid."}""");
        var (access, refresh) = ($"access-SeCrEt0{++tokensMade:0000}", $"refresh-SeCrEt0{tokensMade:0000}");
        accessTokens[access] = Scopes;
        var answer = new JsonObject { ["token_type"] = "bearer", ["expires_in"] = 7200, ["access_token"] = access, ["scope"] = string.Join(' ', Scopes) };
        if (Scopes.Contains("offline.access"))
        {
            refreshTokens.Add(refresh);
            answer["refresh_token"] = refresh;
        }
        return Answer.Ok(answer);
    }

    private Answer Revoke(ContractCall call)
    {
        if (!IsTheApp(call))
            return new(401, """{"error":"unauthorized_client","error_description":"Missing valid authorization header"}""");
        var token = call.Text("token") ?? "";
        var known = accessTokens.Remove(token) | refreshTokens.Remove(token);
        return known ? Answer.Ok(new JsonObject { ["revoked"] = true }) : new(400, """{"error":"invalid_request","error_description":"Value passed for the token was invalid."}""");
    }
}
