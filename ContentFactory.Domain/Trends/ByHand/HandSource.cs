using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Trends.ByHand;

/// <summary>The source that ideas of one kind get when people bring them: one of each kind in a tenant, made when it is needed.</summary>
internal static class HandSource
{
    public static bool IsHand(SourceKind kind) => kind is SourceKind.Manual or SourceKind.Tiktok;

    /// <param name="name">For a new one, in the words of whoever brings the first idea.</param>
    public static async Task<TrendSource> OfAsync(AppDb rows, SourceKind kind, string name, DateTimeOffset now, CancellationToken ct)
    {
        var address = $"by-hand:{SnakeCaseOf(kind)}";
        // two people who bring their first idea at once meet at the unique address
        await rows.Database.ExecuteSqlAsync($"""
            insert into trend_sources (tenant_id, id, kind, name, address, interval_minutes, weight, state, next_check_at, fail_count, last_error_args, created_at)
            values ({rows.TenantId}, {Ids.New(now)}, {SnakeCaseOf(kind)}, {name}, {address}, 60, 1, 'active', {now}, 0, array[]::text[], {now}) on conflict (tenant_id, address) do nothing
            """, ct);
        return await rows.TrendSources.SingleAsync(s => s.Address == address, ct);
    }

    private static string SnakeCaseOf(SourceKind kind) => kind is SourceKind.Tiktok ? "tiktok" : "manual";
}
