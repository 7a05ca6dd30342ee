using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.Threads;

internal sealed partial class FakeThreads
{
    public const string AppId = "990000000000002";
    public const string AppSecret = "app-SeCrEt0002";
    public const string GoodCode = "code-SeCrEt0002";
    public static readonly TimeSpan LongLife = TimeSpan.FromSeconds(5_184_000);

    private readonly Dictionary<string, ThreadsToken> tokens = [];
    private int tokensMade;

    public string[] Scopes { get; set; } = ["threads_basic", "threads_content_publish", "threads_manage_insights", "threads_manage_replies", "threads_read_replies", "threads_delete"];

    public void RevokeAllTokens() => tokens.Clear();

    private string Issue(TimeSpan life, IReadOnlyList<string> scopes)
    {
        var token = $"THAASeCrEt{++tokensMade:0000}";
        tokens[token] = new(Now + life, Now, scopes);
        return token;
    }

    private ThreadsToken? TokenOf(ContractCall call) => tokens.GetValueOrDefault(call.Token ?? "") is { } token && token.Until > Now ? token : null;

    private Answer Code(ContractCall call) => call.Text("client_secret") != AppSecret || call.Text("code") != GoodCode
        ? new(400, """{"error_type":"OAuthException","code":400,"error_message":"This authorization code has been used"}""")
        : Answer.Ok(new JsonObject { ["access_token"] = Issue(TimeSpan.FromHours(1), Scopes), ["user_id"] = UserId });

    private Answer Exchange(ContractCall call, ThreadsToken token) =>
        call.Text("client_secret") != AppSecret ? GraphAnswer.Error(1, 0, "Error validating client secret.") : Fresh(token);

    private Answer Refresh(ThreadsToken token) =>
        Now - token.From < TimeSpan.FromHours(24) ? GraphAnswer.Error(100, 0, "The token must be at least 24 hours old") : Fresh(token);

    private Answer Fresh(ThreadsToken token) => Answer.Ok(new JsonObject { ["access_token"] = Issue(LongLife, token.Scopes), ["token_type"] = "bearer", ["expires_in"] = (long)LongLife.TotalSeconds });

    private Answer Debug(ContractCall call)
    {
        var known = tokens.GetValueOrDefault(call.Text("input_token") ?? "");
        return Answer.Ok(new JsonObject { ["data"] = new JsonObject
        {
            ["type"] = "USER",
            ["application"] = "Contract",
            ["is_valid"] = known?.Until > Now,
            ["expires_at"] = known?.Until.ToUnixTimeSeconds() ?? 0,
            ["scopes"] = new JsonArray([.. (known?.Scopes ?? []).Select(s => (JsonNode)s)]),
            ["user_id"] = UserId,
        } });
    }

    private static JsonObject Account() => new()
    {
        ["id"] = UserId,
        ["username"] = UserName,
        ["name"] = "Contract Test",
        ["is_verified"] = false,
        ["threads_profile_picture_url"] = "https://scontent.example/p.jpg",
        ["threads_biography"] = "Tests",
    };
}
