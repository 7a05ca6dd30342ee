using System.Globalization;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Trends.ByHand;

/// <param name="Row">As a spreadsheet counts it; the heading is 1.</param>
/// <param name="Column">The heading of the cell, as the file has it.</param>
public sealed record SheetFault(int Row, string Column, Problem Problem);

/// <summary>What a file would bring.</summary>
/// <param name="Known">Ideas that are there already.</param>
public sealed record SheetPreview(IReadOnlyList<IdeaEntry> Ideas, IReadOnlyList<SheetFault> Faults, int Known);

/// <summary>Reads a file of ideas without keeping anything. Columns go by their headings, in both languages and any order.</summary>
public sealed class IdeaSheet(Db db, Actor actor)
{
    public const int MostRows = 2_000;
    public const int MostBytes = 1_000_000;
    public const int MostFaults = 100;

    private static readonly Dictionary<string, string[]> Headings = new()
    {
        [nameof(IdeaEntry.Title)] = ["title", "idea", "headline", "заголовок", "идея", "название"],
        [nameof(IdeaEntry.Text)] = ["text", "summary", "description", "note", "текст", "кратко", "описание", "заметка"],
        [nameof(IdeaEntry.Address)] = ["address", "url", "link", "адрес", "ссылка"],
        [nameof(IdeaEntry.TopicId)] = ["topic", "тема"],
        [nameof(IdeaEntry.PublishedOn)] = ["date", "published", "дата", "вышло"],
    };

    // workbooks tell the hour with the day
    private static readonly string[] Dates = ["yyyy-MM-dd", "dd.MM.yyyy", "d.M.yyyy", "dd/MM/yyyy", "yyyy/MM/dd", "yyyy-MM-dd HH:mm"];

    public async Task<Result<SheetPreview>> LookAsync(SourceKind kind, byte[] file, CancellationToken ct = default)
    {
        actor.Demand(Permission.CurateTrends);
        if (file.Length is 0 or > MostBytes)
            return Problem.Invalid(Sheet.Field, "Trends.SheetSize", MostBytes / 1_000);
        var sheet = Sheet.Read(file, MostRows);
        if (!sheet.Ok)
            return sheet.Problem;
        if (sheet.Value is not [var headings, ..] || Columns(headings) is var columns && !columns.ContainsKey(nameof(IdeaEntry.Title)))
            return Problem.Invalid(Sheet.Field, "Trends.SheetHeading");
        await using var rows = await db.OpenAsync(ct);
        var topics = (await rows.Topics.OrderBy(t => t.Id).Select(t => new { t.Id, t.Name }).ToListAsync(ct)).GroupBy(t => t.Name, t => t.Id, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase);
        var (ideas, faults) = (new List<IdeaEntry>(), new List<SheetFault>());
        foreach (var (n, cells) in sheet.Value.Index().Skip(1).Where(r => r.Item.Any(c => c.Length > 0)))
        {
            var row = new Row(n + 1, headings, columns, cells);
            var entry = row.Entry(topics, faults);
            if (entry?.Fault(kind) is { } fault)
                faults.Add(new(row.Number, row.Heading(fault.Field), fault));
            else if (entry is not null)
                ideas.Add(entry);
        }
        return new SheetPreview(ideas, [.. faults.Take(MostFaults)], await KnownAsync(rows, kind, ideas, ct));
    }

    private static Dictionary<string, int> Columns(string[] headings) => Headings
        .Select(h => (h.Key, At: Array.FindIndex(headings, c => h.Value.Contains(c.Trim().ToLowerInvariant())))).Where(h => h.At >= 0).ToDictionary(h => h.Key, h => h.At);

    private static async Task<int> KnownAsync(AppDb rows, SourceKind kind, List<IdeaEntry> ideas, CancellationToken ct)
    {
        var source = await rows.TrendSources.AsNoTracking().FirstOrDefaultAsync(s => s.Kind == kind, ct);
        var keys = ideas.Select(i => i.Item()).Where(i => i.Link is not null || source is not null).Select(i => TrendItemWriter.KeyOf(i, source?.Id ?? Guid.Empty)).Distinct().ToList();
        return ideas.Count - keys.Count + await rows.TrendItems.CountAsync(i => keys.Contains(i.UrlKey), ct) - (source is null ? ideas.Count(i => i.Item().Link is null) : 0);
    }

    private sealed record Row(int Number, string[] Headings, Dictionary<string, int> Columns, string[] Cells)
    {
        public string Heading(string? field) => field is not null && Columns.TryGetValue(field, out var at) ? Headings[at] : "";

        /// <summary>Null with what is wrong added to the faults.</summary>
        public IdeaEntry? Entry(Dictionary<string, Guid> topics, List<SheetFault> faults)
        {
            var before = faults.Count;
            Guid? topic = null;
            if (Cell(nameof(IdeaEntry.TopicId)) is { Length: > 0 } name)
            {
                if (topics.TryGetValue(name, out var id))
                    topic = id;
                else
                    faults.Add(new(Number, Heading(nameof(IdeaEntry.TopicId)), Problem.Invalid(nameof(IdeaEntry.TopicId), "Trends.SheetTopic", name)));
            }
            DateOnly? day = null;
            if (Cell(nameof(IdeaEntry.PublishedOn)) is { Length: > 0 } typed)
            {
                if (DateOnly.TryParseExact(typed, Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is >= 1990 and <= 2200)
                    day = date;
                else
                    faults.Add(new(Number, Heading(nameof(IdeaEntry.PublishedOn)), Problem.Invalid(nameof(IdeaEntry.PublishedOn), "Trends.SheetDate", typed)));
            }
            return faults.Count > before ? null : new IdeaEntry(Cell(nameof(IdeaEntry.Title)), Cell(nameof(IdeaEntry.Text)), Cell(nameof(IdeaEntry.Address)), topic, day);
        }

        private string Cell(string field) => Columns.TryGetValue(field, out var at) && at < Cells.Length ? Cells[at] : "";
    }
}
