namespace ContentFactory.Domain.Lists;

/// <summary>What every list page asks of its query, beside its own filters.</summary>
/// <param name="Search">As typed.</param>
/// <param name="Sort">A key of the query's <see cref="Sorting{T}"/>; unknown or null means its first one.</param>
/// <param name="Page">From 1; beyond the end means the last page.</param>
public sealed record ListQuery(string? Search = null, string? Sort = null, bool Descending = false, int Page = 1, int PageSize = ListQuery.DefaultPageSize)
{
    public const int DefaultPageSize = 20;
    public const int LargestPage = 100;

    public static ListQuery First { get; } = new();
}

/// <summary>One page of a list, and how many rows there are without pages.</summary>
/// <param name="More">There are more than <paramref name="Total"/>, and nobody counted how many.</param>
public sealed record ListPage<TRow>(IReadOnlyList<TRow> Rows, int Total, int Page, int PageSize, bool More = false)
{
    public int Pages => Math.Max(1, (Total + PageSize - 1) / PageSize);
}
