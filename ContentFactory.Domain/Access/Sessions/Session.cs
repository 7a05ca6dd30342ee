using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Access;

/// <summary>By what a session ended before its time.</summary>
public enum SessionEnd { SignedOut, Person, Replaced }

/// <summary>
/// One sign-in of a person on one device. It lives while it is used, is not ended, and the person's security stamp is the one it began
/// with: a new password or second factor changes the stamp, and with it every session but the own one is over.
/// </summary>
public sealed class Session
{
    public Guid Id { get; private set; }
    public Guid PersonId { get; private set; }
    public string Stamp { get; private set; } = "";
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset LastSeenAt { get; private set; }

    /// <summary>When its person last proved to be the one: by signing in, or again later.</summary>
    public DateTimeOffset? ProvedAt { get; private set; }

    public string? Address { get; private set; }
    public string? UserAgent { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public SessionEnd? EndedBy { get; private set; }

    internal static void Map(EntityTypeBuilder<Session> session)
    {
        session.ToTable("sessions", t => t.HasCheckConstraint("ck_sessions_end", "(ended_at is null) = (ended_by is null)"));
        session.HasKey(s => s.Id);
        session.Property(s => s.Address).HasMaxLength(64);
        session.Property(s => s.UserAgent).HasMaxLength(300);
        session.HasIndex(s => s.PersonId);
        session.HasIndex(s => s.LastSeenAt);
        session.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
