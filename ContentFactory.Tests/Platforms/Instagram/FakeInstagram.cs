using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.Instagram;

/// <summary>Instagram's publishing API with a memory: containers, media, the daily quota, numbers of posts, tokens and both logins.</summary>
internal sealed partial class FakeInstagram(TimeProvider clock) : NetworkFake(clock)
{
    public const string UserId = "17841400000000001";
    public const string UserName = "contract.test";

    private readonly Dictionary<string, FakeContainer> containers = [];
    private readonly List<FakeMedia> media = [];
    private long lastId = 18_000_000_000_000_000;

    public Dictionary<string, WebFile> Web { get; } = [];

    public IReadOnlyList<FakeMedia> Posts => [.. media];

    public IReadOnlyList<FakeContainer> Containers => [.. containers.Values];

    /// <summary>How long a video is worked on after its bytes are there.</summary>
    public TimeSpan Processing { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>What becomes of the next videos instead: text of <c>status</c> in the state ERROR.</summary>
    public string? VideoFailure { get; set; }

    /// <summary>Every upload is taken up to this many bytes only.</summary>
    public int? TakesAtMost { get; set; }

    public int QuotaTotal { get; set; } = 100;

    public int QuotaUsed { get; set; }

    private DateTimeOffset Now => Clock.GetUtcNow();

    protected override string? StepOf(ContractCall call)
    {
        var path = VersionPrefix().Replace(call.Path, "").Trim('/').Split('/');
        return (call.Method, path) switch
        {
            ("POST", ["ig-api-upload", _, _]) => "upload",
            ("POST", ["oauth", "access_token"]) => "code",
            ("GET", ["oauth", "access_token"]) => "facebook_token",
            ("GET", ["access_token"]) => "exchange",
            ("GET", ["refresh_access_token"]) => "refresh",
            ("GET", ["debug_token"]) => "debug",
            ("GET", ["me"]) => "me",
            ("GET", [_, "accounts"]) => "accounts",
            ("GET", [_, "permissions"]) => "permissions",
            ("DELETE", [_, "permissions"]) => "revoke",
            ("POST", [_, "media"]) => "media",
            ("POST", [_, "media_publish"]) => "publish",
            ("GET", [_, "content_publishing_limit"]) => "limit",
            ("GET", [_, "media"]) => "list",
            ("GET", [_, "stories"]) => "stories",
            ("POST", [_, "comments"]) => "comment",
            ("GET", [_, "comments"]) => "comments",
            ("GET", [_, "children"]) => "children",
            ("GET", [_, "insights"]) => "insights",
            ("GET", [PageId]) => "page",
            ("GET", [UserId]) => "account",
            ("GET", [var id]) when containers.ContainsKey(id) => "status",
            ("GET", [var id]) when IsNumber().IsMatch(id) => "media_read",
            ("DELETE", [var id]) when IsNumber().IsMatch(id) => "delete",
            _ => null,
        };
    }

    protected override IEnumerable<string> Check(string step, ContractCall call) => InstagramProtocol.Check(step, call, LoginOf(call));

    protected override IEnumerable<string> CheckAnswer(string step, ContractCall call, Answer answer) => answer.Status != 200 ? [] : step switch
    {
        "status" => GraphDescription.Current.AnswerViolations("ShadowIGMediaBuilder", answer.Json),
        "media_read" => GraphDescription.Current.AnswerViolations(LoginOf(call) is InstagramLogin.Instagram ? "IGMediaForIGOnlyAPI" : "IGMedia", answer.Json),
        "comments" => answer.Json!["data"]!.AsArray().SelectMany(c => GraphDescription.Current.AnswerViolations("IGComment", c)),
        "list" or "stories" or "children" => answer.Json!["data"]!.AsArray().SelectMany(m => GraphDescription.Current.AnswerViolations("IGMedia", m)),
        "limit" => GraphDescription.Current.AnswerViolations("ContentPublishingLimitResponse", answer.Json!["data"]![0]),
        "insights" => answer.Json!["data"]!.AsArray().SelectMany(m => GraphDescription.Current.AnswerViolations("InstagramInsightsResult", m)),
        "exchange" => GraphDescription.Current.AnswerViolations("IGAccessTokenForIGOnlyAPI", answer.Json),
        "refresh" => GraphDescription.Current.AnswerViolations("IGRefreshAccessTokenForIGOnlyAPI", answer.Json),
        _ => [],
    };

    protected override Answer Do(string step, ContractCall call) => step switch
    {
        "code" => Code(call),
        "facebook_token" => FacebookToken(call),
        _ => TokenOf(call) is { } token ? Do(step, call, token) : GraphErrors.BadToken,
    };

    private Answer Do(string step, ContractCall call, GraphToken token) => step switch
    {
        "exchange" => Exchange(call),
        "refresh" => Refresh(call),
        "media" or "publish" or "upload" when !token.Scopes.Any(IsPublishScope) => GraphErrors.NoPermission,
        "media" => Make(call),
        "upload" => Upload(call),
        "publish" => Publish(call),
        "status" => Status(call),
        "limit" => Limit(call),
        "list" => List(call, media.Where(m => m.Product != "STORY")),
        "stories" => List(call, media.Where(m => m.Product == "STORY" && Now - m.At < TimeSpan.FromHours(24))),
        "media_read" => Read(call),
        "children" => Answer.Ok(new JsonObject { ["data"] = new JsonArray() }),
        "insights" when !token.Scopes.Any(s => s.EndsWith("_manage_insights", StringComparison.Ordinal)) => GraphErrors.NoPermission,
        "insights" => Insights(call),
        "comment" or "comments" when !token.Scopes.Any(s => s.EndsWith("_manage_comments", StringComparison.Ordinal)) => GraphErrors.NoPermission,
        "comment" => Comment(call),
        "comments" => ListComments(call),
        "delete" => Delete(call),
        "me" or "account" => Me(call, token),
        "page" => Page(call),
        "accounts" => Accounts(call),
        "permissions" => Permissions(token),
        "revoke" => Revoke(call),
        "debug" => Debug(call),
        _ => throw new InvalidOperationException(step),
    };

    private Answer Limit(ContractCall call)
    {
        var row = new JsonObject { ["quota_usage"] = QuotaUsed };
        if (call.Text("fields")?.Contains("config", StringComparison.Ordinal) == true)
            row["config"] = new JsonObject { ["quota_total"] = QuotaTotal, ["quota_duration"] = 86_400 };
        return Answer.Ok(new JsonObject { ["data"] = new JsonArray(row) });
    }

    private string NextId() => (++lastId).ToString(CultureInfo.InvariantCulture);

    private static string LastPart(ContractCall call) => call.Path.TrimEnd('/').Split('/')[^1];

    private static string Owner(ContractCall call) => call.Path.TrimEnd('/').Split('/')[^2];

    [GeneratedRegex(@"\A/v\d+\.\d+(?=/)")]
    private static partial Regex VersionPrefix();

    [GeneratedRegex(@"\A\d+\z")]
    private static partial Regex IsNumber();
}
