using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Web.Analytics.Overview;
using ContentFactory.Web.Shell;
using ContentFactory.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Analytics.Home;

/// <param name="Course">The figure day by day; null where its days say nothing.</param>
internal sealed record HomeTile(NumberTile Tile, IReadOnlyList<double?>? Course, string CourseLabel)
{
    public Figure Figure => Tile.Figure;
    public string Title => Tile.Title;
    public string? Value => Tile.Value;
    public string Period => Tile.Period;
    public string? Age => Tile.Age;
    public double? Change => Tile.Change;
    public string? Why => Tile.Why;
    public string Href => Tile.Href;
    public string Meaning => Tile.Meaning;
}

/// <summary>Tiles and charts of Home, each made as the overview makes it. Made once for each reading: another object is drawn anew.</summary>
internal sealed class HomeFigures
{
    private readonly IStringLocalizer<Texts> words;
    private readonly IStringLocalizer<Overview.Texts> texts;
    private readonly NumbersOverview numbers;
    private readonly NumberTiles tiles;

    /// <param name="words">Of Home.</param>
    /// <param name="texts">Of the pages of numbers.</param>
    /// <param name="at">The address of a page of numbers with the same days.</param>
    public HomeFigures(IStringLocalizer<Texts> words, IStringLocalizer<Overview.Texts> texts, NumbersOverview numbers, Func<string, string> at)
    {
        (this.words, this.texts, this.numbers) = (words, texts, numbers);
        tiles = new NumberTiles(texts, numbers, at, costs: null);
        var charts = new OverviewCharts(texts, numbers, Drawn(numbers));
        Tiles = [Tile(Figure.Views, at("/channels")), Tile(Figure.Reach, at("/channels")), Tile(Figure.Engagements, at("/channels")), Tile(Figure.Followers, at("/channels")), Tile(Figure.Posts, at("/posts"))];
        Course = numbers.Now.Value(Drawn(numbers)) is null ? null : charts.ByDay();
        Share = charts.ShareByChannel();
    }

    public IReadOnlyList<HomeTile> Tiles { get; }

    /// <summary>Null while there is nothing to draw.</summary>
    public ChartSpec? Course { get; }

    /// <summary>Null where one channel has it all.</summary>
    public ChartSpec? Share { get; }

    public static string Address(string tenant, string page, NumbersOverview numbers) =>
        NavigationMap.With($"/t/{Uri.EscapeDataString(tenant)}/analytics{page}?{NumbersAddress.Days}={numbers.Period.Days}", numbers.Wish.CompanyId);

    private static Figure Drawn(NumbersOverview numbers) =>
        new[] { Figure.Views, Figure.Reach, Figure.Engagements, Figure.Followers }.FirstOrDefault(f => numbers.Now.Value(f) is not null, Figure.Views);

    private HomeTile Tile(Figure figure, string href)
    {
        var course = numbers.Days.Select(d => d.Numbers.Value(figure)).ToList();
        var known = course.OfType<double>().ToList();
        return new(tiles.Of(figure, href), known.Count < 2 ? null : course, known.Count < 2 ? "" : words["Tile_Course", texts.Name(figure), texts.Short(figure, known[0]), texts.Short(figure, known[^1])]);
    }
}
