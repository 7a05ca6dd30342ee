using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Publishing;

/// <summary>One reading of the network about a publication whose answer was lost: the evidence for whoever decides. Only <see cref="SettlingQueue"/> writes it.</summary>
public sealed class PublicationLook : ITenantOwned
{
    private PublicationLook() { }

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public Guid PublicationId { get; private set; }
    public DateTimeOffset At { get; private set; }
    public LookKind Kind { get; private set; }

    /// <summary>Where it was read, such as "public_page"; "idempotency_key" where nothing had to be read.</summary>
    public string? Source { get; private set; }

    public SeenPost[] Seen { get; private set; } = [];
    public string? ReasonKey { get; private set; }
    public string[] ReasonArgs { get; private set; } = [];

    internal static void Map(EntityTypeBuilder<PublicationLook> look)
    {
        look.ToTable("publication_looks");
        look.HasKey(l => new { l.TenantId, l.Id });
        look.Property(l => l.Source).HasMaxLength(40);
        look.Property(l => l.Seen).HasColumnType("jsonb");
        look.Property(l => l.ReasonKey).HasMaxLength(100);
        look.HasIndex(l => new { l.TenantId, l.PublicationId });
        look.HasOne<Publication>().WithMany().HasForeignKey(l => new { l.TenantId, l.PublicationId }).OnDelete(DeleteBehavior.Cascade);
    }
}
