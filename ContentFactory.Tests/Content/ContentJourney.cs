using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Tests.Media;
using ContentFactory.Tests.Support;
using ContentFactory.Tests.Trends;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Content;

/// <summary>From a feed to an approved post with a picture, in a real browser.</summary>
public sealed class ContentJourney : IAsyncLifetime
{
    private readonly string folder = TemporaryFolder.NewPath();
    private FeedSite site = null!;
    private TestApplication application = null!;
    private TestTenant tenant = null!;

    public async Task InitializeAsync()
    {
        site = await FeedSite.StartAsync();
        site.Put("/coffee", FeedSite.Rss("Coffee news",
            ("New coffee shop with a roastery opens downtown", "https://news.test/1", "A new coffee shop with its own roastery has opened in the city centre. The owners promise three kinds of beans from Ethiopia and Kenya.")));
        site.Put("/page", $"<!doctype html><html><head><link rel=alternate type='application/rss+xml' href='{site.At("/coffee")}'></head><body></body></html>", "text/html");
        application = await TestApplication.StartAsync(new TestApplicationOptions(Settings: new Dictionary<string, string?>
        {
            ["Media:Folder"] = folder, ["Outgoing:AllowedPrivateHosts:0"] = site.Host,
        }));
        tenant = await application.AddTenantAsync("cafe");
    }

    public async Task DisposeAsync()
    {
        await application.DisposeAsync();
        await site.DisposeAsync();
        TemporaryFolder.Delete(folder);
    }

    [Theory]
    [InlineData(nameof(Screen.Desktop), "en")]
    [InlineData(nameof(Screen.Phone), "ru")]
    public Task From_a_feed_to_an_approved_post(string screen, string language) => Browser.JourneyAsync(application.Address, Enum.Parse<Screen>(screen), async page =>
    {
        await SignInAsync(page, MemberRole.Owner);
        await page.GotoAsync($"/t/{tenant.Slug}/ideas/sources");
        await Browser.LiveAsync(page);
        await page.Locator(".head-actions .button:not(.secondary)").ClickAsync();
        await page.Locator("input[inputmode=url]").FillAsync(site.At("/page"));
        await page.Locator("#source button[type=submit]").ClickAsync();
        // the page names its feed, which is what is read
        await Expect(page.Locator("#source-form .found")).ToContainTextAsync(site.At("/coffee"));
        await Expect(page.Locator("input[inputmode=url]")).ToHaveValueAsync(site.At("/page"));
        await page.Locator("#source button[type=submit]").ClickAsync();
        await Expect(page.Locator("tr[data-row] button.open")).ToHaveTextAsync("Coffee news");
        await CheckAsync(page, $"sources-{screen}");

        await page.GotoAsync($"/t/{tenant.Slug}/ideas");
        await Browser.LiveAsync(page);
        await Expect(page.Locator("tr[data-row]")).ToHaveCountAsync(1);
        await CheckAsync(page, $"ideas-{screen}");
        await page.Locator("tr[data-row] .write").ClickAsync();

        await Browser.AtAsync(page, "**/content/*");
        var post = Guid.Parse(page.Url.Split('/')[^1]);
        await page.Locator("textarea[name=text]").FillAsync("Written by hand");
        await Expect(page.Locator("[data-preview]")).ToContainTextAsync("Written by hand");
        await Expect(page.Locator("[data-save=Saved]")).ToBeVisibleAsync();
        Assert.Equal("Written by hand", (await tenant.ViewAsync(post)).Content.Text);
        await page.Locator("[data-picker] input[type=file]").SetInputFilesAsync(new FilePayload { Name = "cup.png", MimeType = "image/png", Buffer = Samples.RealPng });
        await Expect(page.Locator("[data-media]")).ToHaveCountAsync(1);
        await Expect(page.Locator("[data-counter=telegram]")).ToContainTextAsync("1024");
        await page.Locator("[data-act=ready]").ClickAsync();
        await Expect(page.Locator("main header [data-status=Ready]")).ToBeVisibleAsync();
        await page.Locator("[data-act=approve]").ClickAsync();
        await Expect(page.Locator("main header [data-status=Approved]")).ToBeVisibleAsync();
        await CheckAsync(page, $"post-{screen}");
        Assert.Equal(PostStatus.Approved, (await tenant.ViewAsync(post)).Status);

        await page.GotoAsync($"/t/{tenant.Slug}/content?status=approved");
        await Expect(page.Locator("[data-row]")).ToHaveCountAsync(1);
        await CheckAsync(page, $"content-{screen}");
        await page.GotoAsync($"/t/{tenant.Slug}/ideas/topics");
        await CheckAsync(page, $"topics-{screen}");
    }, language);

    [Fact]
    public Task Another_hand_in_the_same_post_is_told_and_loses_nothing() => Browser.JourneyAsync(application.Address, Screen.Desktop, async page =>
    {
        var post = await tenant.NewAsync("first");
        await SignInAsync(page, MemberRole.Editor);
        await page.GotoAsync($"/t/{tenant.Slug}/content/{post.Id}");
        await Browser.LiveAsync(page);
        await Expect(page.Locator("textarea[name=text]")).ToHaveValueAsync("first");
        await page.Locator("textarea[name=text]").FillAsync("mine");
        await Expect(page.Locator("[data-preview]")).ToContainTextAsync("mine");
        await Expect(page.Locator("[data-save=Saved]")).ToBeVisibleAsync();

        await tenant.AsAsync<PostEditor, Result<int>>(MemberRole.Owner, async e => await e.SaveAsync(post.Id, (await tenant.ViewAsync(post.Id)).Version, PostRig.Text("theirs")));
        await Expect(page.Locator("textarea[name=text]")).ToHaveValueAsync("theirs");

        Assert.Equal(0, await page.Locator("[data-act=approve]").CountAsync());
    });

    [Fact]
    public Task A_letter_typed_right_before_the_approval_is_approved_by_nobody() => Browser.JourneyAsync(application.Address, Screen.Desktop, async page =>
    {
        var post = await tenant.NewAsync("read");
        await tenant.ReadyAsync(post);
        await OpenAsync(page, post);
        // in one go, so that no save comes between
        await page.EvaluateAsync("""
            () => {
              const text = document.querySelector('textarea[name=text]');
              text.value = 'read!';
              text.dispatchEvent(new InputEvent('input', { bubbles: true }));
              document.querySelector('[data-act=approve]').click();
            }
            """);
        await Expect(page.GetByText("a draft again")).ToBeVisibleAsync();
        await Expect(page.Locator("main header [data-status=Draft]")).ToBeVisibleAsync();
        var now = await tenant.ViewAsync(post.Id);
        Assert.Equal((PostStatus.Draft, "read!"), (now.Status, now.Content.Text));
    });

    [Fact]
    public Task A_verb_on_words_that_cannot_be_saved_says_why() => Browser.JourneyAsync(application.Address, Screen.Desktop, async page =>
    {
        var post = await tenant.NewAsync("words");
        await OpenAsync(page, post);
        await page.Locator("input[name=link]").FillAsync("nowhere");
        await Expect(page.Locator("[data-save=Failed]")).ToBeVisibleAsync();
        var why = page.Locator("[data-desk] > .fault");
        await Expect(why).ToHaveCountAsync(0);
        await page.Locator("[data-act=ready]").ClickAsync();
        await Expect(why).ToBeVisibleAsync();
        Assert.Equal(PostStatus.Draft, (await tenant.ViewAsync(post.Id)).Status);
        await page.Locator("input[name=link]").FillAsync("https://news.test/1");
        await Expect(page.Locator("[data-save=Saved]")).ToBeVisibleAsync();
        await Expect(why).ToHaveCountAsync(0);
    });

    [Fact]
    public Task Viewers_read_without_any_button_to_change() => Browser.JourneyAsync(application.Address, Screen.Desktop, async page =>
    {
        var post = await tenant.NewAsync("only read");
        await SignInAsync(page, MemberRole.Viewer);
        foreach (var address in new[] { "ideas", "ideas/sources", "ideas/topics", "content", $"content/{post.Id}" })
        {
            await page.GotoAsync($"/t/{tenant.Slug}/{address}");
            await Browser.LiveAsync(page);
            await Expect(page.Locator("h1").First).ToBeVisibleAsync();
            Assert.Equal(0, await page.Locator("main .actions .button[type=button], main textarea, main input[type=file], main form.panel").CountAsync());
        }
    });

    private async Task OpenAsync(IPage page, PostView post)
    {
        await SignInAsync(page, MemberRole.Owner);
        await page.GotoAsync($"/t/{tenant.Slug}/content/{post.Id}");
        await Expect(page.Locator("[data-editor=ready]")).ToBeVisibleAsync();
    }

    private async Task SignInAsync(IPage page, MemberRole role)
    {
        await page.GotoAsync($"/sign-in?returnUrl=/t/{tenant.Slug}/content");
        await page.Locator("input[type=email]").FillAsync(Seed.Email(role, tenant.Slug));
        await page.Locator("input[type=password]").FillAsync(Seed.Password);
        await page.Locator("input[type=password]").PressAsync("Enter");
        await Browser.AtAsync(page, "**/t/**");
    }

    private static async Task CheckAsync(IPage page, string name)
    {
        await Expect(page.Locator("h1").First).ToBeVisibleAsync();
        await Browser.ShotAsync(page, name);
        Assert.False(await Browser.OverflowsAsync(page), $"{name} can be scrolled sideways");
    }
}
