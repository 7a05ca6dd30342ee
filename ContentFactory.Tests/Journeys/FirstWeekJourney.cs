using System.Text.RegularExpressions;
using ContentFactory.Tests.Support;
using ContentFactory.Tests.Trends;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Journeys;

/// <summary>The whole loop as somebody walks it who has never seen the product: from the account to the first numbers.</summary>
public sealed class FirstWeekJourney
{
    private const string Article = "Холодный кофе обогнал горячий. Кофейни города продали за лето вдвое больше холодных напитков. Владельцы добавили тоник и апельсин.";

    [Theory]
    [InlineData(Screen.Desktop, "ru", false)]
    [InlineData(Screen.Phone, "en", false)]
    [InlineData(Screen.Phone, "ru", true)]
    [InlineData(Screen.Desktop, "en", true)]
    internal async Task Stranger_publishes_and_sees_numbers_come_back(Screen screen, string language, bool dark)
    {
        await using var site = await FeedSite.StartAsync();
        site.Put("/coffee.xml", FeedSite.Rss("Кофейные новости", ("Холодный кофе обогнал горячий", "https://news.example/cold", Article), ("Зерно подешевело", "https://news.example/beans", "Цена зерна упала на десятую часть. Причина в урожае.")));
        using var log = new ErrorLog();
        await using var application = await StartAsync(site, log);
        await Browser.JourneyAsync(application.Address, screen, async page =>
        {
            var stranger = new Stranger(page, new Words(language), $"week-{screen}-{language}".ToLowerInvariant());
            await RegisterAsync(stranger, application.Database);
            await ConnectSandboxAsync(stranger);
            await AddTopicAsync(stranger);
            await AddSourceAsync(stranger, site.At("/coffee.xml"));
            await WritePostAsync(stranger);
            await PublishAsync(stranger, application.Database);
            await NumbersComeBackAsync(stranger, application.Database);
        }, language, dark);
        Assert.Empty(log.Errors);
    }

    private static Task<TestApplication> StartAsync(FeedSite site, ErrorLog log) => TestApplication.StartAsync(new(Settings: new Dictionary<string, string?>
    {
        ["Outgoing:AllowedPrivateHosts:0"] = site.Host,
        ["Sandbox:BaseUrl"] = null,
        ["Analytics:IdleSeconds"] = "1",
    }, Configure: services => services.AddLogging(logs => logs.AddProvider(log))));

    private static async Task RegisterAsync(Stranger stranger, TestDatabase database)
    {
        await stranger.Page.GotoAsync("/");
        await stranger.LookAsync("sign-in");
        await stranger.FollowAsync<AccessTexts>("SignIn_Register");
        await stranger.LookAsync("register");
        await stranger.RegisterAsync(database, "anna@coffee.example", "Анна Петрова");
        await stranger.HeadedAsync<AccessTexts>("Welcome_Title");
        await stranger.LookAsync("welcome");
        await stranger.FillAsync<AccessTexts>("Welcome_Name", "Кофейня на углу");
        await stranger.PressAsync<AccessTexts>("Welcome_Button");
        await stranger.HeadedAsync<AnalyticsTexts>("Home_Title");
        await Browser.LiveAsync(stranger.Page);
        await stranger.LookAsync("home-empty");
    }

    private static async Task ConnectSandboxAsync(Stranger stranger)
    {
        await stranger.GoAsync("Nav_Channels");
        await stranger.SeesAsync<ChannelsTexts>("Empty_Title");
        await stranger.LookAsync("channels-empty");
        await stranger.FollowAsync<ChannelsTexts>("List_Connect");
        await stranger.HeadedAsync<ChannelsTexts>("Connect_Title");
        await stranger.LookAsync("connect");
        await stranger.PressAsync<ChannelsTexts>("Connect_SandboxButton");
        await stranger.SeesAsync<ChannelsTexts>("Connect_Done");
        await stranger.LookAsync("connected");
        await stranger.FollowAsync<ChannelsTexts>("Connect_Open");
        await Expect(stranger.Link<ChannelsTexts>("Channel_Feed")).ToBeVisibleAsync();
        await stranger.LookAsync("channel");
    }

    private static async Task AddTopicAsync(Stranger stranger)
    {
        await stranger.GoAsync("Nav_Ideas");
        await stranger.SeesAsync<TrendsTexts>("Ideas_NoSources");
        await stranger.LookAsync("ideas-empty");
        await stranger.TabAsync<TrendsTexts>("Nav_Topics");
        await stranger.PressAsync<TrendsTexts>("Topics_Add");
        await stranger.FillAsync<TrendsTexts>("Topics_Name", "Кофе");
        await stranger.FillAsync<TrendsTexts>("Topics_Keywords", "кофе, зерно");
        await stranger.LookAsync("topic");
        await stranger.PressAsync<TrendsTexts>("Save");
        await Expect(stranger.Page.Locator("tr[data-row] button.open")).ToHaveTextAsync("Кофе");
        await stranger.LookAsync("topics");
    }

    private static async Task AddSourceAsync(Stranger stranger, string address)
    {
        await stranger.TabAsync<TrendsTexts>("Nav_Sources");
        await stranger.PressAsync<TrendsTexts>("Sources_Add");
        await stranger.FillAsync<TrendsTexts>("Sources_Address", address);
        await stranger.PressAsync<TrendsTexts>("Sources_Check");
        await Expect(stranger.Field<TrendsTexts>("Sources_Name")).ToHaveValueAsync("Кофейные новости");
        await stranger.LookAsync("source-found");
        await stranger.PressAsync<TrendsTexts>("Sources_AddButton");
        await Expect(stranger.Page.Locator("tr[data-row] button.open")).ToHaveTextAsync("Кофейные новости");
        await Expect(stranger.Page.Locator("main p[role=status]").First).ToBeVisibleAsync();
        await stranger.LookAsync("sources");
        await stranger.TabAsync<TrendsTexts>("Nav_Ideas");
        await Expect(stranger.Page.Locator("tr[data-row]")).ToHaveCountAsync(2);
        await stranger.LookAsync("ideas");
    }

    private static async Task WritePostAsync(Stranger stranger)
    {
        var page = stranger.Page;
        await page.Locator("tr[data-row]", new() { HasText = "Холодный кофе" }).GetByRole(AriaRole.Button, new() { Name = stranger.Words.Of<TrendsTexts>("Idea_Generate") }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/content/[0-9a-f-]{36}$"));
        await Expect(page.Locator("textarea[name=text]")).ToHaveValueAsync(new Regex("кофе", RegexOptions.IgnoreCase));
        await stranger.LookAsync("post-generated");
        await stranger.FillAsync<ContentTexts>("Post_Text", "Холодный кофе теперь и у нас: тоник, апельсин, лёд.");
        await Expect(page.Locator("[data-save]")).ToHaveAttributeAsync("data-save", "Saved");
        await page.Locator("[data-picker] input[type=file]").SetInputFilesAsync(new FilePayload { Name = "витрина.png", MimeType = "image/png", Buffer = await page.ScreenshotAsync() });
        await Expect(page.Locator("[data-media]")).ToHaveCountAsync(1);
        await stranger.LookAsync("post-written");
        await stranger.PressAsync<ContentTexts>("Post_MakeReady");
        await Expect(stranger.Button<ContentTexts>("Post_Approve")).ToBeVisibleAsync();
        await stranger.LookAsync("post-ready");
        await stranger.PressAsync<ContentTexts>("Post_Approve");
        await Expect(stranger.Button<PublishingTexts>("Panel_Now")).ToBeVisibleAsync();
        await stranger.LookAsync("post-approved");
    }

    private static async Task PublishAsync(Stranger stranger, TestDatabase database)
    {
        var page = stranger.Page;
        await stranger.PressAsync<PublishingTexts>("Panel_Now");
        await stranger.LookAsync("publish-now");
        await stranger.PressAsync<PublishingTexts>("Panel_NowYes");
        await page.Locator("a.publication-row").First.ClickAsync();
        await Expect(page.Locator("[data-status=Published]").First).ToHaveTextAsync(stranger.Words.Of<ContentFactory.Web.Ui.Texts>("Status_Published"));
        // the sandbox has numbers after a minute, which looking at pages may take
        await ReadNumbersAsync(database, "interval '1 hour'");
        await stranger.LookAsync("publication");
        var embed = page.Locator("a[data-post-link]");
        await Expect(embed).ToBeVisibleAsync();
        var opened = await page.RunAndWaitForPopupAsync(() => embed.ClickAsync());
        await Expect(opened.Locator("body")).ToContainTextAsync("тоник, апельсин, лёд");
        Assert.False(await Browser.OverflowsAsync(opened));
        await Browser.ShotAsync(opened, $"embed-{stranger.Words.Language}");
        await opened.CloseAsync();
        await stranger.GoAsync("Nav_Calendar");
        await Expect(page.Locator(".month a.pub")).ToHaveCountAsync(1);
        await stranger.LookAsync("calendar");
        await stranger.GoAsync("Nav_Content");
        await Expect(page.Locator("[data-status=Published]").First).ToBeVisibleAsync();
        await stranger.LookAsync("content");
    }

    private static async Task NumbersComeBackAsync(Stranger stranger, TestDatabase database)
    {
        var page = stranger.Page;
        await stranger.GoAsync("Nav_Home");
        await stranger.SeesAsync<ContentFactory.Web.Analytics.Overview.Texts>("Why_NotYet");
        await ReadNumbersAsync(database, "-interval '1 minute'");
        await Expect(page.Locator(".chart-canvas svg").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await stranger.LookAsync("home");
        await stranger.GoAsync("Nav_Channels");
        await page.Locator("a.channel-row").First.ClickAsync();
        await stranger.FollowAsync<ChannelsTexts>("Channel_Feed");
        await Expect(page.Locator(".feed-text")).ToContainTextAsync("тоник, апельсин, лёд");
        await Expect(page.Locator(".feed-post img")).ToHaveJSPropertyAsync("complete", true);
        await stranger.LookAsync("feed");
    }

    /// <summary>The only post's numbers are due so long from now.</summary>
    private static async Task ReadNumbersAsync(TestDatabase database, string from)
    {
        await using var connection = await Sql.OpenAsync(database.ConnectionString("cf_system"));
        Assert.Equal(1, await Sql.RunAsync(connection, $"update publications set next_metrics_at = app_now() + {from} where next_metrics_at is not null"));
    }
}
