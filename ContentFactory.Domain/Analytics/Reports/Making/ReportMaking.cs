using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Domain.Analytics.Reports.Plans;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Media.Making;
using ContentFactory.Domain.Media.Stores;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Analytics.Reports.Making;

/// <summary>What the work is to make.</summary>
/// <param name="IsMade">The files are there: an earlier run came to its end.</param>
/// <param name="Slug">Of the tenant, for the addresses in it.</param>
public sealed record ReportToMake(Guid Id, AnalyticsWish Wish, string Language, bool Xlsx, bool Pdf, bool IsWeekly, bool IsMade, string Slug);

/// <summary>A finished file.</summary>
public sealed record MadeFile(ReportFormat Format, byte[] Content);

/// <summary>The letter that goes with a week's report, in its language.</summary>
public sealed record ReportLetterText(string Subject, string Text, string Button);

/// <summary>The domain's side of making a report: what is wanted, and where the files and letters go.</summary>
public sealed class ReportMaking(Db db, Actor actor, MediaLeftovers leftovers, StoredFiles stored, MakingFolders folders, MediaOptions options, Changes changes, TimeProvider clock)
{
    /// <summary>Null where the report was deleted.</summary>
    public async Task<ReportToMake?> ReadAsync(Guid reportId, CancellationToken ct)
    {
        actor.Demand(Permission.ViewAnalytics);
        await using var rows = await db.OpenAsync(ct);
        var slug = await rows.Tenants.Select(t => t.Slug).SingleAsync(ct);
        return await rows.Reports.AsNoTracking().SingleOrDefaultAsync(r => r.Id == reportId, ct) is { } report
            ? new(report.Id, report.Wish, report.Language, report.Xlsx, report.Pdf, report.PlanId is not null, report.MadeAt is not null, slug) : null;
    }

    /// <summary>
    /// Puts the files away, and then in one transaction says so and writes the letters. Whoever comes second, after a lost lease, changes nothing.
    /// </summary>
    /// <exception cref="IOException">The store takes nothing.</exception>
    public async Task<bool> KeepAsync(Guid reportId, IReadOnlyList<MadeFile> files, ReportLetterText? letter, CancellationToken ct)
    {
        actor.Demand(Permission.ViewAnalytics);
        var home = await HomeAsync(ct);
        var put = new List<(ReportFile File, Guid? Expected)>();
        foreach (var file in files)
            put.Add(await PutAsync(reportId, file, home, ct));
        await using var rows = await db.OpenAsync(ct);
        await using var whole = await rows.Database.BeginTransactionAsync(ct);
        // before the report, as rounds and plans do: a plan that is removed at this moment waits
        await rows.LockTenantAsync(ct);
        await rows.Database.ExecuteSqlAsync($"select 1 from reports where tenant_id = {actor.TenantId} and id = {reportId} for update", ct);
        var report = await rows.Reports.SingleOrDefaultAsync(r => r.Id == reportId && r.MadeAt == null, ct);
        foreach (var (file, expected) in put)
        {
            await MediaLeftovers.ArrivedAsync(rows, expected, ct);
            if (report is null)
                leftovers.Add(rows, file.Place, clock.GetUtcNow());
            else
                rows.ReportFiles.Add(file);
        }
        report?.Made(await rows.NowAsync(ct));
        var sent = report?.PlanId is not null && letter is not null && await new ReportLetters(rows, clock).WriteAsync(report, letter, ct) > 0;
        await rows.SaveChangesAsync(ct);
        await whole.CommitAsync(ct);
        changes.Notify(actor.TenantId, ChangeTopics.Reports);
        if (sent)
            changes.Notify(Guid.Empty, ChangeTopics.Letters);
        return report is not null;
    }

    private async Task<FileHome> HomeAsync(CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        return await FileHome.OfAsync(rows, options, ct);
    }

    private async Task<(ReportFile File, Guid? Expected)> PutAsync(Guid reportId, MadeFile file, FileHome home, CancellationToken ct)
    {
        var place = home.PlaceFor(actor.TenantId, Ids.New(clock), $".{file.Format.ToString().ToLowerInvariant()}", clock.GetUtcNow());
        var expected = await leftovers.ExpectAsync(place, ct);
        await folders.OnceAsync(async folder =>
        {
            var path = Path.Combine(folder, "report");
            await File.WriteAllBytesAsync(path, file.Content, ct);
            await stored.PutAsync(place, path, ReportTypes.Of(file.Format), ct);
            return true;
        });
        return (new ReportFile(actor.TenantId, reportId, file.Format, place, file.Content.Length), expected);
    }
}

public static class ReportTypes
{
    /// <summary>The MIME type.</summary>
    public static string Of(ReportFormat format) => format switch
    {
        ReportFormat.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ReportFormat.Pdf => "application/pdf",
    };
}
