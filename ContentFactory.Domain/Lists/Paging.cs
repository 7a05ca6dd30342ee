using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Lists;

/// <summary>The two statements behind each list page.</summary>
internal static class Paging
{
    /// <summary>Counts, then reads one page in a stable order. A page beyond the end is the last one.</summary>
    public static async Task<ListPage<TRow>> PageAsync<T, TRow>(
        this IQueryable<T> found, ListQuery query, Sorting<T> sorting, Expression<Func<T, TRow>> row, CancellationToken ct)
    {
        var size = Math.Clamp(query.PageSize, 1, ListQuery.LargestPage);
        var total = await found.CountAsync(ct);
        var page = Math.Clamp(query.Page, 1, Math.Max(1, (total + size - 1) / size));
        var rows = await sorting.Apply(found, query).Skip((page - 1) * size).Take(size).Select(row).ToListAsync(ct);
        return new(rows, total, page, size);
    }

    /// <summary>All rows in the same order, read one by one while they are written elsewhere.</summary>
    public static IAsyncEnumerable<TRow> Stream<T, TRow>(
        this IQueryable<T> found, ListQuery query, Sorting<T> sorting, Expression<Func<T, TRow>> row, int most) =>
        sorting.Apply(found, query).Take(most).Select(row).AsAsyncEnumerable();
}
