using ContentFactory.Domain.Access;
using Microsoft.AspNetCore.WebUtilities;

namespace ContentFactory.Web.Shell;

/// <summary>One place of the tenant's navigation; <paramref name="TextKey"/> is a text of Shell, <paramref name="Keys"/> its shortcut.</summary>
/// <param name="Also">A second path whose pages count as this place.</param>
public sealed record NavigationItem(string TextKey, string Icon, string Address, string? Keys, string? Also, IReadOnlyList<NavigationItem> Inside)
{
    /// <summary>Only for those who may; null for everybody.</summary>
    public Permission? Needs { get; init; }

    /// <summary>The address of a page is this place or lies below it.</summary>
    public bool Holds(string uri) => Reaches(uri, Address) || (Also is not null && Reaches(uri, Also));

    /// <summary>The page is this place itself.</summary>
    public bool Is(string uri) => NavigationMap.PathOf(uri) == NavigationMap.PathOf(Address);

    private static bool Reaches(string uri, string address)
    {
        var (path, place) = (NavigationMap.PathOf(uri), NavigationMap.PathOf(address));
        return path == place || path.StartsWith(place + "/", StringComparison.Ordinal);
    }
}

/// <summary>What a tenant's people can go to, in the order shown. A new feature adds its line here.</summary>
public static class NavigationMap
{
    /// <summary>The parameter of the chosen company in every address.</summary>
    public const string Company = "company";

    private static readonly Place[] Places =
    [
        new("Nav_Home", "home", "", "g h", ByCompany: true),
        new("Nav_Ideas", "lightbulb", "/ideas", "g i", Inside:
        [
            new("Nav_Trends", "trending_up", "/ideas"), new("Nav_Topics", "topic", "/ideas/topics"), new("Nav_Niches", "flag", "/ideas/niches"), new("Nav_Sources", "rss_feed", "/ideas/sources"),
        ]),
        new("Nav_Content", "article", "/content", "g c", ByCompany: true, Inside:
        [
            new("Nav_Posts", "article", "/content", ByCompany: true), new("Nav_Approvals", "task_alt", "/content/approvals", ByCompany: true, Needs: Permission.ApprovePosts),
            new("Nav_Templates", "draft", "/content/templates", ByCompany: true), new("Nav_AutoDrafts", "wand_stars", "/content/auto", ByCompany: true),
            new("Nav_Hashtags", "tag", "/content/hashtags"), new("Nav_Snippets", "text_fields", "/content/snippets"), new("Nav_Media", "photo_library", "/content/media"),
        ]),
        new("Nav_Calendar", "calendar_month", "/calendar", "g k", Also: "/publications", ByCompany: true, Inside:
        [
            new("Nav_Planned", "calendar_month", "/calendar", ByCompany: true), new("Nav_Evergreen", "sync", "/publications/evergreen", ByCompany: true),
        ]),
        new("Nav_Channels", "hub", "/channels", ByCompany: true),
        new("Nav_Analytics", "monitoring", "/analytics", "g a", ByCompany: true, Needs: Permission.ViewAnalytics, Inside:
        [
            new("Nav_Overview", "monitoring", "/analytics", ByCompany: true), new("Nav_PostNumbers", "table_rows", "/analytics/posts", ByCompany: true), new("Nav_ChannelNumbers", "hub", "/analytics/channels", ByCompany: true),
            new("Nav_Reports", "receipt_long", "/analytics/reports"),
        ]),
        new("Nav_Settings", "settings", "/settings", "g s", Inside:
        [
            new("Nav_Workspace", "grid_view", "/settings"), new("Nav_Companies", "domain", "/settings/companies"), new("Nav_Members", "group", "/settings/members"), new("Nav_Preferences", "tune", "/settings/preferences", ByCompany: true),
            new("Nav_Ai", "smart_display", "/settings/ai"), new("Nav_Storage", "database", "/settings/storage"),
            new("Nav_Audit", "history", "/settings/audit", Needs: Permission.ViewAudit),
        ]),
    ];

    /// <param name="company">Goes along in each address, so that a choice once made stays.</param>
    public static IReadOnlyList<NavigationItem> For(string slug, Guid? company = null) => [.. Places.Select(place => place.At(slug, company))];

    /// <summary>The deepest place that a page belongs to, and the one above it.</summary>
    public static IReadOnlyList<NavigationItem> Trail(IReadOnlyList<NavigationItem> places, string uri)
    {
        var top = places.Skip(1).FirstOrDefault(p => p.Holds(uri)) ?? places.FirstOrDefault(p => p.Is(uri));
        if (top is null)
            return [];
        var inner = top.Inside.Skip(1).FirstOrDefault(p => p.Holds(uri)) ?? top.Inside.FirstOrDefault(p => p.Is(uri));
        return inner is null ? [top] : [top, inner];
    }

    /// <summary>True for the lists that show one company's rows when the address names one.</summary>
    public static bool IsByCompany(string uri) =>
        SlugOf(uri) is { } slug && Places.Concat(Places.SelectMany(place => place.Inside ?? [])).Any(place => place.ByCompany && place.At(slug, null).Is(uri));

    /// <summary>The tenant's slug in an address of the application, null outside of /t/.</summary>
    public static string? SlugOf(string uri)
    {
        var parts = PathOf(uri).Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts is ["t", var slug, ..] ? Uri.UnescapeDataString(slug) : null;
    }

    /// <summary>The company that an address narrows its page to.</summary>
    public static Guid? CompanyOf(string uri)
    {
        var at = uri.IndexOf('?', StringComparison.Ordinal);
        return at >= 0 && QueryHelpers.ParseQuery(uri[at..].Split('#')[0]).TryGetValue(Company, out var value) && Guid.TryParse(value, out var id) ? id : null;
    }

    /// <summary>An address with the chosen company in its query.</summary>
    public static string With(string address, Guid? company) =>
        company is { } id ? QueryHelpers.AddQueryString(address, Company, id.ToString()) : address;

    internal static string PathOf(string uri)
    {
        var path = uri.StartsWith('/') ? uri.Split('?', '#')[0] : new Uri(uri).AbsolutePath;
        return path.Length > 1 ? path.TrimEnd('/') : path;
    }

    private sealed record Place(string TextKey, string Icon, string Path, string? Keys = null, string? Also = null, bool ByCompany = false, Place[]? Inside = null, Permission? Needs = null)
    {
        public NavigationItem At(string slug, Guid? company)
        {
            var root = $"/t/{Uri.EscapeDataString(slug)}";
            return new(TextKey, Icon, With(root + Path, company), Keys, Also is null ? null : root + Also, [.. (Inside ?? []).Select(place => place.At(slug, company))]) { Needs = Needs };
        }
    }
}
