using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Lists;

/// <summary>The two statements behind each list page.</summary>
internal static class Paging
{
    private static readonly Func<int, int> Constant = EF.Constant;

    /// <summary>Counts, then reads one page in a stable order. A page beyond the end is the last one.</summary>
    public static Task<ListPage<TRow>> PageAsync<T, TRow>(
        this IQueryable<T> found, ListQuery query, Sorting<T> sorting, Expression<Func<T, TRow>> row, CancellationToken ct) =>
        found.PageJoinedAsync(query, sorting, page => page.Select(row), ct);

    /// <summary>The same for rows that need joins, which then run for the rows of the page alone. The order outlives the joins.</summary>
    /// <param name="most">No more rows are counted, nor are there pages for more.</param>
    public static async Task<ListPage<TRow>> PageJoinedAsync<T, TRow>(
        this IQueryable<T> found, ListQuery query, Sorting<T> sorting, Func<IQueryable<T>, IQueryable<TRow>> shown, CancellationToken ct, int? most = null)
    {
        var size = Math.Clamp(query.PageSize, 1, ListQuery.LargestPage);
        var counted = most is { } limit ? await found.Top(limit + 1).CountAsync(ct) : await found.CountAsync(ct);
        var (total, page) = Place(query, size, counted, most);
        var rows = await shown(Page(sorting.Apply(found, query), query, page, size)).ToListAsync(ct);
        return new(rows, total, page, size, counted > total);
    }

    /// <summary>A page of rows that are known by their ids already, in their order.</summary>
    /// <param name="ids">One more than <paramref name="most"/> where there are more.</param>
    public static async Task<ListPage<TRow>> PageOfAsync<TRow>(IReadOnlyList<Guid> ids, int most, ListQuery query, Func<Guid[], Task<List<TRow>>> read)
    {
        var size = Math.Clamp(query.PageSize, 1, ListQuery.LargestPage);
        var (total, page) = Place(query, size, ids.Count, most);
        return new(await read([.. ids.Take(total).Skip((page - 1) * size).Take(size)]), total, page, size, ids.Count > total);
    }

    /// <summary>
    /// As LIMIT with the number itself: for numbers that are few. Of a parameter the planner thinks that it might ask for a tenth of the table, so it
    /// would plan the statement anew each time, which takes longer than reading a page.
    /// </summary>
    public static IQueryable<T> Top<T>(this IQueryable<T> rows, int most)
    {
        Func<IQueryable<T>, int, IQueryable<T>> take = Queryable.Take;
        return rows.Provider.CreateQuery<T>(Expression.Call(take.Method, rows.Expression, Expression.Call(Constant.Method, Expression.Constant(most))));
    }

    /// <summary>All rows in the same order, read one by one while they are written elsewhere.</summary>
    public static IAsyncEnumerable<TRow> Stream<T, TRow>(
        this IQueryable<T> found, ListQuery query, Sorting<T> sorting, Expression<Func<T, TRow>> row, int most) =>
        found.StreamJoined(query, sorting, every => every.Select(row), most);

    /// <summary>The same for rows that need joins.</summary>
    public static IAsyncEnumerable<TRow> StreamJoined<T, TRow>(
        this IQueryable<T> found, ListQuery query, Sorting<T> sorting, Func<IQueryable<T>, IQueryable<TRow>> shown, int most) =>
        shown(sorting.Apply(found, query).Take(most)).AsAsyncEnumerable();

    private static (int Total, int Page) Place(ListQuery query, int size, int counted, int? most)
    {
        var total = Math.Min(counted, most ?? counted);
        return (total, Math.Clamp(query.Page, 1, Math.Max(1, (total + size - 1) / size)));
    }

    // further pages are too many for a statement each; what a search found is a set whose size its values tell, which is worth a plan each time
    private static IQueryable<T> Page<T>(IQueryable<T> sorted, ListQuery query, int page, int size) =>
        page == 1 && string.IsNullOrWhiteSpace(query.Search) ? sorted.Top(size) : sorted.Skip((page - 1) * size).Take(size);
}
