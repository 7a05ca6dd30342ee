using ContentFactory.Domain.Access;
using ContentFactory.Web.Access;
using ContentFactory.Web.Ui;
using ContentFactory.Web.Ui.Lists;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Exports;

/// <summary>Lists as files: <c>/t/{tenant}/export/{list}?format=csv|xlsx</c> and the query of the list's page; of all tenants below /admin.</summary>
public static class ExportSetup
{
    // a file that is being written holds a connection to the database, so nobody may take it drop by drop
    private static readonly MinDataRate Slowest = new(bytesPerSecond: 16_384, gracePeriod: TimeSpan.FromSeconds(10));

    public static IServiceCollection AddListExport<TExport>(this IServiceCollection services, string name) where TExport : ListExport =>
        services.AddKeyedScoped<ListExport, TExport>(name);

    public static void MapExports(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/t/{tenant}/export/{list}", SendAsync).RequireRateLimiting(ExportLimit.Policy);
        routes.MapGet("/admin/export/{list}", SendAsync).RequireRateLimiting(ExportLimit.Policy);
    }

    private static async Task<IResult> SendAsync(string list, HttpContext http, CurrentTenant current, TimeProvider clock, IStringLocalizer<Texts> texts)
    {
        if (http.RequestServices.GetKeyedService<ListExport>(list) is not { } export || (current.Entrance is null && !current.IsSystem))
            return Results.NotFound();
        var (zoneId, owner) = current.Entrance is { } door ? (door.ZoneId, door.Slug) : ("UTC", "all");
        if (ExportFormat.Of(http.Request.Query["format"]) is not { } format)
            return Results.BadRequest(texts["Export_Format"].Value);
        var cells = export.CellsAsync(ListState.Of($"{http.Request.Path}{http.Request.QueryString}"), ListExport.MostRows + 1, http.RequestAborted);
        var file = new ExportFile(export.Title, export.Headings, zoneId, texts["Export_Cut", ListExport.MostRows]);
        if (http.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
            rate.MinDataRate = Slowest;
        http.Response.ContentType = format.ContentType;
        var day = ZonedText.Today(clock, zoneId);
        http.Response.Headers.ContentDisposition = $"attachment; filename={list}-{owner}-{day:yyyy-MM-dd}.{format.Extension}";
        http.Response.Headers.CacheControl = "no-store";
        await format.WriteAsync(file, cells, http.Response.BodyWriter, http.RequestAborted);
        return Results.Empty;
    }
}
