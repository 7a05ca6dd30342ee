using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Content.Approvals.Asking;

public enum AskOutcome { Approved, Half, Rejected, Changed, Closed }

/// <summary>A message of the bot that asks one person about one version of a post. Its buttons count from that person's Telegram account only.</summary>
public sealed class ApprovalAsk : ITenantOwned
{
    private ApprovalAsk() { }

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public Guid PostId { get; private set; }
    public int Version { get; private set; }
    public Guid PersonId { get; private set; }
    public long TelegramUserId { get; private set; }

    /// <summary>What the buttons carry.</summary>
    public string Token { get; private set; } = "";

    public Guid BotMessageId { get; private set; }

    /// <summary>Of the message: what became of it is written below.</summary>
    public string Text { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }
    public AskOutcome? Outcome { get; private set; }

    /// <summary>When the buttons were taken away, or there was nothing to take them from.</summary>
    public DateTimeOffset? EditedAt { get; private set; }

    /// <summary>The bot's question for a reason; what is written in answer to it rejects the post.</summary>
    public long? ReplyMessageId { get; private set; }

    public DateTimeOffset? ReplyUntil { get; private set; }

    internal static void Map(EntityTypeBuilder<ApprovalAsk> ask)
    {
        ask.ToTable("approval_asks", t => t.HasCheckConstraint("ck_approval_asks_closed", "outcome is null or closed_at is not null"));
        ask.HasKey(a => new { a.TenantId, a.Id });
        ask.Property(a => a.Token).HasMaxLength(32);
        ask.Property(a => a.Text).HasMaxLength(4096);
        ask.HasIndex(a => a.Token).IsUnique();
        ask.HasIndex(a => new { a.TenantId, a.PostId, a.PersonId }).IsUnique().HasFilter("closed_at is null").HasDatabaseName("ix_approval_asks_open");
        ask.HasIndex(a => new { a.TenantId, a.PostId, a.Version, a.PersonId }).HasDatabaseName("ix_approval_asks_post");
        ask.HasIndex(a => a.ClosedAt).HasFilter("closed_at is not null and edited_at is null").HasDatabaseName("ix_approval_asks_edits");
        ask.HasIndex(a => new { a.TelegramUserId, a.ReplyMessageId }).HasFilter("reply_message_id is not null").HasDatabaseName("ix_approval_asks_reply");
        ask.HasOne<Post>().WithMany().HasForeignKey(a => new { a.TenantId, a.PostId }).OnDelete(DeleteBehavior.Cascade);
    }
}
