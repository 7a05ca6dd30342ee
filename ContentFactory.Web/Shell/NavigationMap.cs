namespace ContentFactory.Web.Shell;

/// <summary>One place of the tenant's navigation; <paramref name="TextKey"/> is a text of Shell.</summary>
public sealed record NavigationItem(string TextKey, string Icon, string Address);

/// <summary>What a tenant's people can go to, in the order shown. A new feature adds its line here.</summary>
public static class NavigationMap
{
    private static readonly (string TextKey, string Icon, string Path)[] Places =
    [
        ("Nav_Home", "home", ""),
        ("Nav_Ideas", "lightbulb", "/ideas"),
        ("Nav_Content", "article", "/content"),
        ("Nav_Calendar", "calendar_month", "/calendar"),
        ("Nav_Channels", "hub", "/channels"),
    ];

    public static IReadOnlyList<NavigationItem> For(string slug) =>
        [.. Places.Select(place => new NavigationItem(place.TextKey, place.Icon, $"/t/{Uri.EscapeDataString(slug)}{place.Path}"))];

    /// <summary>The tenant's slug in an address of the application, null outside of /t/.</summary>
    public static string? SlugOf(string uri)
    {
        var parts = new Uri(uri).AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts is ["t", var slug, ..] ? Uri.UnescapeDataString(slug) : null;
    }
}
