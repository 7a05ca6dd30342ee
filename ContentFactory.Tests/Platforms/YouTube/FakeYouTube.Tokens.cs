using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.YouTube;

internal sealed partial class FakeYouTube
{
    public const string AppId = "990000000001-contract.apps.googleusercontent.com";
    public const string AppSecret = "GOCSPX-SeCrEt0001";
    public const string GoodCode = "4/code-SeCrEt0001";

    private readonly Dictionary<string, string[]> accessTokens = [];
    private readonly HashSet<string> refreshTokens = [];
    private int tokensMade;

    public string[] Scopes { get; set; } =
    [
        "https://www.googleapis.com/auth/youtube.upload", "https://www.googleapis.com/auth/youtube.readonly", "https://www.googleapis.com/auth/youtube",
        "https://www.googleapis.com/auth/youtube.force-ssl", "https://www.googleapis.com/auth/yt-analytics.readonly",
    ];

    public bool HasChannel { get; set; } = true;

    public void RevokeAllTokens()
    {
        accessTokens.Clear();
        refreshTokens.Clear();
    }

    public void ExpireAccessTokens() => accessTokens.Clear();

    /// <summary>From now on every token has these rights only.</summary>
    public void Narrow(params string[] scopes)
    {
        foreach (var token in accessTokens.Keys.ToList())
            accessTokens[token] = scopes;
    }

    public (string Access, string Refresh) Issue()
    {
        var tokens = ($"ya29.SeCrEt{++tokensMade:0000}", "1//SeCrEt0refresh");
        accessTokens[tokens.Item1] = Scopes;
        refreshTokens.Add(tokens.Item2);
        return tokens;
    }

    private static bool MayUpload(string[] scopes) =>
        scopes.Any(s => s.EndsWith("/youtube.upload", StringComparison.Ordinal) || s.EndsWith("/youtube", StringComparison.Ordinal) || s.EndsWith("/youtube.force-ssl", StringComparison.Ordinal));

    private string[]? ScopesOf(ContractCall call) => call.Token is { } token ? accessTokens.GetValueOrDefault(token) : null;

    private Answer Token(ContractCall call)
    {
        if (call.Text("client_id") != AppId || call.Text("client_secret") != AppSecret)
            return new(401, """{"error":"invalid_client","error_description":"The OAuth client was not found."}""");
        var isCode = call.Text("grant_type") == "authorization_code";
        if (isCode ? call.Text("code") != GoodCode : !refreshTokens.Contains(call.Text("refresh_token") ?? ""))
            return GoogleErrors.InvalidGrant;
        var (access, refresh) = Issue();
        var answer = new JsonObject { ["access_token"] = access, ["expires_in"] = 3599, ["scope"] = string.Join(' ', Scopes), ["token_type"] = "Bearer" };
        if (isCode)
            answer["refresh_token"] = refresh;
        return Answer.Ok(answer);
    }

    private Answer Revoke(ContractCall call)
    {
        var token = call.Text("token") ?? "";
        if (!accessTokens.ContainsKey(token) && !refreshTokens.Contains(token))
            return new(400, """{"error":"invalid_token","error_description":"Token expired or revoked"}""");
        RevokeAllTokens();
        return Answer.Ok(new JsonObject());
    }
}
