using System.Globalization;
using System.Text.RegularExpressions;
using ContentFactory.Domain;
using ContentFactory.Domain.Lists;
using Microsoft.AspNetCore.WebUtilities;

namespace ContentFactory.Web.Ui.Lists;

/// <summary>
/// What the address of a list page asks for. Addresses are typed, cut and kept for years: what makes no sense counts as not said, and
/// nothing here throws.
/// </summary>
public sealed partial record ListState
{
    public const int LongestSearch = 200;

    private const int LongestValue = 100;
    private const int LastPage = 1_000_000;
    private static readonly string[] Reserved = [SearchName, SortName, PageName, CompanyName, "format"];

    internal const string SearchName = "q";
    internal const string SortName = "sort";
    internal const string PageName = "page";
    internal const string CompanyName = "company";

    // on Linux a path alone would count as an absolute address of a file
    private static readonly Uri AnySite = new("http://localhost");

    private readonly Dictionary<string, string> said;

    private ListState(string path, Dictionary<string, string> said) => (Path, this.said) = (path, said);

    /// <summary>From the root of the site, without the query.</summary>
    public string Path { get; }

    /// <summary>From 1; the query turns a page beyond the end into the last one.</summary>
    public int Page => int.TryParse(said.GetValueOrDefault(PageName), NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, LastPage) : 1;

    /// <summary>Null when nothing is searched.</summary>
    public string? Search => Value(SearchName, LongestSearch);

    /// <summary>The key without its direction; null when the address says none.</summary>
    public string? Sort => SortKey().Match(said.GetValueOrDefault(SortName, "")) is { Success: true } match ? match.Groups[1].Value : null;

    public bool Descending => Sort is not null && said[SortName][0] == '-';

    public Guid? Company => Guid.TryParse(said.GetValueOrDefault(CompanyName), out var id) ? id : null;

    /// <summary>Everything the address says beside search, sort, page and company.</summary>
    public IEnumerable<KeyValuePair<string, string>> Others => said.Where(s => !Reserved.Contains(s.Key));

    public static ListState Of(string uri)
    {
        var address = new Uri(AnySite, uri);
        var said = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in QueryHelpers.ParseQuery(address.Query))
            if (values is [{ Length: > 0 } value, ..])
                said[name] = value;
        return new(address.AbsolutePath, said);
    }

    /// <summary>The value of a filter of the page; null when it is not set.</summary>
    public string? Filter(string name) => Value(name, LongestValue);

    /// <summary>The value of a filter that chooses from an enum, in whatever case; null for anything else.</summary>
    public TEnum? Filter<TEnum>(string name) where TEnum : struct, Enum =>
        Enum.GetValues<TEnum>().Where(e => string.Equals(e.ToString(), Filter(name), StringComparison.OrdinalIgnoreCase)).Cast<TEnum?>().FirstOrDefault();

    /// <summary>What the query needs.</summary>
    public ListQuery Query(int pageSize = ListQuery.DefaultPageSize) => new(Search, Sort, Descending, Page, pageSize);

    /// <summary>The same list with other search, filters or sort: from its first page.</summary>
    public string With(params IEnumerable<(string Name, string? Value)> changes) => Address([.. changes, (PageName, null)]);

    public string AtPage(int page) => Address([(PageName, page <= 1 ? null : page.ToString(CultureInfo.InvariantCulture))]);

    /// <summary>The same rows, asked from another place: an export.</summary>
    public string At(string path, params (string Name, string? Value)[] more) => new ListState(path, said).With(more);

    private string Address(IReadOnlyList<(string Name, string? Value)> changes)
    {
        var kept = new Dictionary<string, string?>(said.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)), StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in changes)
            kept[name] = value;
        return QueryHelpers.AddQueryString(Path, kept.Where(k => !string.IsNullOrWhiteSpace(k.Value)));
    }

    private string? Value(string name, int longest) =>
        said.TryGetValue(name, out var value) && PlainText.Cut(PlainText.Line(value), longest) is { Length: > 0 } text ? text : null;

    [GeneratedRegex("^-?([a-z][a-z-]{0,30})$")]
    private static partial Regex SortKey();
}
