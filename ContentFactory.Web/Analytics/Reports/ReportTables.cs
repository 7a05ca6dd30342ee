using System.Globalization;
using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Domain.Content;
using ContentFactory.Web.Analytics.Overview;
using ContentFactory.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Analytics.Reports;

/// <summary>The tables of a report.</summary>
internal sealed class ReportTables(IStringLocalizer<Overview.Texts> book, IStringLocalizer<Texts> texts, NumbersOverview numbers)
{
    private const int Words = 26;
    private const int Numbers = 14;

    /// <summary>These stand in each table, also where nobody has them.</summary>
    private static readonly Figure[] Always = [Figure.Posts, Figure.Views, Figure.Engagements, Figure.EngagementRate];

    private static readonly Figure[] OfChannels = [.. ReportComposer.Told.Select(d => d.Figure)];

    private static readonly Figure[] OfPosts = [.. FigureBook.All.Where(d => d.OfPosts).Select(d => d.Figure)];

    public ReportTable ByDay()
    {
        var shown = Shown(OfChannels, numbers.Days.Select(d => d.Numbers));
        return new(texts["Table_Days"], [new(texts["Column_Day"], 14), .. shown.Select(Column)], [.. numbers.Days.Select(d => Row([new(Day: d.Day)], shown, d.Numbers))], Missing(shown));
    }

    /// <summary>Channels, and what they sum to by network and company.</summary>
    public ReportTable Channels()
    {
        var slices = numbers.Slices;
        var companies = numbers.Choices.Companies.ToDictionary(c => c.Id, c => c.Name);
        var shown = Shown(OfChannels, slices.Channels.Select(c => c.Now));
        var rows = new List<ReportCell[]>();
        foreach (var c in slices.Channels)
            rows.Add(Compared([texts["Kind_Channel"].Value, c.Sandbox ? texts["Sandboxed", c.Name].Value : c.Name, NetworkName.Of(c.Platform), companies.GetValueOrDefault(c.CompanyId, "")], shown, c.Now, c.Before));
        foreach (var n in slices.Networks)
            rows.Add(Compared([texts["Kind_Network"].Value, NetworkName.Of(n.Key), NetworkName.Of(n.Key), ""], shown, n.Now, n.Before));
        foreach (var c in slices.Companies)
            rows.Add(Compared([texts["Kind_Company"].Value, c.Name, "", c.Name], shown, c.Now, c.Before));
        return new(
            texts["Table_Channels"],
            [new(texts["Column_Kind"], 12), new(texts["Column_Name"], Words), new(texts["Column_Network"], 14), new(texts["Column_Company"], Words), .. shown.Select(Column), new(texts["Column_ViewsChange"], Numbers, Change: true)],
            rows, Missing(shown));
    }

    public ReportTable Posts(IReadOnlyList<PostNumbers> posts, int most)
    {
        var held = posts.Take(most).ToList();
        var shown = Shown([.. OfPosts.Where(f => f is not Figure.Posts)], held.Select(p => p.Numbers));
        var rows = held.Select(p => Row(
            [new(Moment: p.PublishedAt), p.Title.Length > 0 ? p.Title : book["Untitled"].Value, p.Removed ? texts["Removed", p.ChannelName].Value : p.ChannelName, NetworkName.Of(p.Platform), TypeName(p.Type), p.Url ?? ""], shown, p.Numbers)).ToList();
        return new(
            texts["Table_Posts"],
            [new(texts["Column_Published", numbers.ZoneId], 20), new(texts["Column_Post"], 48), new(texts["Column_Channel"], Words), new(texts["Column_Network"], 14), new(texts["Column_Type"], 16), new(texts["Column_Link"], 30), .. shown.Select(Column)],
            rows, posts.Count > most ? texts["Posts_Cut", most.ToString("N0", CultureInfo.CurrentCulture)] : held.Count == 0 ? texts["Posts_None"] : texts["Posts_Note"]);
    }

    public ReportTable Kinds()
    {
        var shown = Shown(OfPosts, numbers.Slices.Types.Select(t => t.Now).Concat(numbers.Slices.Topics.Select(t => t.Now)));
        return new(
            texts["Table_Kinds"], [new(texts["Column_Kind"], 12), new(texts["Column_Name"], Words), .. shown.Select(Column)],
            [
                .. numbers.Slices.Types.Select(t => Row([texts["Kind_Type"].Value, TypeName(t.Key)], shown, t.Now)),
                .. numbers.Slices.Topics.Select(t => Row([texts["Kind_Topic"].Value, t.Key is null ? book["Topic_None"].Value : t.Name], shown, t.Now)),
            ],
            numbers.Slices.Topics.Count > 0 ? texts["Topics_Note"].Value : null);
    }

    public ReportTable Hours()
    {
        var shown = Shown([Figure.Posts, Figure.Views, Figure.Reach, Figure.Engagements, Figure.EngagementRate], numbers.Hours.Cells.Select(c => c.Numbers));
        var first = (int)CultureInfo.CurrentCulture.DateTimeFormat.FirstDayOfWeek;
        return new(
            texts["Table_Hours"], [new(texts["Column_Weekday"], 16), new(texts["Column_Hour", numbers.ZoneId], 12), .. shown.Select(Column)],
            [.. numbers.Hours.Cells.OrderBy(c => ((int)c.Weekday - first + 7) % 7).ThenBy(c => c.Hour).Select(c => Row([Weekday(c.Weekday), string.Create(CultureInfo.InvariantCulture, $"{c.Hour:00}:00")], shown, c.Numbers))],
            texts["Hours_Note", PostingHours.LeastPosts]);
    }

    public ReportTable Definitions() => new(
        texts["Table_Definitions"], [new(texts["Column_Figure"], Words), new(texts["Column_Meaning"], 90), new(texts["Column_Formula"], 60)],
        [.. ReportComposer.Told.Select(d => new ReportCell[] { book.Name(d.Figure), book.Meaning(d.Figure), book[$"Formula_{d.Figure}"].Value })]);

    public string TypeName(PostType type) => book[$"Type_{type}"];

    internal static string Weekday(DayOfWeek day)
    {
        var name = CultureInfo.CurrentCulture.DateTimeFormat.GetDayName(day);
        return char.ToUpper(name[0], CultureInfo.CurrentCulture) + name[1..];
    }

    private ReportColumn Column(Figure figure) => new(
        FigureBook.Of(figure).Unit switch
        {
            FigureUnit.Seconds => texts["Column_Unit", book.Name(figure), book["Sign_Seconds"].Value],
            FigureUnit.Hours => texts["Column_Unit", book.Name(figure), book["Sign_Hours"].Value],
            FigureUnit.Count or FigureUnit.Change or FigureUnit.Percent or FigureUnit.Dollars => book.Name(figure),
        }, Numbers, figure);

    private static List<Figure> Shown(IReadOnlyList<Figure> from, IEnumerable<PeriodNumbers> rows)
    {
        var all = rows.ToList();
        return [.. from.Where(f => Always.Contains(f) || all.Any(n => n.Value(f) is not null))];
    }

    private string? Missing(List<Figure> shown)
    {
        var missing = ReportComposer.Told.Select(d => d.Figure).Where(f => !shown.Contains(f) && numbers.Now.Value(f) is null).Select(f => book.Name(f)).ToList();
        return missing.Count == 0 ? null : texts["Missing_Note", string.Join(", ", missing)].Value;
    }

    private static ReportCell[] Row(ReportCell[] heads, List<Figure> shown, PeriodNumbers of) => [.. heads, .. shown.Select(f => ReportCell.Of(of.Value(f)))];

    private static ReportCell[] Compared(ReportCell[] heads, List<Figure> shown, PeriodNumbers now, PeriodNumbers? before) =>
        [.. Row(heads, shown, now), ReportCell.Of(before is null ? null : FigureBook.Change(Figure.Views, now, before))];
}
