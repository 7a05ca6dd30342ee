using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Media;

/// <summary>Files go after their rows: what is to go is written with the removal of the row, so that a node that dies in between forgets nothing.</summary>
public sealed class MediaLeftovers(Db db, MediaFiles files)
{
    private const int Batch = 500;

    /// <summary>Removes the rows of a file and of what was made from it; the caller saves.</summary>
    internal async Task ForgetAsync(AppDb rows, MediaItem media, DateTimeOffset now, CancellationToken ct)
    {
        var keys = await rows.MediaRenditions.Where(r => r.MediaId == media.Id).Select(r => r.StoreKey).ToListAsync(ct);
        foreach (var key in keys.Append(media.StoreKey))
            rows.MediaLeftovers.Add(new MediaLeftover(media.TenantId, Ids.New(now), key, now));
        rows.MediaItems.Remove(media);
    }

    /// <summary>Deletes the tenant's files whose rows are gone. What the store does not let go stays for the next time.</summary>
    internal async Task<int> DropAsync(CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        var left = await rows.MediaLeftovers.OrderBy(l => l.CreatedAt).Take(Batch).ToListAsync(ct);
        var dropped = left.Where(l => IsGone(l.StoreKey)).Select(l => l.Id).ToList();
        // another node may have been here at the same time
        await rows.MediaLeftovers.Where(l => dropped.Contains(l.Id)).ExecuteDeleteAsync(ct);
        return dropped.Count;
    }

    private bool IsGone(string key)
    {
        try
        {
            files.Delete(key);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
