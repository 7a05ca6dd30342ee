using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Publishing;

public enum RemovalState { Waiting, Done, Refused }

/// <summary>
/// That a person wants a published post deleted at its network: the row that stands before the call. People ask by the verb here, and only
/// <see cref="RemovalQueue"/> ends it. A publication has one at most; who asked earlier stands in the audit log.
/// </summary>
public sealed class PublicationRemoval : ITenantOwned
{
    private PublicationRemoval() { }

    internal PublicationRemoval(Guid tenantId, Guid publicationId) => (TenantId, PublicationId) = (tenantId, publicationId);

    public Guid TenantId { get; private set; }
    public Guid PublicationId { get; private set; }
    public RemovalState State { get; private set; }
    public Guid AskedBy { get; private set; }
    public DateTimeOffset AskedAt { get; private set; }

    /// <summary>Calls that were begun, over all askings; an unclear answer with an older number is refused.</summary>
    public int Tries { get; private set; }

    public DateTimeOffset NextTryAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Why the network refused, or what it said last while it is still being asked.</summary>
    public string? ReasonKey { get; private set; }

    public string[] ReasonArgs { get; private set; } = [];

    internal void Ask(Guid personId, DateTimeOffset now) =>
        (State, AskedBy, AskedAt, NextTryAt, EndedAt, ReasonKey, ReasonArgs) = (RemovalState.Waiting, personId, now, now, null, null, []);

    internal static void Map(EntityTypeBuilder<PublicationRemoval> removal)
    {
        removal.ToTable("publication_removals");
        removal.HasKey(r => new { r.TenantId, r.PublicationId });
        removal.Property(r => r.ReasonKey).HasMaxLength(100);
        removal.HasIndex(r => r.NextTryAt).HasFilter("state = 'waiting'");
        removal.HasOne<Publication>().WithMany().HasForeignKey(r => new { r.TenantId, r.PublicationId }).OnDelete(DeleteBehavior.Cascade);
    }
}
