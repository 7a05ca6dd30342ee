using ContentFactory.Domain.Analytics.Reports;
using ContentFactory.Domain.Analytics.Reports.Making;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Media.Stores;
using ContentFactory.Web.Access;
using ContentFactory.Web.Analytics.Reports.Paper;
using ContentFactory.Web.Analytics.Reports.Xlsx;
using ContentFactory.Web.Exports;
using Answers = Microsoft.AspNetCore.Http.Results;

namespace ContentFactory.Web.Analytics.Reports;

/// <summary>Reports as files: <c>/t/{tenant}/analytics/reports/{id}/file.xlsx</c> and <c>.pdf</c>, for who may see numbers.</summary>
public static class ReportEndpoints
{
    public static IServiceCollection AddReportFiles(this IServiceCollection services)
    {
        services.AddScoped<ReportComposer>();
        services.AddScoped<ReportXlsx>();
        services.AddScoped<ReportPdf>();
        services.AddScoped<ReportLetterWords>();
        services.AddLongWork<MakeReport>(ReportWork.Ordered, "Analytics.Reporting", Domain.Access.Permission.ViewAnalytics, alone: true);
        return services.AddLongWork<MakeReport>(ReportWork.Weekly, "Analytics.ReportingWeekly", Domain.Access.Permission.ViewAnalytics);
    }

    public static void MapReports(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/t/{tenant}/analytics/reports/{id:guid}/file.xlsx", (Guid id, HttpContext http, CurrentTenant current, ReportDesk desk, StoredFiles files) =>
            SendAsync(id, ReportFormat.Xlsx, http, current, desk, files)).RequireRateLimiting(ExportLimit.Policy);
        routes.MapGet("/t/{tenant}/analytics/reports/{id:guid}/file.pdf", (Guid id, HttpContext http, CurrentTenant current, ReportDesk desk, StoredFiles files) =>
            SendAsync(id, ReportFormat.Pdf, http, current, desk, files)).RequireRateLimiting(ExportLimit.Policy);
    }

    private static async Task<IResult> SendAsync(Guid id, ReportFormat format, HttpContext http, CurrentTenant current, ReportDesk desk, StoredFiles files)
    {
        if (current.Entrance is not { } door)
            return Answers.NotFound();
        var found = await desk.FileAsync(id, format, http.RequestAborted);
        if (!found.Ok)
            return Answers.NotFound();
        Stream content;
        try
        {
            content = await files.OpenAsync(found.Value.Place, found.Value.Size, http.RequestAborted);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return StoredFiles.IsMissing(e) ? Answers.NotFound() : Answers.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Answers.Stream(content, ReportTypes.Of(found.Value.Format), $"report-{door.Slug}-{found.Value.FirstDay:yyyy-MM-dd}-{found.Value.LastDay:yyyy-MM-dd}.{format.ToString().ToLowerInvariant()}");
    }
}
