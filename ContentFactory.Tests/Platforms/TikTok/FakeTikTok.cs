using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.TikTok;

/// <summary>TikTok with a memory: what a creator may choose, uploads in chunks, posts and drafts that are worked on, tokens that change.</summary>
internal sealed partial class FakeTikTok(TimeProvider clock) : NetworkFake(clock)
{
    public const string UserName = "contract.test";

    private static readonly TimeSpan UploadLife = TimeSpan.FromHours(1);

    private readonly List<FakePublish> publishes = [];
    private readonly List<(string Step, DateTimeOffset At)> limited = [];
    private bool askedForCreator;

    /// <summary>Everything that was begun; <see cref="Posts"/> is what TikTok has whole.</summary>
    public IReadOnlyList<FakePublish> Publishes => [.. publishes];

    public IReadOnlyList<FakePublish> Posts => [.. publishes.Where(p => p.AcceptedAt is not null)];

    public JsonObject Creator { get; } = new()
    {
        ["creator_avatar_url"] = "https://p16-sign-va.tiktokcdn.com/a.jpeg",
        ["creator_username"] = UserName,
        ["creator_nickname"] = "Contract Test",
        ["privacy_level_options"] = new JsonArray("PUBLIC_TO_EVERYONE", "MUTUAL_FOLLOW_FRIENDS", "SELF_ONLY"),
        ["comment_disabled"] = false,
        ["duet_disabled"] = false,
        ["stitch_disabled"] = false,
        ["max_video_post_duration_sec"] = 300,
    };

    public TimeSpan Processing { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long after the post is out its id is told; of posts that are not public never.</summary>
    public TimeSpan Moderation { get; set; } = TimeSpan.Zero;

    /// <summary>The host that upload addresses name; null for this one.</summary>
    public Uri? UploadHost { get; set; }

    /// <summary>The status says how many bytes have come.</summary>
    public bool TellsBytes { get; set; } = true;

    /// <summary>What fails the next post (a fail_reason).</summary>
    public string? NextFailure { get; set; }

    /// <summary>Files that can be fetched, by their address: the type.</summary>
    public Dictionary<string, string> Web { get; } = [];

    private DateTimeOffset Now => Clock.GetUtcNow();

    protected override string? StepOf(ContractCall call) => (call.Method, call.Path) switch
    {
        ("POST", "/v2/post/publish/creator_info/query/") => "creator",
        ("POST", "/v2/post/publish/video/init/") => "init",
        ("POST", "/v2/post/publish/inbox/video/init/") => "inbox",
        ("POST", "/v2/post/publish/content/init/") => "photos",
        ("POST", "/v2/post/publish/status/fetch/") => "status",
        ("POST", "/v2/video/query/") => "query",
        ("POST", "/v2/video/list/") => "list",
        ("PUT", "/video/") => "bytes",
        ("GET", "/v2/user/info/") => "user",
        ("POST", "/v2/oauth/token/") => "token",
        ("POST", "/v2/oauth/revoke/") => "revoke",
        _ => null,
    };

    protected override IEnumerable<string> Check(string step, ContractCall call) => TikTokProtocol.Check(step, call);

    protected override IEnumerable<string> CheckAnswer(string step, ContractCall call, Answer answer) =>
        step is "bytes" or "token" or "revoke" || (answer.Json?["data"] is JsonObject && answer.Json["error"]?["code"] is not null) ? [] : ["is no envelope"];

    protected override Answer Do(string step, ContractCall call) => step switch
    {
        "token" => Token(call),
        "revoke" => Revoke(call),
        "bytes" => Take(call),
        _ => ScopesOf(call) is not { } scopes ? TikTokErrors.BadToken : IsTooOften(step) ? TikTokErrors.RateLimited : Do(step, call, scopes),
    };

    private Answer Do(string step, ContractCall call, string[] scopes) => step switch
    {
        "creator" or "init" when !scopes.Contains("video.publish") => TikTokErrors.NoScope,
        "inbox" when !scopes.Contains("video.upload") => TikTokErrors.NoScope,
        "photos" when !scopes.Contains((string?)call.Json?["post_mode"] == "DIRECT_POST" ? "video.publish" : "video.upload") => TikTokErrors.NoScope,
        "status" when !scopes.Contains("video.publish") && !scopes.Contains("video.upload") => TikTokErrors.NoScope,
        "query" or "list" when !scopes.Contains("video.list") => TikTokErrors.NoScope,
        "query" => Query(call),
        "list" => List(),
        "creator" => AskCreator(),
        "init" => Begin(call.Json, direct: true),
        "inbox" => Begin(call.Json, direct: false),
        "photos" => BeginPhotos(call.Json),
        "status" => Status(call),
        _ => User(call, scopes),
    };

    private bool IsTooOften(string step)
    {
        int? most = step switch { "creator" => 20, "init" or "inbox" or "photos" => 6, "status" => 30, _ => null };
        limited.RemoveAll(l => l.At <= Now.AddMinutes(-1));
        if (limited.Count(l => l.Step == step) >= most)
            return true;
        limited.Add((step, Now));
        return false;
    }

    private Answer AskCreator()
    {
        askedForCreator = true;
        return TikTokErrors.Ok((JsonObject)Creator.DeepClone());
    }
}
