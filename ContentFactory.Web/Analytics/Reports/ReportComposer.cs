using System.Globalization;
using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Domain.Analytics.Reports.Making;
using ContentFactory.Web.Analytics.Overview;
using ContentFactory.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Analytics.Reports;

/// <summary>Says in words what the numbers are. Works nothing out: each value is one that <see cref="FigureBook"/> gives of the reading.</summary>
internal sealed class ReportComposer(IStringLocalizer<Overview.Texts> book, IStringLocalizer<Texts> texts)
{
    /// <summary>A file holds so many posts, the newest; it says so where there are more.</summary>
    public const int MostPosts = 5_000;

    /// <summary>What models cost is not for all who may read a report.</summary>
    public static readonly IReadOnlyList<FigureDefinition> Told = [.. FigureBook.All.Where(d => d.Unit is not FigureUnit.Dollars)];

    /// <param name="posts">At most one more than <see cref="MostPosts"/>.</param>
    public ReportContent Compose(NumbersOverview numbers, IReadOnlyList<PostNumbers> posts, ReportBrand brand, DateTimeOffset now)
    {
        var tables = new ReportTables(book, texts, numbers);
        var period = numbers.Period;
        return new(brand, numbers, now, texts["Report_Title"], DayRangeText.Of(period.First, period.Last), DayRangeText.Of(period.Before.First, period.Before.Last), [.. Facts(numbers)])
        {
            Figures = [.. Told.Select(d => FigureOf(numbers, d.Figure))],
            ByDay = tables.ByDay(),
            Channels = tables.Channels(),
            Posts = tables.Posts(posts, MostPosts),
            Kinds = tables.Kinds(),
            Hours = tables.Hours(),
            Definitions = tables.Definitions(),
            Say = book.Of,
        };
    }

    /// <summary>"+12 %", or nothing where there is nothing to compare with.</summary>
    public static string ChangeText(double? change) =>
        change is { } part ? (part > 0 ? "+" : "") + part.ToString("P0", CultureInfo.CurrentCulture).Replace("-", "−", StringComparison.Ordinal) : "";

    private ReportFigure FigureOf(NumbersOverview numbers, Figure figure)
    {
        var (value, before) = (numbers.Now.Value(figure), numbers.Before.Value(figure));
        return new(
            figure, book.Name(figure), value, before, value is { } known ? book.Of(figure, known) : null,
            value is null ? null : FigureBook.Change(figure, numbers.Now, numbers.Before), value is null ? WhyNone.Of(book, numbers, figure) : null);
    }

    private IEnumerable<string> Facts(NumbersOverview numbers)
    {
        var noon = Domain.PlannedTime.At(numbers.Period.Last, new TimeOnly(12, 0), numbers.ZoneId).Instant;
        yield return texts["Fact_Compared", DayRangeText.Of(numbers.Period.Before.First, numbers.Period.Before.Last)];
        yield return texts["Fact_Zone", ZonedText.Zone(noon, numbers.ZoneId)];
        yield return numbers.AsOf is { } asOf ? texts["Fact_AsOf", ZonedText.Moment(asOf, numbers.ZoneId)] : texts["Fact_None"];
        foreach (var filter in Filters(numbers))
            yield return filter;
        if (numbers.IsSandbox)
            yield return texts["Fact_Sandbox"];
        else if (numbers.Slices.Channels.Any(c => c.Sandbox))
            yield return texts["Fact_SomeSandbox"];
    }

    private IEnumerable<string> Filters(NumbersOverview numbers)
    {
        var (wish, choices) = (numbers.Wish, numbers.Choices);
        if (wish.CompanyId is { } company)
            yield return texts["Fact_Company", choices.Companies.FirstOrDefault(c => c.Id == company)?.Name ?? ReportCell.Dash];
        if (wish.ChannelId is { } id)
            yield return texts["Fact_Channel", choices.Channels.FirstOrDefault(c => c.Id == id) is { } channel ? $"{channel.Name} ({NetworkName.Of(channel.Platform)})" : ReportCell.Dash];
        if (wish.Network is { } network)
            yield return texts["Fact_Network", NetworkName.Of(network)];
        if (wish is { CompanyId: null, ChannelId: null, Network: null })
            yield return texts["Fact_All"];
    }
}
