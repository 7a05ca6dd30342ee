using ContentFactory.Domain.Access;

namespace ContentFactory.Web.Admin;

/// <summary>A tenant for somebody else, while it is typed.</summary>
public sealed class FoundingDraft
{
    public string Name { get; set; } = "";
    public string Slug { get; set; } = "";
    public string ZoneId { get; set; } = SettingCatalogue.ZoneId.Default;
    public string Language { get; set; } = SettingCatalogue.Language.Default;
    public string Currency { get; set; } = TenantProfile.Currencies[0];
    public string Email { get; set; } = "";
    public MemberRole Role { get; set; } = MemberRole.Owner;

    public Founding Request() => new(new NewTenant(Name, Slug, ZoneId.Trim(), Language) { Currency = Currency }, Email, Role);
}
