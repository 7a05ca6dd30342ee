using System.Net;
using ContentFactory.Domain.Access;
using ContentFactory.Tests.Content;
using ContentFactory.Tests.Exports;
using ContentFactory.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Ui.Lists;

/// <summary>The content list in a real browser, without a circuit, and as a file.</summary>
public sealed class ListJourney(ListJourney.World world) : IClassFixture<ListJourney.World>
{
    private readonly TestApplication application = world.Application;
    private readonly TestTenant tenant = world.Tenant;

    [Fact]
    public Task Search_filter_and_sort_stand_in_the_address_and_back_undoes_them() => Browser.JourneyAsync(application.Address, Screen.Desktop, async page =>
    {
        await OpenAsync(page, "content?page=2");
        await Expect(page.Locator("[data-row]")).ToHaveCountAsync(5);
        await page.Locator("[data-list-search]").PressSequentiallyAsync("post 1");
        await Browser.AtAsync(page, "**/content?q=post%201");
        await Expect(page.Locator("[data-row]")).ToHaveCountAsync(11);
        await Expect(page.Locator("[data-list-search]")).ToHaveValueAsync("post 1");
        await page.Locator("thead th a").First.ClickAsync();
        await Browser.AtAsync(page, "**sort=title");
        await Expect(page.Locator("th[aria-sort=ascending]")).ToHaveTextAsync("Post");
        await page.Locator("select[name=status]").SelectOptionAsync("ready");
        await Browser.AtAsync(page, "**status=ready");
        await Expect(page.Locator("[data-list-empty=match]")).ToBeVisibleAsync();
        await Expect(page.Locator(".chip")).ToHaveCountAsync(2);
        await page.Locator(".chip").Last.ClickAsync();
        await Expect(page.Locator("[data-row]")).ToHaveCountAsync(11);
        for (var i = 0; i < 4; i++)
            await page.GoBackAsync();
        await Browser.AtAsync(page, "**/content?page=2");
        await Expect(page.Locator("[data-list-search]")).ToHaveValueAsync("");
        await Expect(page.Locator("[data-row]")).ToHaveCountAsync(5);
    });

    [Fact]
    public Task A_selection_is_counted_and_ends_with_its_page() => Browser.JourneyAsync(application.Address, Screen.Desktop, async page =>
    {
        await OpenAsync(page, "content?sort=title");
        await page.Locator("[data-row-check]").First.CheckAsync();
        await Expect(page.Locator(".list-selection strong")).ToHaveTextAsync("1 selected on this page");
        await page.WaitForFunctionAsync("() => document.querySelector('[data-list-all]').indeterminate");
        await page.Locator("[data-list-all]").ClickAsync();
        await Expect(page.Locator(".list-selection strong")).ToHaveTextAsync("20 selected on this page");
        await page.Locator("a[rel=next]").ClickAsync();
        await Browser.AtAsync(page, "**page=2");
        await Expect(page.Locator(".list-selection")).ToHaveCountAsync(0);
        await Expect(page.Locator("[data-row-check]:checked")).ToHaveCountAsync(0);
    });

    [Fact]
    public Task A_verb_for_many_names_each_that_it_could_not_change() => Browser.JourneyAsync(application.Address, Screen.Desktop, async page =>
    {
        var post = await tenant.NewAsync("ready to go: verbformany");
        await tenant.ReadyAsync(post);
        await tenant.NewAsync("still a draft: verbformany");
        await OpenAsync(page, "content?q=verbformany");
        await page.Locator("[data-list-all]").ClickAsync();
        await page.Locator(".list-selection .button").First.ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("1 post approved");
        await Expect(page.Locator("main")).ToContainTextAsync("1 post could not be changed");
        await Expect(page.Locator("[data-status=Approved]")).ToHaveCountAsync(1);
        await page.Locator("tbody .menu summary").First.ClickAsync();
        await page.Locator(".menu-items button", new() { HasText = "Archive" }).Locator("visible=true").ClickAsync();
        await Expect(page.Locator("[data-row]")).ToHaveCountAsync(1);
        await tenant.DbAsync(async db =>
        {
            db.Posts.Where(p => p.Text.Contains("verbformany")).ToList().ForEach(p => p.Archive(p.UpdatedAt));
            return await db.SaveChangesAsync();
        });
    });

    [Theory]
    [InlineData("content")]
    [InlineData("content?q=nothing+of+that+kind&status=draft")]
    public Task A_phone_shows_cards_that_fit(string address) => Browser.JourneyAsync(application.Address, Screen.Phone, async page =>
    {
        await OpenAsync(page, address);
        await Browser.ShotAsync(page, $"list-phone-{address.Length}");
        Assert.False(await Browser.OverflowsAsync(page));
    }, "ru");

    [Fact]
    public async Task Without_a_circuit_the_form_and_the_links_do_the_same()
    {
        using var client = await application.SignInAsync(tenant, MemberRole.Viewer);
        var found = await client.GetStringAsync($"/t/{tenant.Slug}/content?q=post+1&sort=title&status=");

        Assert.Equal(11, found.Split("data-row=").Length - 1);
        Assert.Matches("""<form[^>]*method="get"[^>]*action="/t/listed/content""", found);
        Assert.Contains("""name="q" """.Trim(), found, StringComparison.Ordinal);
        Assert.Contains("aria-sort=\"ascending\"", found, StringComparison.Ordinal);
        foreach (var nonsense in new[] { "page=abc", "page=-1", "page=999", "sort=;", "q=" + new string('x', 300), "status=nothing&company=1", "q=%00" })
        {
            using var answer = await client.GetAsync($"/t/{tenant.Slug}/content?{nonsense}");
            Assert.True(answer.IsSuccessStatusCode, nonsense);
        }
        Assert.Contains("There is no page 999", await client.GetStringAsync($"/t/{tenant.Slug}/content?page=999"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_viewer_takes_all_rows_of_the_filter_and_of_no_other_tenant()
    {
        using var client = await application.SignInAsync(tenant, MemberRole.Viewer);
        using var csv = await client.GetAsync($"/t/{tenant.Slug}/export/posts?format=csv&page=2&q=number");
        Assert.StartsWith("attachment; filename=posts-listed-", csv.Content.Headers.ContentDisposition!.ToString(), StringComparison.Ordinal);
        var text = await csv.Content.ReadAsStringAsync();
        Assert.Equal(25, text.Split("number ").Length - 1);
        Assert.DoesNotContain("foreign", text, StringComparison.Ordinal);
        using var reader = Workbook.Open(await client.GetByteArrayAsync($"/t/{tenant.Slug}/export/posts?format=xlsx&q=number"));
        Assert.Equal(26, reader.RowCount);

        using var unknown = await client.GetAsync($"/t/{tenant.Slug}/export/passwords");
        using var odd = await client.GetAsync($"/t/{tenant.Slug}/export/posts?format=exe");
        using var foreign = await client.GetAsync($"/t/{world.Other.Slug}/export/posts");
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.BadRequest, HttpStatusCode.NotFound), (unknown.StatusCode, odd.StatusCode, foreign.StatusCode));
        using var nobody = application.Client();
        using var sent = await nobody.GetAsync($"/t/{tenant.Slug}/export/posts");
        Assert.Equal(HttpStatusCode.Found, sent.StatusCode);
    }

    private async Task OpenAsync(IPage page, string address)
    {
        await page.GotoAsync($"/sign-in?returnUrl={Uri.EscapeDataString($"/t/{tenant.Slug}/{address}")}");
        await page.Locator("input[type=email]").FillAsync(Seed.Email(MemberRole.Owner, tenant.Slug));
        await page.Locator("input[type=password]").FillAsync(Seed.Password);
        await page.Locator("input[type=password]").PressAsync("Enter");
        await Browser.AtAsync(page, "**/t/**");
        await Browser.LiveAsync(page);
        await Expect(page.Locator("[data-list]")).ToBeVisibleAsync();
    }

    /// <summary>Two tenants, one with two pages of posts.</summary>
    public sealed class World : IAsyncLifetime
    {
        internal TestApplication Application { get; private set; } = null!;
        internal TestTenant Tenant { get; private set; } = null!;
        internal TestTenant Other { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Application = await TestApplication.StartAsync();
            (Tenant, Other) = (await Application.AddTenantAsync("listed"), await Application.AddTenantAsync("foreign"));
            await Other.NewAsync("foreign number 1");
            for (var i = 1; i <= 25; i++)
                await Tenant.NewAsync($"number {i}, post {i}");
        }

        public Task DisposeAsync() => Application.DisposeAsync().AsTask();
    }
}
