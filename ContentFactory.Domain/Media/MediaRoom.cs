using ContentFactory.Domain.Billing;
using ContentFactory.Domain.Platforms;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Media;

/// <summary>How many bytes the tenant's files take here and how many the plan allows; a null limit is unlimited. Photos, and files in a store of the tenant's own, take no room.</summary>
public sealed record MediaRoom(long Used, long? Limit)
{
    private const long Gigabyte = 1024L * 1024 * 1024;

    /// <summary>Null when so much more still fits.</summary>
    internal Problem? RefusalOf(long more) => Used + more > Limit ? Problem.Limit("Media.RoomFull", Limit.Value / Gigabyte) with { Field = "File" } : null;

    internal static bool Takes(MediaKind kind) => kind is not (MediaKind.Image or MediaKind.Animation);

    /// <summary>Exact only while the tenant is locked (<see cref="AppDb.LockTenantAsync"/>).</summary>
    internal static async Task<MediaRoom> ReadAsync(AppDb rows, CancellationToken ct)
    {
        var limit = await CurrentPlan.LimitAsync(rows, p => p.MediaGigabytes, ct);
        return new MediaRoom(await Taking(rows).SumAsync(m => m.Size, ct), Bytes(limit));
    }

    internal static long? Bytes(int? gigabytes) => gigabytes * Gigabyte;

    internal static IQueryable<MediaItem> Taking(AppDb rows) =>
        rows.MediaItems.AsNoTracking().Where(m => m.StoreId == null && m.Kind != MediaKind.Image && m.Kind != MediaKind.Animation);
}
