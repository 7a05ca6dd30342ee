using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Access;

/// <summary>A company as it is typed.</summary>
/// <param name="Slug">Empty for a new company: made from the name.</param>
/// <param name="Platforms">Networks that it may use; null for those of the workspace.</param>
/// <param name="BrandPrimary">As "#rrggbb", for pictures; null leaves the choice to us.</param>
/// <param name="LogoMediaId">A picture of the library; null for the initials.</param>
/// <param name="ReminderHours">After so many hours of waiting approvers are reminded; 0 for never.</param>
/// <param name="PrivacyEn">The privacy policy in English: a text, or a link to it.</param>
public sealed partial record CompanyEntry(
    string Name, string? Slug = null, string? Description = null, string? Website = null, CompanyType Type = CompanyType.Product, string? ShopType = null,
    int RequiredApprovals = 1, bool AutoPost = false, IReadOnlyList<string>? Platforms = null, string? PrivacyEn = null, string? PrivacyRu = null,
    string? BrandPrimary = null, string? BrandSecondary = null, Guid? LogoMediaId = null, int ReminderHours = CompanyEntry.UsualReminder)
{
    public const int LongestName = 200;
    public const int LongestDescription = 4000;
    public const int LongestWebsite = 500;
    public const int LongestShopType = 40;
    public const int LongestPolicy = 20_000;
    public const int UsualReminder = 24;
    public const int LongestReminder = 168;

    /// <summary>As it will be kept, or what is wrong with it.</summary>
    public Result<CompanyEntry> Read()
    {
        var read = this with
        {
            Name = PlainText.Visible(Name), Slug = Null(Slug?.Trim().ToLowerInvariant()), Description = Null(PlainText.Clean(Description ?? "").Trim()), Website = Address(Website),
            ShopType = Null(PlainText.Visible(ShopType ?? "")), Platforms = Platforms is null ? null : [.. Platforms.Distinct().Order(StringComparer.Ordinal)],
            PrivacyEn = Null(PlainText.Clean(PrivacyEn ?? "").Trim()), PrivacyRu = Null(PlainText.Clean(PrivacyRu ?? "").Trim()),
            BrandPrimary = Null(BrandPrimary?.Trim().ToLowerInvariant()), BrandSecondary = Null(BrandSecondary?.Trim().ToLowerInvariant()),
        };
        return read.Fault() is { } fault ? fault : read;
    }

    /// <summary>The address where the policy stands; null for one that is a text itself.</summary>
    public static Uri? LinkOf(string? policy) => policy is not null && !policy.Any(char.IsWhiteSpace) && IsWeb(policy, out var link) ? link : null;

    private Problem? Fault()
    {
        if (Name.Length is 0 or > LongestName)
            return Problem.Invalid(nameof(Name), "Access.CompanyNameMissing");
        if (Slug is not null && !FreeSlugs.IsSlug(Slug))
            return Problem.Invalid(nameof(Slug), "Access.SlugInvalid");
        if (Description?.Length > LongestDescription)
            return Problem.Invalid(nameof(Description), "Access.TextTooLong", LongestDescription);
        if (Website is not null && (Website.Length > LongestWebsite || !IsWeb(Website, out _)))
            return Problem.Invalid(nameof(Website), "Access.WebsiteInvalid", LongestWebsite);
        if (ShopType?.Length > LongestShopType)
            return Problem.Invalid(nameof(ShopType), "Access.TextTooLong", LongestShopType);
        if (RequiredApprovals is < 0 or > 2 || !Enum.IsDefined(Type))
            return Problem.Invalid(Enum.IsDefined(Type) ? nameof(RequiredApprovals) : nameof(Type), "Access.ChoiceUnknown");
        if (ReminderHours is < 0 or > LongestReminder)
            return Problem.Invalid(nameof(ReminderHours), "Access.ChoiceUnknown");
        if (Platforms is { Count: 0 })
            return Problem.Invalid(nameof(Platforms), "Access.PlatformsMissing");
        if (BrandPrimary is not null && !Colour().IsMatch(BrandPrimary))
            return Problem.Invalid(nameof(BrandPrimary), "Access.ColourInvalid");
        if (BrandSecondary is not null && !Colour().IsMatch(BrandSecondary))
            return Problem.Invalid(nameof(BrandSecondary), "Access.ColourInvalid");
        if (PrivacyEn?.Length > LongestPolicy)
            return Problem.Invalid(nameof(PrivacyEn), "Access.TextTooLong", LongestPolicy);
        return PrivacyRu?.Length > LongestPolicy ? Problem.Invalid(nameof(PrivacyRu), "Access.TextTooLong", LongestPolicy) : null;
    }

    /// <summary>Most people leave the scheme out.</summary>
    private static string? Address(string? typed)
    {
        var text = Null(PlainText.Visible(typed ?? ""));
        return text is null || text.Contains(':', StringComparison.Ordinal) || text.Any(char.IsWhiteSpace) ? text : "https://" + text;
    }

    private static bool IsWeb(string text, out Uri? address) =>
        Uri.TryCreate(text, UriKind.Absolute, out address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0 && address.Host.Contains('.', StringComparison.Ordinal)
        && !text.Any(char.IsWhiteSpace);

    private static string? Null(string? text) => string.IsNullOrEmpty(text) ? null : text;

    [GeneratedRegex(@"\A#[0-9a-f]{6}\z")]
    private static partial Regex Colour();
}
