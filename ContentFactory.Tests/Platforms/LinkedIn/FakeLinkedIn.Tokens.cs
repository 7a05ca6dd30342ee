using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.LinkedIn;

internal sealed partial class FakeLinkedIn
{
    public const string AppId = "86contracttest";
    public const string AppSecret = "WPL_AP1.SeCrEt0linkedin";
    public const string GoodCode = "AQSeCrEt0code";

    private readonly Dictionary<string, string[]> accessTokens = [];
    private readonly HashSet<string> refreshTokens = [];
    private int tokensMade;

    public string[] Scopes { get; set; } = ["openid", "profile", "email", "w_member_social", "w_organization_social", "r_organization_social", "rw_organization_admin"];

    /// <summary>LinkedIn approved the app for refresh tokens.</summary>
    public bool IsPartner { get; set; } = true;

    /// <summary>The pages that the person administers.</summary>
    public List<string> Pages { get; } = [Page];

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

    private string[]? ScopesOf(ContractCall call) => call.Token is { } token ? accessTokens.GetValueOrDefault(token) : null;

    private bool MayPostAs(string? urn, string[] scopes) => urn == Person ? scopes.Contains("w_member_social") : Pages.Contains(urn ?? "") && scopes.Contains("w_organization_social");

    private Answer Token(ContractCall call)
    {
        if (call.Text("client_id") != AppId || call.Text("client_secret") != AppSecret)
            return Refused(401, "invalid_client");
        var refresh = call.Text("refresh_token") ?? "AQWSeCrEt0refresh";
        if (call.Text("grant_type") == "authorization_code" ? call.Text("code") != GoodCode : !refreshTokens.Contains(refresh))
            return Refused(400, "invalid_grant");
        var access = $"AQVSeCrEt0{++tokensMade:0000}";
        accessTokens[access] = Scopes;
        var answer = new JsonObject { ["access_token"] = access, ["expires_in"] = 5184000, ["scope"] = string.Join(',', Scopes) };
        if (!IsPartner)
            return Answer.Ok(answer);
        refreshTokens.Add(refresh);
        (answer["refresh_token"], answer["refresh_token_expires_in"]) = (refresh, 31536000);
        return Answer.Ok(answer);
    }

    private static Answer Refused(int status, string error) => new(status, new JsonObject { ["error"] = error, ["error_description"] = "It is invalid or expired." }.ToJsonString());

    private static Answer Me(string[] scopes) => !scopes.Contains("profile") ? LinkedInErrors.NoPermission : Answer.Ok(new JsonObject
    {
        ["sub"] = PersonId, ["name"] = "Contract Test", ["given_name"] = "Contract", ["family_name"] = "Test", ["picture"] = "https://media.licdn.com/a.jpg",
        ["locale"] = new JsonObject { ["country"] = "US", ["language"] = "en" }, ["email"] = "contract@example.com", ["email_verified"] = true,
    });

    private Answer Acls() => Answer.Ok(new JsonObject
    {
        ["paging"] = new JsonObject { ["start"] = 0, ["count"] = 10, ["links"] = new JsonArray() },
        ["elements"] = new JsonArray([.. Pages.Select(p => (JsonNode)new JsonObject { ["role"] = "ADMINISTRATOR", ["organization"] = p, ["roleAssignee"] = Person, ["state"] = "APPROVED" })]),
    });
}
