using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Platforms;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Publishing;

public sealed partial class Recurrence
{
    internal static void Map(EntityTypeBuilder<Recurrence> recurrence)
    {
        recurrence.ToTable("recurrences", t =>
        {
            t.HasCheckConstraint("ck_recurrences_every_days", "every_days between 1 and 365");
            t.HasCheckConstraint("ck_recurrences_weekdays", "weekdays between 0 and 127");
            t.HasCheckConstraint("ck_recurrences_count", "count >= 1");
            t.HasCheckConstraint("ck_recurrences_cool_down_hours", "cool_down_hours >= 0");
            t.HasCheckConstraint("ck_recurrences_upcoming", "cardinality(upcoming_dates) = cardinality(upcoming_at)");
            t.HasCheckConstraint("ck_recurrences_ended", "(state = 'ended') = (ended_at is not null)");
        });
        recurrence.HasKey(r => new { r.TenantId, r.Id });
        recurrence.Property(r => r.ZoneId).HasMaxLength(64);
        recurrence.Property(r => r.Kind).HasDefaultValueSql("'feed'").HasSentinel((PublicationKind)(-1));
        recurrence.Property(r => r.Options).HasColumnType("jsonb").HasDefaultValueSql("'{}'");
        recurrence.Ignore(r => r.Rule);
        recurrence.HasIndex(r => new { r.TenantId, r.PostId });
        recurrence.HasIndex(r => new { r.TenantId, r.PostId, r.ChannelId }).IsUnique().HasFilter("state <> 'ended'");
        recurrence.HasIndex(r => new { r.TenantId, r.ChannelId });
        recurrence.HasIndex(r => new { r.TenantId, r.Id }).HasFilter("state = 'active'").HasDatabaseName("ix_recurrences_active");
        recurrence.HasOne<Post>().WithMany().HasForeignKey(r => new { r.TenantId, r.PostId }).OnDelete(DeleteBehavior.Cascade);
        recurrence.HasOne<Channel>().WithMany().HasForeignKey(r => new { r.TenantId, r.ChannelId }).OnDelete(DeleteBehavior.Cascade);
        recurrence.Property<uint>("xmin").IsRowVersion();
    }
}
