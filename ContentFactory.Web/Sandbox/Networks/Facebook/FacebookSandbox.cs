using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Sandbox;
using ContentFactory.Web.Sandbox.Networks.Meta;

namespace ContentFactory.Web.Sandbox.Networks.Facebook;

/// <summary>A page of Facebook: posts with words, links and photos, videos and reels, stories, and their numbers.</summary>
internal sealed class FacebookSandbox : MetaNetwork
{
    private const string Finish = "finish";

    public override string Platform => "facebook";

    protected override SandboxReply Limit { get; } = MetaAnswers.Error(80001, "(#80001) There have been too many calls to this Page account. Wait a bit and try again.");

    public override bool Publishes(SandboxRequest request) => request is { Method: "POST", Segments: [_, _, var edge] }
        && (edge is "feed" or "photo_stories" or MetaComments.Edge || (FacebookUploads.MethodOf(edge) is not null && request["upload_phase"] is Finish));

    public override async Task<SandboxReply> AnswerAsync(SandboxVisit visit, CancellationToken ct) => (visit.Request.Method, visit.Request.Segments) switch
    {
        ("POST", ["video-upload", _, var id]) => await TakeAsync(visit, await visit.FindAsync(id, MetaIds.Posts, ct), ct),
        ("GET", [_, var id]) when visit.IsMe(id) => Page(visit),
        ("POST", [_, var id, "photos"]) when visit.IsMe(id) => await FacebookPhotos.UploadAsync(visit, ct),
        ("POST", [_, var id, "feed"]) when visit.IsMe(id) => await PostAsync(visit, ct),
        ("POST", [_, var id, "photo_stories"]) when visit.IsMe(id) => await PhotoStoryAsync(visit, ct),
        ("POST", [_, var id, var edge]) when visit.IsMe(id) && FacebookUploads.MethodOf(edge) is { } method => visit.Request["upload_phase"] switch
        {
            "start" => await FacebookUploads.StartAsync(visit, method, ct),
            "transfer" => await FacebookUploads.TransferAsync(visit, ct),
            Finish => await FinishAsync(visit, ct),
            _ => MetaAnswers.Parameter("upload_phase must be one of START, TRANSFER, FINISH"),
        },
        ("GET", [_, var id, "published_posts" or "posts" or "feed"]) when visit.IsMe(id) =>
            MetaAnswers.List([.. (await visit.PostsAsync(FacebookPosts.IsListed, ct)).Select(p => FacebookPosts.Node(visit, p))], visit.Request["fields"]),
        ("GET", [_, var id, "stories"]) when visit.IsMe(id) => MetaAnswers.Data((await visit.PostsAsync(FacebookPosts.IsStory, ct)).Select(p => FacebookPosts.Story(visit, p))),
        (_, [_, var id, MetaComments.Edge]) => await FacebookPosts.FindAsync(visit, id, ct) is not { State: SandboxStage.Published } post || FacebookPosts.IsStory(post) ? Missing(visit, id)
            : visit.Request.Method is "POST" ? await MetaComments.WriteAsync(visit, post, FacebookPosts.LongestComment, ct) : await MetaComments.ListAsync(visit, post, ct),
        ("GET", [_, var id, "insights" or "video_insights"]) => await FacebookPosts.FindAsync(visit, id, ct) is { State: SandboxStage.Published } post ? FacebookPosts.Insights(visit, post) : Missing(visit, id),
        ("GET", [_, var id]) => await FacebookPosts.FindAsync(visit, id, ct) is { } found ? MetaAnswers.Node(FacebookPosts.Node(visit, found), visit.Request["fields"]) : Missing(visit, id),
        ("DELETE", [_, var id]) => await DeleteAsync(visit, id, ct),
        (var method, var path) => MetaAnswers.Missing(method, string.Join('/', path)),
    };

    private static SandboxReply Page(SandboxVisit visit) => MetaAnswers.Node(
        new()
        {
            ["id"] = visit.AccountId, ["name"] = visit.Account.Title, ["username"] = visit.Account.Handle, ["about"] = "Sandbox", ["followers_count"] = visit.Followers, ["fan_count"] = visit.Followers,
        },
        visit.Request["fields"]);

    private static async Task<SandboxReply> PostAsync(SandboxVisit visit, CancellationToken ct)
    {
        var (photos, refusal) = await FacebookPhotos.AttachedAsync(visit, ct);
        if ((refusal ?? FacebookPosts.Refusal(visit.Request, photos.Count)) is { } no)
            return no;
        var (type, method) = photos.Count switch { 0 => ("TEXT_POST", "text"), 1 => ("IMAGE", "photo post"), _ => ("CAROUSEL_ALBUM", "photo post") };
        var words = FacebookPosts.Words(visit.Request);
        var number = await visit.NumberAsync(new(method, words) { Data = new MetaNote(type, Parts: photos.Count > 0 ? photos : null).ToJson() }, ct);
        if (await visit.Posts.FindAsync(visit.Account.Id, number, ct) is { } post)
            await PublishAsync(visit, post, new(), ct);
        return MetaAnswers.Id(FacebookPosts.PostId(visit, number));
    }

    private static async Task<SandboxReply> PhotoStoryAsync(SandboxVisit visit, CancellationToken ct)
    {
        if (await visit.FindAsync(visit.Request["photo_id"], MetaIds.Posts, ct) is not { State: SandboxStage.Draft, Method: FacebookPhotos.Photo } photo)
            return MetaAnswers.Parameter("Param photo_id must be the id of a photo that was not published yet");
        await PublishAsync(visit, photo, new(FacebookPosts.StoryMethod), ct);
        return SandboxReply.Json(new JsonObject { ["success"] = true, ["post_id"] = visit.IdOf(photo.Number) });
    }

    /// <summary>One video is one post, however often this is asked.</summary>
    private static async Task<SandboxReply> FinishAsync(SandboxVisit visit, CancellationToken ct)
    {
        if (await FacebookUploads.FindAsync(visit, ct) is not { } video)
            return MetaAnswers.Parameter("Invalid video_id or upload_session_id");
        if (video.State is SandboxStage.Draft && MetaNote.Of(video).Waits)
            return MetaAnswers.Error(6000, "There was a problem uploading your video file. Please try again.", 1363030, "Your video upload timed out before we could save it.");
        if (visit.Request["description"].Length > FacebookPosts.LongestText)
            return FacebookPosts.TooLong("description");
        var cover = await FacebookUploads.CoverAsync(visit, video, ct);
        if (cover is { ContentType: not ("image/jpeg" or "image/png") })
            return MetaAnswers.Parameter("The parameter thumb must be a picture");
        if (video.State is SandboxStage.Draft)
            await PublishAsync(visit, video, new(Text: visit.Request["description"], Title: visit.Request["title"] is { Length: > 0 } title ? title : null) { Picture = cover }, ct);
        return SandboxReply.Json(new JsonObject { ["success"] = true, ["post_id"] = visit.IdOf(video.Number) });
    }

    private static async Task<SandboxReply> DeleteAsync(SandboxVisit visit, string id, CancellationToken ct)
    {
        if (await FacebookPosts.FindAsync(visit, id, ct) is not { } post)
            return Missing(visit, id);
        await RemoveAsync(visit, post, ct);
        return MetaAnswers.Success;
    }
}
