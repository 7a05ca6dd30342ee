using System.Globalization;
using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Domain.Analytics.Reports;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Printing;
using ContentFactory.Web.Analytics.Overview;
using ContentFactory.Web.Analytics.Reports;
using ContentFactory.Web.Ui;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Book = ContentFactory.Web.Analytics.Overview.Texts;
using ReportWords = ContentFactory.Web.Analytics.Reports.Texts;

namespace ContentFactory.Tests.Analytics.Reports;

/// <summary>What a printed report says is what the figures are, read back by a program that shares nothing with its writer.</summary>
public sealed class ReportPaperTests(ReportsDomain domain) : IClassFixture<ReportsDomain>
{
    // a page is as wide as eight figures
    private const int Wide = 8;

    private static readonly Figure[] First = [Figure.Posts, Figure.Views, Figure.Reach, Figure.Engagements, Figure.EngagementRate, Figure.Clicks, Figure.ClickRate];
    private static readonly Figure[] OfDays = [.. First, Figure.Followers, Figure.Impressions, Figure.Likes, Figure.Comments];
    private static readonly Figure[] OfChannels = [.. First, Figure.Followers, Figure.FollowersGained, Figure.Impressions];
    private static readonly Figure[] OfPosts = [.. First, Figure.AverageWatch, Figure.Completion, Figure.Impressions];

    [Theory]
    [InlineData("en", 24), InlineData("ru", 25)]
    public async Task A_pdf_says_what_the_figures_are(string language, int seed)
    {
        var tenant = await domain.HistoryAsync($"paper{seed}", seed);
        using var pages = new PrintedPages(await domain.MadeAsync(tenant, ReportsDomain.October, ReportFormat.Pdf, language));
        var numbers = await ReportsDomain.NumbersAsync(tenant);

        using var speaking = Speaking.In(language);
        var paper = new Paper(pages, domain.Services.GetRequiredService<IStringLocalizer<Book>>());
        TilesAgree(paper, new Words(language), numbers);
        paper.Has(OfDays, numbers.Days.Select(d => (d.Day.ToString("ddd d MMM yyyy", CultureInfo.CurrentCulture), d.Numbers, (PeriodNumbers?)null)));
        SlicesAgree(paper, numbers.Slices);
        HoursAgree(paper, numbers.Hours);
        PostsAgree(paper, numbers);
        Assert.All(ReportComposer.Told, d => Assert.Contains(Paper.Bare(paper.Book.Meaning(d.Figure)), Paper.Bare(pages.Pages[^1]) + Paper.Bare(pages.Pages[^2]), StringComparison.Ordinal));
        Assert.Contains("Europe/Berlin", pages.Pages[0], StringComparison.Ordinal);
        Assert.True(pages.StaysWithin);
    }

    private static void TilesAgree(Paper paper, Words words, NumbersOverview numbers)
    {
        paper.HasFirst(words.Of<ReportWords>("Fact_Compared", DayRangeText.Of(numbers.Period.Before.First, numbers.Period.Before.Last)));
        foreach (var (figure, beside) in new (Figure, Figure?)[]
        {
            (Figure.Posts, null), (Figure.Views, null), (Figure.Reach, null), (Figure.Engagements, null), (Figure.EngagementRate, null), (Figure.Clicks, Figure.ClickRate),
            (Figure.Followers, Figure.FollowersGained), (Figure.Likes, null),
        })
        {
            var change = FigureBook.Change(figure, numbers.Now, numbers.Before);
            var below = beside is { } other && numbers.Now.Value(other) is { } second ? $"{paper.Book.Name(other)}: {paper.Book.Of(other, second)}"
                : change is null ? words.Of<ReportWords>("Tile_NothingBefore") : words.Of<ReportWords>("Tile_Before", paper.Said(figure, numbers.Before));
            paper.HasFirst(paper.Book.Name(figure) + (numbers.Now.Value(figure) is { } value ? paper.Book.Of(figure, value) + ReportComposer.ChangeText(change) + below : "–" + WhyNone.Of(paper.Book, numbers, figure)[..20]));
        }
    }

    private static void SlicesAgree(Paper paper, NumberSlices slices)
    {
        Assert.True(slices.Networks.Count > 1 && slices.Companies.Count > 1 && slices.Types.Count > 1 && slices.Topics.Count > 1);
        paper.Has(OfChannels, slices.Channels.Select(c => (c.Name, c.Now, (PeriodNumbers?)c.Before)));
        paper.Has(OfChannels, slices.Networks.Select(n => (NetworkName.Of(n.Key), n.Now, n.Before)), slices.Channels.Select(c => c.Now));
        paper.Has(OfChannels, slices.Companies.Select(c => (c.Name, c.Now, c.Before)), slices.Channels.Select(c => c.Now));
        paper.Has(OfPosts, slices.Types.Select(t => (paper.Book[$"Type_{t.Key}"].Value, t.Now, (PeriodNumbers?)null)));
        paper.Has(OfPosts, slices.Topics.Select(t => (t.Key is null ? paper.Book["Topic_None"].Value : t.Name, t.Now, (PeriodNumbers?)null)), slices.Types.Select(t => t.Now));
    }

    private static void HoursAgree(Paper paper, PostingHours hours)
    {
        Assert.NotEmpty(hours.Cells);
        // each row: the day, and how many posts stand behind each of its hours
        var words = CultureInfo.CurrentCulture.DateTimeFormat;
        var week = Enumerable.Range(0, 7).Select(n => (DayOfWeek)(((int)words.FirstDayOfWeek + n) % 7));
        paper.HasAll(string.Concat(week.Select(day => words.GetDayName(day) + string.Concat(hours.Cells.Where(c => c.Weekday == day).OrderBy(c => c.Hour).Select(c => c.Numbers.Posts)))));
    }

    private static void PostsAgree(Paper paper, NumbersOverview numbers)
    {
        Assert.NotEmpty(numbers.Top);
        Assert.NotEmpty(numbers.Flop);
        foreach (var post in numbers.Top.Concat(numbers.Flop).Where(p => !p.Removed))
            paper.HasAll($"{post.Title}{post.ChannelName} · {NetworkName.Of(post.Platform)} · {ZonedText.Short(post.PublishedAt, numbers.ZoneId)}{paper.Book.Name(Figure.EngagementRate)}: {paper.Said(Figure.EngagementRate, post.Numbers)}");
    }

    /// <summary>The words of a file without their gaps, and what of the numbers is looked for in them.</summary>
    private sealed class Paper(PrintedPages pages, IStringLocalizer<Book> book)
    {
        private readonly string first = Bare(pages.Pages[0]);
        private readonly string all = Bare(pages.All);

        public IStringLocalizer<Book> Book => book;

        public void HasFirst(string text) => Assert.Contains(Bare(text), first, StringComparison.OrdinalIgnoreCase);

        public void HasAll(string text) => Assert.Contains(Bare(text), all, StringComparison.OrdinalIgnoreCase);

        /// <param name="deciding">The rows whose numbers decide which figures are shown; the same ones where nothing is said.</param>
        public void Has(Figure[] figures, IEnumerable<(string Name, PeriodNumbers Now, PeriodNumbers? Before)> rows, IEnumerable<PeriodNumbers>? deciding = null)
        {
            var told = rows.ToList();
            Assert.NotEmpty(told);
            var known = (deciding ?? told.Select(r => r.Now)).ToList();
            var shown = figures.Where(f => f is Figure.Posts or Figure.Views || known.Any(n => n.Value(f) is not null)).Take(Wide).ToList();
            foreach (var (name, now, before) in told)
                HasAll(name + string.Concat(shown.Select(f => Said(f, now) + (f is Figure.Views && before is not null && FigureBook.Change(f, now, before) is { } change ? $"({ReportComposer.ChangeText(change)})" : ""))));
        }

        public string Said(Figure figure, PeriodNumbers numbers) => numbers.Value(figure) is { } value ? book.Of(figure, value) : "–";

        public static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
    }
}
