using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Sandbox;
using ContentFactory.Web.Sandbox.Networks.Meta;

namespace ContentFactory.Web.Sandbox.Networks.Threads;

/// <summary>Threads: containers that become posts or replies of a chain, the latest of both, and their numbers.</summary>
internal sealed class ThreadsSandbox : MetaNetwork
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    public override string Platform => "threads";

    protected override SandboxReply Limit { get; } = MetaAnswers.Error(17, "(#17) User request limit reached");

    public override bool Publishes(SandboxRequest request) => request is { Method: "POST", Segments: [_, _, "threads_publish"] } || IsSaid(request);

    public override async Task<SandboxReply> AnswerAsync(SandboxVisit visit, CancellationToken ct) => (visit.Request.Method, visit.Request.Segments) switch
    {
        ("GET", ["refresh_access_token"]) => Renewed(visit),
        ("GET", [_, var id]) when visit.IsMe(id) => Profile(visit),
        ("POST", [_, var id, "threads"]) when visit.IsMe(id) && IsSaid(visit.Request) => await SayAsync(visit, ct),
        ("POST", [_, var id, "threads"]) when visit.IsMe(id) => await ThreadsContainers.MakeAsync(visit, ct),
        ("POST", [_, var id, "threads_publish"]) when visit.IsMe(id) => await PublishAsync(visit, visit.Request["creation_id"], ct),
        ("GET", [_, var id, "threads_publishing_limit"]) when visit.IsMe(id) => await QuotaAsync(visit, ct),
        ("GET", [_, var id, "threads"]) when visit.IsMe(id) => Listed(visit, await visit.PostsAsync(e => !ThreadsContainers.IsItem(e) && !IsReply(e), ct)),
        ("GET", [_, var id, "replies"]) when visit.IsMe(id) => Listed(visit, await visit.PostsAsync(IsReply, ct)),
        ("GET", [_, var id, "insights"]) => await visit.PostAsync(id, ct) is { } post ? Insights(visit, post) : Missing(visit, id),
        ("GET", [_, var id]) => await NodeAsync(visit, id, ct),
        ("DELETE", [_, var id]) => await DeleteAsync(visit, id, ct),
        (var method, var path) => MetaAnswers.Missing(method, string.Join('/', path)),
    };

    private static SandboxReply Profile(SandboxVisit visit) => MetaAnswers.Node(
        new()
        {
            ["id"] = visit.AccountId, ["username"] = visit.Account.Handle, ["name"] = visit.Account.Title, ["threads_biography"] = "Sandbox", ["threads_profile_picture_url"] = null,
        },
        visit.Request["fields"]);

    /// <summary>Words alone that are out as their container is made.</summary>
    private static bool IsSaid(SandboxRequest request) => request is { Method: "POST", Segments: [_, _, "threads"] } && request["auto_publish_text"] is "true" && request["media_type"] is "TEXT";

    private static async Task<SandboxReply> SayAsync(SandboxVisit visit, CancellationToken ct)
    {
        var made = await ThreadsContainers.MakeAsync(visit, ct);
        return made.Ok ? await PublishAsync(visit, (string)JsonNode.Parse(made.Body)!["id"]!, ct) : made;
    }

    private static async Task<SandboxReply> PublishAsync(SandboxVisit visit, string creation, CancellationToken ct)
    {
        var container = await visit.FindAsync(creation, MetaIds.Containers, ct);
        if (container is null || ThreadsContainers.IsItem(container))
            return MetaAnswers.Error(24, "The requested resource does not exist", 2207006, "The media with this ID could not be found.");
        switch (ThreadsContainers.StateOf(container, visit.Now))
        {
            case ThreadsContainers.Expired:
                return MetaAnswers.Error(-2, "The container has expired", 2207020, "The media you are trying to access has expired. Please try to upload again.");
            case not ThreadsContainers.Finished:
                return MetaAnswers.Error(9007, "Media ID is not available", 2207027, "The media is not ready for publishing, please wait for a moment.");
        }
        var (posts, replies) = await UsedAsync(visit, ct);
        if (IsReply(container) ? replies >= ThreadsContainers.DailyReplies : posts >= ThreadsContainers.DailyPosts)
            return MetaAnswers.Error(9, "Application request limit reached", 2207042, "You have reached the maximum number of posts that can be published with the API within 24 hours.");
        await PublishAsync(visit, container, new(), ct);
        return MetaAnswers.Id(visit.IdOf(container.Number));
    }

    private static async Task<SandboxReply> QuotaAsync(SandboxVisit visit, CancellationToken ct)
    {
        var (posts, replies) = await UsedAsync(visit, ct);
        return MetaAnswers.Data(
        [
            new()
            {
                ["quota_usage"] = posts, ["config"] = new JsonObject { ["quota_total"] = ThreadsContainers.DailyPosts, ["quota_duration"] = 86400 },
                ["reply_quota_usage"] = replies, ["reply_config"] = new JsonObject { ["quota_total"] = ThreadsContainers.DailyReplies, ["quota_duration"] = 86400 },
            },
        ]);
    }

    /// <summary>The sandbox counts no further than it reads at once, so that only the latest of a very busy day count.</summary>
    private static async Task<(int Posts, int Replies)> UsedAsync(SandboxVisit visit, CancellationToken ct)
    {
        var today = (await visit.Posts.PublishedAsync(visit.Account.Id, ThreadsContainers.DailyPosts, ct)).Where(e => !ThreadsContainers.IsItem(e) && visit.Now - e.SentAt < Day).ToList();
        return (today.Count(e => !IsReply(e)), today.Count(IsReply));
    }

    private static async Task<SandboxReply> NodeAsync(SandboxVisit visit, string id, CancellationToken ct) =>
        await visit.FindAsync(id, MetaIds.Containers, ct) is { } container ? ThreadsContainers.Status(visit, container)
        : await visit.PostAsync(id, ct) is { } post ? MetaAnswers.Node(Post(visit, post), visit.Request["fields"])
        : Missing(visit, id);

    private static SandboxReply Listed(SandboxVisit visit, IReadOnlyList<SandboxEntry> posts) => MetaAnswers.List([.. posts.Select(p => Post(visit, p))], visit.Request["fields"]);

    private static JsonObject Post(SandboxVisit visit, SandboxEntry post)
    {
        var note = MetaNote.Of(post);
        return new()
        {
            ["id"] = visit.IdOf(post.Number), ["text"] = post.Text.Length > 0 ? post.Text : null, ["timestamp"] = MetaAnswers.Time(post.SentAt), ["permalink"] = visit.AddressOf(post.Number),
            ["media_type"] = note.Type, ["media_product_type"] = "THREADS", ["username"] = visit.Account.Handle, ["is_reply"] = note.ReplyTo is not null,
            ["replied_to"] = note.ReplyTo is { } before ? new JsonObject { ["id"] = visit.IdOf(before) } : null,
        };
    }

    private static SandboxReply Insights(SandboxVisit visit, SandboxEntry post)
    {
        var numbers = visit.Numbers(post);
        return MetaAnswers.Insights(visit.IdOf(post.Number), visit.Request["metric"], new Dictionary<string, JsonNode>(StringComparer.Ordinal)
        {
            ["views"] = numbers.Views, ["likes"] = numbers.Likes, ["replies"] = numbers.Comments, ["reposts"] = numbers.Shares, ["quotes"] = numbers.Shares / 4, ["shares"] = numbers.Shares / 2,
        });
    }

    private static async Task<SandboxReply> DeleteAsync(SandboxVisit visit, string id, CancellationToken ct)
    {
        if (await visit.PostAsync(id, ct) is not { } post)
            return Missing(visit, id);
        await RemoveAsync(visit, post, ct);
        return SandboxReply.Json(new JsonObject { ["success"] = true, ["deleted_id"] = id });
    }

    private static bool IsReply(SandboxEntry entry) => MetaNote.Of(entry).ReplyTo is not null;
}
