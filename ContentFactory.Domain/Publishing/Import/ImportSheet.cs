using System.Globalization;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Trends.ByHand;

namespace ContentFactory.Domain.Publishing.Import;

/// <summary>Reads the rows of a file of posts against what the tenant has. Every fault is kept with its row and column.</summary>
internal sealed class ImportSheet(string[] headings, ImportNames names, CultureInfo culture)
{
    public const int MostRows = 5_000;

    /// <summary>That are kept; the rest are only counted.</summary>
    public const int MostFaults = 200;

    // a cell that was cut stays longer than any field takes, whatever its first and last sign
    private const int LongestCell = PostCheck.LongestText + 3;
    private const int LongestWord = 100;
    private const int MostChannels = 100;

    // the same tag may stand there twice
    private const int MostTagsRead = 2 * PostTags.Most;

    private readonly Dictionary<ImportColumn, int> columns = ImportWords.Columns(headings);
    private readonly List<ImportFault> faults = [];
    private readonly HashSet<int> faulty = [];
    private int found;

    /// <summary>The first that were found, by row.</summary>
    public ImportFault[] Faults => [.. faults.OrderBy(f => f.Row)];

    public int FaultyRows => faulty.Count;

    public bool HasDates => columns.ContainsKey(ImportColumn.Date);

    public static Result<IReadOnlyList<string[]>> Open(byte[] file)
    {
        var sheet = Sheet.Read(file, MostRows, "Publishing.ImportRows", LongestCell);
        if (!sheet.Ok)
            return sheet;
        return sheet.Value is [var headings, ..] && ImportWords.Columns(headings).ContainsKey(ImportColumn.Text) ? sheet : Problem.Invalid(Sheet.Field, "Publishing.ImportHeadings");
    }

    /// <summary>Names of files that the sheet asks for.</summary>
    public static IReadOnlyCollection<string> FilesIn(IReadOnlyList<string[]> sheet)
    {
        if (!ImportWords.Columns(sheet[0]).TryGetValue(ImportColumn.Media, out var at))
            return [];
        return sheet.Skip(1).Where(r => r.Length > at).SelectMany(r => ImportWords.Parts(r[at], PostEditor.MostMedia)).ToHashSet();
    }

    /// <summary>Null with what is wrong added to the faults.</summary>
    public ImportRow? Read(int number, string[] cells)
    {
        var before = found;
        string Cell(ImportColumn column) => columns.TryGetValue(column, out var at) && at < cells.Length ? Bare(cells[at]) : "";

        var company = CompanyOf(number, Cell(ImportColumn.Company));
        var type = ImportWords.TypeOf(Cell(ImportColumn.Type));
        if (type is null)
            Fault(number, ImportColumn.Type, "Publishing.ImportType", Cell(ImportColumn.Type));
        var content = ContentOf(number, Cell);
        var at = MomentOf(number, Cell(ImportColumn.Date), Cell(ImportColumn.Time));
        var tags = TagsOf(number, Cell(ImportColumn.Tags));
        var (media, channels) = (FilesOf(number, Cell(ImportColumn.Media)), ChannelsOf(number, company, Cell(ImportColumn.Channels)));
        if (at is not null && channels.Length == 0 && found == before)
            Fault(number, ImportColumn.Channels, "Publishing.ImportNoChannel");
        if (at is null && channels.Length > 0 && found == before)
            Fault(number, ImportColumn.Date, "Publishing.ImportNoDate");
        return found > before ? null : new ImportRow(number, company, type!.Value, content!, tags, media, channels, at);
    }

    public void Fault(int row, ImportColumn column, string textKey, params object[] args)
    {
        found++;
        faulty.Add(row);
        if (faults.Count < MostFaults)
            faults.Add(new(row, columns.TryGetValue(column, out var at) ? Short(headings[at]) : "", textKey, [.. args.Select(a => Short(Word(a)))]));
    }

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

    // a cell of a hundred thousand letters shows by its first which one it is
    private static string Short(string word) => word.Length <= LongestWord ? word : PlainText.Cut(word, LongestWord) + "…";

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

    private string[] TagsOf(int number, string cell)
    {
        var parts = ImportWords.Parts(cell, MostTagsRead);
        var tags = PostTags.Normalise(parts);
        if (parts.Length > MostTagsRead)
            Fault(number, ImportColumn.Tags, "Content.TooManyTags", PostTags.Most, PostTags.Longest);
        else if (PostTags.Fault(tags) is { } fault)
            Fault(number, fault);
        return tags;
    }

    private Guid[] FilesOf(int number, string cell)
    {
        var (parts, files) = (ImportWords.Parts(cell, PostEditor.MostMedia), new List<Guid>());
        if (parts.Length > PostEditor.MostMedia)
            Fault(number, ImportColumn.Media, "Content.TooManyMedia", PostEditor.MostMedia);
        foreach (var name in parts.Length > PostEditor.MostMedia ? [] : parts)
            if (names.Files(name) is [var one])
                files.Add(one);
            else
                Fault(number, ImportColumn.Media, names.Files(name).Count == 0 ? "Publishing.ImportFile" : "Publishing.ImportFileTwice", name);
        return [.. files.Distinct()];
    }

    private Guid[] ChannelsOf(int number, Guid company, string cell)
    {
        var (parts, channels) = (ImportWords.Parts(cell, MostChannels), new List<Guid>());
        if (parts.Length > MostChannels)
            Fault(number, ImportColumn.Channels, "Publishing.ImportChannels", MostChannels);
        foreach (var name in company == Guid.Empty || parts.Length > MostChannels ? [] : parts)
            if (names.Channels(company, name) is [var one])
                channels.Add(one);
            else
                Fault(number, ImportColumn.Channels, names.Channels(company, name).Count == 0 ? "Publishing.ImportChannel" : "Publishing.ImportChannelTwice", name);
        return [.. channels.Distinct()];
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
