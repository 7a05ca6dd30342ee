using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content.Approvals;

namespace ContentFactory.Domain.Content;

/// <summary>What people hear of a post's path: who decides when it is ready, its author what was decided.</summary>
internal static class PostNotices
{
    private const string ReadyKey = "Content.Notice_Ready";
    private const string WaitingKey = "Content.Notice_Waiting";

    public static Notice Ready(Post post, Actor actor) => Of(post, ReadyKey, Notice.Deciders, [], post.AuthorId, actor.PersonId);

    public static Notice Decided(Post post, Actor actor) =>
        Of(post, post.Status is PostStatus.Approved ? "Content.Notice_Approved" : "Content.Notice_Rejected", [], [post.AuthorId], actor.PersonId);

    /// <summary>It was said before, and nobody has decided.</summary>
    /// <param name="half">Who has approved already where two have to.</param>
    public static Notice Waiting(Guid tenantId, Guid postId, string title, string text, Guid? half) =>
        new(tenantId, WaitingKey, [Notice.Named(title, text)], LinkTo(postId), Notice.Deciders, [], half is { } person ? [person] : []);

    /// <summary>The author and whoever made the link hear what came of it, also where one approval of two is missing still.</summary>
    public static Notice DecidedByGuest(Post post, ApprovalLink link) => new(
        post.TenantId, post.Status switch { PostStatus.Draft => "Content.Notice_GuestRejected", PostStatus.Ready => "Content.Notice_GuestHalf", _ => "Content.Notice_GuestApproved" },
        [Notice.Named(post.Title, post.Text), link.GuestName!], LinkTo(post.Id), [], [.. new[] { post.AuthorId, link.CreatedBy }.Distinct()]);

    /// <summary>Nobody is asked any more to decide what another has decided or taken back.</summary>
    public static Task AnsweredAsync(AppDb rows, Guid postId, DateTimeOffset now, CancellationToken ct) =>
        rows.AnsweredAsync([ReadyKey, WaitingKey], LinkTo(postId), now, ct);

    private static Notice Of(Post post, string key, MemberRole[] roles, Guid[] people, params Guid[] except) =>
        new(post.TenantId, key, [Notice.Named(post.Title, post.Text)], LinkTo(post.Id), roles, people, except);

    private static string LinkTo(Guid postId) => $"content/{postId}";
}
