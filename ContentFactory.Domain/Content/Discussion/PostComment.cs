using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Content.Discussion;

/// <summary>What somebody of the team says about a post.</summary>
public sealed class PostComment : ITenantOwned
{
    public const int Longest = 4000;

    private PostComment() { }

    internal PostComment(Guid tenantId, Guid id, Guid postId, Guid authorId, string text, Guid[] mentions, DateTimeOffset now) =>
        (TenantId, Id, PostId, AuthorId, Text, Mentions, CreatedAt) = (tenantId, id, postId, authorId, text, mentions, now);

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public Guid PostId { get; private set; }
    public Guid AuthorId { get; private set; }

    /// <summary>Empty once it was deleted: nothing of it is kept.</summary>
    public string Text { get; private set; } = "";

    /// <summary>People who are named in it.</summary>
    public Guid[] Mentions { get; private set; } = [];

    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? EditedAt { get; private set; }
    public DateTimeOffset? DeletedAt { get; private set; }
    public DateTimeOffset? ResolvedAt { get; private set; }
    public Guid? ResolvedBy { get; private set; }

    internal void Edit(string text, Guid[] mentions, DateTimeOffset now) => (Text, Mentions, EditedAt) = (text, mentions, now);

    internal void Delete(DateTimeOffset now) => (Text, Mentions, DeletedAt) = ("", [], now);

    internal void Resolve(Guid by, DateTimeOffset now) => (ResolvedAt, ResolvedBy) = (now, by);

    internal void Reopen() => (ResolvedAt, ResolvedBy) = (null, null);

    internal static void Map(EntityTypeBuilder<PostComment> comment)
    {
        comment.ToTable("post_comments", t => t.HasCheckConstraint("ck_post_comments_resolved", "(resolved_at is null) or (resolved_by is not null)"));
        comment.HasKey(c => new { c.TenantId, c.Id });
        comment.Property(c => c.Text).HasMaxLength(Longest);
        comment.HasIndex(c => new { c.TenantId, c.PostId, c.CreatedAt });
        comment.HasOne<Post>().WithMany().HasForeignKey(c => new { c.TenantId, c.PostId }).OnDelete(DeleteBehavior.Cascade);
    }
}
