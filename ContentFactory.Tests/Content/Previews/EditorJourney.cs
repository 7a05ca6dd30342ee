using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.Snippets;
using ContentFactory.Tests.Media;
using ContentFactory.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Content.Previews;

/// <summary>What is written, as each network shows it, in a real browser at both widths.</summary>
public sealed class EditorJourney : IAsyncLifetime
{
    private readonly string folder = TemporaryFolder.NewPath();
    private TestApplication application = null!;
    private TestTenant tenant = null!;

    public async Task InitializeAsync()
    {
        application = await TestApplication.StartAsync(new TestApplicationOptions(Settings: new Dictionary<string, string?> { ["Media:Folder"] = folder }));
        tenant = await application.AddTenantAsync("looks");
        foreach (var entry in new SnippetEntry[] { new(SnippetKind.Signature, "Regards", "Your studio"), new(SnippetKind.Variable, "phone", "+7 900 000") })
            Assert.True((await tenant.AsAsync<SnippetEditor, Domain.Result<Guid>>(MemberRole.Editor, e => e.AddAsync(entry))).Ok);
    }

    public async Task DisposeAsync()
    {
        await application.DisposeAsync();
        TemporaryFolder.Delete(folder);
    }

    [Theory]
    [InlineData(nameof(Screen.Desktop), "en")]
    [InlineData(nameof(Screen.Phone), "ru")]
    public Task A_post_is_looked_at_on_each_network_while_it_is_written(string screen, string language) => Browser.JourneyAsync(application.Address, Enum.Parse<Screen>(screen), async page =>
    {
        var post = await OpenAsync(page);
        await page.Locator("textarea[name=text]").FillAsync("Call {{phone}} today #studio");
        await Expect(page.Locator("[data-preview]")).ToContainTextAsync("Call {{phone}}");
        await page.Locator("[data-act=fill]").ClickAsync();
        await Expect(page.Locator("textarea[name=text]")).ToHaveValueAsync("Call +7 900 000 today #studio");
        await page.Locator("[data-snippet=Regards]").ClickAsync();
        await Expect(page.Locator("textarea[name=text]")).ToHaveValueAsync("Call +7 900 000 today #studio\n\nYour studio");

        await page.Locator("[data-text-tools] .open").ClickAsync();
        await page.Locator("[data-text-tools] input[type=search]").FillAsync("rocket");
        await page.Locator("[data-text-tools] input[type=search]").PressAsync("Enter");
        await Expect(page.Locator("textarea[name=text]")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("🚀"));
        await Expect(page.Locator("[data-preview]")).ToContainTextAsync("🚀");

        // the same file dropped twice stands once
        for (var n = 0; n < 2; n++)
        {
            await page.Locator("[data-picker] input[type=file]").SetInputFilesAsync(new FilePayload { Name = "cup.png", MimeType = "image/png", Buffer = Samples.RealPng });
            await Expect(page.Locator("[data-picker] [role=progressbar]")).ToHaveCountAsync(0);
        }
        await Expect(page.Locator("[data-media]")).ToHaveCountAsync(1);

        var networks = await page.Locator("[data-preview-of] [role=tab]").EvaluateAllAsync<string[]>("tabs => tabs.map(tab => tab.dataset.network)");
        Assert.NotEmpty(networks);
        foreach (var network in networks)
        {
            await page.Locator($"[data-preview-of] [role=tab][data-network={network}]").ClickAsync();
            await Expect(page.Locator($"[data-preview-of={network}]")).ToBeVisibleAsync();
            Assert.InRange((await page.Locator("[data-preview]").BoundingBoxAsync())!.Width, 280, 361);
            await Browser.ShotAsync(page, $"look-{network}-{screen}");
        }

        await page.Locator("[data-act=type]").SelectOptionAsync(nameof(PostType.Story));
        await Expect(page.Locator("[data-act=type]")).ToHaveValueAsync(nameof(PostType.Story));
        await Eventually.BecomesAsync(async () => (await tenant.ViewAsync(post)).Type, type => type is PostType.Story);
        await page.Locator("[data-ideas] textarea").First.FillAsync("A cup in close-up");
        await page.Locator("[data-ideas] textarea").First.BlurAsync();
        await Expect(page.Locator("[data-act=ideas]")).ToHaveCountAsync(0);
        await page.Locator("textarea[name=text]").FillAsync("Other words");
        await Eventually.BecomesAsync(async () => (await tenant.ViewAsync(post)).Content, kept => (kept.Text, kept.VideoIdea) == ("Other words", "A cup in close-up"));
    }, language);

    [Fact]
    public Task Messages_of_a_chain_are_split_and_moved_by_keyboard() => Browser.JourneyAsync(application.Address, Screen.Desktop, async page =>
    {
        var post = await OpenAsync(page);
        await page.Locator("textarea[name=text]").FillAsync("First words. Second words.");
        await page.Locator("[data-variants] [role=tab][data-network=telegram]").ClickAsync();
        await Expect(page.Locator("[data-variant=telegram] .original")).ToContainTextAsync("First words.");
        await page.Locator("[data-variant=telegram] [data-act=follow]").UncheckAsync();
        await page.Locator("#variant-telegram-0").EvaluateAsync("field => { field.focus(); field.setSelectionRange(13, 13); }");
        await page.Locator("[data-variant=telegram] [data-act=split]").ClickAsync();
        await Expect(page.Locator("#variant-telegram-1")).ToHaveValueAsync("Second words.");
        await Expect(page.Locator("[data-look=TelegramLook] .bubble")).ToHaveCountAsync(2);

        await page.Locator("[data-variant=telegram] [data-handle]").First.FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator("#variant-telegram-0")).ToHaveValueAsync("Second words.");
        await Expect(page.Locator("[data-look=TelegramLook] .bubble").First).ToContainTextAsync("Second words.");
        await Expect(page.Locator("[data-variant=telegram] [data-act=write]")).ToHaveCountAsync(0);
        Assert.Equal(["Second words.", "First words."], (await tenant.ViewAsync(post)).Variants.Single(v => v.Platform == "telegram").Parts);
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public Task Text_of_a_network_is_formatted_by_buttons_and_keys(bool onPhone) => Browser.JourneyAsync(application.Address, onPhone ? Screen.Phone : Screen.Desktop, async page =>
    {
        var post = await OpenAsync(page);
        await page.Locator("textarea[name=text]").FillAsync("Fresh bread today\nOrder now");
        await page.Locator("[data-variants] [role=tab][data-network=telegram]").ClickAsync();
        await Expect(page.Locator("[data-variant=telegram] .original")).ToContainTextAsync("Fresh bread today");
        await Expect(page.Locator("[data-format-of]")).ToHaveCountAsync(0);
        await page.Locator("[data-variant=telegram] [data-act=follow]").UncheckAsync();
        var field = page.Locator("#variant-telegram-0");

        await ChooseAsync(field, 6, 11);
        await page.Keyboard.PressAsync("Control+b");
        await Expect(field).ToHaveValueAsync("Fresh **bread** today\nOrder now");
        await page.Keyboard.PressAsync("Control+b");
        await Expect(field).ToHaveValueAsync("Fresh bread today\nOrder now");
        await page.Locator("[data-format=Bold]").ClickAsync();
        await ChooseAsync(field, 22, 27);
        await page.Locator("[data-format=Link]").ClickAsync();
        await page.Keyboard.TypeAsync("https://a.example/order");
        await page.Locator("[data-format=Quote]").ClickAsync();
        await Expect(field).ToHaveValueAsync("Fresh **bread** today\n> [Order](https://a.example/order) now");

        var shown = page.Locator("[data-look=TelegramLook] .bubble").First;
        await Expect(shown.Locator("strong")).ToHaveTextAsync("bread");
        await Expect(shown.Locator(".marked-quote .marked-link")).ToHaveTextAsync("Order");
        await Expect(shown).Not.ToContainTextAsync("**");
        await Browser.ShotAsync(page, $"formatting-{onPhone}");
        await Eventually.BecomesAsync(async () => (await tenant.ViewAsync(post)).Variants.FirstOrDefault(v => v.Platform == "telegram")?.Text,
            kept => kept == "Fresh **bread** today\n> [Order](https://a.example/order) now");
    });

    private static Task ChooseAsync(ILocator field, int from, int to) => field.EvaluateAsync("(field, [from, to]) => { field.focus(); field.setSelectionRange(from, to); }", new[] { from, to });

    private async Task<Guid> OpenAsync(IPage page)
    {
        var post = await tenant.NewAsync("");
        await page.GotoAsync($"/sign-in?returnUrl=/t/{tenant.Slug}/content/{post.Id}");
        await page.Locator("input[type=email]").FillAsync(Seed.Email(MemberRole.Editor, tenant.Slug));
        await page.Locator("input[type=password]").FillAsync(Seed.Password);
        await page.Locator("input[type=password]").PressAsync("Enter");
        await Browser.AtAsync(page, "**/content/*-*");
        await Browser.LiveAsync(page);
        await Expect(page.Locator("[data-editor=ready]")).ToBeVisibleAsync();
        return post.Id;
    }
}
