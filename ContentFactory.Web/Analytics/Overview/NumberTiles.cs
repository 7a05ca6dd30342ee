using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Web.Ui;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Web.Analytics.Overview;

/// <param name="Value">Null where there is none, and then <paramref name="Why"/>.</param>
/// <param name="Meaning">What is counted, in a sentence.</param>
internal sealed record NumberTile(Figure Figure, string Title, string? Value, string Period, string? Age, double? Change, string? Why, string Href, string Meaning)
{
    public bool LessIsBetter => FigureBook.Of(Figure).Unit is FigureUnit.Dollars;
}

/// <summary>The row of figures over the charts, each with the rows behind it.</summary>
/// <param name="At">The address of another page with the same choice.</param>
internal sealed class NumberTiles(IStringLocalizer<Texts> texts, NumbersOverview numbers, Func<string, string> at, string? costs)
{
    private readonly string days = DayRangeText.Of(numbers.Period.First, numbers.Period.Last);

    public IReadOnlyList<NumberTile> All =>
    [
        Of(Figure.Posts, at("/posts")),
        Of(Figure.Views, at("/channels")),
        Of(Figure.Reach, at("/channels")),
        Of(Figure.Engagements, at("/channels")),
        Of(Figure.EngagementRate, at("/channels"), texts.Against(FigureBook.SeenBy(numbers.Now.Sums))),
        Of(Figure.Clicks, at("/channels"), Beside(Figure.ClickRate)),
        Of(Figure.Followers, at("/channels"), Beside(Figure.FollowersGained)),
        .. costs is null ? (NumberTile[])[] : [Of(Figure.CostPerPost, costs, Beside(Figure.AiCost))],
    ];

    public NumberTile Of(Figure figure, string href, string? beside = null)
    {
        // nothing published is said, not counted
        var value = figure is Figure.Posts && numbers.Now.Posts == 0 ? null : numbers.Now.Value(figure);
        var age = numbers.AsOf is { } asOf && figure is not Figure.CostPerPost ? texts["Tile_Age", ZonedText.Short(asOf, numbers.ZoneId)].Value : null;
        return new(
            figure, texts.Name(figure), value is { } known ? texts.Short(figure, known) : null, value is not null && beside is not null ? $"{beside} · {days}" : days, age,
            value is null ? null : FigureBook.Change(figure, numbers.Now, numbers.Before), value is null ? WhyNone.Of(texts, numbers, figure) : null, href, texts.Meaning(figure));
    }

    private string? Beside(Figure figure) => numbers.Now.Value(figure) is { } value ? texts[$"Beside_{figure}", texts.Of(figure, value)].Value : null;
}
