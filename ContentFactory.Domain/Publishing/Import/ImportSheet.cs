using System.Globalization;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Trends.ByHand;

namespace ContentFactory.Domain.Publishing.Import;

/// <summary>Reads the rows of a file of posts against what the tenant has. Every fault is kept with its row and column.</summary>
internal sealed class ImportSheet(string[] headings, ImportNames names, CultureInfo culture)
{
    public const int MostRows = 5_000;

    private readonly Dictionary<ImportColumn, int> columns = ImportWords.Columns(headings);
    private readonly List<ImportFault> faults = [];

    public IReadOnlyList<ImportFault> Faults => faults;

    public static Result<IReadOnlyList<string[]>> Open(byte[] file)
    {
        var sheet = Sheet.Read(file, MostRows, "Publishing.ImportRows");
        if (!sheet.Ok)
            return sheet;
        return sheet.Value is [var headings, ..] && ImportWords.Columns(headings).ContainsKey(ImportColumn.Text) ? sheet : Problem.Invalid(Sheet.Field, "Publishing.ImportHeadings");
    }

    /// <summary>Names of files that the sheet asks for.</summary>
    public static IReadOnlyCollection<string> FilesIn(IReadOnlyList<string[]> sheet)
    {
        if (!ImportWords.Columns(sheet[0]).TryGetValue(ImportColumn.Media, out var at))
            return [];
        return sheet.Skip(1).Where(r => r.Length > at).SelectMany(r => ImportWords.Parts(r[at])).ToHashSet();
    }

    /// <summary>Null with what is wrong added to the faults.</summary>
    public ImportRow? Read(int number, string[] cells)
    {
        var before = faults.Count;
        string Cell(ImportColumn column) => columns.TryGetValue(column, out var at) && at < cells.Length ? Bare(cells[at]) : "";

        var company = CompanyOf(number, Cell(ImportColumn.Company));
        var type = ImportWords.TypeOf(Cell(ImportColumn.Type));
        if (type is null)
            Fault(number, ImportColumn.Type, "Publishing.ImportType", Cell(ImportColumn.Type));
        var content = ContentOf(number, Cell);
        var at = MomentOf(number, Cell(ImportColumn.Date), Cell(ImportColumn.Time));
        var tags = PostTags.Normalise(ImportWords.Parts(Cell(ImportColumn.Tags)));
        if (PostTags.Fault(tags) is { } fault)
            Fault(number, fault);
        var (media, channels) = (FilesOf(number, Cell(ImportColumn.Media)), ChannelsOf(number, company, Cell(ImportColumn.Channels)));
        if (at is not null && channels.Length == 0 && faults.Count == before)
            Fault(number, ImportColumn.Channels, "Publishing.ImportNoChannel");
        if (at is null && channels.Length > 0 && faults.Count == before)
            Fault(number, ImportColumn.Date, "Publishing.ImportNoDate");
        return faults.Count > before ? null : new ImportRow(number, company, type!.Value, content!, tags, media, channels, at);
    }

    public void Fault(int row, ImportColumn column, string textKey, params object[] args) =>
        faults.Add(new(row, columns.TryGetValue(column, out var at) ? headings[at] : "", textKey, [.. args.Select(Word)]));

    /// <summary>What a verb of the domain refused, at the column that it is about.</summary>
    public void Fault(int row, Problem problem) => Fault(row, problem.Field switch
    {
        "Time" or "Date" => ImportColumn.Date,
        "Channels" => ImportColumn.Channels,
        nameof(PostContent.Title) => ImportColumn.Title,
        nameof(PostContent.Hashtags) => ImportColumn.Hashtags,
        nameof(PostContent.Link) => ImportColumn.Link,
        nameof(PostContent.Hook) => ImportColumn.Hook,
        nameof(PostContent.CallToAction) => ImportColumn.CallToAction,
        "Media" => ImportColumn.Media,
        "Tags" => ImportColumn.Tags,
        _ => problem.Kind is ProblemKind.Limit ? ImportColumn.Date : ImportColumn.Text,
    }, problem.TextKey, [.. problem.Args]);

    // kept as words, for a row outlives the page that would format them
    private string Word(object arg) => arg switch
    {
        DateOnly day => day.ToString("d", culture),
        DateTime moment => moment.ToString("g", culture),
        IFormattable value => value.ToString(null, culture),
        _ => Convert.ToString(arg, culture) ?? "",
    };

    // our own files put a mark before what a spreadsheet would take for a formula
    private static string Bare(string cell) => cell is ['\'', '=' or '+' or '-' or '@', ..] ? cell[1..] : cell;

    private PostContent? ContentOf(int number, Func<ImportColumn, string> cell)
    {
        var read = PostCheck.Read(new PostContent(cell(ImportColumn.Title), cell(ImportColumn.Text), HashtagText.Parse(cell(ImportColumn.Hashtags)), cell(ImportColumn.Hook), cell(ImportColumn.CallToAction), cell(ImportColumn.Link)));
        if (!read.Ok)
            Fault(number, read.Problem);
        else if (read.Value.Text.Length == 0)
            Fault(number, ImportColumn.Text, "Content.TextMissing");
        return read.Ok ? read.Value : null;
    }

    private Guid CompanyOf(int number, string cell)
    {
        if (cell.Length == 0 && names.OnlyCompany is { } only)
            return only;
        if (cell.Length > 0 && names.Company(cell) is { } named)
            return named;
        Fault(number, ImportColumn.Company, cell.Length == 0 ? "Publishing.ImportNoCompany" : "Publishing.ImportCompany", cell);
        return Guid.Empty;
    }

    private Guid[] FilesOf(int number, string cell)
    {
        var found = new List<Guid>();
        foreach (var name in ImportWords.Parts(cell))
            if (names.Files(name) is [var one])
                found.Add(one);
            else
                Fault(number, ImportColumn.Media, names.Files(name).Count == 0 ? "Publishing.ImportFile" : "Publishing.ImportFileTwice", name);
        return [.. found.Distinct()];
    }

    private Guid[] ChannelsOf(int number, Guid company, string cell)
    {
        var found = new List<Guid>();
        foreach (var name in company == Guid.Empty ? [] : ImportWords.Parts(cell))
            if (names.Channels(company, name) is [var one])
                found.Add(one);
            else
                Fault(number, ImportColumn.Channels, names.Channels(company, name).Count == 0 ? "Publishing.ImportChannel" : "Publishing.ImportChannelTwice", name);
        return [.. found.Distinct()];
    }

    private (DateOnly, TimeOnly)? MomentOf(int number, string day, string time)
    {
        if (day.Length == 0 && time.Length == 0)
            return null;
        if (ImportWords.MomentOf(day) is { } moment)
            (day, time) = (moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), time.Length > 0 ? time : moment.ToString("HH:mm", CultureInfo.InvariantCulture));
        var (date, hour) = (ImportWords.DayOf(day), ImportWords.TimeOf(time));
        if (date is null)
            Fault(number, ImportColumn.Date, "Publishing.ImportDate", day);
        if (hour is null)
            Fault(number, columns.ContainsKey(ImportColumn.Time) ? ImportColumn.Time : ImportColumn.Date, "Publishing.ImportTime", time);
        return date is { } d && hour is { } t ? (d, t) : null;
    }
}
