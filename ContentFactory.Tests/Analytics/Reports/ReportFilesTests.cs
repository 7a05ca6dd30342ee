using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Domain.Analytics.Reports;
using ContentFactory.Domain.Lists;
using ContentFactory.Tests.Analytics.Overview;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Printing;
using ContentFactory.Tests.Support;
using ContentFactory.Web.Analytics.Overview;
using ContentFactory.Web.Analytics.Reports;
using ContentFactory.Web.Analytics.Reports.Xlsx;
using ContentFactory.Web.Ui;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Book = ContentFactory.Web.Analytics.Overview.Texts;
using ReportWords = ContentFactory.Web.Analytics.Reports.Texts;

namespace ContentFactory.Tests.Analytics.Reports;

/// <summary>What the files say is what the figures are, read back by programs that share nothing with their writers.</summary>
public sealed class ReportFilesTests(ReportsDomain domain) : IClassFixture<ReportsDomain>
{
    private static readonly ReportWish Wish = new(null, new DateOnly(2026, 10, 1), new DateOnly(2026, 10, 28), null, null, null, Xlsx: true, Pdf: true);

    [Theory]
    [InlineData("en", 21), InlineData("ru", 22)]
    public async Task A_spreadsheet_says_what_the_figures_are(string language, int seed)
    {
        var (tenant, words) = (await HistoryAsync($"sheet{seed}", seed), new Words(language));
        var book = new ReadWorkbook(await domain.MadeAsync(tenant, Wish, ReportFormat.Xlsx, language));
        var numbers = await NumbersAsync(tenant);

        Assert.Empty(book.Faults);
        Assert.Equal(new[] { "Summary", "Days", "Channels", "Posts", "Kinds", "Hours", "Definitions" }.Select(n => words.Of<ReportWords>($"Table_{n}")), book.Names);
        var columns = book.Sheets[book.Names[0]].Single(r => r.Length == 5 && r[0].Text == words.Of<ReportWords>("Column_Figure"));
        foreach (var (row, figure) in book.Table(book.Names[0], words.Of<ReportWords>("Column_Figure")).Zip(ReportComposer.Told.Select(d => d.Figure)))
        {
            Assert.Equal(words.Of<Book>($"Figure_{figure}"), row[columns[0].Text].Text);
            Same(figure, numbers.Now.Value(figure), row[columns[1].Text]);
            Same(figure, numbers.Before.Value(figure), row[columns[2].Text]);
            Same(null, numbers.Now.Value(figure) is null ? null : FigureBook.Change(figure, numbers.Now, numbers.Before), row[columns[3].Text]);
            Assert.True(numbers.Now.Value(figure) is not null || row[columns[4].Text].Text.Length > 0, $"{figure} has no number and nothing says why");
        }
        foreach (var (row, day) in book.Table(book.Names[1], words.Of<ReportWords>("Column_Day")).Zip(numbers.Days))
        {
            Assert.Equal((day.Day, ReportStyles.Day), (row[words.Of<ReportWords>("Column_Day")].Day(), row[words.Of<ReportWords>("Column_Day")].Style));
            AllSame(words, day.Numbers, row);
        }
        foreach (var (row, slice) in book.Table(book.Names[2], words.Of<ReportWords>("Column_Kind")).Zip(numbers.Slices.Channels))
        {
            Assert.Equal((slice.Name, NetworkName.Of(slice.Platform)), (row[words.Of<ReportWords>("Column_Name")].Text, row[words.Of<ReportWords>("Column_Network")].Text));
            AllSame(words, slice.Now, row);
        }
        foreach (var (row, slice) in book.Table(book.Names[4], words.Of<ReportWords>("Column_Kind")).Zip(numbers.Slices.Types.Select(t => t.Now).Concat(numbers.Slices.Topics.Select(t => t.Now))))
            AllSame(words, slice, row);
        Assert.Equal(numbers.Days.Count, book.Table(book.Names[1], words.Of<ReportWords>("Column_Day")).Count);
        Assert.Equal(numbers.Hours.Cells.Count, book.Table(book.Names[5], words.Of<ReportWords>("Column_Weekday")).Count);
        Assert.All(book.Names, name => Assert.True(book.FrozenAt[name] > 0 && book.Filters[name].EndsWith($"{book.FrozenAt[name] + book.Sheets[name].Count(r => r.Length > 1) - 1}", StringComparison.Ordinal), $"{name}: {book.Filters[name]}"));
        Assert.Equal(ReportComposer.Told.Select(d => words.Of<Book>($"Meaning_{d.Figure}")), book.Table(book.Names[6], words.Of<ReportWords>("Column_Figure")).Select(r => r[words.Of<ReportWords>("Column_Meaning")].Text));
    }

    [Fact]
    public async Task Posts_of_the_spreadsheet_are_those_of_the_page()
    {
        var (tenant, words) = (await HistoryAsync("posts23", 23), new Words("en"));
        var book = new ReadWorkbook(await domain.MadeAsync(tenant, Wish, ReportFormat.Xlsx));
        var posts = await tenant.AsAsync<PostTableQueries, List<PostNumbers>>(MemberRole.Viewer, async q => await q.EveryAsync(new(From: Wish.From, To: Wish.To), new ListQuery(), 1000, default).ToListAsync());

        var rows = book.Table("Posts", words.Of<ReportWords>("Column_Published", "Europe/Berlin"));
        Assert.NotEmpty(posts);
        Assert.Equal(posts.Count, rows.Count);
        foreach (var (row, post) in rows.Zip(posts))
        {
            Assert.Equal((post.Title, post.Removed ? $"{post.ChannelName} (removed by the network)" : post.ChannelName), (row["Post"].Text, row["Channel"].Text));
            Assert.Equal(ContentFactory.Domain.PlannedTime.Of(post.PublishedAt, "Europe/Berlin").ToDateTime(), DateTime.FromOADate(row[words.Of<ReportWords>("Column_Published", "Europe/Berlin")].Number!.Value), TimeSpan.FromMinutes(1));
            AllSame(words, post.Numbers, row);
        }
    }

    [Theory]
    [InlineData("en", 24), InlineData("ru", 25)]
    public async Task A_pdf_says_what_the_figures_are(string language, int seed)
    {
        var tenant = await HistoryAsync($"paper{seed}", seed);
        using var pages = new PrintedPages(await domain.MadeAsync(tenant, Wish, ReportFormat.Pdf, language));
        var numbers = await NumbersAsync(tenant);

        using var speaking = Speaking.In(language);
        var book = domain.Services.GetRequiredService<IStringLocalizer<Book>>();
        var (first, all) = (Bare(pages.Pages[0]), Bare(pages.All));
        foreach (var figure in new[] { Figure.Posts, Figure.Views, Figure.Reach, Figure.Engagements, Figure.EngagementRate, Figure.Clicks, Figure.Followers, Figure.Likes })
            Assert.Contains(Bare($"{book.Name(figure)}{(numbers.Now.Value(figure) is { } value ? book.Of(figure, value) : "–" + WhyNone.Of(book, numbers, figure)[..20])}"), first, StringComparison.Ordinal);
        foreach (var day in numbers.Days)
            Assert.Contains(Bare($"{day.Day.ToString("ddd d MMM yyyy", System.Globalization.CultureInfo.CurrentCulture)}{day.Numbers.Posts}{(day.Numbers.Value(Figure.Views) is { } views ? book.Of(Figure.Views, views) : "–")}"), all, StringComparison.Ordinal);
        foreach (var slice in numbers.Slices.Channels)
            Assert.Contains(Bare($"{slice.Name}{slice.Now.Posts}{(slice.Now.Value(Figure.Views) is { } views ? book.Of(Figure.Views, views) : "–")}"), all, StringComparison.Ordinal);
        Assert.All(numbers.Top, post => Assert.Contains(Bare($"{book.Name(Figure.EngagementRate)}: {(post.Numbers.Value(Figure.EngagementRate) is { } rate ? book.Of(Figure.EngagementRate, rate) : "–")}"), all, StringComparison.Ordinal));
        Assert.All(ReportComposer.Told, d => Assert.Contains(Bare(book.Meaning(d.Figure)), Bare(pages.Pages[^1]) + Bare(pages.Pages[^2]), StringComparison.Ordinal));
        Assert.Contains("Europe/Berlin", first, StringComparison.Ordinal);
        Assert.True(pages.StaysWithin);
    }

    [Fact]
    public async Task What_no_network_counts_is_a_dash_and_never_a_zero()
    {
        var tenant = await HistoryAsync("dash26", 26);
        await domain.SystemSqlAsync($"update channels set platform = 'bluesky' where tenant_id = '{tenant.Id}'; update channel_days set views = null, impressions = null, reach = null, clicks = null where tenant_id = '{tenant.Id}'");
        var row = new ReadWorkbook(await domain.MadeAsync(tenant, Wish, ReportFormat.Xlsx)).Table("Summary", "Figure")[(int)Figure.Views];

        var values = row.Values.ToList();
        Assert.True(values[1].IsDash && values[2].IsDash && values[3].IsDash);
        Assert.StartsWith("Not counted here: ", values[4].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_people_typed_becomes_a_formula()
    {
        var tenant = await HistoryAsync("formula27", 27);
        await domain.SystemSqlAsync($"""
            update posts set title = '=HYPERLINK("http://x")' where tenant_id = '{tenant.Id}'; update channels set display_name = '@cmd' where tenant_id = '{tenant.Id}';
            update companies set name = '+1+2' where tenant_id = '{tenant.Id}'; update topics set name = '-2+3' || id::text where tenant_id = '{tenant.Id}';
            """);
        var book = new ReadWorkbook(await domain.MadeAsync(tenant, Wish with { CompanyId = tenant.CompanyId }, ReportFormat.Xlsx));

        Assert.Contains("'=HYPERLINK(\"http://x\")", book.Words);
        Assert.Contains("'@cmd", book.Words);
        Assert.DoesNotContain(book.Words, w => w.Length > 0 && w[0] is '=' or '+' or '-' or '@');
        Assert.Equal(0, book.Formulas);
    }

    [Fact]
    public async Task A_period_without_anything_says_so()
    {
        var tenant = await domain.AddTenantAsync("nothing28");
        var id = await domain.OrderAsync(tenant, Wish);
        await domain.WorkAsync();

        var book = new ReadWorkbook(await domain.FileAsync(tenant, id, ReportFormat.Xlsx));
        Assert.Empty(book.Faults);
        Assert.All(book.Table("Summary", "Figure").Where(r => r["Figure"].Text != "Posts"), row => Assert.True(row.Values.ElementAt(1).IsDash));
        using var pages = new PrintedPages(await domain.FileAsync(tenant, id, ReportFormat.Pdf));
        Assert.Contains("There are no numbers for these days yet", pages.Pages[0], StringComparison.Ordinal);
        Assert.True(pages.StaysWithin);
    }

    [Fact]
    public async Task Ten_thousand_posts_are_cut_and_the_file_says_so()
    {
        var tenant = await HistoryAsync("crowd29", 29);
        await domain.SystemSqlAsync($"""
            insert into publications (tenant_id, id, post_id, channel_id, occurrence, kind, priority, state, scheduled_at, local_date, local_time, zone_id, due_at, fence, attempts_used, post_version,
                                      part_ids, reason_args, looks, created_by, created_at, updated_at, published_at, external_id, next_metrics_at)
            select p.tenant_id, gen_random_uuid(), p.post_id, p.channel_id, n, 'feed', 'normal', 'published', p.scheduled_at, p.local_date, p.local_time, 'UTC', p.due_at, 0, 0, 1,
                   p.part_ids, p.reason_args, 0, p.created_by, now(), now(), timestamptz '2026-10-05 09:00Z' + n * interval '1 minute', 'x' || n, p.next_metrics_at
            from (select * from publications where tenant_id = '{tenant.Id}' limit 1) p, generate_series(1, 10000) n
            """);
        var id = await domain.OrderAsync(tenant, Wish);
        await domain.WorkAsync();

        var book = new ReadWorkbook(await domain.FileAsync(tenant, id, ReportFormat.Xlsx));
        Assert.Equal(5000, book.Table("Posts", "Published (Europe/Berlin)").Count);
        Assert.Contains(book.Words, w => w.StartsWith("The file holds the newest 5,000 posts", StringComparison.Ordinal));
        using var pages = new PrintedPages(await domain.FileAsync(tenant, id, ReportFormat.Pdf));
        Assert.InRange(pages.Pages.Count, 4, 12);
    }

    private static void AllSame(Words words, PeriodNumbers numbers, Dictionary<string, ReadCell> row)
    {
        foreach (var figure in ReportComposer.Told.Select(d => d.Figure))
            if (row.FirstOrDefault(c => c.Key == words.Of<Book>($"Figure_{figure}") || c.Key.StartsWith($"{words.Of<Book>($"Figure_{figure}")} (", StringComparison.Ordinal)) is { Key: not null } cell)
                Same(figure, numbers.Value(figure), cell.Value);
    }

    private static void Same(Figure? figure, double? expected, ReadCell cell)
    {
        if (expected is not { } value)
        {
            Assert.True(cell.IsDash, $"{figure}: {cell} where there is no number");
            return;
        }
        Assert.Equal(figure is { } f && FigureBook.Of(f).Unit is FigureUnit.Percent ? value / 100 : value, cell.Number!.Value, 9);
        Assert.Equal(figure is { } of ? ReportStyles.Of(of) : ReportStyles.Change, cell.Style);
    }

    private static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private async Task<TestTenant> HistoryAsync(string slug, int seed)
    {
        var tenant = await domain.AddTenantAsync(slug, "Europe/Berlin");
        await new RandomHistory(domain, tenant, seed, "Europe/Berlin").WriteAsync();
        return tenant;
    }

    private static Task<NumbersOverview> NumbersAsync(TestTenant tenant) =>
        tenant.AsAsync<OverviewQueries, NumbersOverview>(MemberRole.Viewer, q => q.ReadAsync(new(From: Wish.From, To: Wish.To), default));
}
