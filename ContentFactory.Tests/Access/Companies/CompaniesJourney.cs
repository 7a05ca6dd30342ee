using System.Text.RegularExpressions;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Access;

/// <summary>Several companies of one workspace and how each of them speaks, in a real browser.</summary>
public sealed partial class CompaniesJourney : IAsyncLifetime
{
    private const string List = "/t/alpha/settings/companies";

    private TestApplication application = null!;
    private TestTenant tenant = null!;

    public async Task InitializeAsync()
    {
        application = await TestApplication.StartAsync();
        tenant = await application.AddTenantAsync("alpha");
    }

    public Task DisposeAsync() => application.DisposeAsync().AsTask();

    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal Task A_second_company_is_made_and_works(Screen screen, string language) => AsAsync(MemberRole.Owner, List, screen, language, async stranger =>
    {
        var page = stranger.Page;
        await stranger.PressAsync<CompaniesTexts>("Companies_Add");
        await page.Locator("#company input[name=name]").FillAsync("Вторая <b>марка</b>");
        await page.Locator("#company input[name=slug]").FillAsync("alpha");
        await page.Locator("#company input[name=website]").FillAsync("javascript:alert(1)");
        await stranger.PressAsync<CompaniesTexts>("Companies_Make");
        await Expect(page.Locator("#company .fault")).ToContainTextAsync(stranger.Words.LikeProblem("Access.WebsiteInvalid"));
        await page.Locator("#company input[name=website]").FillAsync("second.example");
        await stranger.PressAsync<CompaniesTexts>("Companies_Make");
        await Expect(page.Locator("#company .fault")).ToContainTextAsync(stranger.Words.LikeProblem("Access.SlugTaken"));
        await stranger.LookAsync("taken");
        await page.GetByRole(AriaRole.Button, new() { Name = stranger.Words.Of<CompaniesTexts>("Company_TakeSlug", "alpha-2") }).ClickAsync();
        await Expect(page.Locator("#company input[name=slug]")).ToHaveValueAsync("alpha-2");
        await stranger.PressAsync<CompaniesTexts>("Companies_Make");

        await Expect(page).ToHaveURLAsync(CompanyAddress());
        await Expect(page.Locator("h1")).ToHaveTextAsync("Вторая <b>марка</b>");
        await Expect(page.Locator("main")).ToContainTextAsync("COMP002");
        await Expect(page.Locator("input[name=website]")).ToHaveValueAsync("https://second.example");
        await page.Locator("input[name=shop]").FillAsync("Шоурум");
        await stranger.PressAsync<CompaniesTexts>("Save");
        await stranger.SeesAsync<CompaniesTexts>("Saved");
        await stranger.LookAsync("company");
        await page.ReloadAsync();
        await Browser.LiveAsync(page);
        await Expect(page.Locator("input[name=shop]")).ToHaveValueAsync("Шоурум");

        await page.GotoAsync("/t/alpha/content");
        await Browser.LiveAsync(page);
        await page.Locator("select.company").SelectOptionAsync(new SelectOptionValue { Label = "Вторая <b>марка</b>" });
        await stranger.PressAsync<ContentTexts>("Content_New");
        await Expect(page).ToHaveURLAsync(new Regex("/content/[0-9a-f-]{36}"));
        await Expect(page.Locator("main")).ToContainTextAsync("Вторая <b>марка</b>");
    });

    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal Task A_voice_is_edited_with_a_sample_that_follows(Screen screen, string language) => AsAsync(MemberRole.Approver, $"{List}/{tenant.CompanyId}/voice", screen, language, async stranger =>
    {
        var page = stranger.Page;
        var sample = page.Locator(".sample");
        var avoid = page.Locator("#voice-Avoid");
        await Expect(sample.Locator(".text")).ToBeVisibleAsync();

        // faster than any answer of the server
        await avoid.FillAsync("уникальный");
        await avoid.PressAsync("Enter");
        await avoid.PressSequentiallyAsync("эксклюзив");
        await avoid.PressAsync("Enter");
        await Expect(Chips(page, "Avoid")).ToHaveTextAsync(["уникальный", "эксклюзив"]);
        await Expect(avoid).ToHaveValueAsync("");
        await Expect(sample).ToContainTextAsync("уникальный, эксклюзив");
        await PasteAsync(avoid, "лучший, дешёвый\nсупер");
        await Expect(Chips(page, "Avoid")).ToHaveTextAsync(["уникальный", "эксклюзив", "лучший", "дешёвый", "супер"]);
        await avoid.PressAsync("Backspace");
        await Expect(Chips(page, "Avoid")).ToHaveCountAsync(4);
        await page.Locator("#voice-Emoji").FillAsync("★");
        await page.Locator("#voice-Emoji").PressAsync("Enter");
        await Expect(sample.Locator(".text")).ToContainTextAsync("★");
        var formal = await sample.Locator(".text").InnerTextAsync();
        await page.Locator("#voice-FormOfAddress").SelectOptionAsync("ты");
        await Expect(sample.Locator(".text")).Not.ToHaveTextAsync(formal);
        await stranger.LookAsync("voice");

        await stranger.PressAsync<CompaniesTexts>("Save");
        await stranger.SeesAsync<CompaniesTexts>("Saved");
        await page.ReloadAsync();
        await Browser.LiveAsync(page);
        await Expect(Chips(page, "Avoid")).ToHaveTextAsync(["уникальный", "эксклюзив", "лучший", "дешёвый"]);
        await Expect(page.Locator("#voice-FormOfAddress")).ToHaveValueAsync("ты");
    });

    [Fact]
    public Task What_does_not_fit_a_list_stays_in_its_field() => AsAsync(MemberRole.Owner, $"{List}/{tenant.CompanyId}/voice", Screen.Desktop, "en", async stranger =>
    {
        var field = stranger.Page.Locator("#voice-Personality");
        var tooLong = new string('x', 61);
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await field.FillAsync(tooLong);
            await field.PressAsync("Enter");
            await Expect(stranger.Page.Locator("#voice-Personality-fault")).ToBeVisibleAsync();
            await Expect(field).ToHaveValueAsync(tooLong);
        }
        await Expect(Chips(stranger.Page, "Personality")).ToHaveCountAsync(0);
        await field.FillAsync("calm");
        await field.PressAsync("Tab");
        await Expect(Chips(stranger.Page, "Personality")).ToHaveTextAsync(["calm"]);
        await Expect(stranger.Page.Locator("#voice-Personality-fault")).ToBeHiddenAsync();
        await Expect(field).ToHaveValueAsync("");
    });

    [Fact]
    public Task Two_tabs_lose_no_word_of_each_other() => AsAsync(MemberRole.Owner, $"{List}/{tenant.CompanyId}", Screen.Desktop, "en", async stranger =>
    {
        var page = stranger.Page;
        await page.Locator("textarea[name=description]").FillAsync("mine");
        await page.Locator("textarea[name=description]").BlurAsync();
        await Expect(page.Locator("[data-typed=true]")).ToBeAttachedAsync();
        await ChangeAsync(entry => entry with { Description = "theirs", ShopType = "kiosk" });
        await Expect(page.Locator(".both")).ToBeVisibleAsync();
        await Expect(page.Locator("textarea[name=description]")).ToHaveValueAsync("mine");
        await stranger.LookAsync("overtaken");
        await stranger.PressAsync<CompaniesTexts>("Save");
        await Expect(page.Locator(".both")).ToBeVisibleAsync();
        Assert.Equal("theirs", (await ReadAsync()).Entry.Description);

        await stranger.PressAsync<CompaniesTexts>("Overtaken_Keep");
        await stranger.SeesAsync<CompaniesTexts>("Saved");
        Assert.Equal("mine", (await ReadAsync()).Entry.Description);

        await page.Locator("textarea[name=description]").FillAsync("mine again");
        await page.Locator("textarea[name=description]").BlurAsync();
        await Expect(page.Locator("[data-typed=true]")).ToBeAttachedAsync();
        await ChangeAsync(entry => entry with { Description = "theirs again" });
        await stranger.PressAsync<CompaniesTexts>("Overtaken_Take");
        await Expect(page.Locator("textarea[name=description]")).ToHaveValueAsync("theirs again");
        await Expect(page.Locator(".both")).ToBeHiddenAsync();
    });

    [Fact]
    public Task Unsaved_words_are_not_left_unseen() => AsAsync(MemberRole.Owner, $"{List}/{tenant.CompanyId}", Screen.Desktop, "en", async stranger =>
    {
        var page = stranger.Page;
        await page.Locator("input[name=name]").FillAsync("Typed");
        await page.Locator("input[name=name]").BlurAsync();
        await Expect(page.Locator("[data-typed=true]")).ToBeAttachedAsync();
        await stranger.TabAsync<CompaniesTexts>("Voice_Tab");
        await Expect(page.Locator(".stay")).ToBeVisibleAsync();
        await Expect(page.Locator("input[name=name]")).ToHaveValueAsync("Typed");
        await stranger.PressAsync<CompaniesTexts>("Unsaved_Leave");
        await Expect(page).ToHaveURLAsync(new Regex("/voice$"));
        await Expect(page.Locator("h1")).ToHaveTextAsync("alpha");
    });

    [Fact]
    public Task The_secret_is_shown_once_and_then_masked() => AsAsync(MemberRole.Owner, $"{List}/{tenant.CompanyId}", Screen.Phone, "en", async stranger =>
    {
        var page = stranger.Page;
        await stranger.PressAsync<CompaniesTexts>("Webhook_Make");
        var secret = await page.Locator("#webhook-made").InputValueAsync();
        Assert.StartsWith("whs_", secret, StringComparison.Ordinal);
        Assert.True(await tenant.AsSystemAsync<CompanyWebhook, bool>(w => w.AcceptsAsync(tenant.CompanyId, secret)));
        await page.ReloadAsync();
        await Browser.LiveAsync(page);
        await Expect(page.Locator("code").First).ToHaveTextAsync("••••" + secret[^4..]);
        Assert.DoesNotContain(secret, await page.ContentAsync(), StringComparison.Ordinal);
    });

    [Theory]
    [InlineData(MemberRole.Viewer)]
    [InlineData(MemberRole.Editor)]
    public Task Who_may_only_read_sees_facts_without_forms(MemberRole role) => AsAsync(role, $"{List}/{tenant.CompanyId}", Screen.Phone, "ru", async stranger =>
    {
        var page = stranger.Page;
        await Expect(page.Locator("main dl.facts")).ToContainTextAsync("alpha");
        await Expect(page.Locator("main form")).ToHaveCountAsync(0);
        await stranger.TabAsync<CompaniesTexts>("Voice_Tab");
        await Expect(page.Locator(".sample .text")).ToBeVisibleAsync();
        await Expect(page.Locator("main form")).ToHaveCountAsync(0);
        await stranger.LookAsync($"read-{role}".ToLowerInvariant());
    });

    private Task AsAsync(MemberRole role, string address, Screen screen, string language, Func<Stranger, Task> journey) => Browser.JourneyAsync(application.Address, screen, async page =>
    {
        var stranger = new Stranger(page, new Words(language), $"companies-{role}-{screen}-{language}".ToLowerInvariant());
        await stranger.SignInAsync(Seed.Email(role, tenant.Slug), address);
        await Expect(page.Locator("h1")).ToBeVisibleAsync();
        await journey(stranger);
    }, language);

    private static ILocator Chips(IPage page, string field) => page.Locator($".chips:has(#voice-{field}) li span");

    /// <summary>As from the clipboard, whose permission a test's browser does not have.</summary>
    private static Task PasteAsync(ILocator field, string text) => field.EvaluateAsync("""
        (field, text) => {
          const data = new DataTransfer();
          data.setData('text/plain', text);
          field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
        }
        """, text);

    private async Task ChangeAsync(Func<CompanyEntry, CompanyEntry> change)
    {
        var seen = await ReadAsync();
        Assert.True((await tenant.AsAsync<CompanyEditor, Result>(MemberRole.Owner, e => e.ChangeAsync(tenant.CompanyId, change(seen.Entry), seen.Version))).Ok);
    }

    private async Task<CompanyView> ReadAsync() => (await tenant.AsAsync<CompanyQueries, Result<CompanyView>>(MemberRole.Owner, q => q.OneAsync(tenant.CompanyId))).Value;

    [GeneratedRegex("/settings/companies/[0-9a-f-]{36}$")]
    private static partial Regex CompanyAddress();
}
