using System.Globalization;
using System.Text.RegularExpressions;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.Facebook;

/// <summary>Facebook's pages with a memory: posts, photos, videos in upload and in work, stories, numbers, tokens of persons and pages.</summary>
internal sealed partial class FakeFacebook(TimeProvider clock) : NetworkFake(clock)
{
    public const string PageId = "1020000000000001";
    public const string OtherPageId = "1020000000000002";
    public const string PersonId = "1030000000000001";

    /// <summary>After these a post is out.</summary>
    public static readonly string[] PublishingSteps = ["feed", "photo_story", "video_finish", "reel_finish", "video_story_finish"];

    private readonly List<FakePhoto> photos = [];
    private readonly List<FakeVideo> videos = [];
    private readonly List<FakePost> posts = [];
    private long lastId = 122_000_000_000_000_000;

    public List<FakePage> Pages { get; } = [new(PageId, "Contract Page", "ADVERTISE", "ANALYZE", "CREATE_CONTENT", "MODERATE", "MANAGE"), new(OtherPageId, "Other Page", "ANALYZE", "MODERATE")];

    /// <summary>What stands on the web, by its address.</summary>
    public Dictionary<string, byte[]> Web { get; } = [];

    /// <summary>What people can see, or will when Facebook is through with its video.</summary>
    public IReadOnlyList<FakePost> Posts => [.. posts.Where(p => p.IsPublished)];

    public IReadOnlyList<FakePhoto> Photos => photos;

    public IReadOnlyList<FakeVideo> Videos => videos;

    /// <summary>How long a video is worked on after it was finished.</summary>
    public TimeSpan Processing { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>What becomes of the next videos instead.</summary>
    public string? VideoFailure { get; set; }

    /// <summary>Every part of a video is taken up to this many bytes only.</summary>
    public int? TakesAtMost { get; set; }

    /// <summary>How Facebook writes the number of bytes that have arrived: its guide with one r, its node table with two.</summary>
    public string BytesField { get; set; } = "bytes_transfered";

    private DateTimeOffset Now => Clock.GetUtcNow();

    protected override string? StepOf(ContractCall call) => (call.Method, VersionPrefix().Replace(call.Path, "").Trim('/').Split('/')) switch
    {
        ("POST", ["video-upload", _, _]) => "upload",
        ("GET", ["oauth", "access_token"]) => "token",
        ("GET", ["me", "accounts"]) => "accounts",
        ("GET", [_, "permissions"]) => "permissions",
        ("POST", [_, "feed"]) => "feed",
        ("POST", [_, "photos"]) => "photo",
        ("POST", [_, "photo_stories"]) => "photo_story",
        ("POST", [_, "videos"]) => $"video_{PhaseOf(call)}",
        ("POST", [_, "video_reels"]) => $"reel_{PhaseOf(call)}",
        ("POST", [_, "video_stories"]) => $"video_story_{PhaseOf(call)}",
        ("POST", [_, "comments"]) => "comment",
        ("GET", [_, "comments"]) => "comments",
        ("GET", [_, "published_posts" or "posts" or "feed"]) => "list",
        ("GET", [_, "stories"]) => "stories",
        ("GET", [_, "insights"]) => "insights",
        ("GET", [_, "video_insights"]) => "video_insights",
        ("GET", [var id]) when Pages.Any(p => p.Id == id) => "page",
        ("GET", [var id]) when videos.Any(v => v.Id == id) => "video_read",
        ("GET", [var id]) when comments.Any(c => c.Id == id) => "comment_read",
        ("GET", [var id]) when IsNode().IsMatch(id) => "post_read",
        ("DELETE", [var id]) when IsNode().IsMatch(id) => "delete",
        _ => null,
    };

    protected override IEnumerable<string> Check(string step, ContractCall call) => FacebookProtocol.Check(step, FacebookProtocol.Opened(call));

    protected override IEnumerable<string> CheckAnswer(string step, ContractCall call, Answer answer) => answer.Status != 200 ? [] : step switch
    {
        "list" => answer.Json!["data"]!.AsArray().SelectMany(p => GraphDescription.Pages.AnswerViolations("PagePost", p)),
        "post_read" => GraphDescription.Pages.AnswerViolations("PagePost", answer.Json),
        "video_read" => GraphDescription.Pages.AnswerViolations("AdVideo", answer.Json),
        "insights" or "video_insights" => answer.Json!["data"]!.AsArray().SelectMany(m => GraphDescription.Pages.AnswerViolations("InsightsResult", m)),
        "page" => GraphDescription.Pages.AnswerViolations("Page", answer.Json),
        "comment_read" => GraphDescription.Pages.AnswerViolations("Comment", answer.Json),
        "comments" => answer.Json!["data"]!.AsArray().SelectMany(c => GraphDescription.Pages.AnswerViolations("Comment", c)),
        _ => [],
    };

    protected override Answer Do(string step, ContractCall call) => step switch
    {
        "token" => Token(call),
        _ => TokenOf(call) is { } token ? Do(step, call, token) : GraphAnswer.BadToken,
    };

    private Answer Do(string step, ContractCall call, FacebookToken token) => step switch
    {
        "accounts" => Accounts(call),
        "permissions" => Permissions(token),
        _ when token.Page is null => GraphAnswer.NoPermission,
        "page" => Answer.Ok(GraphAnswer.Choose(Show(Pages.Single(p => p.Id == LastPart(call)), call.Token!), call.Text("fields"))),
        _ when NeededScope(step) is var scope && !token.Scopes.Contains(scope) => GraphAnswer.NoPermission,
        "upload" => Upload(call, token.Page),
        "comment" => Comment(call, token.Page),
        "comments" => ListComments(call),
        "comment_read" => Answer.Ok(GraphAnswer.Choose(Show(comments.Single(c => c.Id == LastPart(call))), call.Text("fields"))),
        _ when call.Method == "POST" && Owner(call) != token.Page => GraphAnswer.NoPermission,
        _ when call.Method == "POST" => Write(step, call, token.Page),
        "list" => List(call, posts.Where(p => p is { IsPublished: true, IsStory: false } && (p.Video is null || p.Video.IsOut(Now)))),
        "stories" => Stories(),
        "video_read" => videos.Single(v => v.Id == LastPart(call)) is { Post: null or { IsRemoved: false } } video ? Answer.Ok(GraphAnswer.Choose(Show(video), call.Text("fields"))) : GraphAnswer.Gone,
        "post_read" => Find(LastPart(call)) is { } post ? Answer.Ok(GraphAnswer.Choose(Show(post), call.Text("fields"))) : GraphAnswer.Gone,
        "insights" or "video_insights" => Insights(call, step),
        "delete" => Delete(call),
        _ => throw new InvalidOperationException(step),
    };

    private static string NeededScope(string step) => step switch
    {
        "insights" or "video_insights" => "read_insights",
        "comment" => "pages_manage_engagement",
        "comments" or "comment_read" or "list" or "stories" or "video_read" or "post_read" => "pages_read_engagement",
        _ => "pages_manage_posts",
    };

    private static string? PhaseOf(ContractCall call) => FacebookProtocol.Opened(call).Text("upload_phase") is { Length: > 0 } phase ? phase : null;

    private string NextId() => (++lastId).ToString(CultureInfo.InvariantCulture);

    private static string LastPart(ContractCall call) => call.Path.TrimEnd('/').Split('/')[^1];

    private static string Owner(ContractCall call) => call.Path.TrimEnd('/').Split('/')[^2];

    [GeneratedRegex(@"\A/v\d+\.\d+(?=/)")]
    private static partial Regex VersionPrefix();

    [GeneratedRegex(@"\A\d+(_\d+)?\z")]
    private static partial Regex IsNode();
}
