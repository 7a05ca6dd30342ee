using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Content.Approvals.Reminding;

/// <summary>How often the approvers were reminded of a post, since it began to wait.</summary>
public sealed class ApprovalReminder : ITenantOwned
{
    public const int Most = 3;

    private ApprovalReminder() { }

    public Guid TenantId { get; private set; }
    public Guid PostId { get; private set; }

    /// <summary>When the post became ready: a later wait is another one.</summary>
    public DateTimeOffset Since { get; private set; }

    public int Sent { get; private set; }
    public DateTimeOffset SentAt { get; private set; }

    internal static void Map(EntityTypeBuilder<ApprovalReminder> reminder)
    {
        reminder.ToTable("approval_reminders", t => t.HasCheckConstraint("ck_approval_reminders_sent", "sent between 1 and 3"));
        reminder.HasKey(r => new { r.TenantId, r.PostId });
        reminder.HasOne<Post>().WithMany().HasForeignKey(r => new { r.TenantId, r.PostId }).OnDelete(DeleteBehavior.Cascade);
    }
}
