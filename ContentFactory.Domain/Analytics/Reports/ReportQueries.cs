using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.LongWork;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Analytics.Reports;

/// <summary>The reports of the tenant, newest first.</summary>
public sealed class ReportQueries(Db db, Actor actor, ReportDesk desk)
{
    private const int Shown = 100;

    public async Task<ReportList> ListAsync(CancellationToken ct)
    {
        actor.Demand(Permission.ViewAnalytics);
        await using var rows = await db.OpenAsync(ct);
        var reports = await rows.Reports.AsNoTracking().OrderByDescending(r => r.CreatedAt).ThenByDescending(r => r.Id).Take(Shown).ToListAsync(ct);
        var ids = reports.Select(r => r.Id).ToList();
        var files = (await rows.ReportFiles.AsNoTracking().Where(f => ids.Contains(f.ReportId)).ToListAsync(ct)).ToLookup(f => f.ReportId);
        var people = await rows.People.ToDictionaryAsync(p => p.Id, p => p.DisplayName, ct);
        var companies = await rows.Companies.ToDictionaryAsync(c => c.Id, c => c.Name, ct);
        var channels = await rows.Channels.ToDictionaryAsync(c => c.Id, c => c.DisplayName, ct);
        var tasks = await ReportTasks.ReadAsync(rows, [.. reports.Where(r => r.MadeAt is null)], ct);
        var shown = reports.Select(r => new ReportRow(
            r.Id, r.PersonId is { } person ? people.GetValueOrDefault(person, "") : null, r.FirstDay, r.LastDay, NameOf(r.CompanyId, companies), NameOf(r.ChannelId, channels), r.Network,
            r.Language, r.Xlsx, r.Pdf, r.CreatedAt, r.MadeAt, tasks.StateOf(r), r.MadeAt is null ? tasks.Of(r.Id)?.Problem : null,
            [.. files[r.Id].OrderBy(f => f.Format).Select(f => new ReportFileRow(f.Format, f.Size))], desk.MayDelete(r))).ToList();
        return new(shown, await rows.LongTasks.AnyAsync(t => t.Kind == ReportWork.Ordered && (t.State == LongTaskState.Queued || t.State == LongTaskState.Running), ct));
    }

    private static string? NameOf(Guid? id, Dictionary<Guid, string> names) => id is { } known ? names.GetValueOrDefault(known, "") : null;
}
