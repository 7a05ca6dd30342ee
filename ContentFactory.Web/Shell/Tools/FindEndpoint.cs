using ContentFactory.Domain.Analytics;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Shell.Tools;

internal sealed record FoundLink(string Text, string Note, string Address);

internal sealed record FoundGroup(string Title, string Icon, IReadOnlyList<FoundLink> Rows);

/// <summary>What the palette asks while somebody types: the tenant's rows, ready to show.</summary>
internal static class FindEndpoint
{
    public static void MapFind(this IEndpointRouteBuilder routes) => routes.MapGet("/t/{tenant}/find", FindAsync);

    private static async Task<IResult> FindAsync(string tenant, string? q, HttpContext http, TenantSearch search, IStringLocalizer<Shell.Texts> texts)
    {
        var found = await search.FindAsync(q ?? "", http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";
        var root = $"/t/{Uri.EscapeDataString(tenant)}";
        return Results.Json(new[]
        {
            Group(texts["Find_Posts"], "article", found.Posts, row => $"{root}/content/{row.Id}"),
            Group(texts["Find_Ideas"], "lightbulb", found.Ideas, row => $"{root}/ideas?q={Uri.EscapeDataString(row.Title)}"),
            Group(texts["Find_Channels"], "hub", found.Channels, row => $"{root}/channels/{row.Id}"),
        }.Where(group => group.Rows.Count > 0));
    }

    private static FoundGroup Group(string title, string icon, IReadOnlyList<FoundRow> rows, Func<FoundRow, string> address) =>
        new(title, icon, [.. rows.Select(row => new FoundLink(row.Title, row.Note, address(row)))]);
}
