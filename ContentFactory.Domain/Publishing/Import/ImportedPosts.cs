using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.LongWork;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentFactory.Domain.Publishing.Import;

/// <summary>
/// Does with a file of posts all that there is to do, in one transaction. Looking it through is the same work, taken back at the end: so a file that
/// was found good comes in as it was found, unless something changed in between.
/// </summary>
public sealed class ImportedPosts(Db db, Actor actor, PostSchedule schedule, Changes changes, TimeProvider clock)
{
    private const int MostFaults = 200;

    /// <param name="keep">False looks through only.</param>
    internal async Task<Result<PostImport>> RunAsync(Guid importId, bool keep, CultureInfo culture, LongProgress progress, CancellationToken ct)
    {
        actor.Demand(Permission.EditPosts);
        await using var rows = await db.OpenAsync(ct);
        await using var transaction = await rows.Database.BeginTransactionAsync(ct);
        rows.Database.AutoSavepointsEnabled = false;
        if (await LockedAsync(rows, importId, ct) is not { } import)
            return Problem.NotFound("Publishing.ImportGone");
        if (import.State is ImportState.Imported)
            return import;
        if (import.File is null)
            return Problem.NotFound("Publishing.ImportGone");
        var opened = ImportSheet.Open(import.File);
        if (!opened.Ok)
            return opened.Problem;
        PostImports.DemandFor(actor, import.Target);
        await rows.LockTenantAsync(ct);
        var found = await PassAsync(rows, import, opened.Value, culture, progress, ct);
        if (!keep || found.Findings.FaultyRows > 0)
        {
            await transaction.RollbackAsync(ct);
            return await KeepFindingsAsync(importId, found, ct);
        }
        return await CommitAsync(rows, importId, found, ct);
    }

    private sealed record Found(int Posts, int Planned, int Waiting, ImportFindings Findings);

    private async Task<Found> PassAsync(AppDb rows, PostImport import, IReadOnlyList<string[]> cells, CultureInfo culture, LongProgress progress, CancellationToken ct)
    {
        var sheet = new ImportSheet(cells[0], await ImportNames.ReadAsync(rows, ImportSheet.FilesIn(cells), ct), culture);
        var zone = await rows.Tenants.Select(t => t.ZoneId).SingleAsync(ct);
        var pass = new ImportPass(rows, actor, schedule, import.Target, sheet, zone, clock.GetUtcNow());
        var (known, repeated) = (await KnownAsync(rows, ct), new List<int>());
        rows.ChangeTracker.Clear();
        for (var n = 1; n < cells.Count; n++)
        {
            ct.ThrowIfCancellationRequested();
            if (cells[n].Any(c => c.Length > 0) && sheet.Read(n + 1, cells[n]) is { } row)
            {
                if (!known.Add(HashOf(row.Key)))
                    repeated.Add(row.Number);
                if (import.Repeats || repeated.LastOrDefault() != row.Number)
                    await pass.AddAsync(row, ct);
            }
            progress.Report(n, cells.Count - 1, new LongText("Publishing.ImportRow", n, cells.Count - 1));
        }
        var faulty = sheet.Faults.Select(f => f.Row).Distinct().Count();
        return new(pass.Posts, pass.Planned, pass.Waiting, new ImportFindings([.. sheet.Faults.Take(MostFaults)], faulty, [.. repeated.Take(MostFaults)]));
    }

    private async Task<Result<PostImport>> CommitAsync(AppDb rows, Guid importId, Found found, CancellationToken ct)
    {
        try
        {
            var (import, now) = (await rows.PostImports.SingleAsync(i => i.Id == importId, ct), clock.GetUtcNow());
            import.BroughtIn(found.Posts, found.Planned, found.Findings, now);
            await rows.SaveAndTellAsync(found.Waiting == 0 ? [] : [Imported(found.Waiting)], now, ct);
            await rows.Database.CurrentTransaction!.CommitAsync(ct);
            foreach (var topic in new[] { ChangeTopics.Posts, ChangeTopics.Publications, ChangeTopics.Notifications })
                changes.Notify(rows.TenantId, topic);
            changes.Notify(Guid.Empty, ChangeTopics.Due);
            return import;
        }
        // a file, a channel or a company went away while the rows came in
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation })
        {
            return Problem.Conflict("Publishing.ChangedMeanwhile");
        }
    }

    private async Task<Result<PostImport>> KeepFindingsAsync(Guid importId, Found found, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        if (await rows.PostImports.SingleOrDefaultAsync(i => i.Id == importId, ct) is not { } import)
            return Problem.NotFound("Publishing.ImportGone");
        import.Found(found.Posts, found.Planned, found.Findings);
        await rows.SaveChangesAsync(ct);
        return import;
    }

    /// <summary>A node that was slow must not bring the same file in beside the one that took over.</summary>
    private static async Task<PostImport?> LockedAsync(AppDb rows, Guid importId, CancellationToken ct)
    {
        await rows.Database.ExecuteSqlAsync($"select 1 from post_imports where tenant_id = {rows.TenantId} and id = {importId} for update", ct);
        return await rows.PostImports.AsNoTracking().SingleOrDefaultAsync(i => i.Id == importId, ct);
    }

    /// <summary>One for the file, not one for each post.</summary>
    private Notice Imported(int waiting) => new(actor.TenantId, "Publishing.Notice_Imported", [waiting.ToString(CultureInfo.InvariantCulture)], "content?status=ready", Notice.Deciders, [], actor.PersonId);

    private static async Task<HashSet<string>> KnownAsync(AppDb rows, CancellationToken ct) => [.. await rows.Database.SqlQuery<string>($"""
        select encode(sha256(convert_to(company_id || e'\n' || title || e'\n' || text, 'UTF8')), 'hex') as "Value" from posts where tenant_id = {rows.TenantId} and status <> 'archived'
        """).ToListAsync(ct)];

    private static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
