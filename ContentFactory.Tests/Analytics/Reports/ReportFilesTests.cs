using System.Globalization;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Domain.Analytics.Reports;
using ContentFactory.Domain.Lists;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Printing;
using ContentFactory.Tests.Support;
using ContentFactory.Web.Analytics.Reports;
using ContentFactory.Web.Analytics.Reports.Xlsx;
using ContentFactory.Web.Ui;
using Book = ContentFactory.Web.Analytics.Overview.Texts;
using ReportWords = ContentFactory.Web.Analytics.Reports.Texts;

namespace ContentFactory.Tests.Analytics.Reports;

/// <summary>What the files say is what the figures are, read back by programs that share nothing with their writers.</summary>
public sealed class ReportFilesTests(ReportsDomain domain) : IClassFixture<ReportsDomain>
{
    private static readonly Figure[] Always = [Figure.Posts, Figure.Views, Figure.Engagements, Figure.EngagementRate];
    private static readonly Figure[] OfAll = [.. ReportComposer.Told.Select(d => d.Figure)];
    private static readonly Figure[] OfPosts = [.. FigureBook.All.Where(d => d.OfPosts && d.Figure is not Figure.Posts).Select(d => d.Figure)];

    [Theory]
    [InlineData("en", 21), InlineData("ru", 22)]
    public async Task A_spreadsheet_says_what_the_figures_are(string language, int seed)
    {
        var (tenant, words) = (await domain.HistoryAsync($"sheet{seed}", seed), new Words(language));
        var book = new ReadWorkbook(await domain.MadeAsync(tenant, ReportsDomain.October, ReportFormat.Xlsx, language));
        var numbers = await ReportsDomain.NumbersAsync(tenant);

        Assert.Empty(book.Faults);
        Assert.Equal(new[] { "Summary", "Days", "Channels", "Posts", "Kinds", "Hours", "Definitions" }.Select(n => words.Of<ReportWords>($"Table_{n}")), book.Names);
        SummaryAgrees(book, words, numbers);
        DaysAgree(book, words, numbers);
        ChannelsAgree(book, words, numbers);
        KindsAgree(book, words, numbers);
        HoursAgree(book, words, numbers);
        Assert.All(book.Names, name => Assert.True(book.FrozenAt[name] > 0 && book.Filters[name].EndsWith($"{book.FrozenAt[name] + book.Sheets[name].Count(r => r.Length > 1) - 1}", StringComparison.Ordinal), $"{name}: {book.Filters[name]}"));
        Assert.Equal(ReportComposer.Told.Select(d => words.Of<Book>($"Meaning_{d.Figure}")), book.Table(book.Names[6], words.Of<ReportWords>("Column_Figure")).Select(r => r[words.Of<ReportWords>("Column_Meaning")].Text));
    }

    [Fact]
    public async Task Posts_of_the_spreadsheet_are_those_of_the_page()
    {
        var (tenant, words) = (await domain.HistoryAsync("posts23", 23), new Words("en"));
        var book = new ReadWorkbook(await domain.MadeAsync(tenant, ReportsDomain.October, ReportFormat.Xlsx));
        var posts = await tenant.AsAsync<PostTableQueries, List<PostNumbers>>(MemberRole.Viewer, async q => await q.EveryAsync(new(From: ReportsDomain.October.From, To: ReportsDomain.October.To), new ListQuery(), 1000, default).ToListAsync());

        var rows = book.Table("Posts", words.Of<ReportWords>("Column_Published", "Europe/Berlin"));
        foreach (var (row, post) in Beside(rows, posts))
        {
            Assert.Equal((post.Title, post.Removed ? $"{post.ChannelName} (removed by the network)" : post.ChannelName), (row["Post"].Text, row["Channel"].Text));
            Assert.Equal(ContentFactory.Domain.PlannedTime.Of(post.PublishedAt, "Europe/Berlin").ToDateTime(), DateTime.FromOADate(row[words.Of<ReportWords>("Column_Published", "Europe/Berlin")].Number!.Value), TimeSpan.FromMinutes(1));
            Assert.Equal((NetworkName.Of(post.Platform), words.Of<Book>($"Type_{post.Type}")), (row["Network"].Text, row[words.Of<ReportWords>("Column_Type")].Text));
            AllSame(words, OfPosts, post.Numbers, row);
        }
    }

    [Theory]
    [InlineData("company", 51), InlineData("channel", 52), InlineData("network", 53)]
    public async Task A_narrowed_report_holds_that_alone(string by, int seed)
    {
        var (tenant, words) = (await domain.HistoryAsync($"narrow{seed}", seed), new Words("en"));
        var whole = await ReportsDomain.NumbersAsync(tenant);
        var channel = whole.Slices.Channels.Last(c => c.CompanyId != tenant.CompanyId && c.Now.Posts > 0);
        var (wish, fact) = by switch
        {
            "company" => (ReportsDomain.October with { CompanyId = channel.CompanyId }, $"Company: {Company(channel.CompanyId)}"),
            "channel" => (ReportsDomain.October with { ChannelId = channel.Id }, $"Channel: {channel.Name} ({NetworkName.Of(channel.Platform)})"),
            _ => (ReportsDomain.October with { Network = channel.Platform }, $"Network: {NetworkName.Of(channel.Platform)}"),
        };
        var numbers = await ReportsDomain.NumbersAsync(tenant, wish);

        var book = new ReadWorkbook(await domain.MadeAsync(tenant, wish, ReportFormat.Xlsx));

        Assert.InRange(numbers.Now.Posts, 1, whole.Now.Posts - 1);
        SummaryAgrees(book, words, numbers);
        DaysAgree(book, words, numbers);
        Assert.Equal(numbers.Slices.Channels.Select(c => c.Name), book.Table("Channels", "Kind").Where(r => r["Kind"].Text == "Channel").Select(r => r["Name"].Text));
        Assert.Equal(numbers.Now.Posts, book.Table("Posts", words.Of<ReportWords>("Column_Published", "Europe/Berlin")).Count);
        Assert.Contains(fact, book.Words);
        var owner = by == "network" ? await tenant.DbAsync(db => Task.FromResult(db.Tenants.Single().Name)) : Company(channel.CompanyId);
        Assert.Equal(owner, book.Sheets["Summary"][0][0].Text);

        string Company(Guid id) => whole.Choices.Companies.Single(c => c.Id == id).Name;
    }

    [Fact]
    public async Task What_no_network_counts_is_a_dash_and_never_a_zero()
    {
        var tenant = await domain.HistoryAsync("dash26", 26);
        await domain.SystemSqlAsync($"update channels set platform = 'bluesky' where tenant_id = '{tenant.Id}'; update channel_days set views = null, impressions = null, reach = null, clicks = null where tenant_id = '{tenant.Id}'");
        var row = new ReadWorkbook(await domain.MadeAsync(tenant, ReportsDomain.October, ReportFormat.Xlsx)).Table("Summary", "Figure")[(int)Figure.Views];

        var values = row.Values.ToList();
        Assert.True(values[1].IsDash && values[2].IsDash && values[3].IsDash);
        Assert.StartsWith("Not counted here: ", values[4].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_people_typed_becomes_a_formula()
    {
        var tenant = await domain.HistoryAsync("formula27", 27);
        await domain.SystemSqlAsync($"""
            update posts set title = '=HYPERLINK("http://x")' where tenant_id = '{tenant.Id}'; update channels set display_name = '@cmd' where tenant_id = '{tenant.Id}';
            update companies set name = '+1+2' where tenant_id = '{tenant.Id}'; update topics set name = '-2+3' || id::text where tenant_id = '{tenant.Id}';
            """);
        var book = new ReadWorkbook(await domain.MadeAsync(tenant, ReportsDomain.October with { CompanyId = tenant.CompanyId }, ReportFormat.Xlsx));

        Assert.Contains("'=HYPERLINK(\"http://x\")", book.Words);
        Assert.Contains("'@cmd", book.Words);
        Assert.DoesNotContain(book.Words, w => w.Length > 0 && w[0] is '=' or '+' or '-' or '@');
        Assert.Equal(0, book.Formulas);
    }

    [Fact]
    public async Task A_period_without_anything_says_so()
    {
        var tenant = await domain.AddTenantAsync("nothing28");
        var id = await domain.OrderAsync(tenant, ReportsDomain.October);
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
        var tenant = await domain.HistoryAsync("crowd29", 29);
        await domain.SystemSqlAsync($"""
            insert into publications (tenant_id, id, post_id, channel_id, occurrence, kind, priority, state, scheduled_at, local_date, local_time, zone_id, due_at, fence, attempts_used, post_version,
                                      part_ids, reason_args, looks, created_by, created_at, updated_at, published_at, external_id, next_metrics_at)
            select p.tenant_id, gen_random_uuid(), p.post_id, p.channel_id, n, 'feed', 'normal', 'published', p.scheduled_at, p.local_date, p.local_time, 'UTC', p.due_at, 0, 0, 1,
                   p.part_ids, p.reason_args, 0, p.created_by, now(), now(), timestamptz '2026-10-05 09:00Z' + n * interval '1 minute', 'x' || n, p.next_metrics_at
            from (select * from publications where tenant_id = '{tenant.Id}' limit 1) p, generate_series(1, 10000) n
            """);
        var id = await domain.OrderAsync(tenant, ReportsDomain.October);
        await domain.WorkAsync();

        var book = new ReadWorkbook(await domain.FileAsync(tenant, id, ReportFormat.Xlsx));
        Assert.Equal(5000, book.Table("Posts", "Published (Europe/Berlin)").Count);
        Assert.Contains(book.Words, w => w.StartsWith("The file holds the newest 5,000 posts", StringComparison.Ordinal));
        using var pages = new PrintedPages(await domain.FileAsync(tenant, id, ReportFormat.Pdf));
        Assert.InRange(pages.Pages.Count, 4, 12);
    }

    private static void SummaryAgrees(ReadWorkbook book, Words words, NumbersOverview numbers)
    {
        var columns = book.Sheets[book.Names[0]].Single(r => r.Length == 5 && r[0].Text == words.Of<ReportWords>("Column_Figure"));
        var (now, before) = (Days(numbers.Period), Days(numbers.Period.Before));
        Assert.Equal((words.Of<ReportWords>("Column_Now", now), words.Of<ReportWords>("Column_Before", before)), (columns[1].Text, columns[2].Text));
        Assert.Contains(words.Of<ReportWords>("Fact_Compared", before), book.Words);
        foreach (var (row, figure) in Beside(book.Table(book.Names[0], words.Of<ReportWords>("Column_Figure")), ReportComposer.Told.Select(d => d.Figure)))
        {
            Assert.Equal(words.Of<Book>($"Figure_{figure}"), row[columns[0].Text].Text);
            Same(figure, numbers.Now.Value(figure), row[columns[1].Text]);
            Same(figure, numbers.Before.Value(figure), row[columns[2].Text]);
            Same(null, numbers.Now.Value(figure) is null ? null : FigureBook.Change(figure, numbers.Now, numbers.Before), row[columns[3].Text]);
            Assert.True(numbers.Now.Value(figure) is not null || row[columns[4].Text].Text.Length > 0, $"{figure} has no number and nothing says why");
        }

        string Days(Period period) => DayRangeText.Of(period.First, period.Last, CultureInfo.GetCultureInfo(words.Language));
    }

    private static void DaysAgree(ReadWorkbook book, Words words, NumbersOverview numbers)
    {
        foreach (var (row, day) in Beside(book.Table(book.Names[1], words.Of<ReportWords>("Column_Day")), numbers.Days))
        {
            Assert.Equal((day.Day, ReportStyles.Day), (row[words.Of<ReportWords>("Column_Day")].Day(), row[words.Of<ReportWords>("Column_Day")].Style));
            AllSame(words, OfAll, day.Numbers, row);
        }
    }

    private static void ChannelsAgree(ReadWorkbook book, Words words, NumbersOverview numbers)
    {
        var (slices, companies) = (numbers.Slices, numbers.Choices.Companies.ToDictionary(c => c.Id, c => c.Name));
        var said = slices.Channels.Select(c => (Heads: (string[])["Kind_Channel", c.Name, NetworkName.Of(c.Platform), companies[c.CompanyId]], c.Now, Before: (PeriodNumbers?)c.Before))
            .Concat(slices.Networks.Select(n => ((string[])["Kind_Network", NetworkName.Of(n.Key), NetworkName.Of(n.Key), ""], n.Now, n.Before)))
            .Concat(slices.Companies.Select(c => ((string[])["Kind_Company", c.Name, "", c.Name], c.Now, c.Before)));
        Assert.True(slices.Networks.Count > 1 && slices.Companies.Count > 1);
        foreach (var (row, (heads, now, before)) in Beside(book.Table(book.Names[2], words.Of<ReportWords>("Column_Kind")), said))
        {
            Assert.Equal([words.Of<ReportWords>(heads[0]), .. heads[1..]], new[] { "Kind", "Name", "Network", "Company" }.Select(c => row[words.Of<ReportWords>($"Column_{c}")].Text));
            AllSame(words, OfAll, now, row);
            Same(null, FigureBook.Change(Figure.Views, now, before!), row[words.Of<ReportWords>("Column_ViewsChange")]);
        }
    }

    private static void KindsAgree(ReadWorkbook book, Words words, NumbersOverview numbers)
    {
        var said = numbers.Slices.Types.Select(t => (Kind: "Kind_Type", Name: words.Of<Book>($"Type_{t.Key}"), t.Now))
            .Concat(numbers.Slices.Topics.Select(t => ("Kind_Topic", t.Key is null ? words.Of<Book>("Topic_None") : t.Name, t.Now)));
        Assert.True(numbers.Slices.Types.Count > 1 && numbers.Slices.Topics.Count > 1);
        foreach (var (row, (kind, name, now)) in Beside(book.Table(book.Names[4], words.Of<ReportWords>("Column_Kind")), said))
        {
            Assert.Equal((words.Of<ReportWords>(kind), name), (row[words.Of<ReportWords>("Column_Kind")].Text, row[words.Of<ReportWords>("Column_Name")].Text));
            AllSame(words, [Figure.Posts, .. OfPosts], now, row);
        }
    }

    private static void HoursAgree(ReadWorkbook book, Words words, NumbersOverview numbers)
    {
        var days = CultureInfo.GetCultureInfo(words.Language).DateTimeFormat;
        var said = numbers.Hours.Cells.OrderBy(c => ((int)c.Weekday - (int)days.FirstDayOfWeek + 7) % 7).ThenBy(c => c.Hour);
        foreach (var (row, cell) in Beside(book.Table(book.Names[5], words.Of<ReportWords>("Column_Weekday")), said))
        {
            Assert.Equal(days.GetDayName(cell.Weekday), row[words.Of<ReportWords>("Column_Weekday")].Text, ignoreCase: true);
            Assert.Equal($"{cell.Hour:00}:00", row[words.Of<ReportWords>("Column_Hour", numbers.ZoneId)].Text);
            AllSame(words, [Figure.Posts, Figure.Views, Figure.Reach, Figure.Engagements, Figure.EngagementRate], cell.Numbers, row);
        }
    }

    /// <summary>Rows beside what they are to say: none is missing, none is too many, and there are some.</summary>
    private static IEnumerable<(Dictionary<string, ReadCell> Row, T Said)> Beside<T>(List<Dictionary<string, ReadCell>> rows, IEnumerable<T> said)
    {
        var all = said.ToList();
        Assert.NotEmpty(all);
        Assert.Equal(all.Count, rows.Count);
        return rows.Zip(all);
    }

    /// <summary>A figure that has a number has a column, and what models cost has none.</summary>
    private static void AllSame(Words words, IEnumerable<Figure> figures, PeriodNumbers numbers, Dictionary<string, ReadCell> row)
    {
        foreach (var figure in figures)
        {
            var cell = Column(words, figure, row);
            Assert.True(cell is not null || numbers.Value(figure) is null && !Always.Contains(figure), $"{figure} has no column");
            if (cell is not null)
                Same(figure, numbers.Value(figure), cell);
        }
        Assert.All(FigureBook.All.Where(d => d.Unit is FigureUnit.Dollars), d => Assert.Null(Column(words, d.Figure, row)));
    }

    private static ReadCell? Column(Words words, Figure figure, Dictionary<string, ReadCell> row) => row
        .Where(c => c.Key == words.Of<Book>($"Figure_{figure}") || c.Key.StartsWith($"{words.Of<Book>($"Figure_{figure}")} (", StringComparison.Ordinal)).Select(c => c.Value).SingleOrDefault();

    private static void Same(Figure? figure, double? expected, ReadCell cell)
    {
        if (expected is not { } value)
        {
            Assert.True(cell.IsDash, $"{figure}: {cell} where there is no number");
            return;
        }
        Assert.True(cell.Number is not null, $"{figure}: {cell} instead of {value}");
        Assert.Equal(figure is { } f && FigureBook.Of(f).Unit is FigureUnit.Percent ? value / 100 : value, cell.Number!.Value, 9);
        Assert.Equal(figure is { } of ? ReportStyles.Of(of) : ReportStyles.Change, cell.Style);
    }
}
