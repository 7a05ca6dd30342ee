using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.YouTube;

/// <summary>YouTube with a memory: resumable sessions, videos that are worked on, statistics and reports, the uploads playlist, tokens.</summary>
internal sealed partial class FakeYouTube(TimeProvider clock) : NetworkFake(clock)
{
    public const string ChannelId = "UCcontractTestChannel0001";
    public const string UploadsId = "UUcontractTestChannel0001";
    public const string Handle = "@contract-test";

    private readonly Dictionary<string, FakeSession> sessions = [];
    private readonly List<FakeVideo> videos = [];

    public IReadOnlyList<FakeVideo> Videos => [.. videos];

    public IReadOnlyList<FakeSession> Sessions => [.. sessions.Values];

    /// <summary>How long a video is worked on after its last byte.</summary>
    public TimeSpan Processing { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>What becomes of the next video: "failed" or "rejected", and the reason.</summary>
    public (string Status, string Reason)? VideoFailure { get; set; }

    /// <summary>With the last byte it says 308 once more, and makes the video only a little later.</summary>
    public bool IsSlowToFinish { get; set; }

    /// <summary>Every chunk is taken up to this many bytes only.</summary>
    public int? TakesAtMost { get; set; }

    private DateTimeOffset Now => Clock.GetUtcNow();

    protected override string? StepOf(ContractCall call) => (call.Method, call.Path) switch
    {
        ("POST", "/token") => "token",
        ("POST", "/revoke") => "revoke",
        ("PUT", "/upload/youtube/v3/videos") => YouTubeProtocol.IsQuestion(call) ? "ask" : "bytes",
        ("POST", "/upload/youtube/v3/videos") => "session",
        ("POST", "/upload/youtube/v3/thumbnails/set") => "thumbnail",
        ("GET", "/v2/reports") => "reports",
        _ => DiscoveryDescription.YouTube.MethodOf(call)?["youtube.".Length..],
    };

    protected override IEnumerable<string> Check(string step, ContractCall call) => YouTubeProtocol.Check(step, call);

    protected override IEnumerable<string> CheckAnswer(string step, ContractCall call, Answer answer) => answer switch
    {
        { Status: not 200 } or { Body: "" } => [],
        _ when step is "token" or "revoke" => [],
        _ when step is "bytes" or "ask" => DiscoveryDescription.YouTube.AnswerViolations(call with { Method = "POST" }, answer.Json),
        _ => DiscoveryDescription.YouTube.AnswerViolations(call, answer.Json),
    };

    protected override Answer Do(string step, ContractCall call) => step switch
    {
        "token" => Token(call),
        "revoke" => Revoke(call),
        "bytes" => Take(call),
        "ask" => Ask(call),
        _ when ScopesOf(call) is not { } => GoogleErrors.BadToken,
        _ => Spend(step) ? Do(step, call, ScopesOf(call)!) : GoogleErrors.QuotaExceeded,
    };

    private Answer Do(string step, ContractCall call, string[] scopes) => step switch
    {
        "session" when !MayUpload(scopes) => GoogleErrors.NoPermission,
        "session" => Begin(call),
        "thumbnail" when !MaySetCovers || !MayUpload(scopes) => GoogleErrors.Of(403, "forbidden", "The authenticated user doesn't have permissions to upload and set custom video thumbnails.", "youtube.thumbnail"),
        "thumbnail" => Thumbnail(call),
        "videos.list" => List(call),
        "videos.delete" when !scopes.Any(s => s.EndsWith("/youtube", StringComparison.Ordinal) || s.EndsWith("force-ssl", StringComparison.Ordinal)) => GoogleErrors.NoPermission,
        "videos.delete" => Delete(call),
        "commentThreads.insert" or "commentThreads.list" when !scopes.Any(s => s.EndsWith("force-ssl", StringComparison.Ordinal)) => GoogleErrors.Of(403, "insufficientPermissions", "Request had insufficient authentication scopes.", "global"),
        "commentThreads.insert" => Comment(call),
        "commentThreads.list" => ListComments(call),
        "channels.list" => Channels(call),
        "playlistItems.list" => Uploads(call),
        "search.list" => Answer.Ok(new JsonObject { ["kind"] = "youtube#searchListResponse", ["items"] = new JsonArray() }),
        "reports" when !scopes.Any(s => s.Contains("/yt-analytics", StringComparison.Ordinal)) => GoogleErrors.NoPermission,
        "reports" => Reports(call),
        _ => GoogleErrors.Of(403, "forbidden"),
    };
}
