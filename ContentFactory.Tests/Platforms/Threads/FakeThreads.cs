using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.Threads;

/// <summary>Threads with a memory: containers, posts and replies, the two daily quotas, numbers, tokens that end.</summary>
internal sealed partial class FakeThreads(TimeProvider clock) : NetworkFake(clock)
{
    public const string UserId = "17840000000000001";
    public const string UserName = "contract.test";

    /// <summary>A container that is not to be found, or not yet: Threads answers so for seconds after it was made.</summary>
    public static readonly Answer NotFound = GraphAnswer.Error(24, 4279009, "The media with this id cannot be found.");

    private readonly Dictionary<string, FakeContainer> containers = [];
    private readonly List<FakeThread> threads = [];
    private long lastId = 18_000_000_000_000_000;

    public Dictionary<string, WebFile> Web { get; } = [];

    public IReadOnlyList<FakeThread> Posts => [.. threads];

    public IReadOnlyList<FakeContainer> Containers => [.. containers.Values];

    /// <summary>How long a video is worked on; words and pictures take <see cref="ShortProcessing"/>.</summary>
    public TimeSpan Processing { get; set; } = TimeSpan.FromSeconds(100);

    public TimeSpan ShortProcessing { get; set; }

    /// <summary>The error_message of the next containers of media.</summary>
    public string? Failure { get; set; }

    public int PostsLeft { get; set; } = 250;

    public int RepliesLeft { get; set; } = 1000;

    private DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>The network's own side of a container lives on without its caller, and may lose it.</summary>
    public void Forget(string container) => containers.Remove(container);

    public FakeThread AddForeign(string text, TimeSpan ago = default)
    {
        threads.Add(new(NextId(), "TEXT_POST", text, Now - ago, null));
        return threads[^1];
    }

    protected override string? StepOf(ContractCall call) => (call.Method, ThreadsDescription.Version().Replace(call.Path, "").Trim('/').Split('/')) switch
    {
        ("POST", ["oauth", "access_token"]) => "code",
        ("GET", ["access_token"]) => "exchange",
        ("GET", ["refresh_access_token"]) => "refresh",
        ("GET", ["debug_token"]) => "debug",
        ("GET", ["me"]) => "me",
        ("POST", ["me", "threads"]) => "make",
        ("POST", ["me", "threads_publish"]) => "publish",
        ("GET", ["me", "threads_publishing_limit"]) => "limit",
        ("GET", ["me", "threads"]) => "list",
        ("GET", ["me", "replies"]) => "replies",
        ("GET", ["me", "threads_insights"]) => "account_insights",
        ("GET", [_, "insights"]) => "insights",
        ("GET", [_, "replies"]) => "replies_of",
        ("GET", [var id]) when containers.ContainsKey(id) => "status",
        ("GET", [var id]) when IsNumber().IsMatch(id) => call.Text("fields")?.Contains("status", StringComparison.Ordinal) == true ? "status" : "post_read",
        ("DELETE", [var id]) when IsNumber().IsMatch(id) => "delete",
        _ => null,
    };

    protected override IEnumerable<string> Check(string step, ContractCall call) => ThreadsDescription.Check(step, call);

    protected override IEnumerable<string> CheckAnswer(string step, ContractCall call, Answer answer) => answer.Status != 200 ? [] : step switch
    {
        "status" => ThreadsDescription.AnswerViolations("container", answer.Json),
        "me" => ThreadsDescription.AnswerViolations("profile", answer.Json),
        "post_read" => ThreadsDescription.AnswerViolations("threads", answer.Json),
        "list" => answer.Json!["data"]!.AsArray().SelectMany(t => ThreadsDescription.AnswerViolations("threads", t)),
        "replies" or "replies_of" => answer.Json!["data"]!.AsArray().SelectMany(t => ThreadsDescription.AnswerViolations("replies", t)),
        "limit" => ThreadsDescription.AnswerViolations("quota", answer.Json!["data"]![0]),
        _ => [],
    };

    protected override Answer Do(string step, ContractCall call) => step switch
    {
        "code" => Code(call),
        _ => TokenOf(call) is { } token ? Do(step, call, token) : GraphAnswer.Error(190, 463, "Error validating access token: Session has expired", 401),
    };

    private Answer Do(string step, ContractCall call, ThreadsToken token) => step switch
    {
        "exchange" => Exchange(call, token),
        "refresh" => Refresh(token),
        "debug" => Debug(call),
        _ when NeededScope(step) is var scope && !token.Scopes.Contains(scope) => GraphAnswer.Error(10, 0, $"Application does not have permission for this action: {scope}", 403),
        "me" => Answer.Ok(GraphAnswer.Choose(Account(), call.Text("fields"))),
        "make" => Make(call),
        "publish" => Publish(call),
        "status" => Status(call),
        "limit" => Limit(call),
        "list" => List(call, threads.Where(t => t.ReplyTo is null)),
        "replies" => List(call, threads.Where(t => t.ReplyTo is not null)),
        "replies_of" => List(call, threads.Where(t => t.ReplyTo == call.Path.Split('/')[^2])),
        "post_read" => Find(LastPart(call)) is { } post ? Answer.Ok(GraphAnswer.Choose(Show(post), call.Text("fields"))) : GraphAnswer.Gone,
        "insights" => Find(call.Path.Split('/')[^2]) is { } post ? Numbers(post.Id, "lifetime", call, post.Insights) : GraphAnswer.Gone,
        "account_insights" => Numbers(UserId, "day", call, new() { ["followers_count"] = 321 }),
        "delete" => Delete(LastPart(call)),
        _ => throw new InvalidOperationException(step),
    };

    private static string NeededScope(string step) => step switch
    {
        "make" or "publish" or "limit" => "threads_content_publish",
        "insights" or "account_insights" => "threads_manage_insights",
        "delete" => "threads_delete",
        _ => "threads_basic",
    };

    private FakeThread? Find(string id) => threads.FirstOrDefault(t => t.Id == id && !t.IsRemoved);

    private Answer List(ContractCall call, IEnumerable<FakeThread> of)
    {
        var since = long.TryParse(call.Text("since"), CultureInfo.InvariantCulture, out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : DateTimeOffset.MinValue;
        var limit = int.Parse(call.Text("limit") ?? "25", CultureInfo.InvariantCulture);
        return GraphAnswer.List(of.Where(t => !t.IsRemoved && t.At >= since).OrderByDescending(t => t.At).ThenByDescending(t => t.Id).Take(limit).Select(t => GraphAnswer.Choose(Show(t), call.Text("fields"))));
    }

    private static JsonObject Show(FakeThread post) => new()
    {
        ["id"] = post.Id,
        ["media_product_type"] = "THREADS",
        ["media_type"] = post.Type,
        ["permalink"] = post.Permalink,
        ["username"] = UserName,
        ["text"] = post.Text,
        ["timestamp"] = post.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'+0000'", CultureInfo.InvariantCulture),
        ["shortcode"] = post.Id,
        ["is_quote_post"] = false,
        ["has_replies"] = false,
        ["is_reply"] = post.ReplyTo is not null,
        ["replied_to"] = post.ReplyTo is { } to ? new JsonObject { ["id"] = to } : null,
    };

    private static Answer Numbers(string id, string period, ContractCall call, Dictionary<string, long> of) => GraphAnswer.List(call.Text("metric")!.Split(',').Select(m => new JsonObject
    {
        ["name"] = m,
        ["period"] = period,
        ["title"] = m,
        ["id"] = $"{id}/insights/{m}/{period}",
        [period == "day" ? "total_value" : "values"] = period == "day" ? new JsonObject { ["value"] = of.GetValueOrDefault(m) } : new JsonArray(new JsonObject { ["value"] = of.GetValueOrDefault(m) }),
    }));

    private Answer Delete(string id)
    {
        if (Find(id) is not { } post)
            return GraphAnswer.Gone;
        post.IsRemoved = true;
        return Answer.Ok(new JsonObject { ["success"] = true, ["deleted_id"] = id });
    }

    private string NextId() => (++lastId).ToString(CultureInfo.InvariantCulture);

    private static string LastPart(ContractCall call) => call.Path.TrimEnd('/').Split('/')[^1];

    [GeneratedRegex(@"\A\d+\z")]
    private static partial Regex IsNumber();
}
