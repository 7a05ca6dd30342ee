using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Trends;

public enum NicheStatus { Active, Paused, Archived }

public enum Competition { Low, Medium, High }

public enum NicheTrend { Growing, Stable, Declining }

/// <summary>A market that a business writes for.</summary>
public sealed class Niche : ITenantOwned
{
    private Niche() { }

    public Niche(Guid tenantId, Guid id, string name, string slug, DateTimeOffset now) => (TenantId, Id, Name, Slug, CreatedAt) = (tenantId, id, name, slug, now);

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public string Name { get; private set; } = "";
    public string Slug { get; private set; } = "";
    public string? Description { get; set; }
    public NicheStatus Status { get; set; }
    public short? Potential { get; set; }
    public Competition? Competition { get; set; }
    public NicheTrend? Trend { get; set; }
    public decimal? AveragePrice { get; set; }
    public string? Currency { get; set; }
    public int? SearchVolume { get; set; }
    public string[] Keywords { get; set; } = [];
    public string? Audience { get; set; }
    public string[] Pillars { get; set; } = [];
    public DateTimeOffset CreatedAt { get; private set; }

    public void Become(string name, string slug) => (Name, Slug) = (name, slug);

    internal static void Map(EntityTypeBuilder<Niche> niche)
    {
        niche.ToTable("niches", t => t.HasCheckConstraint("ck_niches_potential", "potential between 1 and 10"));
        niche.HasKey(n => new { n.TenantId, n.Id });
        niche.Property(n => n.Name).HasMaxLength(200);
        niche.Property(n => n.Slug).HasMaxLength(60);
        niche.Property(n => n.Description).HasMaxLength(4000);
        niche.Property(n => n.Audience).HasMaxLength(2000);
        niche.Property(n => n.Currency).HasMaxLength(3).IsFixedLength();
        niche.Property(n => n.AveragePrice).HasPrecision(18, 2);
        niche.HasIndex(n => new { n.TenantId, n.Slug }).IsUnique();
        niche.HasOne<Tenant>().WithMany().HasForeignKey(n => n.TenantId).OnDelete(DeleteBehavior.NoAction);
        niche.Property<uint>("xmin").IsRowVersion();
    }
}
