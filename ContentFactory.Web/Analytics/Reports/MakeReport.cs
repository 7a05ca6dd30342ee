using System.Globalization;
using ContentFactory.Domain;
using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Domain.Analytics.Reports;
using ContentFactory.Domain.Analytics.Reports.Making;
using ContentFactory.Domain.Lists;
using ContentFactory.Domain.LongWork;
using ContentFactory.Web.Analytics.Reports.Paper;
using ContentFactory.Web.Analytics.Reports.Xlsx;

namespace ContentFactory.Web.Analytics.Reports;

/// <summary>
/// Makes a report: one reading of the numbers, both files and the letter out of it, and then all of it is put away at once. Begun again after a
/// crash it begins with the reading, so that its files never say two things.
/// </summary>
internal sealed class MakeReport(ReportMaking making, OverviewQueries numbers, ReportPictures pictures, ReportComposer composer, ReportXlsx xlsx, ReportPdf pdf, ReportLetterWords letters, TimeProvider clock)
    : LongRun<ReportInput>
{
    private const int Steps = 5;

    public override async Task<Result<LongOutcome>> RunAsync(ReportInput input, LongProgress progress, CancellationToken ct)
    {
        if (await making.ReadAsync(input.ReportId, ct) is not { } wanted)
            return Problem.NotFound("Analytics.Report_Gone");
        var outcome = new LongOutcome(new LongText("Analytics.Reported"), "analytics/reports");
        if (wanted.IsMade)
            return outcome;
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(wanted.Language);
        var content = await ReadAsync(wanted, progress, ct);
        progress.Report(1, Steps, new LongText("Analytics.Reporting_Pictures"));
        var small = wanted.Pdf ? await pictures.SmallAsync(content.Numbers.Top.Concat(content.Numbers.Flop).Select(p => p.ThumbId).OfType<Guid>(), ct) : null;
        var files = new List<MadeFile>();
        progress.Report(2, Steps, new LongText("Analytics.Reporting_Xlsx"));
        if (wanted.Xlsx)
            files.Add(new(ReportFormat.Xlsx, xlsx.Write(content, ct)));
        progress.Report(3, Steps, new LongText("Analytics.Reporting_Pdf"));
        if (wanted.Pdf)
            files.Add(new(ReportFormat.Pdf, pdf.Write(content, small!, ct)));
        progress.Report(4, Steps, new LongText("Analytics.Reporting_Keeping"));
        // whoever cancelled, or took over meanwhile, is heard before anything goes out
        await progress.SaveAsync(new NoInput());
        try
        {
            if (!await making.KeepAsync(wanted.Id, files, wanted.IsWeekly ? letters.Of(content, wanted) : null, ct))
                return await making.ReadAsync(wanted.Id, ct) is null ? Problem.NotFound("Analytics.Report_Gone") : outcome;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Problem.Unavailable("Analytics.Report_NotKept");
        }
        progress.Report(Steps, Steps);
        return outcome;
    }

    private async Task<ReportContent> ReadAsync(ReportToMake wanted, LongProgress progress, CancellationToken ct)
    {
        progress.Report(0, Steps, new LongText("Analytics.Reporting_Reading"));
        var (read, rows) = await numbers.ReadWithPostsAsync(wanted.Wish, wanted.Xlsx ? ReportComposer.MostPosts + 1 : 0, ct);
        return composer.Compose(read, rows, await pictures.BrandAsync(wanted.Wish.CompanyId, wanted.Wish.ChannelId, ct), clock.GetUtcNow());
    }
}
