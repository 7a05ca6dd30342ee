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
    private const int MostNamed = 200;

    // for a node that is slow and has thousands of rows to go
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    /// <param name="keep">False looks through only.</param>
    internal async Task<Result<PostImport>> RunAsync(Guid importId, bool keep, CultureInfo culture, LongProgress progress, CancellationToken ct)
    {
        actor.Demand(Permission.EditPosts);
        await using var rows = await db.OpenAsync(ct);
        await using var transaction = await rows.Database.BeginTransactionAsync(ct);
        rows.Database.AutoSavepointsEnabled = false;
        if (keep)
            await OneAtATimeAsync(rows, ct);
        if (await rows.PostImports.AsNoTracking().SingleOrDefaultAsync(i => i.Id == importId, ct) is not { } import)
            return Problem.NotFound("Publishing.ImportGone");
        if (import.State is ImportState.Imported)
            return import;
        if (import.File is null)
            return Problem.NotFound("Publishing.ImportGone");
        var opened = ImportSheet.Open(import.File);
        if (!opened.Ok)
            return opened.Problem;
        PostImports.DemandFor(actor, import.Target);
        try
        {
            var found = await PassAsync(rows, import, opened.Value, keep, culture, progress, ct);
            if (keep && found.Findings.FaultyRows == 0)
                return await CommitAsync(rows, importId, found, ct);
            await transaction.RollbackAsync(ct);
            return await KeepFindingsAsync(importId, found, ct);
        }
        // a file, a channel or a company went away while the rows came in
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation })
        {
            return Problem.Conflict("Publishing.ChangedMeanwhile");
        }
    }

    private sealed record Found(int Posts, int Planned, int Waiting, ImportFindings Findings);

    private async Task<Found> PassAsync(AppDb rows, PostImport import, IReadOnlyList<string[]> cells, bool keep, CultureInfo culture, LongProgress progress, CancellationToken ct)
    {
        var sheet = new ImportSheet(cells[0], await ImportNames.ReadAsync(rows, ImportSheet.FilesIn(cells), ct), culture);
        var zone = await rows.Tenants.Select(t => t.ZoneId).SingleAsync(ct);
        var pass = new ImportPass(rows, actor, schedule, import.Target, sheet, zone, clock.GetUtcNow());
        var repeated = await WriteAsync(rows, import, cells, sheet, pass, progress, ct);
        // until the end nobody else of the tenant plans: so it begins when all posts are written, and not where nothing is planned or kept
        if (keep && sheet.FaultyRows == 0 && pass.ToPlan.Count > 0)
            await rows.LockTenantAsync(ct);
        foreach (var (n, (postId, row)) in pass.ToPlan.Index())
        {
            ct.ThrowIfCancellationRequested();
            await pass.PlanAsync(postId, row, ct);
            progress.Report(cells.Count - 1 + row.Number - 1, 2 * (cells.Count - 1), new LongText("Publishing.ImportPlanning", n + 1, pass.ToPlan.Count));
        }
        return new(pass.Posts, pass.Planned, pass.Waiting, new ImportFindings(sheet.Faults, sheet.FaultyRows, [.. repeated.Take(MostNamed)]) { Shifted = [.. pass.Shifted.Take(MostNamed)] });
    }

    /// <summary>Writes the posts, and says which rows repeat one.</summary>
    private static async Task<List<int>> WriteAsync(AppDb rows, PostImport import, IReadOnlyList<string[]> cells, ImportSheet sheet, ImportPass pass, LongProgress progress, CancellationToken ct)
    {
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
            // where rows may be planned each counts twice, so that the bar never goes back
            progress.Report(n, (sheet.HasDates ? 2 : 1) * (cells.Count - 1), new LongText("Publishing.ImportRow", n, cells.Count - 1));
        }
        return repeated;
    }

    private async Task<Result<PostImport>> CommitAsync(AppDb rows, Guid importId, Found found, CancellationToken ct)
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

    private async Task<Result<PostImport>> KeepFindingsAsync(Guid importId, Found found, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        if (await rows.PostImports.SingleOrDefaultAsync(i => i.Id == importId, ct) is not { } import)
            return Problem.NotFound("Publishing.ImportGone");
        import.Found(found.Posts, found.Planned, found.Findings);
        await rows.SaveChangesAsync(ct);
        return import;
    }

    /// <summary>
    /// A node that was thought dead and only slow must not bring the same posts in beside the one that took over. Nobody waits for this but other
    /// files of the tenant: those who plan by hand go on.
    /// </summary>
    private static Task OneAtATimeAsync(AppDb rows, CancellationToken ct)
    {
        rows.Database.SetCommandTimeout(LongestWait);
        return rows.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended('post_imports ' || {rows.TenantId}::text, 0))", ct);
    }

    /// <summary>One for the file, not one for each post.</summary>
    private Notice Imported(int waiting) => new(actor.TenantId, "Publishing.Notice_Imported", [waiting.ToString(CultureInfo.InvariantCulture)], "content?status=ready", Notice.Deciders, [], actor.PersonId);

    private static async Task<HashSet<string>> KnownAsync(AppDb rows, CancellationToken ct) => [.. await rows.Database.SqlQuery<string>($"""
        select encode(sha256(convert_to(company_id || e'\n' || title || e'\n' || text, 'UTF8')), 'hex') as "Value" from posts where tenant_id = {rows.TenantId} and status <> 'archived'
        """).ToListAsync(ct)];

    private static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
