using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Trends.ByHand;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing.Import;

/// <summary>What a page shows of a file on its way in.</summary>
public sealed record ImportView(Guid Id, string FileName, ImportTarget Target, bool Repeats, ImportState State, int Posts, int Planned, ImportFindings Findings)
{
    public bool MayComeIn => State is ImportState.Checked && Findings.FaultyRows == 0 && Posts > 0;
}

/// <summary>Files of posts: given, looked through, brought in. Each stays with the person who gave it.</summary>
public sealed class PostImports(Db db, Actor actor, LongTasks works, TimeProvider clock)
{
    public const int MostBytes = 5_000_000;
    public const int MostRows = ImportSheet.MostRows;

    /// <summary>Files of one person that have not come in. One more takes the place of the oldest.</summary>
    public const int MostWaiting = 5;

    private static readonly TimeSpan FileKept = TimeSpan.FromDays(1);
    private static readonly TimeSpan RowKept = TimeSpan.FromDays(30);

    /// <param name="culture">Of the person: faults are kept as words.</param>
    public async Task<Result<Guid>> AddAsync(string fileName, byte[] file, ImportTarget target, bool repeats, string culture, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        DemandFor(actor, target);
        if (file.Length is 0 or > MostBytes)
            return Problem.Invalid(Sheet.Field, "Publishing.ImportSize", MostBytes / 1_000_000);
        if (ImportSheet.Open(file).Problem is { } unreadable)
            return unreadable;
        await using var rows = await db.OpenAsync(ct);
        var now = clock.GetUtcNow();
        await ForgetAsync(rows, now, ct);
        var import = new PostImport(actor.TenantId, Ids.New(now), actor.PersonId, PlainText.Cut(PlainText.Line(Path.GetFileName(fileName)), 200), file, target, repeats, now);
        rows.PostImports.Add(import);
        await rows.SaveChangesAsync(ct);
        await DropOldestAsync(rows, ct);
        await works.StartAsync(LookThroughPosts.Kind, new ImportOrder(import.Id, culture), ct: ct);
        return import.Id;
    }

    public async Task<Result<ImportView>> OneAsync(Guid importId, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        await using var rows = await db.OpenAsync(ct);
        return await Own(rows, importId).Select(i => new ImportView(i.Id, i.FileName, i.Target, i.Repeats, i.State, i.Posts, i.Planned, i.Findings)).SingleOrDefaultAsync(ct) is { } view
            ? view : Problem.NotFound("Publishing.ImportGone");
    }

    /// <summary>Brings a file in that was looked through and found without a fault.</summary>
    public async Task<Result> BringInAsync(Guid importId, string culture, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        var found = await OneAsync(importId, ct);
        if (!found.Ok)
            return found.Problem;
        DemandFor(actor, found.Value.Target);
        if (!found.Value.MayComeIn)
            return Problem.Conflict("Publishing.ImportNotGood");
        await works.StartAsync(BringInPosts.Kind, new ImportOrder(importId, culture), ct: ct);
        return Result.Done;
    }

    internal static void DemandFor(Actor actor, ImportTarget target)
    {
        if (target is not ImportTarget.Approved)
            return;
        actor.Demand(Permission.ApprovePosts);
        actor.Demand(Permission.SchedulePosts);
    }

    private IQueryable<PostImport> Own(AppDb rows, Guid importId) => rows.PostImports.AsNoTracking().Where(i => i.Id == importId && i.PersonId == actor.PersonId);

    /// <summary>After the new file is saved, so that of many given at once the last sees them all.</summary>
    private Task DropOldestAsync(AppDb rows, CancellationToken ct)
    {
        var own = rows.PostImports.Where(i => i.PersonId == actor.PersonId && i.File != null);
        var newest = own.OrderByDescending(i => i.CreatedAt).ThenByDescending(i => i.Id).Take(MostWaiting).Select(i => i.Id);
        return own.Where(i => !newest.Contains(i.Id)).ExecuteUpdateAsync(set => set.SetProperty(i => i.File, (byte[]?)null), ct);
    }

    private static async Task ForgetAsync(AppDb rows, DateTimeOffset now, CancellationToken ct)
    {
        var (files, old) = (now - FileKept, now - RowKept);
        await rows.PostImports.Where(i => i.CreatedAt < old).ExecuteDeleteAsync(ct);
        await rows.PostImports.Where(i => i.CreatedAt < files && i.File != null).ExecuteUpdateAsync(set => set.SetProperty(i => i.File, (byte[]?)null), ct);
    }
}
