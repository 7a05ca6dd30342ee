using System.Text;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Lists;
using ContentFactory.Domain.Trends;
using ContentFactory.Domain.Trends.ByHand;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Trends.ByHand;

public sealed class IdeasByHandTests(TestDomain domain) : IClassFixture<TestDomain>
{
    private static int tenants;

    [Fact]
    public async Task An_own_idea_stands_among_the_collected_ones()
    {
        var tenant = await TenantAsync();
        var topic = (await tenant.AsAsync<TopicEditor, Result<Guid>>(MemberRole.Editor, e => e.AddAsync(new TopicEntry("Кофе", "обжарка", "ru", [])))).Value;

        Assert.True((await AddAsync(tenant, SourceKind.Manual, new IdeaEntry("Показать, как идёт обжарка", "Снять на телефон утром.", "", topic))).Ok);
        Assert.True((await AddAsync(tenant, SourceKind.Tiktok, new IdeaEntry("Латте за минуту", "", "https://www.tiktok.com/@noon/video/7300000000000000000?is_copy_url=1"))).Ok);

        var rows = await IdeasAsync(tenant);
        Assert.Equal([("Латте за минуту", "TikTok", null), ("Показать, как идёт обжарка", "Свои идеи", "Кофе")], rows.OrderBy(r => r.Title).Select(r => (r.Title, r.SourceName, r.TopicName)));
        Assert.Equal([SourceKind.Manual, SourceKind.Tiktok], (await SourcesAsync(tenant)).Select(s => s.Kind).Order().OrderBy(k => k == SourceKind.Tiktok));
    }

    [Theory]
    [InlineData(SourceKind.Manual, "", "", "Title", "Trends.IdeaTitle")]
    [InlineData(SourceKind.Manual, "Идея", "javascript:alert(1)", "Address", "Outgoing.NotWebAddress")]
    [InlineData(SourceKind.Tiktok, "Видео", "", "Address", "Trends.IdeaTiktok")]
    [InlineData(SourceKind.Tiktok, "Видео", "https://tiktok.com.evil.test/video/1", "Address", "Trends.IdeaTiktok")]
    [InlineData(SourceKind.Tiktok, "Видео", "https://eviltiktok.com/1", "Address", "Trends.IdeaTiktok")]
    public async Task A_faulty_idea_is_refused_at_its_field(SourceKind kind, string title, string address, string field, string key)
    {
        var refused = await AddAsync(await TenantAsync(), kind, new IdeaEntry(title, "", address));

        Assert.Equal((field, key), (refused.Problem?.Field, refused.Problem?.TextKey));
    }

    [Fact]
    public async Task The_same_idea_twice_says_that_it_is_there()
    {
        var tenant = await TenantAsync();
        Assert.True((await AddAsync(tenant, SourceKind.Manual, new IdeaEntry("Одна идея", "Текст"))).Ok);

        Assert.Equal("Trends.IdeaKnown", (await AddAsync(tenant, SourceKind.Manual, new IdeaEntry("Одна идея", "Текст"))).Problem?.TextKey);
        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.AsAsync<IdeasByHand, Result>(MemberRole.Viewer, i => i.AddAsync(SourceKind.Manual, new IdeaEntry("Чужая"), "Own")));
    }

    [Fact]
    public async Task Two_first_ideas_at_once_share_one_source()
    {
        var tenant = await TenantAsync();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(n => AddAsync(tenant, SourceKind.Manual, new IdeaEntry($"Идея под номером {n} для завтрашнего утра"))));

        Assert.Single(await SourcesAsync(tenant));
        Assert.Equal(6, (await SourcesAsync(tenant))[0].PerWeek * 4);
    }

    [Fact]
    public async Task A_file_is_understood_in_both_languages_and_all_usual_forms()
    {
        var tenant = await TenantAsync();
        await tenant.AsAsync<TopicEditor, Result<Guid>>(MemberRole.Editor, e => e.AddAsync(new TopicEntry("Кофе", "обжарка", "ru", [])));
        var semicolons = Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes("Заголовок;Тема;Дата\r\n\"Одна; с точкой\";кофе;20.11.2026\r\nДругая;;\r\n")).ToArray();
        var windows = CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetBytes("заголовок;текст\r\nПо-старому;Текст\r\n");
        var commas = Encoding.UTF8.GetBytes("url,title\nhttps://news.test/a,\"Two\nlines\"\n");

        Assert.Equal([("Одна; с точкой", new DateOnly(2026, 11, 20)), ("Другая", (DateOnly?)null)], (await LookAsync(tenant, semicolons)).Value.Ideas.Select(i => (i.Title, i.PublishedOn)));
        Assert.Equal(("По-старому", "Текст"), (await LookAsync(tenant, windows)).Value.Ideas.Select(i => (i.Title, i.Text)).Single());
        Assert.Equal("https://news.test/a", (await LookAsync(tenant, commas)).Value.Ideas.Single().Address);
        Assert.Equal(["Из книги", "Вторая"], (await LookAsync(tenant, SmallWorkbook.Of(["Title", "Text"], ["Из книги", "a"], ["", ""], ["Вторая", "b"]))).Value.Ideas.Select(i => i.Title));
    }

    [Fact]
    public async Task Topics_that_differ_by_case_alone_stop_no_file()
    {
        var tenant = await TenantAsync();
        await tenant.DbAsync(async db =>
        {
            foreach (var name in new[] { "Кофе", "КОФЕ" })
                db.Topics.Add(new Topic(tenant.Id, Ids.New(domain.Clock), name, [], "ru", domain.Clock.GetUtcNow()));
            return await db.SaveChangesAsync();
        });

        Assert.NotNull((await LookAsync(tenant, Encoding.UTF8.GetBytes("title,topic\nИдея,кофе\n"))).Value.Ideas.Single().TopicId);
    }

    [Fact]
    public async Task Faults_of_a_file_name_row_and_column_and_keep_the_rest()
    {
        var tenant = await TenantAsync();
        var file = Encoding.UTF8.GetBytes("Title,Topic,Date,Link\nGood,,,\n,,20.11.2026,\nNo such topic,Tea,,\nWrong day,,31.02.2026,\nWrong link,,,javascript:alert(1)\n,,,\n");

        var looked = (await LookAsync(tenant, file)).Value;

        Assert.Equal(["Good"], looked.Ideas.Select(i => i.Title));
        Assert.Equal([(3, "Title", "Trends.IdeaTitle"), (4, "Topic", "Trends.SheetTopic"), (5, "Date", "Trends.SheetDate"), (6, "Link", "Outgoing.NotWebAddress")], looked.Faults.Select(f => (f.Row, f.Column, f.Problem.TextKey)));
        Assert.Empty(await IdeasAsync(tenant));
    }

    [Fact]
    public async Task Importing_a_file_twice_adds_its_ideas_once()
    {
        var tenant = await TenantAsync();
        var file = Encoding.UTF8.GetBytes("title,link\nПервая идея из файла,\nВторая идея из файла,https://news.test/2\nВторая идея из файла,https://news.test/2\n");
        var looked = (await LookAsync(tenant, file)).Value;
        Assert.Equal(1, looked.Known);

        Assert.Equal(2, (await ImportAsync(tenant, looked.Ideas)).Value);
        Assert.Equal(0, (await ImportAsync(tenant, looked.Ideas)).Value);
        Assert.Equal(3, (await LookAsync(tenant, file)).Value.Known);
    }

    [Fact]
    public async Task Files_that_are_none_are_refused_with_a_reason()
    {
        var tenant = await TenantAsync();
        var book = SmallWorkbook.Of(["title"], ["x"]);

        Assert.Equal("Trends.SheetSize", (await LookAsync(tenant, [])).Problem?.TextKey);
        Assert.Equal("Trends.SheetSize", (await LookAsync(tenant, new byte[IdeaSheet.MostBytes + 1])).Problem?.TextKey);
        Assert.Equal("Trends.SheetHeading", (await LookAsync(tenant, Encoding.UTF8.GetBytes("one,two\n1,2\n"))).Problem?.TextKey);
        Assert.Equal("Trends.SheetBroken", (await LookAsync(tenant, [1, 0, 2, 0, 3])).Problem?.TextKey);
        Assert.Equal("Trends.SheetBroken", (await LookAsync(tenant, book[..(book.Length / 2)])).Problem?.TextKey);
        Assert.Equal("Trends.SheetBroken", (await LookAsync(tenant, SmallWorkbook.Bomb())).Problem?.TextKey);
        Assert.Equal("Trends.SheetRows", (await LookAsync(tenant, Encoding.UTF8.GetBytes("title\n" + string.Concat(Enumerable.Repeat("x\n", 2_001))))).Problem?.TextKey);
    }

    [Fact]
    public async Task Long_texts_of_a_workbook_count_in_every_cell_that_points_at_them()
    {
        var tenant = await TenantAsync();

        Assert.Equal("Trends.SheetLetters", (await LookAsync(tenant, SmallWorkbook.Shared("title", new string('x', 32_001), 1_000))).Problem?.TextKey);
        Assert.Equal(900, (await LookAsync(tenant, SmallWorkbook.Shared("title", "Одна на всех", 900))).Value.Ideas.Count);
        Assert.Equal("Trends.IdeaTitle", (await LookAsync(tenant, SmallWorkbook.Shared("title", new string('x', 32_001), 1))).Value.Faults.Single().Problem.TextKey);
    }

    [Fact]
    public async Task Cells_made_one_say_the_same_on_each_of_their_rows()
    {
        var tenant = await TenantAsync();
        string[][] rows = [["title", "text"], .. Enumerable.Range(0, 900).Select(n => new[] { $"Идея {n}", n % 3 == 0 ? $"Общее {n}" : "" })];

        var looked = (await LookAsync(tenant, SmallWorkbook.Joined([.. Enumerable.Range(0, 300).Select(n => $"B{3 * n + 2}:B{3 * n + 4}")], rows))).Value;

        Assert.Equal(Enumerable.Range(0, 900).Select(n => $"Общее {n / 3 * 3}"), looked.Ideas.Select(i => i.Text));
    }

    [Fact]
    public async Task A_workbook_with_more_joined_cells_than_cells_is_broken()
    {
        var tenant = await TenantAsync();
        var ranges = Enumerable.Range(0, 60_000).Select(n => $"B2:B{n % 1_000 + 3}").ToList();

        Assert.Equal("Trends.SheetBroken", (await LookAsync(tenant, SmallWorkbook.Joined(ranges, ["title", "text"], ["Идея", "x"]))).Problem?.TextKey);
    }

    private Task<TestTenant> TenantAsync() => domain.AddTenantAsync($"by-hand-{Interlocked.Increment(ref tenants)}");

    private static Task<Result> AddAsync(TestTenant tenant, SourceKind kind, IdeaEntry entry) =>
        tenant.AsAsync<IdeasByHand, Result>(MemberRole.Editor, i => i.AddAsync(kind, entry, kind is SourceKind.Tiktok ? "TikTok" : "Свои идеи"));

    private static Task<Result<SheetPreview>> LookAsync(TestTenant tenant, byte[] file) => tenant.AsAsync<IdeaSheet, Result<SheetPreview>>(MemberRole.Editor, s => s.LookAsync(SourceKind.Manual, file));

    private static Task<Result<int>> ImportAsync(TestTenant tenant, IReadOnlyList<IdeaEntry> ideas) => tenant.AsAsync<IdeasByHand, Result<int>>(MemberRole.Editor, i => i.ImportAsync(SourceKind.Manual, ideas, "Own"));

    private static async Task<IReadOnlyList<TrendRow>> IdeasAsync(TestTenant tenant) => (await tenant.AsAsync<TrendQueries, ListPage<TrendRow>>(MemberRole.Viewer, q => q.ListAsync(new TrendFilter()))).Rows;

    private static async Task<IReadOnlyList<SourceRow>> SourcesAsync(TestTenant tenant) => (await tenant.AsAsync<SourceQueries, ListPage<SourceRow>>(MemberRole.Viewer, q => q.ListAsync(new SourceFilter()))).Rows;
}
