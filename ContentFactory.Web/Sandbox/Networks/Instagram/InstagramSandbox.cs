using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Sandbox;
using ContentFactory.Web.Sandbox.Networks.Meta;

namespace ContentFactory.Web.Sandbox.Networks.Instagram;

/// <summary>Instagram: containers that become posts, their status, the latest posts and their numbers.</summary>
internal sealed class InstagramSandbox : MetaNetwork
{
    private const int LongestComment = 300;

    /// <summary>A feed shows no more than this of stories.</summary>
    private static readonly TimeSpan StoryLife = TimeSpan.FromHours(24);

    public override string Platform => "instagram";

    protected override SandboxReply Limit { get; } = MetaAnswers.Error(80002, "(#80002) There have been too many calls to this Instagram account. Wait a bit and try again.");

    public override bool Publishes(SandboxRequest request) => request is { Method: "POST", Segments: [_, _, "media_publish" or MetaComments.Edge] };

    public override async Task<SandboxReply> AnswerAsync(SandboxVisit visit, CancellationToken ct) => (visit.Request.Method, visit.Request.Segments) switch
    {
        ("GET", ["refresh_access_token"]) => Renewed(visit),
        ("POST", ["ig-api-upload", _, var id]) => await TakeAsync(visit, await visit.FindAsync(id, MetaIds.Containers, ct), ct),
        ("GET", [_, var id]) when visit.IsMe(id) => Profile(visit),
        ("POST", [_, var id, "media"]) when visit.IsMe(id) => await InstagramContainers.MakeAsync(visit, ct),
        ("POST", [_, var id, "media_publish"]) when visit.IsMe(id) => await PublishAsync(visit, ct),
        ("GET", [_, var id, "content_publishing_limit"]) when visit.IsMe(id) => await QuotaAsync(visit, ct),
        ("GET", [_, var id, "media"]) when visit.IsMe(id) => Listed(visit, await visit.PostsAsync(e => !InstagramContainers.IsItem(e) && !MetaComments.IsComment(e) && !IsStory(e), ct)),
        ("GET", [_, var id, "stories"]) when visit.IsMe(id) => Listed(visit, await visit.PostsAsync(e => IsStory(e) && visit.Now - e.SentAt < StoryLife, ct)),
        (_, [_, var id, MetaComments.Edge]) => await visit.PostAsync(id, ct) is not { } post || IsStory(post) ? Missing(visit, id)
            : visit.Request.Method is "POST" ? await MetaComments.WriteAsync(visit, post, LongestComment, ct) : await MetaComments.ListAsync(visit, post, ct),
        ("GET", [_, var id, "insights"]) => await visit.PostAsync(id, ct) is { } post ? Insights(visit, post) : Missing(visit, id),
        ("GET", [_, var id]) => await NodeAsync(visit, id, ct),
        ("DELETE", [_, var id]) => await DeleteAsync(visit, id, ct),
        (var method, var path) => MetaAnswers.Missing(method, string.Join('/', path)),
    };

    private static SandboxReply Profile(SandboxVisit visit) => MetaAnswers.Node(
        new()
        {
            ["id"] = visit.AccountId, ["user_id"] = visit.AccountId, ["username"] = visit.Account.Handle, ["name"] = visit.Account.Title, ["biography"] = "Sandbox",
            ["followers_count"] = visit.Followers, ["account_type"] = "BUSINESS", ["profile_picture_url"] = null,
        },
        visit.Request["fields"]);

    private static async Task<SandboxReply> PublishAsync(SandboxVisit visit, CancellationToken ct)
    {
        var container = await visit.FindAsync(visit.Request["creation_id"], MetaIds.Containers, ct);
        if (container is null || InstagramContainers.IsItem(container))
            return MetaAnswers.Error(24, "The requested resource does not exist", 2207006, "The media with this ID could not be found.");
        switch (InstagramContainers.StateOf(container, visit.Now))
        {
            case InstagramContainers.Expired:
                return MetaAnswers.Error(-2, "The container has expired", 2207020, "The media you are trying to access has expired. Please try to upload again.");
            case not InstagramContainers.Finished:
                return MetaAnswers.Error(9007, "Media ID is not available", 2207027, "The media is not ready for publishing, please wait for a moment.");
        }
        if (await UsedAsync(visit, ct) >= InstagramContainers.Daily)
            return MetaAnswers.Error(9, "Application request limit reached", 2207042, "You have reached the maximum number of posts that can be published with the API within 24 hours.");
        await PublishAsync(visit, container, new(), ct);
        return MetaAnswers.Id(visit.IdOf(container.Number));
    }

    private static async Task<SandboxReply> QuotaAsync(SandboxVisit visit, CancellationToken ct) => MetaAnswers.Data(
    [
        new() { ["quota_usage"] = await UsedAsync(visit, ct), ["config"] = new JsonObject { ["quota_total"] = InstagramContainers.Daily, ["quota_duration"] = 86400 } },
    ]);

    private static async Task<int> UsedAsync(SandboxVisit visit, CancellationToken ct) =>
        (await visit.Posts.PublishedAsync(visit.Account.Id, InstagramContainers.Daily, ct)).Count(e => !InstagramContainers.IsItem(e) && !MetaComments.IsComment(e) && visit.Now - e.SentAt < StoryLife);

    private static async Task<SandboxReply> NodeAsync(SandboxVisit visit, string id, CancellationToken ct) =>
        await visit.FindAsync(id, MetaIds.Containers, ct) is { } container ? InstagramContainers.Status(visit, container)
        : await visit.PostAsync(id, ct) is { } post ? MetaAnswers.Node(Media(visit, post), visit.Request["fields"])
        : Missing(visit, id);

    private static SandboxReply Listed(SandboxVisit visit, IReadOnlyList<SandboxEntry> posts) => MetaAnswers.List([.. posts.Select(p => Media(visit, p))], visit.Request["fields"]);

    private static JsonObject Media(SandboxVisit visit, SandboxEntry post)
    {
        var numbers = visit.Numbers(post);
        return new()
        {
            ["id"] = visit.IdOf(post.Number), ["caption"] = post.Text.Length > 0 ? post.Text : null, ["media_type"] = MetaNote.Of(post).Type, ["timestamp"] = MetaAnswers.Time(post.SentAt),
            ["media_product_type"] = IsStory(post) ? "STORY" : post.Method is InstagramContainers.Reel ? "REELS" : "FEED", ["permalink"] = visit.AddressOf(post.Number),
            ["username"] = visit.Account.Handle, ["like_count"] = numbers.Likes, ["comments_count"] = numbers.Comments,
        };
    }

    private static SandboxReply Insights(SandboxVisit visit, SandboxEntry post)
    {
        var numbers = visit.Numbers(post);
        var metrics = new Dictionary<string, JsonNode>(StringComparer.Ordinal) { ["views"] = numbers.Views, ["reach"] = numbers.Reach, ["shares"] = numbers.Shares };
        if (!IsStory(post))
            (metrics["likes"], metrics["comments"], metrics["saved"]) = (numbers.Likes, numbers.Comments, numbers.Saves);
        if (post.Method is InstagramContainers.Reel)
            metrics["ig_reels_avg_watch_time"] = 4200 + (post.Number % 50 * 100);
        return MetaAnswers.Insights(visit.IdOf(post.Number), visit.Request["metric"], metrics);
    }

    private static async Task<SandboxReply> DeleteAsync(SandboxVisit visit, string id, CancellationToken ct)
    {
        if (await visit.PostAsync(id, ct) is not { } post)
            return Missing(visit, id);
        await RemoveAsync(visit, post, ct);
        return MetaAnswers.Success;
    }

    private static bool IsStory(SandboxEntry entry) => entry.Method is InstagramContainers.Story;
}
