using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.TikTok;

internal sealed partial class FakeTikTok
{
    public const string OpenId = "_000contractTestOpenId01";
    public const string AppKey = "awcontracttest0001";
    public const string AppSecret = "SeCrEt0tiktokapp";
    public const string GoodCode = "SeCrEt0code*2!4321.e1";

    private static readonly string[] Basic = ["open_id", "union_id", "avatar_url", "avatar_url_100", "avatar_large_url", "display_name"];

    private readonly Dictionary<string, string[]> accessTokens = [];
    private readonly HashSet<string> refreshTokens = [];
    private int tokensMade;

    public string[] Scopes { get; set; } = ["user.info.basic", "user.info.profile", "user.info.stats", "video.publish", "video.upload", "video.list"];

    /// <summary>The status of a refused token call, which no document names.</summary>
    public int TokenRefusal { get; set; } = 400;

    public void ExpireAccessTokens() => accessTokens.Clear();

    public void RevokeAllTokens()
    {
        accessTokens.Clear();
        refreshTokens.Clear();
    }

    /// <summary>From now on every token has these rights only.</summary>
    public void Narrow(params string[] scopes)
    {
        foreach (var token in accessTokens.Keys.ToList())
            accessTokens[token] = scopes;
    }

    public bool Knows(string refreshToken) => refreshTokens.Contains(refreshToken);

    private string[]? ScopesOf(ContractCall call) => call.Token is { } token ? accessTokens.GetValueOrDefault(token) : null;

    private Answer Token(ContractCall call)
    {
        if (call.Text("client_key") != AppKey || call.Text("client_secret") != AppSecret)
            return Refused("invalid_client");
        if (call.Text("grant_type") == "authorization_code" ? call.Text("code") != GoodCode : !refreshTokens.Remove(call.Text("refresh_token") ?? ""))
            return Refused("invalid_grant");
        var number = ++tokensMade;
        var (access, refresh) = ($"act.SeCrEt0{number:0000}!4321.va", $"rft.SeCrEt0{number:0000}!4321.va");
        accessTokens[access] = Scopes;
        refreshTokens.Add(refresh);
        return Answer.Ok(new JsonObject
        {
            ["access_token"] = access, ["expires_in"] = 86400, ["open_id"] = OpenId, ["refresh_token"] = refresh, ["refresh_expires_in"] = 31536000,
            ["scope"] = string.Join(',', Scopes), ["token_type"] = "Bearer",
        });
    }

    private Answer Refused(string error) =>
        new(TokenRefusal, new JsonObject { ["error"] = error, ["error_description"] = "It is invalid or expired.", ["log_id"] = "20261127" }.ToJsonString());

    private Answer Revoke(ContractCall call)
    {
        if (!accessTokens.ContainsKey(call.Text("token") ?? "") && !refreshTokens.Contains(call.Text("token") ?? ""))
            return Refused("invalid_request");
        RevokeAllTokens();
        return Answer.Ok(new JsonObject());
    }

    private static Answer User(ContractCall call, string[] scopes)
    {
        var user = new JsonObject();
        foreach (var field in (call.Text("fields") ?? "").Split(','))
        {
            var scope = Basic.Contains(field) ? "user.info.basic" : field.EndsWith("_count", StringComparison.Ordinal) ? "user.info.stats" : "user.info.profile";
            if (!scopes.Contains(scope))
                return TikTokErrors.NoScope;
            user[field] = field switch
            {
                "open_id" => OpenId, "display_name" => "Contract Test", "username" => UserName, "bio_description" => "Tests", "is_verified" => false,
                "follower_count" => 321, "following_count" => 5, "likes_count" => 7, "video_count" => 9, _ => "https://p16-sign-va.tiktokcdn.com/a.jpeg",
            };
        }
        return TikTokErrors.Ok(new() { ["user"] = user });
    }
}
