using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.Instagram;

internal sealed partial class FakeInstagram
{
    public const string PageId = "1020000000000001";
    public const string PersonId = "1030000000000001";
    public const string AppId = "990000000000001";
    public const string AppSecret = "app-SeCrEt0001";
    public const string GoodCode = "code-SeCrEt0001";
    public const int LongLife = 5_183_944;

    private readonly Dictionary<string, GraphToken> tokens = [];
    private int tokensMade;

    public string[] InstagramScopes { get; set; } =
        ["instagram_business_basic", "instagram_business_content_publish", "instagram_business_manage_insights", "instagram_business_manage_comments", "instagram_business_manage_messages"];

    public string[] FacebookScopes { get; set; } =
        ["instagram_basic", "instagram_content_publish", "instagram_manage_insights", "instagram_manage_comments", "pages_show_list", "pages_read_engagement", "business_management"];

    /// <summary>The page's Instagram account is professional and linked.</summary>
    public bool PageHasInstagram { get; set; } = true;

    public string Issue(InstagramLogin login, params string[] scopes)
    {
        var token = $"{(login is InstagramLogin.Instagram ? "IGAA" : "EAAG")}SeCrEt{++tokensMade:0000}";
        tokens[token] = new(login, UserId, scopes.Length > 0 ? scopes : login is InstagramLogin.Instagram ? InstagramScopes : FacebookScopes);
        return token;
    }

    public void RevokeAllTokens() => tokens.Clear();

    private static bool IsPublishScope(string scope) => scope is "instagram_business_content_publish" or "instagram_content_publish";

    private GraphToken? TokenOf(ContractCall call) => call.Token is { } token ? tokens.GetValueOrDefault(token) : null;

    private InstagramLogin LoginOf(ContractCall call) => call.Token?.StartsWith("EAAG", StringComparison.Ordinal) == true ? InstagramLogin.Facebook : InstagramLogin.Instagram;

    private Answer Code(ContractCall call) => call.Text("code") != GoodCode || call.Text("client_secret") != AppSecret
        ? new(400, """{"error":"invalid_grant","error_description":"This authorization code has been used"}""")
        : Answer.Ok(new JsonObject
        {
            ["access_token"] = Issue(InstagramLogin.Instagram),
            ["user_id"] = long.Parse(UserId, null),
            ["permissions"] = string.Join(',', InstagramScopes),
        });

    private Answer Exchange(ContractCall call) =>
        call.Text("client_secret") != AppSecret ? GraphErrors.Of(1, 0, "Error validating client secret.") : Fresh(call);

    private Answer Refresh(ContractCall call)
    {
        var answer = Fresh(call);
        var json = answer.Json!.AsObject();
        json["permissions"] = string.Join(',', InstagramScopes);
        return Answer.Ok(json);
    }

    private Answer Fresh(ContractCall call) => Answer.Ok(new JsonObject
    {
        ["access_token"] = Issue(InstagramLogin.Instagram, [.. TokenOf(call)!.Scopes]),
        ["token_type"] = "bearer",
        ["expires_in"] = LongLife,
    });

    private Answer FacebookToken(ContractCall call)
    {
        if (call.Text("client_secret") != AppSecret)
            return GraphErrors.Of(1, 0, "Error validating client secret.");
        if (call.Text("fb_exchange_token") is { } old ? !tokens.ContainsKey(old) : call.Text("code") != GoodCode)
            return GraphErrors.Of(100, 36009, "This authorization code has been used.");
        return Answer.Ok(new JsonObject { ["access_token"] = Issue(InstagramLogin.Facebook), ["token_type"] = "bearer", ["expires_in"] = call.Text("code") is null ? LongLife : 5_400 });
    }

    private static Answer Me(ContractCall call, GraphToken token)
    {
        if (token.Login is InstagramLogin.Facebook && call.Path.EndsWith("/me", StringComparison.Ordinal))
            return Answer.Ok(new JsonObject { ["id"] = PersonId, ["name"] = "Contract Person" });
        var all = Account();
        if (token.Login is InstagramLogin.Instagram)
            (all["user_id"], all["account_type"]) = (UserId, "BUSINESS");
        return Answer.Ok(Choose(all, call.Text("fields") ?? "id,username"));
    }

    private static JsonObject Account() => new()
    {
        ["id"] = UserId,
        ["username"] = UserName,
        ["name"] = "Contract Test",
        ["biography"] = "Tests",
        ["followers_count"] = 321,
        ["follows_count"] = 12,
        ["media_count"] = 45,
        ["profile_picture_url"] = "https://scontent.example/p.jpg",
        ["website"] = "https://example.com",
    };

    private static JsonObject Choose(JsonObject all, string fields)
    {
        var shown = new JsonObject { ["id"] = all["id"]?.DeepClone() };
        foreach (var name in fields.Split(','))
            if (all[name] is { } value)
                shown[name] = value.DeepClone();
        return shown;
    }

    private Answer Page(ContractCall call) => Answer.Ok(ShowPage());

    private Answer Accounts(ContractCall call) => Answer.Ok(new JsonObject { ["data"] = new JsonArray(ShowPage()), ["paging"] = new JsonObject { ["cursors"] = new JsonObject { ["before"] = "b", ["after"] = "a" } } });

    private JsonObject ShowPage()
    {
        var page = new JsonObject
        {
            ["id"] = PageId,
            ["name"] = "Contract Page",
            ["access_token"] = Issue(InstagramLogin.Facebook),
            ["tasks"] = new JsonArray("ADVERTISE", "ANALYZE", "CREATE_CONTENT", "MESSAGING", "MODERATE", "MANAGE"),
        };
        if (PageHasInstagram)
            page["instagram_business_account"] = Account();
        return page;
    }

    private static Answer Permissions(GraphToken token) => Answer.Ok(new JsonObject
    {
        ["data"] = new JsonArray([.. token.Scopes.Select(s => (JsonNode)new JsonObject { ["permission"] = s, ["status"] = "granted" })]),
    });

    private Answer Revoke(ContractCall call)
    {
        tokens.Remove(call.Token!);
        return Answer.Ok(new JsonObject { ["success"] = true });
    }

    private Answer Debug(ContractCall call)
    {
        var known = tokens.GetValueOrDefault(call.Text("input_token") ?? "");
        return Answer.Ok(new JsonObject { ["data"] = new JsonObject
        {
            ["app_id"] = AppId,
            ["is_valid"] = known is not null,
            ["expires_at"] = 0,
            ["data_access_expires_at"] = (Now + TimeSpan.FromDays(90)).ToUnixTimeSeconds(),
            ["scopes"] = new JsonArray([.. (known?.Scopes ?? []).Select(s => (JsonNode)s)]),
            ["granular_scopes"] = new JsonArray(),
            ["user_id"] = PersonId,
        } });
    }
}
