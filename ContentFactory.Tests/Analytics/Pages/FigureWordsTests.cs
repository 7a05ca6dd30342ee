using System.Text.RegularExpressions;
using ContentFactory.Domain.Analytics.Days;
using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Tests.Rules;
using ContentFactory.Tests.Support;
using ContentFactory.Web.Analytics.Book;
using ContentFactory.Web.Analytics.Overview;
using ContentFactory.Web.Ui;

namespace ContentFactory.Tests.Analytics.Pages;

public sealed class FigureWordsTests
{
    private static readonly TextPair Texts = TextPair.In(Path.Combine(SourceTree.Web, "Analytics", "Overview"));

    public static TheoryData<Figure> Figures => [.. Enum.GetValues<Figure>()];

    [Theory]
    [MemberData(nameof(Figures))]
    public void Each_figure_has_a_name_a_meaning_and_a_formula_in_both_languages(Figure figure)
    {
        foreach (var key in new[] { $"Figure_{figure}", $"Meaning_{figure}", $"Formula_{figure}", $"Measure_{FigureBook.Of(figure).Unit}" })
        {
            Assert.False(string.IsNullOrWhiteSpace(Texts.English.GetValueOrDefault(key)), $"{key} in English");
            Assert.False(string.IsNullOrWhiteSpace(Texts.Russian.GetValueOrDefault(key)), $"{key} in Russian");
        }
    }

    [Fact]
    public void What_networks_count_is_said_of_networks_that_are_known()
    {
        Assert.All(Enum.GetValues<Figure>(), figure => Assert.All(FigureNetworks.For(figure) ?? [], network => Assert.NotEqual(network, NetworkName.Of(network))));
        Assert.All(FigureBook.All.Where(d => d.OfPosts && d.Figure is not Figure.Posts), d => Assert.NotNull(FigureNetworks.For(d.Figure)));
    }

    /// <summary>The page is written by hand; the connectors are what it speaks of.</summary>
    [Theory]
    [InlineData(Figure.Views, "Views"), InlineData(Figure.Impressions, "Impressions"), InlineData(Figure.Reach, "Reach"), InlineData(Figure.Likes, "Likes"), InlineData(Figure.Comments, "Comments")]
    [InlineData(Figure.Shares, "Shares"), InlineData(Figure.Saves, "Saves"), InlineData(Figure.Clicks, "Clicks"), InlineData(Figure.AverageWatch, "AverageWatchSeconds"), InlineData(Figure.Completion, "CompletionRate")]
    public void What_networks_count_is_what_their_connectors_read(Figure figure, string number)
    {
        var read =
            from file in SourceTree.Files(Path.Combine(SourceTree.Domain, "Platforms"), "*.cs")
            let network = Path.GetFileName(Path.GetDirectoryName(file)!).ToLowerInvariant()
            where NetworkName.Of(network) != network
            let source = File.ReadAllText(file)
            where (source.Contains("MetricsKind.Read", StringComparison.Ordinal) || source.Contains("PostMetrics", StringComparison.Ordinal)) && Regex.IsMatch(source, $@"\b{number}(:| =) ")
            select network;

        Assert.Equal(read.Distinct().Order(), FigureNetworks.For(figure)!.Order());
    }

    [Theory]
    [InlineData(DayOfWeek.Monday, 53, "2026-01-05"), InlineData(DayOfWeek.Sunday, 53, "2026-01-04")]
    public void A_year_is_taken_together_by_the_readers_weeks(DayOfWeek firstDay, int weeks, string second)
    {
        var (first, last) = (new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31));
        var numbers = Year(new(first, last));

        var shown = ChartSteps.Of(numbers, firstDay);

        Assert.Equal((weeks, weeks), (shown.Days.Count, shown.DaysBefore.Count));
        Assert.Equal((first, DateOnly.Parse(second, null)), (shown.Days[0].Day, shown.Days[1].Day));
        Assert.Equal((365L, 365), (shown.Days.Sum(d => d.Numbers.Sums.Views), shown.Days.Sum(d => d.Numbers.Posts)));
        Assert.Equal(new FollowerSpan(0, 1000), new FollowerSpan(shown.Days[0].Numbers.Followers!.Value.Start, shown.Days[^1].Numbers.Followers!.Value.End));
        Assert.Same(numbers.Days, ChartSteps.Of(numbers with { Period = new(last.AddDays(-27), last) }, firstDay).Days);
    }

    [Fact]
    public void A_pages_numbers_survive_the_way_from_the_first_html_to_the_circuit()
    {
        var sums = new DaySums([1, null, 3, null, null, null, null, 0, null, null, null, null, null, null, null, null, null, null]);
        var view = new OverviewView(Year(new(new(2026, 11, 1), new(2026, 11, 30))) with { Now = new(sums, 2, new FollowerSpan(1, 2), 0.5m) }, null);

        var read = System.Text.Json.JsonSerializer.Deserialize<OverviewView>(System.Text.Json.JsonSerializer.Serialize(view))!;

        Assert.Equal((1L, null, 3L, 0L), (read.Numbers.Now.Sums.Views, read.Numbers.Now.Sums.Impressions, read.Numbers.Now.Sums.Reach, read.Numbers.Now.Sums.Clicks));
        Assert.Equal((2, new FollowerSpan(1, 2), 0.5m), (read.Numbers.Now.Posts, read.Numbers.Now.Followers!.Value, read.Numbers.Now.AiCost));
        Assert.Equal((view.Numbers.Period, 30), (read.Numbers.Period, read.Numbers.Days.Count));
    }

    private static NumbersOverview Year(Period period)
    {
        List<DayNumbers> Days(Period of) =>
            [.. Enumerable.Range(0, of.Days).Select(n => new DayNumbers(of.First.AddDays(n), new(new([1, .. new long?[17]]), 1, new FollowerSpan(n * 1000 / of.Days, (n + 1) * 1000 / of.Days))))];
        return new(new(), period, "Europe/Moscow", period.Last, null, PeriodNumbers.None, PeriodNumbers.None, Days(period), Days(period.Before), new([], [], [], [], []), new([], []), [], [], new([], [], []), 1);
    }
}
