namespace ContentFactory.Web.Ui.Lists;

/// <summary>What the parts of one list share: the state of the address, the filters and the columns that announced themselves.</summary>
internal sealed class ListFrame
{
    private readonly List<ListFilter> filters = [];

    public ListState State { get; set; } = ListState.Of("/");

    /// <summary>Goes to an address; <c>true</c> replaces the entry of the history.</summary>
    public Action<string, bool> Go { get; set; } = (_, _) => { };

    public IReadOnlyList<ListFilter> Filters => filters;

    /// <summary>Filters that hold back rows now.</summary>
    public IEnumerable<(ListFilter Filter, ListOption Option)> Active =>
        from filter in filters
        let option = filter.Options.FirstOrDefault(o => string.Equals(o.Value, State.Filter(filter.Name), StringComparison.OrdinalIgnoreCase))
        where option is not null
        select (filter, option);

    public bool Narrowed => State.Search is not null || State.Company is not null || Active.Any();

    /// <summary>The list without search and filters, sorted as it is.</summary>
    public string Reset => State.With([(ListState.SearchName, null), (ListState.CompanyName, null), .. filters.Select(f => (f.Name, (string?)null))]);

    public void Add(ListFilter filter) => filters.Add(filter);

    public void Remove(ListFilter filter) => filters.Remove(filter);
}

/// <summary>The columns of one list, in their order.</summary>
internal sealed class ListColumns<TRow>
{
    public List<ListColumn<TRow>> All { get; } = [];
}
