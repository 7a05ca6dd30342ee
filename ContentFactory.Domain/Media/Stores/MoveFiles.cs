using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Media.Making;
using ContentFactory.Domain.Media.Previews;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ContentFactory.Domain.Media.Stores;

/// <summary>
/// Brings a tenant's files to where its new ones go, one after the other. Each is copied, then its row names the new place, then the old one is left
/// to the sweep after an hour, for a network may be reading it. Whoever begins again goes on with what is not there yet.
/// </summary>
public sealed class MoveFiles(Db db, Actor actor, StoredFiles stored, MediaLeftovers leftovers, MakingFolders folders, MediaOptions options, Changes changes, TimeProvider clock, ILogger<MoveFiles> log)
    : LongRun<NoInput>
{
    public const string Kind = "media.move";
    private static readonly TimeSpan ReadersEnd = TimeSpan.FromHours(1);

    /// <param name="Lost">Not where their rows say.</param>
    /// <param name="Left">In a store that does not answer.</param>
    private sealed record Reached(Guid After, int Moved, int Lost, int Left)
    {
        public int All => Moved + Lost + Left;

        public Reached And(End end) => this with { Moved = Moved + (end is End.Moved ? 1 : 0), Lost = Lost + (end is End.Lost ? 1 : 0), Left = Left + (end is End.Left ? 1 : 0) };
    }

    private enum End { Moved, Lost, Left }

    /// <summary>Files of reports that lie elsewhere. They are no part of the library and take no room of the plan.</summary>
    internal static IQueryable<ReportPlace> ReportsElsewhere(AppDb rows, FileHome home) => rows.ReportFiles.Where(f => f.Store != home.Store || f.StoreId != home.StoreId)
        .OrderBy(f => f.ReportId).ThenBy(f => f.StoreKey).Select(f => new ReportPlace(f.ReportId, new FilePlace(f.Store, f.StoreId, f.StoreKey), f.Size));

    /// <summary>Files that lie elsewhere, or have a smaller picture elsewhere.</summary>
    internal static IQueryable<MediaItem> Elsewhere(AppDb rows, FileHome home) => rows.MediaItems.AsNoTracking().Where(m =>
        m.Store != home.Store || m.StoreId != home.StoreId || rows.MediaRenditions.Any(r => r.MediaId == m.Id && (r.Store != home.Store || r.StoreId != home.StoreId)));

    public override async Task<Result<LongOutcome>> RunAsync(NoInput input, LongProgress progress, CancellationToken ct)
    {
        actor.Demand(Permission.UploadMedia);
        var (home, at) = (await HomeAsync(ct), progress.Cursor<Reached>() ?? new Reached(Guid.Empty, 0, 0, 0));
        var (total, silent) = (at.All + await CountAsync(home, at.After, ct), new HashSet<FileHome>());
        while (await NextAsync(home, at.After, ct) is { } media)
        {
            progress.Report(Math.Min(at.All, total), total, new LongText("Media.Moving_File", media.FileName));
            var moved = await TryAsync(media.Id, media.Place, silent, () => MoveAsync(media, home, ct));
            if (!moved.Ok)
                return moved.Problem.Kind is ProblemKind.Unavailable ? Problem.Unavailable("Media.Moving_Stopped", at.Moved) : moved.Problem;
            at = at.And(moved.Value) with { After = media.Id };
            await progress.SaveAsync(at);
        }
        foreach (var file in await ReportFilesAsync(home, ct))
        {
            progress.Report(Math.Min(at.All, total), total, new LongText("Media.Moving_File", $"report{Path.GetExtension(file.Place.Key)}"));
            var moved = await TryAsync(file.ReportId, file.Place, silent, () => MoveAsync(file, home, ct));
            if (!moved.Ok)
                return Problem.Unavailable("Media.Moving_Stopped", at.Moved);
            at = at.And(moved.Value);
            await progress.SaveAsync(at);
        }
        changes.Notify(actor.TenantId, ChangeTopics.Media);
        if (at.Left > 0)
            return Problem.Unavailable("Media.Moving_Stopped", at.Moved);
        progress.Report(at.All, at.All);
        return new LongOutcome(at.Lost == 0 ? new LongText("Media.Moved", at.Moved) : new LongText("Media.MovedSome", at.Moved, at.Lost));
    }

    private async Task<Result<End>> TryAsync(Guid id, FilePlace from, HashSet<FileHome> silent, Func<Task<Problem?>> move)
    {
        var source = new FileHome(from.Store, from.StoreId);
        if (silent.Contains(source))
            return End.Left;
        try
        {
            return await move() is { } problem ? problem : End.Moved;
        }
        catch (ReadFault e) when (StoredFiles.IsMissing(e.InnerException!))
        {
            log.LogWarning("File {Id} is not in {Store} and stays where its row says", id, from.Store);
            return End.Lost;
        }
        catch (ReadFault e)
        {
            log.LogWarning("Files of {Store} stay there: {Reason}", from.Store, e.InnerException!.Message);
            silent.Add(source);
            return End.Left;
        }
        catch (Exception e) when (MediaFiles.IsAway(e))
        {
            log.LogWarning("Moving files stops at {Id}: {Reason}", id, e.Message);
            return Problem.Unavailable("Media.Moving_Stopped", 0);
        }
    }

    // whoever deletes the report, or forgets it, waits and then sees the new place
    private Task<Problem?> MoveAsync(ReportPlace file, FileHome home, CancellationToken ct) => MoveAsync(
        file.Place, home, file.Size, "application/octet-stream", 0,
        rows => rows.Database.ExecuteSqlAsync($"select 1 from reports where tenant_id = {actor.TenantId} and id = {file.ReportId} for no key update", ct),
        (rows, to) => rows.ReportFiles.Where(f => f.ReportId == file.ReportId && f.StoreKey == file.Place.Key)
            .ExecuteUpdateAsync(set => set.SetProperty(f => f.Store, to.Store).SetProperty(f => f.StoreId, to.StoreId).SetProperty(f => f.StoreKey, to.Key), ct), ct);

    private async Task<Problem?> MoveAsync(MediaItem media, FileHome home, CancellationToken ct)
    {
        // whoever deletes it, or draws its pictures anew, waits and then sees the new place
        Task Hold(AppDb rows) => rows.Database.ExecuteSqlAsync($"select 1 from media_items where tenant_id = {actor.TenantId} and id = {media.Id} for no key update", ct);
        if (!media.Place.IsIn(home) && await MoveAsync(media.Place, home, media.Size, media.ContentType, media.Takes(home), Hold, (rows, to) => rows.MediaItems
                .Where(m => m.Id == media.Id && m.StoreKey == media.StoreKey).ExecuteUpdateAsync(set => set.SetProperty(m => m.Store, to.Store).SetProperty(m => m.StoreId, to.StoreId).SetProperty(m => m.StoreKey, to.Key), ct), ct) is { } problem)
            return problem;
        foreach (var rendition in await RenditionsAsync(media.Id, ct))
            if (!rendition.Place.IsIn(home))
                await MoveAsync(rendition.Place, home, rendition.Size, rendition.ContentType, 0, Hold, (rows, to) => rows.MediaRenditions
                    .Where(r => r.Id == rendition.Id && r.StoreKey == rendition.StoreKey).ExecuteUpdateAsync(set => set.SetProperty(r => r.Store, to.Store).SetProperty(r => r.StoreId, to.StoreId).SetProperty(r => r.StoreKey, to.Key), ct), ct);
        return null;
    }

    /// <param name="takes">Bytes of the plan's room.</param>
    /// <param name="hold">Locks what the file belongs to.</param>
    /// <param name="rename">Names the new place where the row still names the old one; how many rows it found.</param>
    private async Task<Problem?> MoveAsync(FilePlace from, FileHome home, long size, string contentType, long takes, Func<AppDb, Task> hold, Func<AppDb, FilePlace, Task<int>> rename, CancellationToken ct)
    {
        // another key, for the file may come back to a store that is still to forget it
        var to = home.PlaceFor(actor.TenantId, Ids.New(clock), Path.GetExtension(from.Key), clock.GetUtcNow());
        var expected = await CopyAsync(from, to, size, contentType, ct);
        await using var rows = await db.OpenAsync(ct);
        await using var whole = await rows.Database.BeginTransactionAsync(ct);
        if (takes > 0 && await RoomFaultAsync(rows, takes, ct) is { } full)
        {
            await whole.RollbackAsync(ct);
            await leftovers.GiveUpAsync(expected, ct);
            return full;
        }
        await hold(rows);
        var stands = await rename(rows, to) == 1;
        await MediaLeftovers.ArrivedAsync(rows, expected, ct);
        leftovers.Add(rows, stands ? from : to, clock.GetUtcNow() + (stands ? ReadersEnd : TimeSpan.Zero));
        await rows.SaveChangesAsync(ct);
        await whole.CommitAsync(ct);
        return null;
    }

    private static async Task<Problem?> RoomFaultAsync(AppDb rows, long takes, CancellationToken ct)
    {
        await rows.LockTenantAsync(ct);
        return (await MediaRoom.ReadAsync(rows, ct)).RefusalOf(takes);
    }

    private async Task<Guid?> CopyAsync(FilePlace from, FilePlace to, long size, string contentType, CancellationToken ct)
    {
        var expected = await leftovers.ExpectAsync(to, ct);
        return await folders.OnceAsync(async folder =>
        {
            await stored.PutAsync(to, await BringAsync(from, size, folder, ct), contentType, ct);
            return expected;
        });
    }

    private async Task<string> BringAsync(FilePlace from, long size, string folder, CancellationToken ct)
    {
        try
        {
            return await stored.BringAsync(from, size, folder, ct);
        }
        catch (Exception e) when (MediaFiles.IsAway(e))
        {
            throw new ReadFault(e);
        }
    }

    private async Task<FileHome> HomeAsync(CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        return await FileHome.OfAsync(rows, options, ct);
    }

    private async Task<int> CountAsync(FileHome home, Guid after, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        return await Elsewhere(rows, home).CountAsync(m => m.Id > after, ct) + await ReportsElsewhere(rows, home).CountAsync(ct);
    }

    private async Task<MediaItem?> NextAsync(FileHome home, Guid after, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        return await Elsewhere(rows, home).Where(m => m.Id > after).OrderBy(m => m.Id).FirstOrDefaultAsync(ct);
    }

    private async Task<List<ReportPlace>> ReportFilesAsync(FileHome home, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        return await ReportsElsewhere(rows, home).ToListAsync(ct);
    }

    private async Task<List<MediaRendition>> RenditionsAsync(Guid mediaId, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        return await rows.MediaRenditions.AsNoTracking().Where(r => r.MediaId == mediaId).ToListAsync(ct);
    }

    internal sealed record ReportPlace(Guid ReportId, FilePlace Place, long Size);

    /// <summary>A fault of the store that a file comes from, not of the one it goes to.</summary>
    private sealed class ReadFault(Exception inner) : Exception(inner.Message, inner);
}
