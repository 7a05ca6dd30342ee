using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using ContentFactory.Domain.LongWork;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Analytics.Reports;

/// <summary>The reports of the tenant, newest first.</summary>
public sealed class ReportQueries(Db db, Actor actor, ReportDesk desk)
{
    private static readonly Sorting<Report> Newest = new Sorting<Report>(r => r.Id).By("made", r => r.CreatedAt, descending: true);

    /// <param name="wanted">Shown on whichever page: a letter led to it.</param>
    public async Task<ReportList> ListAsync(ListQuery query, Guid? wanted, CancellationToken ct)
    {
        actor.Demand(Permission.ViewAnalytics);
        await using var rows = await db.OpenAsync(ct);
        var page = await rows.Reports.AsNoTracking().PageAsync(query, Newest, r => r, ct);
        var apart = wanted is { } id && page.Rows.All(r => r.Id != id) ? await rows.Reports.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct) : null;
        var shown = await ShownAsync(rows, apart is null ? page.Rows : [.. page.Rows, apart], ct);
        return new(
            new([.. shown.Take(page.Rows.Count)], page.Total, page.Page, page.PageSize),
            await rows.LongTasks.AnyAsync(t => t.Kind == ReportWork.Ordered && (t.State == LongTaskState.Queued || t.State == LongTaskState.Running), ct),
            shown.Skip(page.Rows.Count).SingleOrDefault(), wanted is not null && shown.TrueForAll(r => r.Id != wanted));
    }

    private async Task<List<ReportRow>> ShownAsync(AppDb rows, IReadOnlyList<Report> reports, CancellationToken ct)
    {
        var ids = reports.Select(r => r.Id).ToList();
        var files = (await rows.ReportFiles.AsNoTracking().Where(f => ids.Contains(f.ReportId)).ToListAsync(ct)).ToLookup(f => f.ReportId);
        var people = await rows.People.Select(p => new { p.Id, p.DisplayName }).ToDictionaryAsync(p => p.Id, p => p.DisplayName, ct);
        var companies = await rows.Companies.Select(c => new { c.Id, c.Name }).ToDictionaryAsync(c => c.Id, c => c.Name, ct);
        var channels = await rows.Channels.Select(c => new { c.Id, c.DisplayName }).ToDictionaryAsync(c => c.Id, c => c.DisplayName, ct);
        var tasks = await ReportTasks.ReadAsync(rows, [.. reports.Where(r => r.MadeAt is null)], ct);
        return [.. reports.Select(r => new ReportRow(
            r.Id, r.PersonId is { } person ? people.GetValueOrDefault(person, "") : null, r.FirstDay, r.LastDay, NameOf(r.CompanyId, companies), NameOf(r.ChannelId, channels), r.Network,
            r.Language, r.Xlsx, r.Pdf, r.CreatedAt, r.MadeAt, tasks.StateOf(r), r.MadeAt is null ? tasks.Of(r.Id)?.Problem : null,
            [.. files[r.Id].OrderBy(f => f.Format).Select(f => new ReportFileRow(f.Format, f.Size))], desk.MayDelete(r)))];
    }

    private static string? NameOf(Guid? id, Dictionary<Guid, string> names) => id is { } known ? names.GetValueOrDefault(known, "") : null;
}
