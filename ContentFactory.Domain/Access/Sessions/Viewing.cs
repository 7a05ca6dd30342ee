using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Access;

/// <summary>An administrator's look at one tenant through the eyes of one of its people, in one session.</summary>
public sealed class Viewing
{
    /// <summary>How long one lasts at most.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public Guid Id { get; private set; }
    public Guid SessionId { get; private set; }
    public Guid AdminId { get; private set; }
    public Guid OfTenant { get; private set; }
    public Guid PersonId { get; private set; }
    public string Reason { get; private set; } = "";
    public DateTimeOffset StartedAt { get; private set; }
    public DateTimeOffset EndsAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    internal static void Map(EntityTypeBuilder<Viewing> viewing)
    {
        viewing.ToTable("view_as", t => t.HasCheckConstraint("ck_view_as_hour", "ends_at > started_at and ends_at <= started_at + interval '1 hour'"));
        viewing.HasKey(v => v.Id);
        viewing.Property(v => v.Reason).HasMaxLength(500);
        viewing.HasIndex(v => v.SessionId).IsUnique().HasFilter("ended_at is null");
        viewing.HasOne<Session>().WithMany().HasForeignKey(v => v.SessionId).OnDelete(DeleteBehavior.Cascade);
    }
}
