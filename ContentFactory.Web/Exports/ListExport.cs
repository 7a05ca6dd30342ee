using ContentFactory.Web.Ui.Lists;

namespace ContentFactory.Web.Exports;

/// <summary>
/// A list that can be taken away as a file: the same filter, search and order as its page, all pages of it. A feature registers its own
/// by <see cref="ExportSetup.AddListExport{TExport}"/>; its query asks for the permission.
/// </summary>
public abstract class ListExport
{
    /// <summary>Said in the interface, and in the file that was cut.</summary>
    public const int MostRows = 50_000;

    /// <summary>What the rows are, in the reader's language: the name of the sheet.</summary>
    public abstract string Title { get; }

    internal abstract IReadOnlyList<(string Title, ExportKind Kind, int Width)> Headings { get; }

    /// <summary>Row by row. One row more than <paramref name="most"/> tells that there are more.</summary>
    internal abstract IAsyncEnumerable<ExportCell[]> CellsAsync(ListState state, int most, CancellationToken ct);
}

/// <typeparam name="TRow">What the query of the list gives.</typeparam>
public abstract class ListExport<TRow> : ListExport
{
    protected abstract IReadOnlyList<ExportColumn<TRow>> Columns { get; }

    internal override IReadOnlyList<(string Title, ExportKind Kind, int Width)> Headings => [.. Columns.Select(c => (c.Title, c.Kind, c.Width))];

    /// <summary>Demands its permission when called, before the first row.</summary>
    protected abstract IAsyncEnumerable<TRow> RowsAsync(ListState state, int most, CancellationToken ct);

    internal override IAsyncEnumerable<ExportCell[]> CellsAsync(ListState state, int most, CancellationToken ct)
    {
        var columns = Columns;
        return RowsAsync(state, most, ct).Select(row => columns.Select(c => c.Cell(row)).ToArray());
    }
}
