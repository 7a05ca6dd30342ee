using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Access;

public enum CompanyType { Product, Service, Hybrid }

/// <summary>What a company's type lets show: deliveries of products, appointments of services.</summary>
[Flags]
public enum CompanyParts { None = 0, Deliveries = 1, Appointments = 2 }

public enum CompanyStatus { Active, Inactive, Suspended }

/// <summary>A brand or product line inside a tenant, with a short code COMP001.</summary>
public sealed class Company : ITenantOwned
{
    private Company() { }

    public Company(Guid tenantId, Guid id, int number, string name, string slug, string language, DateTimeOffset now)
    {
        (TenantId, Id, Number, Name, Slug, CreatedAt) = (tenantId, id, number, name, slug, now);
        Code = FormattableString.Invariant($"COMP{number:000}");
        Voice = new BrandVoiceCard(tenantId, id, language);
    }

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public int Number { get; private set; }
    public string Code { get; private set; } = "";
    public string Name { get; private set; } = "";
    public string Slug { get; private set; } = "";
    public string? Description { get; private set; }
    public string? Website { get; private set; }
    public CompanyType Type { get; private set; }
    public string? ShopType { get; private set; }
    public CompanyStatus Status { get; private set; }
    public short RequiredApprovals { get; private set; } = 1;

    /// <summary>After so many hours of waiting the approvers are reminded; 0 for never.</summary>
    public short ReminderHours { get; private set; } = CompanyEntry.UsualReminder;

    public bool AutoPost { get; private set; }
    public string[]? Platforms { get; private set; }
    /// <summary>The privacy policy, as a text or a link.</summary>
    public string? PrivacyEn { get; private set; }

    public string? PrivacyRu { get; private set; }

    /// <summary>For pictures, as "#rrggbb"; null where the company chose none.</summary>
    public string? BrandPrimary { get; private set; }

    public string? BrandSecondary { get; private set; }

    /// <summary>A picture of the library that stands on cards and shorts; null for the initials.</summary>
    public Guid? LogoMediaId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }
    public BrandVoiceCard Voice { get; private set; } = null!;

    /// <summary>Which parts of the product the company needs.</summary>
    public CompanyParts Parts => PartsOf(Type);

    internal CompanyEntry Entry => new(Name, Slug, Description, Website, Type, ShopType, RequiredApprovals, AutoPost, Platforms, PrivacyEn, PrivacyRu, BrandPrimary, BrandSecondary, LogoMediaId, ReminderHours);

    public static CompanyParts PartsOf(CompanyType type) => type switch
    {
        CompanyType.Product => CompanyParts.Deliveries,
        CompanyType.Service => CompanyParts.Appointments,
        CompanyType.Hybrid => CompanyParts.Deliveries | CompanyParts.Appointments,
    };

    public void Describe(string name, string? description, string? website, CompanyType type) =>
        (Name, Description, Website, Type) = (name, description, website, type);

    public void RequireApprovals(short count) => RequiredApprovals = count;

    /// <param name="entry">Checked, with its address.</param>
    internal void Change(CompanyEntry entry)
    {
        (Name, Slug, Description, Website, Type, ShopType) = (entry.Name, entry.Slug!, entry.Description, entry.Website, entry.Type, entry.ShopType);
        (RequiredApprovals, ReminderHours) = ((short)entry.RequiredApprovals, (short)entry.ReminderHours);
        (AutoPost, Platforms) = (entry.AutoPost, entry.Platforms is null ? null : [.. entry.Platforms]);
        (PrivacyEn, PrivacyRu, BrandPrimary, BrandSecondary, LogoMediaId) = (entry.PrivacyEn, entry.PrivacyRu, entry.BrandPrimary, entry.BrandSecondary, entry.LogoMediaId);
    }

    internal void LoseLogo() => LogoMediaId = null;

    internal void Move(CompanyStatus status) => Status = status;

    internal static void Map(EntityTypeBuilder<Company> company)
    {
        company.ToTable("companies", t =>
        {
            t.HasCheckConstraint("ck_companies_required_approvals", "required_approvals between 0 and 2");
            t.HasCheckConstraint("ck_companies_reminder_hours", "reminder_hours between 0 and 168");
            t.HasCheckConstraint("ck_companies_brand_primary", "brand_primary ~ '^#[0-9a-f]{6}$'");
            t.HasCheckConstraint("ck_companies_brand_secondary", "brand_secondary ~ '^#[0-9a-f]{6}$'");
        });
        company.Ignore(c => c.Parts).Ignore(c => c.Entry);
        company.HasKey(c => new { c.TenantId, c.Id });
        company.Property(c => c.Code).HasMaxLength(12);
        company.Property(c => c.Name).HasMaxLength(200);
        company.Property(c => c.Slug).HasMaxLength(60);
        company.Property(c => c.Description).HasMaxLength(4000);
        company.Property(c => c.Website).HasMaxLength(500);
        company.Property(c => c.ShopType).HasMaxLength(40);
        company.Property(c => c.BrandPrimary).HasMaxLength(7);
        company.Property(c => c.BrandSecondary).HasMaxLength(7);
        company.Property(c => c.PrivacyEn).HasMaxLength(20_000);
        company.Property(c => c.PrivacyRu).HasMaxLength(20_000);
        company.HasIndex(c => new { c.TenantId, c.Code }).IsUnique();
        company.HasIndex(c => new { c.TenantId, c.Number }).IsUnique();
        company.HasIndex(c => c.Slug).IsUnique();
        company.HasOne<Tenant>().WithMany().HasForeignKey(c => c.TenantId).OnDelete(DeleteBehavior.NoAction);
        company.HasOne(c => c.Voice).WithOne().HasForeignKey<BrandVoiceCard>(v => new { v.TenantId, v.CompanyId }).OnDelete(DeleteBehavior.Cascade);
        company.Property<uint>("xmin").IsRowVersion();
    }
}
