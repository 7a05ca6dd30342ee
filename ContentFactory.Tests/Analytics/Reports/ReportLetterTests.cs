using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Domain.Analytics.Reports.Plans;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Support;
using ContentFactory.Web.Analytics.Overview;
using ContentFactory.Web.Analytics.Reports;
using ContentFactory.Web.Ui;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Book = ContentFactory.Web.Analytics.Overview.Texts;
using ReportWords = ContentFactory.Web.Analytics.Reports.Texts;

namespace ContentFactory.Tests.Analytics.Reports;

/// <summary>The letter of a week says what the page says of its seven days.</summary>
public sealed class ReportLetterTests(ReportsDomain domain) : IClassFixture<ReportsDomain>
{
    [Theory]
    [InlineData("en", 68, true), InlineData("ru", 68, true), InlineData("en", 61, false)]
    public async Task A_letter_says_what_the_figures_are(string language, int seed, bool hasBest)
    {
        var tenant = await domain.HistoryAsync($"letter-{language}{seed}", seed);
        var due = await SendAsync(tenant, language);
        var numbers = await tenant.AsAsync<OverviewQueries, NumbersOverview>(MemberRole.Viewer, q => q.ReadAsync(new(From: due.AddDays(-7), To: due.AddDays(-1)), default));
        var lines = (await SentLetters.LatestAsync(domain.Database, Seed.Email(MemberRole.Viewer, tenant.Slug))).Split('\n');

        using var speaking = Speaking.In(language);
        var (words, book) = (new Words(language), domain.Services.GetRequiredService<IStringLocalizer<Book>>());
        Assert.Contains(words.Of<ReportWords>("Letter_Intro", await tenant.DbAsync(db => Task.FromResult(db.Tenants.Single().Name)), Days(numbers.Period), Days(numbers.Period.Before)), lines);
        Assert.True(numbers.Now.Value(Figure.Views) > 0 && FigureBook.Change(Figure.Views, numbers.Now, numbers.Before) is not null);
        foreach (var figure in new[] { Figure.Posts, Figure.Views, Figure.Reach, Figure.Engagements, Figure.EngagementRate, Figure.Clicks, Figure.Followers })
            Assert.Contains(Line(words, book, numbers, figure), lines);
        Assert.Equal(hasBest ? [Best(words, book, numbers.Top[0])] : [], lines.Where(line => words.Like<ReportWords>("Letter_Best").IsMatch(line)));
    }

    private static string Line(Words words, IStringLocalizer<Book> book, NumbersOverview numbers, Figure figure)
    {
        if (numbers.Now.Value(figure) is not { } value)
            return words.Of<ReportWords>("Letter_NoFigure", book.Name(figure), WhyNone.Of(book, numbers, figure));
        return FigureBook.Change(figure, numbers.Now, numbers.Before) is { } change
            ? words.Of<ReportWords>("Letter_FigureChanged", book.Name(figure), book.Of(figure, value), ReportComposer.ChangeText(change)) : words.Of<ReportWords>("Letter_Figure", book.Name(figure), book.Of(figure, value));
    }

    private static string Best(Words words, IStringLocalizer<Book> book, PostNumbers best) => words.Of<ReportWords>(
        "Letter_Best", best.Title, best.ChannelName, $"{book.Name(Figure.EngagementRate)} {book.Of(Figure.EngagementRate, best.Numbers.Value(Figure.EngagementRate)!.Value)}");

    /// <summary>Today at the next hour.</summary>
    /// <returns>The day on which it went out.</returns>
    private async Task<DateOnly> SendAsync(TestTenant tenant, string language)
    {
        var now = PlannedTime.Of(domain.Clock.GetUtcNow(), "Europe/Berlin");
        Assert.True((await ReportsDomain.SaveAsync(tenant, new(null, (int)now.Date.DayOfWeek, now.Time.Hour + 1, language, true, true, [tenant.Person(MemberRole.Viewer)], true))).Ok);
        await domain.GoToAsync((await ReportsDomain.PlanAsync(tenant)).NextAt!.Value);
        Assert.Equal(1, await domain.Services.GetRequiredService<ReportRounds>().RunAsync(default));
        await domain.WorkAsync();
        return now.Date;
    }

    private static string Days(Period period) => DayRangeText.Of(period.First, period.Last);
}
