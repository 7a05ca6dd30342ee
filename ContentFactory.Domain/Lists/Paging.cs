using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Lists;

/// <summary>The two statements behind each list page.</summary>
internal static class Paging
{
    /// <summary>Counts, then reads one page in a stable order. A page beyond the end is the last one.</summary>
    public static Task<ListPage<TRow>> PageAsync<T, TRow>(
        this IQueryable<T> found, ListQuery query, Sorting<T> sorting, Expression<Func<T, TRow>> row, CancellationToken ct) =>
        found.PageJoinedAsync(query, sorting, page => page.Select(row), ct);

    /// <summary>The same for rows that need joins, which then run for the rows of the page alone. The order outlives the joins.</summary>
    public static async Task<ListPage<TRow>> PageJoinedAsync<T, TRow>(
        this IQueryable<T> found, ListQuery query, Sorting<T> sorting, Func<IQueryable<T>, IQueryable<TRow>> shown, CancellationToken ct)
    {
        var size = Math.Clamp(query.PageSize, 1, ListQuery.LargestPage);
        var total = await found.CountAsync(ct);
        var page = Math.Clamp(query.Page, 1, Math.Max(1, (total + size - 1) / size));
        var rows = await shown(sorting.Apply(found, query).Skip((page - 1) * size).Take(size)).ToListAsync(ct);
        return new(rows, total, page, size);
    }

    /// <summary>All rows in the same order, read one by one while they are written elsewhere.</summary>
    public static IAsyncEnumerable<TRow> Stream<T, TRow>(
        this IQueryable<T> found, ListQuery query, Sorting<T> sorting, Expression<Func<T, TRow>> row, int most) =>
        found.StreamJoined(query, sorting, every => every.Select(row), most);

    /// <summary>The same for rows that need joins.</summary>
    public static IAsyncEnumerable<TRow> StreamJoined<T, TRow>(
        this IQueryable<T> found, ListQuery query, Sorting<T> sorting, Func<IQueryable<T>, IQueryable<TRow>> shown, int most) =>
        shown(sorting.Apply(found, query).Take(most)).AsAsyncEnumerable();
}
