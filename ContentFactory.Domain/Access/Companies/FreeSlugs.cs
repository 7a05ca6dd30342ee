using System.Globalization;
using ContentFactory.Domain.Data;

namespace ContentFactory.Domain.Access;

/// <summary>Addresses that no tenant and no company of the installation has.</summary>
internal static class FreeSlugs
{
    public static bool IsSlug(string slug) =>
        slug.Length is > 0 and <= 60 && slug.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-') && slug[0] != '-' && slug[^1] != '-';

    /// <summary>The one that the name suggests, with a number where it is taken.</summary>
    public static async Task<string> OfAsync(TenantDirectory directory, string name, CancellationToken ct)
    {
        var wish = TenantRegistration.SlugOf(name);
        var slug = wish;
        for (var n = 2; await directory.SlugIsTakenAsync(slug, ct); n++)
            slug = string.Create(CultureInfo.InvariantCulture, $"{wish}-{n}");
        return slug;
    }
}
