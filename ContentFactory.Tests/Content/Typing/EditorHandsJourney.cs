using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Content.Typing;

/// <summary>Pasting from a word processor, keys, and taking back what a button did.</summary>
public sealed class EditorHandsJourney : IAsyncLifetime
{
    private TestApplication application = null!;
    private TestTenant tenant = null!;

    public async Task InitializeAsync()
    {
        application = await TestApplication.StartAsync();
        tenant = await application.AddTenantAsync("cafe");
    }

    public async Task DisposeAsync() => await application.DisposeAsync();

    [Fact]
    public Task A_paste_from_Word_becomes_plain_text() => JourneyAsync("", async (page, post) =>
    {
        await PasteAsync(page, "Se\u00ADve\u00ADral words\u00A0here\r\n·\tfirst\r\no\tsecond\r\n\uF0B7\u00A0third\u000Bbelow \r\n\r\n\r\n\r\nend 👨‍👩‍👧", "<b>Several</b>");

        const string clean = "Several words here\n• first\n• second\n• third\nbelow\n\nend 👨‍👩‍👧";
        await Expect(page.Locator("textarea[name=text]")).ToHaveValueAsync(clean);
        await Eventually.BecomesAsync(async () => (await tenant.ViewAsync(post)).Content.Text, text => text == clean);
        await page.Locator("textarea[name=text]").PressAsync("Control+z");
        await Expect(page.Locator("textarea[name=text]")).ToHaveValueAsync("");
    });

    [Fact]
    public Task A_pasted_word_keeps_the_blank_behind_it() => JourneyAsync("", async (page, post) =>
    {
        await PasteAsync(page, "one\u00A0word \t\nand ", "<b>one</b>");
        await page.Keyboard.TypeAsync("more");

        await Expect(page.Locator("textarea[name=text]")).ToHaveValueAsync("one word\nand more");
    });

    [Fact]
    public Task A_paste_of_a_hundred_kilobytes_is_saved_whole() => JourneyAsync("", async (page, post) =>
    {
        var text = string.Concat(Enumerable.Range(0, 9_900).Select(n => $"слово{n % 1000:000}{(n % 100 == 99 ? "\n" : " ")}")).TrimEnd();
        await PasteAsync(page, text, "<p>…</p>");

        await Eventually.BecomesAsync(async () => (await tenant.ViewAsync(post)).Content.Text.Length, length => length >= text.Length - 200);
        await Expect(page.Locator("[data-save=Saved]")).ToBeVisibleAsync();
        Assert.Equal(0, await page.Locator(".components-reconnect-show").CountAsync());
    });

    [Fact]
    public Task A_megabyte_is_refused_at_its_field_and_stays() => JourneyAsync("before", async (page, post) =>
    {
        await PasteAsync(page, string.Concat(Enumerable.Range(0, 80_000).Select(n => $"слово{n:000000}{(n % 10 == 9 ? "\n" : " ")}")), "");

        await Expect(page.Locator("#post-Text-fault")).ToContainTextAsync("100");
        await Expect(page.Locator("[data-save=Failed]")).ToBeVisibleAsync();
        Assert.True(await page.Locator("textarea[name=text]").EvaluateAsync<int>("field => field.value.length") >= 900_000);
        // the connection lives, and a verb says why it does not begin
        await page.Locator("[data-act=ready]").ClickAsync();
        await Expect(page.Locator("[data-desk] > .fault")).ToBeVisibleAsync();
        Assert.Equal("before", (await tenant.ViewAsync(post)).Content.Text);
        await page.Locator("textarea[name=text]").FillAsync("short again");
        await Expect(page.Locator("[data-save=Saved]")).ToBeVisibleAsync();
        await Expect(page.Locator("#post-Text-fault")).ToHaveCountAsync(0);
        Assert.Equal("short again", (await tenant.ViewAsync(post)).Content.Text);
    });

    [Fact]
    public Task Keys_save_and_send_for_approval() => JourneyAsync("words", async (page, post) =>
    {
        var text = page.Locator("textarea[name=text]");
        await text.PressAsync("Control+s");
        await Expect(page.Locator("[data-save=Saved]")).ToContainTextAsync("Everything is saved");
        await text.FillAsync("more words");
        await text.PressAsync("Control+Enter");
        await Expect(page.Locator("main header [data-status=Ready]")).ToBeVisibleAsync();
        Assert.Equal((PostStatus.Ready, "more words"), ((await tenant.ViewAsync(post)).Status, (await tenant.ViewAsync(post)).Content.Text));
    });

    [Fact]
    public Task A_tag_and_a_topic_take_no_approval_back() => JourneyAsync("words", async (page, post) =>
    {
        await tenant.AsAsync<Domain.Trends.TopicEditor, Result<Guid>>(MemberRole.Editor, t => t.AddAsync(new("Bread", "bread", "en", [tenant.CompanyId])));
        await page.ReloadAsync();
        await Browser.LiveAsync(page);
        await page.Locator("[data-act=ready]").ClickAsync();
        await Expect(page.Locator("main header [data-status=Ready]")).ToBeVisibleAsync();
        await page.Locator("#labels-Tags").FillAsync("spring");
        await page.Locator("#labels-Tags").PressAsync("Enter");
        await Expect(page.Locator("[data-labels] li")).ToHaveTextAsync("spring");
        await page.Locator("[data-labels] input[type=checkbox]").CheckAsync();
        await Eventually.BecomesAsync(async () => await tenant.ViewAsync(post), view => view is { Status: PostStatus.Ready, Tags: ["spring"], TopicIds.Count: 1 });
    });

    [Fact]
    public async Task A_word_to_avoid_is_replaced_and_the_replacement_taken_back()
    {
        await tenant.DbAsync(db => db.Database.ExecuteSqlAsync($"update brand_voices set language = 'en', preferred = array['cheap -> fair'] where tenant_id = {tenant.Id}"));
        await JourneyAsync("A cheap lunch", async (page, post) =>
        {
            await Expect(page.Locator("[data-voice='1']")).ToContainTextAsync("a word to avoid");
            await page.Locator("[data-swap='0']").ClickAsync();
            var text = page.Locator("textarea[name=text]");
            await Expect(text).ToHaveValueAsync("A fair lunch");
            await Expect(page.Locator("[data-voice='0']")).ToBeAttachedAsync();
            await text.PressAsync("End");
            await page.Keyboard.TypeAsync("\n\nCome early");
            await page.Locator("[data-undo=Undo_Voice] button").ClickAsync();
            await Expect(text).ToHaveValueAsync("A cheap lunch\n\nCome early");
            await Eventually.BecomesAsync(async () => (await tenant.ViewAsync(post)).Content.Text, t => t == "A cheap lunch\n\nCome early");
        });
    }

    private static Task PasteAsync(IPage page, string plain, string html) => page.Locator("textarea[name=text]").EvaluateAsync("""
        (field, [plain, html]) => {
          field.focus();
          const clipboard = new DataTransfer();
          clipboard.setData('text/plain', plain);
          clipboard.setData('text/html', html);
          // a made event has no default action of its own: what the browser would do stands here
          const event = new ClipboardEvent('paste', { clipboardData: clipboard, bubbles: true, cancelable: true });
          if (field.dispatchEvent(event)) document.execCommand('insertText', false, plain);
        }
        """, new[] { plain, html });

    private Task JourneyAsync(string text, Func<IPage, Guid, Task> walk) => Browser.JourneyAsync(application.Address, Screen.Desktop, async page =>
    {
        var post = await tenant.NewAsync(text);
        await page.GotoAsync($"/sign-in?returnUrl=/t/{tenant.Slug}/content/{post.Id}");
        await page.Locator("input[type=email]").FillAsync(Seed.Email(MemberRole.Editor, tenant.Slug));
        await page.Locator("input[type=password]").FillAsync(Seed.Password);
        await page.Locator("input[type=password]").PressAsync("Enter");
        await Browser.LiveAsync(page);
        await Expect(page.Locator("[data-editor=ready]")).ToBeVisibleAsync();
        await walk(page, post.Id);
    });
}
