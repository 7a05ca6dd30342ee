using ContentFactory.Domain.Trends;

namespace ContentFactory.Web.Trends;

/// <summary>Ideas that were hidden on this very list: they keep their places until it shows something else, so that one press brings them back.</summary>
internal sealed class HiddenRows
{
    private readonly SortedDictionary<int, TrendRow> kept = [];
    private string? address;

    public void Keep(IReadOnlyList<TrendRow> rows, IEnumerable<Guid> ids, string at)
    {
        if (address != at)
            kept.Clear();
        address = at;
        foreach (var (place, row) in rows.Index().Where(r => ids.Contains(r.Item.Id)))
            kept[place] = row with { State = TrendItemState.Hidden };
    }

    public void Forget(Guid id)
    {
        foreach (var place in kept.Where(k => k.Value.Id == id).Select(k => k.Key).ToList())
            kept.Remove(place);
    }

    /// <summary>The rows of the query with those hidden here between them.</summary>
    public IReadOnlyList<TrendRow> Among(IReadOnlyList<TrendRow> rows, string at)
    {
        if (address != at)
            kept.Clear();
        var all = rows.ToList();
        foreach (var (place, row) in kept.Where(k => all.TrueForAll(r => r.Id != k.Value.Id)))
            all.Insert(Math.Min(place, all.Count), row);
        return all;
    }
}
