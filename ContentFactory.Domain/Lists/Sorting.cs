using System.Linq.Expressions;

namespace ContentFactory.Domain.Lists;

/// <summary>
/// The keys that a list may be sorted by, and nothing else: what an address asks for is looked up here. The id comes last, so that equal
/// rows keep their places from page to page.
/// </summary>
/// <example><code>new Sorting&lt;Post&gt;(p => p.Id).By("changed", p => p.UpdatedAt, descending: true).By("title", p => p.Title)</code></example>
public sealed class Sorting<T>(Expression<Func<T, Guid>> id)
{
    private readonly List<Key> keys = [];

    /// <summary>In the order they were added; the first one is the order of an address that asks for none.</summary>
    public IReadOnlyList<string> Keys => [.. keys.Select(k => k.Name)];

    /// <param name="descending">How the list starts when nobody chose a direction; matters for the first key only.</param>
    public Sorting<T> By<TKey>(string name, Expression<Func<T, TKey>> value, bool descending = false)
    {
        keys.Add(new(name, descending, (rows, down) => down ? rows.OrderByDescending(value).ThenByDescending(id) : rows.OrderBy(value).ThenBy(id)));
        return this;
    }

    internal IOrderedQueryable<T> Apply(IQueryable<T> rows, ListQuery query) =>
        keys.Find(k => k.Name == query.Sort) is { } asked ? asked.Sort(rows, query.Descending) : keys[0].Sort(rows, keys[0].Descending);

    private sealed record Key(string Name, bool Descending, Func<IQueryable<T>, bool, IOrderedQueryable<T>> Sort);
}
