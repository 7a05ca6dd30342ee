namespace ContentFactory.Domain.Printing;

/// <param name="Share">Of the width of the table, beside the shares of the other columns.</param>
/// <param name="AtEnd">Set to the right, as numbers are.</param>
public sealed record PrintColumn(string Title, double Share, bool AtEnd = false);

/// <summary>A text in a table, wrapped to as many lines as it needs.</summary>
public sealed record PrintCell(string Text, PrintColour? Colour = null, bool Strong = false)
{
    public static implicit operator PrintCell(string text) => new(text);
}

/// <param name="Bar">A mark at the beginning of the row, in the colour of its kind.</param>
public sealed record PrintRow(IReadOnlyList<PrintCell> Cells, PrintColour? Bar = null);

/// <summary>Rows that belong together below a line of their own, which comes again where they go on upon another page.</summary>
/// <param name="Note">At the end of the line, e.g. how many there are.</param>
public sealed record PrintGroup(string? Title, string? Note, IReadOnlyList<PrintRow> Rows);

/// <summary>A table that goes on over as many pages as it needs, with its head on each of them. A row that no page holds is broken between lines.</summary>
public sealed class PrintTable(PrintDocument pages, IReadOnlyList<PrintColumn> columns)
{
    private const double Gap = 8;
    private const double Padding = 2.6;
    private const double BarWidth = 2;

    private static readonly PrintStyle Head = new(7.5, PrintColour.Soft, Strong: true);
    private static readonly PrintStyle Group = new(9, PrintColour.Ink, Strong: true);
    private static readonly PrintStyle Note = new(7.5, PrintColour.Soft);
    private static readonly PrintStyle Body = new(8.5, PrintColour.Ink);

    private readonly double shares = columns.Sum(c => c.Share);

    private static double HeadHeight => Head.Leading + 7;

    private static double GroupHeight => Group.Leading + 9;

    public void Write(IEnumerable<PrintGroup> groups)
    {
        if (pages.Rest < HeadHeight + GroupHeight + Body.Leading)
            pages.Break();
        WriteHead();
        foreach (var group in groups)
            Write(group);
    }

    private void Write(PrintGroup group)
    {
        var rows = group.Rows.Select(Set).ToList();
        // a line that names a group does not stand alone at the foot of a page
        if (group.Title is not null && pages.Rest < GroupHeight + Math.Min(rows.Count > 0 ? Height(rows[0].Count) : 0, FreshRoom(group)))
            GoOn(null);
        if (group.Title is not null)
            WriteGroup(group, group.Note);
        for (var n = 0; n < rows.Count; n++)
            Write(group, group.Rows[n], rows[n]);
    }

    private void Write(PrintGroup group, PrintRow row, SetRow set)
    {
        if (pages.Rest < Height(set.Count) && Height(set.Count) <= FreshRoom(group))
            GoOn(group);
        for (var line = 0; line < set.Count;)
        {
            var fits = (int)((pages.Rest - 2 * Padding) / Body.Leading);
            if (fits < 1)
                GoOn(group);
            else
                line += WriteLines(row, set, line, Math.Min(fits, set.Count - line));
        }
    }

    private int WriteLines(PrintRow row, SetRow set, int from, int count)
    {
        var top = pages.Y + Padding;
        if (row.Bar is { } bar)
            pages.Fill(bar, PrintDocument.Left, top, BarWidth, count * Body.Leading);
        for (var column = 0; column < columns.Count; column++)
            for (var n = from; n < from + count && n < set.Cells[column].Count; n++)
                WriteText(set.Cells[column][n], StyleOf(row.Cells[column]), column, top + (n - from) * Body.Leading);
        pages.Down(Height(count));
        pages.Rule(PrintColour.Sunken, PrintDocument.Left, pages.Y, PrintDocument.Width);
        return count;
    }

    private void GoOn(PrintGroup? group)
    {
        pages.Break();
        WriteHead();
        if (group?.Title is not null)
            WriteGroup(group, null);
    }

    private void WriteHead()
    {
        for (var n = 0; n < columns.Count; n++)
            WriteText(PrintText.Line(columns[n].Title, Head, WidthOf(n)), Head, n, pages.Y + 2);
        pages.Down(HeadHeight);
        pages.Rule(PrintColour.Line, PrintDocument.Left, pages.Y - 2, PrintDocument.Width);
    }

    private void WriteGroup(PrintGroup group, string? note)
    {
        var title = PrintText.Line(group.Title, Group, PrintDocument.Width * 0.7);
        pages.Text(title, Group, PrintDocument.Left, pages.Y + 6);
        if (note is not null)
            pages.Text(PrintText.Line(note, Note, PrintDocument.Width * 0.25), Note, PrintDocument.Left + Group.Width(title) + Gap, pages.Y + 7.5);
        pages.Down(GroupHeight);
        pages.Rule(PrintColour.Line, PrintDocument.Left, pages.Y, PrintDocument.Width);
    }

    private void WriteText(string text, PrintStyle style, int column, double top)
    {
        var x = PrintDocument.Left + Gap + columns.Take(column).Sum(c => c.Share) / shares * (PrintDocument.Width - Gap);
        if (columns[column].AtEnd)
            pages.TextTo(text, style, x + WidthOf(column), top);
        else
            pages.Text(text, style, x, top);
    }

    private SetRow Set(PrintRow row) => new([.. row.Cells.Select((cell, n) => PrintText.Lines(cell.Text, StyleOf(cell), WidthOf(n)))]);

    private double WidthOf(int column) => columns[column].Share / shares * (PrintDocument.Width - Gap) - Gap;

    private double FreshRoom(PrintGroup group) => pages.Room - HeadHeight - (group.Title is null ? 0 : GroupHeight);

    private static double Height(int lines) => lines * Body.Leading + 2 * Padding;

    private static PrintStyle StyleOf(PrintCell cell) => Body with { Colour = cell.Colour ?? PrintColour.Ink, Strong = cell.Strong };

    private sealed record SetRow(IReadOnlyList<IReadOnlyList<string>> Cells)
    {
        public int Count { get; } = Math.Max(1, Cells.Max(c => c.Count));
    }
}
