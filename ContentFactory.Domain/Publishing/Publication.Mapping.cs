using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Content;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Publishing;

public sealed partial class Publication
{
    internal static void Map(EntityTypeBuilder<Publication> publication)
    {
        publication.ToTable("publications", t =>
        {
            t.HasCheckConstraint("ck_publications_held", "(state = 'held') = (held_reason is not null)");
            t.HasCheckConstraint("ck_publications_handle", "length(handle) <= 200000");
            t.HasCheckConstraint("ck_publications_hook", "hook between 0 and 3");
            t.HasCheckConstraint("ck_publications_lease", "(state in ('leased', 'sending')) = (lease_until is not null)");
        });
        publication.HasKey(p => new { p.TenantId, p.Id });
        publication.Property(p => p.ZoneId).HasMaxLength(64);
        publication.Property(p => p.Options).HasColumnType("jsonb").HasDefaultValueSql("'{}'");
        publication.Property(p => p.ExternalId).HasMaxLength(200);
        publication.Property(p => p.Url).HasMaxLength(2000);
        publication.Property(p => p.LastCode).HasMaxLength(60);
        publication.Property(p => p.LastMessage).HasMaxLength(1000);
        publication.Property(p => p.ReasonKey).HasMaxLength(100);
        publication.Property(p => p.HandleFingerprint).HasMaxLength(64);
        publication.Property(p => p.Opening).HasMaxLength(Content.Openings.HookVariant.Longest);
        publication.Ignore(p => p.CanMove);
        publication.Ignore(p => p.Choices);
        publication.HasIndex(p => new { p.TenantId, p.PostId, p.ChannelId, p.Occurrence }).IsUnique();
        publication.HasIndex(p => new { p.TenantId, p.ScheduledAt, p.Id }).IncludeProperties(p => p.State);
        publication.HasIndex(p => new { p.TenantId, p.ChannelId, p.ScheduledAt });
        publication.HasIndex(p => p.DueAt).HasFilter("state = 'scheduled'");
        publication.HasIndex(p => new { p.TenantId, p.PublishedAt }).HasFilter("published_at is not null");
        publication.HasIndex(p => new { p.TenantId, p.State, p.ScheduledAt }).HasFilter("state in ('failed', 'unknown', 'held')").HasDatabaseName("ix_publications_troubled");
        publication.HasIndex(p => p.LeaseUntil).HasFilter("lease_until is not null");
        publication.HasIndex(p => p.NextMetricsAt).HasFilter("next_metrics_at is not null");
        publication.HasIndex(p => p.NextLookAt).HasFilter("state = 'unknown'");
        publication.HasIndex(p => p.NextLookAt, "ix_publications_accepted").HasFilter("state = 'accepted'");
        publication.HasIndex(p => new { p.TenantId, p.RecurrenceId, p.RecurrenceDate }).IsUnique().HasFilter("recurrence_id is not null");
        publication.HasIndex(p => new { p.TenantId, p.RecurrenceId }).HasFilter("state = 'leased' and recurrence_id is not null").HasDatabaseName("ix_publications_repeated");
        publication.HasIndex(p => new { p.TenantId, p.EvergreenSlotId, p.EvergreenDate }).IsUnique().HasFilter("evergreen_slot_id is not null");
        publication.HasIndex(p => new { p.TenantId, p.PostId }).HasFilter("evergreen_slot_id is not null and state in ('scheduled', 'held')").HasDatabaseName("ix_publications_evergreen");
        publication.HasOne<EvergreenSlot>().WithMany().HasForeignKey(p => new { p.TenantId, p.EvergreenSlotId }).OnDelete(DeleteBehavior.ClientNoAction);
        publication.HasOne<Recurrence>().WithMany().HasForeignKey(p => new { p.TenantId, p.RecurrenceId }).OnDelete(DeleteBehavior.ClientNoAction);
        publication.HasOne<Post>().WithMany().HasForeignKey(p => new { p.TenantId, p.PostId }).OnDelete(DeleteBehavior.NoAction);
        publication.HasOne<Channel>().WithMany().HasForeignKey(p => new { p.TenantId, p.ChannelId }).OnDelete(DeleteBehavior.NoAction);
        publication.HasOne<Tenant>().WithMany().HasForeignKey(p => p.TenantId).OnDelete(DeleteBehavior.NoAction);
        publication.Property<uint>("xmin").IsRowVersion();
    }
}
