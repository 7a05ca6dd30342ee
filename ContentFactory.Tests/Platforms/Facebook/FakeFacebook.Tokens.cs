using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.Facebook;

internal sealed partial class FakeFacebook
{
    public const string AppId = "990000000000001";
    public const string AppSecret = "app-SeCrEt0001";
    public const string GoodCode = "code-SeCrEt0001";
    public const int LongLife = 5_183_944;

    private readonly Dictionary<string, FacebookToken> tokens = [];
    private int tokensMade;

    public string[] Scopes { get; set; } = ["pages_show_list", "pages_read_engagement", "pages_manage_posts", "pages_manage_engagement", "pages_messaging", "read_insights", "business_management"];

    public string Issue(string? page)
    {
        var token = $"EAAGSeCrEt{++tokensMade:0000}";
        tokens[token] = new(page, Scopes);
        return token;
    }

    public void RevokeAllTokens() => tokens.Clear();

    private FacebookToken? TokenOf(ContractCall call) => call.Token is { } token ? tokens.GetValueOrDefault(token) : null;

    private Answer Token(ContractCall call)
    {
        if (call.Text("client_secret") != AppSecret)
            return GraphAnswer.Error(1, 0, "Error validating client secret.");
        if (call.Text("fb_exchange_token") is { } old ? !tokens.ContainsKey(old) : call.Text("code") != GoodCode)
            return GraphAnswer.Error(100, 36009, "This authorization code has been used.");
        return Answer.Ok(new JsonObject { ["access_token"] = Issue(null), ["token_type"] = "bearer", ["expires_in"] = call.Text("code") is null ? LongLife : 5_400 });
    }

    /// <summary>One page to a list, so that whoever reads only the first misses the others.</summary>
    private Answer Accounts(ContractCall call)
    {
        var at = call.Text("after") is { } after ? int.Parse(after[1..], null) : 0;
        if (at >= Pages.Count)
            return GraphAnswer.List([]);
        var list = new JsonObject
        {
            ["data"] = new JsonArray(GraphAnswer.Choose(Show(Pages[at], Issue(Pages[at].Id)), call.Text("fields") ?? "name,access_token,tasks")),
            ["paging"] = new JsonObject { ["cursors"] = new JsonObject { ["before"] = $"c{at}", ["after"] = $"c{at + 1}" } },
        };
        if (at + 1 < Pages.Count)
            list["paging"]!["next"] = $"https://graph.facebook.com/v25.0/{PersonId}/accounts?after=c{at + 1}";
        return Answer.Ok(list);
    }

    private static JsonObject Show(FakePage page, string token) => new()
    {
        ["id"] = page.Id,
        ["name"] = page.Name,
        ["access_token"] = token,
        ["tasks"] = new JsonArray([.. page.Tasks.Select(t => (JsonNode)t)]),
        ["username"] = page.Name.ToLowerInvariant().Replace(" ", ".", StringComparison.Ordinal),
        ["about"] = "Tests",
        ["followers_count"] = 321,
        ["fan_count"] = 300,
        ["link"] = $"https://www.facebook.com/{page.Id}",
    };

    private static Answer Permissions(FacebookToken token) => GraphAnswer.List(token.Scopes.Select(s => new JsonObject { ["permission"] = s, ["status"] = "granted" }));
}
