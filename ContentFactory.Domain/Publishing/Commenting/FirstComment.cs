using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Publishing;

/// <summary>Unknown is one whose answer was lost: it may be there.</summary>
public enum FirstCommentState { Waiting, Sending, Sent, Refused, Unknown }

/// <summary>
/// The comment under a published post: the row that stands before the call, made with the publication's own end. <see cref="CommentQueue"/>
/// moves it; people decide by the verbs here.
/// </summary>
public sealed class FirstComment : ITenantOwned
{
    private FirstComment() { }

    internal FirstComment(Guid tenantId, Guid publicationId, string words, DateTimeOffset due, DateTimeOffset now) =>
        (TenantId, PublicationId, Words, NextTryAt, AskedAt) = (tenantId, publicationId, words, due, now);

    public Guid TenantId { get; private set; }
    public Guid PublicationId { get; private set; }

    /// <summary>As they were approved with the version that went out.</summary>
    public string Words { get; private set; } = "";

    public FirstCommentState State { get; private set; }
    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>Rises with each call; an outcome with an older number is refused.</summary>
    public int Tries { get; private set; }

    /// <summary>How often the network was read for a lost answer.</summary>
    public int Looks { get; private set; }

    /// <summary>Of the next call or, where it is unknown, of the next look; while it is sent, when its node counts as lost. Null where nothing goes on by itself.</summary>
    public DateTimeOffset? NextTryAt { get; private set; }

    /// <summary>When the first of the present calls was begun: from then on patience counts.</summary>
    public DateTimeOffset? BeganAt { get; private set; }

    public DateTimeOffset? CalledAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public string? ExternalId { get; private set; }
    public string? Url { get; private set; }

    /// <summary>Why it was refused, or what was said last while it is still tried.</summary>
    public string? ReasonKey { get; private set; }

    public string[] ReasonArgs { get; private set; } = [];

    /// <summary>A person looked: the comment is there.</summary>
    internal Result SettleAsSent(DateTimeOffset now)
    {
        if (State is not FirstCommentState.Unknown)
            return Problem.Conflict("Publishing.CommentNotUnknown");
        (State, EndedAt, NextTryAt, ReasonKey, ReasonArgs) = (FirstCommentState.Sent, now, null, null, []);
        return Result.Done;
    }

    /// <summary>A person decided that it is to be written: after a refusal, or because one that was unknown is not there.</summary>
    internal Result SendAgain(DateTimeOffset now)
    {
        if (State is not (FirstCommentState.Unknown or FirstCommentState.Refused))
            return Problem.Conflict("Publishing.CommentNotUnknown");
        (State, NextTryAt, BeganAt, EndedAt, Looks, ReasonKey, ReasonArgs) = (FirstCommentState.Waiting, now, null, null, 0, null, []);
        return Result.Done;
    }

    internal static void Map(EntityTypeBuilder<FirstComment> comment)
    {
        comment.ToTable("first_comments", t => t.HasCheckConstraint("ck_first_comments_due", "state not in ('waiting', 'sending') or next_try_at is not null"));
        comment.HasKey(c => new { c.TenantId, c.PublicationId });
        comment.Property(c => c.ExternalId).HasMaxLength(200);
        comment.Property(c => c.Url).HasMaxLength(2000);
        comment.Property(c => c.ReasonKey).HasMaxLength(100);
        comment.HasIndex(c => c.NextTryAt).HasFilter("next_try_at is not null");
        comment.HasOne<Publication>().WithMany().HasForeignKey(c => new { c.TenantId, c.PublicationId }).OnDelete(DeleteBehavior.Cascade);
    }
}
