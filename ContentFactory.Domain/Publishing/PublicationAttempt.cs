using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Publishing;

/// <summary>One try to send, written before the call. Only the queue's statements write it.</summary>
public sealed class PublicationAttempt : ITenantOwned
{
    private PublicationAttempt() { }

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public Guid PublicationId { get; private set; }
    public int Number { get; private set; }
    public long Fence { get; private set; }
    public AttemptState State { get; private set; }

    /// <summary>False for what costs no attempt (rate limits).</summary>
    public bool Counted { get; private set; }

    /// <summary>Hash of text and media, to recognise the post among the account's recent ones.</summary>
    public string Fingerprint { get; private set; } = "";

    public string Node { get; private set; } = "";
    public DateTimeOffset StartedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }
    public string? Code { get; private set; }
    public string? Message { get; private set; }
    public string? ExternalId { get; private set; }

    internal static void Map(EntityTypeBuilder<PublicationAttempt> attempt)
    {
        attempt.ToTable("publication_attempts");
        attempt.HasKey(a => new { a.TenantId, a.Id });
        attempt.Property(a => a.Fingerprint).HasMaxLength(64);
        attempt.Property(a => a.Node).HasMaxLength(100);
        attempt.Property(a => a.Code).HasMaxLength(60);
        attempt.Property(a => a.Message).HasMaxLength(1000);
        attempt.Property(a => a.ExternalId).HasMaxLength(200);
        attempt.HasIndex(a => new { a.TenantId, a.PublicationId, a.Number }).IsUnique();
        attempt.HasOne<Publication>().WithMany().HasForeignKey(a => new { a.TenantId, a.PublicationId }).OnDelete(DeleteBehavior.Cascade);
    }
}
