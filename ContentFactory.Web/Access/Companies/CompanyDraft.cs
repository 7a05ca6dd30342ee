using ContentFactory.Domain.Access;

namespace ContentFactory.Web.Access.Companies;

/// <summary>A company as it is being typed.</summary>
public sealed class CompanyDraft
{
    public string Name { get; set; } = "";
    public string Slug { get; set; } = "";
    public CompanyType Type { get; set; }
    public string ShopType { get; set; } = "";
    public string Website { get; set; } = "";
    public string Description { get; set; } = "";
    public int RequiredApprovals { get; set; } = 1;
    public int ReminderHours { get; set; } = CompanyEntry.UsualReminder;
    public bool AutoPost { get; set; }
    public string BrandPrimary { get; set; } = "";
    public string BrandSecondary { get; set; } = "";
    public Guid? LogoMediaId { get; set; }
    public string PrivacyEn { get; set; } = "";
    public string PrivacyRu { get; set; } = "";

    /// <summary>False takes the networks of the workspace.</summary>
    public bool HasOwnPlatforms { get; set; }

    public SortedSet<string> Platforms { get; init; } = new(StringComparer.Ordinal);

    public static CompanyDraft Of(CompanyEntry entry) => new()
    {
        Name = entry.Name, Slug = entry.Slug ?? "", Type = entry.Type, ShopType = entry.ShopType ?? "", Website = entry.Website ?? "", Description = entry.Description ?? "",
        RequiredApprovals = entry.RequiredApprovals, ReminderHours = entry.ReminderHours, AutoPost = entry.AutoPost, PrivacyEn = entry.PrivacyEn ?? "", PrivacyRu = entry.PrivacyRu ?? "",
        BrandPrimary = entry.BrandPrimary ?? "", BrandSecondary = entry.BrandSecondary ?? "", LogoMediaId = entry.LogoMediaId,
        HasOwnPlatforms = entry.Platforms is not null, Platforms = new(entry.Platforms ?? [], StringComparer.Ordinal),
    };

    public CompanyEntry Entry() => new(
        Name, Null(Slug), Null(Description), Null(Website), Type, Null(ShopType), RequiredApprovals, AutoPost, HasOwnPlatforms ? [.. Platforms] : null, Null(PrivacyEn), Null(PrivacyRu),
        Null(BrandPrimary), Null(BrandSecondary), LogoMediaId, ReminderHours);

    public void Choose(string platform, bool wanted) => _ = wanted ? Platforms.Add(platform) : Platforms.Remove(platform);

    private static string? Null(string text) => text.Length == 0 ? null : text;
}
