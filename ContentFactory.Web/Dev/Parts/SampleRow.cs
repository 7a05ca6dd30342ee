using System.Globalization;
using ContentFactory.Web.Ui.Lists;

namespace ContentFactory.Web.Dev.Parts;

public enum SampleKind { Odd, Even }

/// <summary>Rows that no database knows, found and sorted as a query would.</summary>
public sealed record SampleRow(Guid Id, int Number, string Name, SampleKind Kind)
{
    public static IReadOnlyList<SampleRow> Some(int count, string name, ListState asked)
    {
        var rows = Enumerable.Range(1, count)
            .Select(n => new SampleRow(new Guid(n, 0, 7, [8, 0, 0, 0, 0, 0, 0, 0]), n, string.Format(CultureInfo.CurrentCulture, name, n), n % 2 == 0 ? SampleKind.Even : SampleKind.Odd))
            .Where(r => asked.Search is null || r.Name.Contains(asked.Search, StringComparison.CurrentCultureIgnoreCase))
            .Where(r => asked.Filter<SampleKind>("kind") is not { } kind || r.Kind == kind);
        var sorted = asked.Sort is "name" ? rows.OrderBy(r => r.Name, StringComparer.CurrentCulture).ThenBy(r => r.Number) : rows.OrderBy(r => r.Number);
        return asked.Descending ? [.. sorted.Reverse()] : [.. sorted];
    }
}
