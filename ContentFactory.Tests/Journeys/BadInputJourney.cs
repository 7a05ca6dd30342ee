using System.IO.Compression;
using System.Text;
using ContentFactory.Domain.Access;
using ContentFactory.Tests.Outgoing;
using ContentFactory.Tests.Support;
using ContentFactory.Tests.Trends;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Journeys;

/// <summary>What people type wrongly, and what others answer them: said at its field, in the page's language, nothing typed is lost.</summary>
public sealed class BadInputJourney
{
    private const string Token = "123456789:AAGoodGoodGoodGoodGoodGoodGoodGoodG";

    [Theory]
    [InlineData(Screen.Desktop, "ru")]
    [InlineData(Screen.Phone, "en")]
    internal async Task Bad_sources_are_explained_at_the_field(Screen screen, string language)
    {
        await using var site = await SiteOfBadFeedsAsync();
        await using var application = await TestApplication.StartAsync(new(Settings: new Dictionary<string, string?>
        {
            ["Outgoing:AllowedPrivateHosts:0"] = site.Host, ["Outgoing:TotalTime"] = "00:00:02", ["Outgoing:MaxBytes"] = "200000",
        }));
        var tenant = await application.AddTenantAsync("alpha");
        await Browser.JourneyAsync(application.Address, screen, async page =>
        {
            var stranger = new Stranger(page, new Words(language), $"bad-source-{screen}".ToLowerInvariant());
            await stranger.SignInAsync(Seed.Email(MemberRole.Editor, tenant.Slug), "/t/alpha/ideas/sources");
            await stranger.PressAsync<TrendsTexts>("Sources_Add");
            foreach (var (path, text) in Expected)
            {
                await stranger.FillAsync<TrendsTexts>("Sources_Address", site.At(path));
                await stranger.PressAsync<TrendsTexts>("Sources_Check");
                await Expect(page.Locator("#source .fault")).ToContainTextAsync(stranger.Words.LikeProblem(text));
                await Expect(stranger.Field<TrendsTexts>("Sources_Address")).ToHaveValueAsync(site.At(path));
            }
            await stranger.LookAsync("refused");
            await Expect(page.Locator("tr[data-row]")).ToHaveCountAsync(0);
        }, language);
    }

    [Theory]
    [InlineData(Screen.Desktop, "ru")]
    internal async Task Bad_channels_are_explained_at_the_field(Screen screen, string language)
    {
        await using var telegram = await Site.StartAsync(TelegramAsync);
        await using var application = await TestApplication.StartAsync(new(Settings: new Dictionary<string, string?> { ["Platforms:Telegram:BaseUrl"] = telegram.At("/").AbsoluteUri.TrimEnd('/') }));
        var tenant = await application.AddTenantAsync("alpha");
        await Browser.JourneyAsync(application.Address, screen, async page =>
        {
            var stranger = new Stranger(page, new Words(language), $"bad-channel-{screen}".ToLowerInvariant());
            await stranger.SignInAsync(Seed.Email(MemberRole.Owner, tenant.Slug), "/t/alpha/channels/connect");
            await RefusedAsync("123456789:AAWrongWrongWrongWrongWrongWrongWro", "@mine", "Platforms.Telegram_TokenRefused");
            await RefusedAsync("not a token", "@mine", "Platforms.Telegram_TokenMalformed");
            await RefusedAsync(Token, "@nobody_here", "Platforms.Telegram_ChatNotFound");
            await RefusedAsync(Token, "@mine_but_alone", "Platforms.Telegram_BotNotAdministrator");
            await stranger.LookAsync("refused");

            async Task RefusedAsync(string token, string chat, string problem)
            {
                await page.Locator("[data-field=token]").FillAsync(token);
                await page.Locator("[data-field=chat]").FillAsync(chat);
                await stranger.PressAsync<ChannelsTexts>("Connect_Check");
                await Expect(page.Locator("form.panel .fault")).ToContainTextAsync(stranger.Words.LikeProblem(problem));
                await Expect(page.Locator("[data-field=token]")).ToHaveValueAsync(token);
                await Expect(page.Locator("[data-field=chat]")).ToHaveValueAsync(chat);
            }
        }, language);
    }

    [Fact]
    public async Task Second_owner_of_an_address_is_offered_a_free_one()
    {
        await using var application = await TestApplication.StartAsync();
        await application.AddTenantAsync("alpha");
        await application.AddPersonAsync("second@owner.test");
        await Browser.JourneyAsync(application.Address, Screen.Phone, async page =>
        {
            var stranger = new Stranger(page, new Words("ru"), "bad-slug");
            await stranger.SignInAsync("second@owner.test", "/welcome");
            await stranger.FillAsync<AccessTexts>("Welcome_Name", "Альфа");
            await page.Locator("input[name='Input.Slug']").FillAsync("alpha");
            await stranger.PressAsync<AccessTexts>("Welcome_Button");
            var fault = page.Locator(".fault");
            await Expect(fault).ToContainTextAsync(stranger.Words.LikeProblem("Access.SlugTaken"));
            await Expect(page.Locator("input[name='Input.Name']")).ToHaveValueAsync("Альфа");
            await stranger.LookAsync("taken");
            var offered = System.Text.RegularExpressions.Regex.Matches(await fault.InnerTextAsync(), "[a-z0-9-]{3,}")[^1].Value;
            await page.Locator("input[name='Input.Slug']").FillAsync(offered);
            await stranger.PressAsync<AccessTexts>("Welcome_Button");
            await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex($"/t/{offered}$"));
        }, "ru");
    }

    private static (string Path, string Problem)[] Expected =>
    [
        ("/page", "Trends.PageNotFeed"), ("/missing", "Outgoing.NotFound"), ("/endless", "Outgoing.TooLarge"), ("/bomb", "Outgoing.TooLarge"),
        ("/slow", "Outgoing.TooSlow"), ("/inward", "Outgoing.NotPublic"), ("/xxe", "Trends.FeedHasDocumentType"),
    ];

    private static async Task<FeedSite> SiteOfBadFeedsAsync()
    {
        var site = await FeedSite.StartAsync();
        site.Put("/page", "<!doctype html><html><body>Hello</body></html>", "text/html");
        site.Put("/xxe", "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss><channel><title>&x;</title></channel></rss>");
        site.Answer("/endless", async http =>
        {
            while (!http.RequestAborted.IsCancellationRequested)
                await http.Response.WriteAsync(new string(' ', 10_000), http.RequestAborted);
        });
        site.Answer("/slow", http => Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default));
        site.Answer("/bomb", BombAsync);
        site.Answer("/inward", http =>
        {
            http.Response.Redirect("http://169.254.169.254/latest/meta-data/");
            return Task.CompletedTask;
        });
        return site;
    }

    private static async Task BombAsync(HttpContext http)
    {
        http.Response.Headers.ContentEncoding = "gzip";
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            await gzip.WriteAsync(new byte[20_000_000]);
        await http.Response.Body.WriteAsync(packed.ToArray());
    }

    /// <summary>Knows one bot and two chats, in one of which the bot is an ordinary member.</summary>
    private static Task TelegramAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        var (status, body) = !path.StartsWith($"/bot{Token}/", StringComparison.Ordinal) ? (401, """{"ok":false,"error_code":401,"description":"Unauthorized"}""")
            : path.EndsWith("/getMe", StringComparison.Ordinal) ? (200, """{"ok":true,"result":{"id":123456789,"is_bot":true,"first_name":"Bot","username":"good_bot"}}""")
            : path.EndsWith("/getChatMember", StringComparison.Ordinal) ? (200, """{"ok":true,"result":{"status":"left","user":{"id":123456789,"is_bot":true,"first_name":"Bot"}}}""")
            : (0, "");
        return status > 0 ? WriteAsync(http, status, body) : ChatAsync(http);
    }

    private static async Task ChatAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var (status, body) = (await reader.ReadToEndAsync()).Contains("mine_but_alone", StringComparison.Ordinal)
            ? (200, """{"ok":true,"result":{"id":-1001234567890,"type":"channel","title":"Mine","username":"mine_but_alone"}}""")
            : (400, """{"ok":false,"error_code":400,"description":"Bad Request: chat not found"}""");
        await WriteAsync(http, status, body);
    }

    private static Task WriteAsync(HttpContext http, int status, string body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(body);
    }
}
