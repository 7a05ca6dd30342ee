using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Access;

/// <summary>One overridden setting: of the tenant (no company) or of one company. What nobody overrode has no row.</summary>
public sealed class Setting : ITenantOwned
{
    private Setting() { }

    public Setting(Guid tenantId, Guid id, Guid? companyId, string name, string value, DateTimeOffset now) =>
        (TenantId, Id, CompanyId, Name, Value, ChangedAt) = (tenantId, id, companyId, name, value, now);

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public Guid? CompanyId { get; private set; }

    /// <summary>"section.key", e.g. "publishing.min_gap_hours".</summary>
    public string Name { get; private set; } = "";

    public string Value { get; private set; } = "";
    public DateTimeOffset ChangedAt { get; private set; }

    public void Change(string value, DateTimeOffset now) => (Value, ChangedAt) = (value, now);

    internal static void Map(EntityTypeBuilder<Setting> setting)
    {
        setting.ToTable("settings");
        setting.HasKey(s => new { s.TenantId, s.Id });
        setting.Property(s => s.Name).HasMaxLength(100);
        setting.Property(s => s.Value).HasMaxLength(4000);
        setting.HasIndex(s => new { s.TenantId, s.CompanyId, s.Name }).IsUnique().AreNullsDistinct(false);
        setting.HasOne<Company>().WithMany().HasForeignKey(s => new { s.TenantId, s.CompanyId }).OnDelete(DeleteBehavior.Cascade);
        setting.HasOne<Tenant>().WithMany().HasForeignKey(s => s.TenantId).OnDelete(DeleteBehavior.NoAction);
        setting.Property<uint>("xmin").IsRowVersion();
    }
}
