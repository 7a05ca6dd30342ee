using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Media.Previews;
using ContentFactory.Domain.Media.Stores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace ContentFactory.Domain.Media;

/// <summary>
/// Files go after their rows, and come to stores outside before them: what is to go is written first in either case, so that a node that dies in
/// between forgets nothing.
/// </summary>
public sealed class MediaLeftovers(Db db, Actor actor, StoredFiles stored, TimeProvider clock, ILogger<MediaLeftovers> log)
{
    private const int Batch = 500;

    // far longer than any file takes to arrive
    private static readonly TimeSpan Arriving = TimeSpan.FromDays(1);
    private static readonly TimeSpan Waiting = TimeSpan.FromHours(1);

    /// <summary>Removes the rows of a file and of what was made from it; the caller saves.</summary>
    internal async Task ForgetAsync(AppDb rows, MediaItem media, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var rendition in await rows.MediaRenditions.AsNoTracking().Where(r => r.MediaId == media.Id).ToListAsync(ct))
            Add(rows, rendition.Place, now);
        Add(rows, media.Place, now);
        rows.MediaItems.Remove(media);
    }

    /// <summary>Notes a file that is no longer wanted; the caller saves.</summary>
    internal void Add(AppDb rows, FilePlace place, DateTimeOffset dueAt) => rows.MediaLeftovers.Add(new MediaLeftover(actor.TenantId, Ids.New(clock), place, clock.GetUtcNow(), dueAt));

    /// <summary>Before a file is put outside. Null for the disk of this installation, where a file without a row is only waste.</summary>
    internal async Task<Guid?> ExpectAsync(FilePlace place, CancellationToken ct)
    {
        if (place.IsOnDisk)
            return null;
        await using var rows = await db.OpenAsync(ct);
        var (now, id) = (clock.GetUtcNow(), Ids.New(clock));
        rows.MediaLeftovers.Add(new MediaLeftover(actor.TenantId, id, place, now, now + Arriving));
        await rows.SaveChangesAsync(ct);
        return id;
    }

    /// <summary>In the transaction that writes the file's row.</summary>
    internal static async Task ArrivedAsync(AppDb rows, Guid? expected, CancellationToken ct)
    {
        if (expected is { } id)
            await rows.MediaLeftovers.Where(l => l.Id == id).ExecuteDeleteAsync(ct);
    }

    /// <summary>What was put outside is not wanted after all: the sweep takes it.</summary>
    internal async Task GiveUpAsync(Guid? expected, CancellationToken ct)
    {
        if (expected is not { } id)
            return;
        await using var rows = await db.OpenAsync(ct);
        await rows.MediaLeftovers.Where(l => l.Id == id).ExecuteUpdateAsync(set => set.SetProperty(l => l.DueAt, clock.GetUtcNow()), ct);
    }

    /// <summary>Deletes the tenant's files that are due. What a store does not let go waits an hour.</summary>
    internal async Task<int> DropAsync(CancellationToken ct)
    {
        var (dropped, away) = (new List<Guid>(), new HashSet<(MediaStoreKind Store, Guid? StoreId)>());
        foreach (var one in await DueAsync(ct))
            if (away.Contains((one.Store, one.StoreId)))
                continue;
            else if (await IsGoneAsync(one.Place, ct))
                dropped.Add(one.Id);
            else
                // one that does not answer is not asked for each file
                away.Add((one.Store, one.StoreId));
        await using var rows = await db.OpenAsync(ct);
        // another node may have been here at the same time
        await rows.MediaLeftovers.Where(l => dropped.Contains(l.Id)).ExecuteDeleteAsync(ct);
        var now = clock.GetUtcNow();
        foreach (var (store, storeId) in away)
            await rows.MediaLeftovers.Where(l => l.Store == store && l.StoreId == storeId && l.DueAt <= now).ExecuteUpdateAsync(set => set.SetProperty(l => l.DueAt, now + Waiting), ct);
        return dropped.Count;
    }

    /// <summary>Notes that are due; one of a file that a row speaks of is dropped, and the file stays.</summary>
    private async Task<List<MediaLeftover>> DueAsync(CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        var now = clock.GetUtcNow();
        var due = await rows.MediaLeftovers.AsNoTracking().Where(l => l.DueAt <= now).OrderBy(l => l.DueAt).Take(Batch).ToListAsync(ct);
        var keys = due.Select(l => l.StoreKey).ToList();
        var living = (await rows.MediaItems.Where(m => keys.Contains(m.StoreKey)).Select(m => new { m.Store, m.StoreId, m.StoreKey }).ToListAsync(ct))
            .Concat(await rows.MediaRenditions.Where(r => keys.Contains(r.StoreKey)).Select(r => new { r.Store, r.StoreId, r.StoreKey }).ToListAsync(ct))
            .Concat(await rows.ReportFiles.Where(f => keys.Contains(f.StoreKey)).Select(f => new { f.Store, f.StoreId, f.StoreKey }).ToListAsync(ct))
            .Select(f => new FilePlace(f.Store, f.StoreId, f.StoreKey)).ToHashSet();
        var wrong = due.Where(l => living.Contains(l.Place)).Select(l => l.Id).ToList();
        if (wrong.Count > 0)
            await rows.MediaLeftovers.Where(l => wrong.Contains(l.Id)).ExecuteDeleteAsync(ct);
        return [.. due.Where(l => !living.Contains(l.Place))];
    }

    private async Task<bool> IsGoneAsync(FilePlace place, CancellationToken ct)
    {
        try
        {
            await stored.DeleteAsync(place, ct);
            return true;
        }
        catch (Exception e) when (MediaFiles.IsAway(e))
        {
            log.LogInformation("A file of {Store} stays for the next sweep: {Reason}", place.Store, e.Message);
            return false;
        }
    }
}
