using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Facebook;

/// <summary>What became of a lost call: a video says it by its status, everything else has to be found among the page's latest posts.</summary>
internal sealed class FacebookLook(Graph graph, FacebookVideoCalls calls, TimeProvider clock)
{
    private const string HandleSource = "upload";
    private const string VideoSource = "video_status";
    private const string FeedSource = "published_posts";
    private const string StorySource = "stories";
    private const string Latest = "25";

    /// <summary>Facebook may begin to publish a little after the call: before that "not yet" proves nothing.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(5);

    public async Task<LookOutcome> LookAsync(PlatformAccount account, LostPost lost, CancellationToken ct)
    {
        var handle = FacebookHandle.Parse(lost.Handle);
        if (lost.Handle is { } remembered && remembered != handle.ToString())
            return Unclear("NotRecognised", [], HandleSource);
        if (handle.Stage is FacebookStage.Preparing or FacebookStage.Uploading)
            return new(LookKind.Absent, Source: HandleSource, Reason: FacebookErrors.Verdicts.Named(ProblemKind.Unavailable, null, "NothingBegun"));
        if (FacebookApi.SeatOf(graph, account) is not { } seat)
            return new(LookKind.Failed, Reason: MetaErrors.Text(ProblemKind.Invalid, null, "TokenMissing"));
        if (handle.Video is { } video)
            return await VideoAsync(seat, video, handle.Stage is FacebookStage.Finished, lost, ct);
        return FacebookRules.FormOf(lost.Post) is FacebookForm.PhotoStory && handle.Photos is [var photo] ? await StoryAsync(seat, photo, ct) : await PostAsync(seat, lost, ct);
    }

    private async Task<LookOutcome> VideoAsync(GraphSeat seat, FacebookVideo video, bool finished, LostPost lost, CancellationToken ct)
    {
        var status = await calls.StatusAsync(seat, video, finished, ct);
        var isSettled = clock.GetUtcNow() - lost.From > Settled;
        return status.State switch
        {
            FacebookVideoState.Published => Found(video, status),
            // Facebook took it; whether its work on it fails is seen on the page
            FacebookVideoState.Publishing => Found(video, status),
            FacebookVideoState.Working or FacebookVideoState.Waiting when finished => Found(video, status),
            FacebookVideoState.Failed => new(LookKind.Absent, Source: VideoSource),
            FacebookVideoState.Waiting when isSettled => new(LookKind.Absent, Source: VideoSource),
            FacebookVideoState.Waiting or FacebookVideoState.Working => Unclear("StillUnsettled", [], VideoSource),
            FacebookVideoState.Missing => Unclear("NotRecognised", [], VideoSource),
            FacebookVideoState.Unread => MetaVerdicts.Unread(status.Reply),
        };
    }

    /// <summary>Only its words tell a post from others; where it has none, a person has to.</summary>
    private async Task<LookOutcome> PostAsync(GraphSeat seat, LostPost lost, CancellationToken ct)
    {
        var reply = await graph.GetAsync(seat, FacebookApi.Page(seat, FeedSource), ct, [("fields", "id,message,created_time,permalink_url"), ("limit", Latest)]);
        var words = OutgoingWords.Bare(FacebookRules.WordsOf(lost.Post));
        var reading = MetaFeed.Search(reply, reply.Json.Items("data").Select(Listed), lost.From, post => words.Length > 0 && OutgoingWords.Bare(post.Words) == words);
        return reading switch
        {
            { Match: { } match } => new(LookKind.Found, match.ExternalId, match.Url, [match.ExternalId], reading.Seen, FeedSource),
            { Reply.Done: true } => Unclear("NotRecognised", reading.Seen, FeedSource),
            _ => MetaVerdicts.Unread(reply),
        };
    }

    private async Task<LookOutcome> StoryAsync(GraphSeat seat, string photo, CancellationToken ct)
    {
        var reply = await graph.GetAsync(seat, FacebookApi.Page(seat, StorySource), ct);
        if (!reply.Done)
            return MetaVerdicts.Unread(reply);
        var story = reply.Json.Items("data").FirstOrDefault(s => s.Word("media_id") == photo);
        return story.Word("post_id") is { Length: > 0 } id
            ? new(LookKind.Found, id, story.Word("url"), [id], Source: StorySource)
            : Unclear("NotRecognised", [], StorySource);
    }

    private static LookOutcome Found(FacebookVideo video, FacebookVideoStatus status) => new(LookKind.Found, video.Id, status.Url, [video.Id], Source: VideoSource);

    private static LookOutcome Unclear(string key, IReadOnlyList<SeenPost> seen, string source) =>
        new(LookKind.Unclear, Seen: seen, Source: source, Reason: FacebookErrors.Verdicts.Named(ProblemKind.Unavailable, null, key));

    private static ListedPost? Listed(JsonElement post) => post.Word("id") is { Length: > 0 } id
        ? new(id, FacebookApi.Address(post.Word("permalink_url")), MetaFeed.TimeOf(post.Word("created_time")), post.Word("message") ?? "")
        : null;
}
