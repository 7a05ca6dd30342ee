using System.Net;
using System.Text.RegularExpressions;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Billing;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Media.Makers;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using MakingTexts = ContentFactory.Web.Media.Making.Texts;

namespace ContentFactory.Tests.Media.Making;

/// <summary>Somebody makes a card here, orders a picture from a maker with a key, and reads what other keys would add.</summary>
public sealed class MakingJourney : IAsyncLifetime
{
    private readonly string folder = TemporaryFolder.NewPath();
    private readonly FakeOpenAiMedia openAi = new(TimeProvider.System) { File = RealFiles.Picture(".png", "testsrc2=size=1024x1024") };
    private TestApplication application = null!;
    private TestTenant tenant = null!;

    public async Task InitializeAsync()
    {
        await openAi.StartAsync();
        application = await TestApplication.StartAsync(new(Settings: new Dictionary<string, string?>
        {
            ["Media:Folder"] = folder, ["Ai:OpenAi:ApiKey"] = openAi.Key, ["Ai:OpenAi:BaseAddress"] = $"{openAi.Address}v1",
        }));
        tenant = await application.AddTenantAsync("atelier");
        await tenant.DbAsync(async db =>
        {
            var plan = await db.Plans.SingleAsync(p => p.Code == "enterprise");
            db.Subscriptions.Add(Subscription.GivenByHand(tenant.Id, Ids.New(TimeProvider.System), plan.Id, TimeProvider.System.GetUtcNow()));
            return await db.SaveChangesAsync();
        });
    }

    public async Task DisposeAsync()
    {
        await application.DisposeAsync();
        await openAi.DisposeAsync();
        TemporaryFolder.Delete(folder);
    }

    [Theory]
    [InlineData(nameof(Screen.Desktop), "en", false)]
    [InlineData(nameof(Screen.Phone), "ru", true)]
    public async Task A_card_is_made_here_and_a_picture_is_ordered(string screen, string language, bool dark)
    {
        var post = await MakingDomain.PostAsync(tenant, "Зимой окна менять можно", "Пена и герметики работают до минус десяти. Окно меняют за два часа.");
        var answered = new TaskCompletionSource();
        openAi.Fail(FakeOpenAiMedia.Images, async (context, accept, _) =>
        {
            await answered.Task;
            await accept().WriteAsync(context);
        });
        await Browser.JourneyAsync(application.Address, Enum.Parse<Screen>(screen), async page =>
        {
            var person = new Stranger(page, new Words(language), $"making-{screen}-{language}".ToLowerInvariant());
            await person.SignInAsync(Seed.Email(MemberRole.Editor, tenant.Slug), $"/t/{tenant.Slug}/content/{post}");

            await MakeCardAsync(person);
            await OrderAsync(person, answered);
            await Expect(page.Locator("li[data-media]")).ToHaveCountAsync(2);
            await ReadWhatKeysAddAsync(person);

            await page.GotoAsync($"/t/{tenant.Slug}/content/media?sort=-added");
            await Browser.LiveAsync(page);
            await page.Locator("[data-act=make-open]").ClickAsync();
            await Expect(page.Locator("#make [data-kind]")).ToHaveCountAsync(3);
            await person.LookAsync("library");
            await page.Keyboard.PressAsync("Escape");
            await page.Locator("tr[data-row] a.list-link").First.ClickAsync();
            await Browser.AtAsync(page, "**/content/media/*");
            await Expect(page.GetByText("OpenAI, gpt-image-2")).ToBeVisibleAsync();
        }, language, dark);
        Assert.Empty(openAi.Violations);
    }

    [Theory]
    [InlineData(nameof(Screen.Desktop), "en", false)]
    [InlineData(nameof(Screen.Phone), "ru", true)]
    public Task A_company_gets_a_logo(string screen, string language, bool dark) => Browser.JourneyAsync(application.Address, Enum.Parse<Screen>(screen), async page =>
    {
        var person = new Stranger(page, new Words(language), $"logo-{screen}-{language}".ToLowerInvariant());
        var company = $"/t/{tenant.Slug}/settings/companies/{tenant.CompanyId}";
        await person.SignInAsync(Seed.Email(MemberRole.Owner, tenant.Slug), company);
        await page.Locator("[data-logo] input[type=file]").SetInputFilesAsync(new FilePayload { Name = "logo.png", MimeType = "image/png", Buffer = RealFiles.Picture(".png", "color=c=orange:size=300x200") });
        await Expect(page.Locator("[data-logo] img")).ToBeVisibleAsync();
        await person.LookAsync("chosen");
        await page.Locator("form[data-keep=company] > .actions .button").ClickAsync();
        await Expect(page.Locator(".saved")).ToBeVisibleAsync();

        await page.GotoAsync($"/t/{tenant.Slug}/content/media?sort=-added");
        await Browser.LiveAsync(page);
        await page.Locator("tr[data-row] a.list-link").First.ClickAsync();
        await Expect(page.Locator($"[data-logo-of='{tenant.CompanyId}']")).ToBeVisibleAsync();
        await person.LookAsync("file");
        await page.GotoAsync(company);
        await Browser.LiveAsync(page);
        await page.Locator("[data-act=logo-remove]").ClickAsync();
        await Expect(page.Locator("[data-logo] img")).ToHaveCountAsync(0);
        await page.Locator("form[data-keep=company] > .actions .button").ClickAsync();
        await Expect(page.Locator(".saved")).ToBeVisibleAsync();
        Assert.Null(await tenant.DbAsync(db => db.Companies.Select(c => c.LogoMediaId).SingleAsync()));
    }, language, dark);

    [Fact]
    public async Task A_viewer_is_offered_nothing_to_make()
    {
        var post = await MakingDomain.PostAsync(tenant, "Зимой", "Пена работает.");
        using var editor = await application.SignInAsync(tenant, MemberRole.Editor);
        using var viewer = await application.SignInAsync(tenant, MemberRole.Viewer);
        foreach (var page in new[] { $"/t/{tenant.Slug}/content/{post}", $"/t/{tenant.Slug}/content/media" })
        {
            Assert.Contains("data-act=\"make-", await editor.GetStringAsync(page), StringComparison.Ordinal);
            using var seen = await viewer.GetAsync(page);
            Assert.Equal(HttpStatusCode.OK, seen.StatusCode);
            Assert.DoesNotContain("data-act=\"make-", await seen.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    private static async Task MakeCardAsync(Stranger person)
    {
        var page = person.Page;
        await page.Locator("[data-act=make-card]").ClickAsync();
        await Expect(page.Locator("#make .preview img")).ToHaveJSPropertyAsync("complete", true);
        await Expect(page.Locator("#make [data-cost]")).ToHaveTextAsync(person.Words.Of<MakingTexts>("Make_Cost"));
        await person.LookAsync("card");
        await page.Locator("#make [data-act=make]").ClickAsync();
        await page.Locator("[data-act=add-made]").ClickAsync();
        await Expect(page.Locator("li[data-media]")).ToHaveCountAsync(1);
    }

    private static async Task OrderAsync(Stranger person, TaskCompletionSource answered)
    {
        var page = person.Page;
        await page.Locator("[data-act=make-order]").ClickAsync();
        await Expect(page.Locator("#make textarea")).ToHaveValueAsync(new Regex("Пена и герметики"));
        await Expect(page.Locator("#make [data-cost]")).ToContainTextAsync(person.Words.Language is "ru" ? "0,07\u00a0$" : "$0.07");
        await Expect(page.Locator("#make [data-maker=openai] input")).ToBeCheckedAsync();
        var absent = page.Locator("#make [data-maker=stability]");
        await Expect(absent.Locator("input")).ToBeDisabledAsync();
        await Expect(absent).ToContainTextAsync(person.Words.LikeProblem("Media.Adds_Stability"));
        await Expect(absent).Not.ToContainTextAsync("Media:Makers");
        await page.Locator("#make textarea").FillAsync("A window in winter");
        await person.LookAsync("order");
        await page.Locator("#make [data-act=make]").ClickAsync();

        var work = page.Locator("[data-work=Running]");
        await Expect(work.GetByText(person.Words.LikeProblem("Media.Making_Asking"))).ToBeVisibleAsync();
        await person.LookAsync("running");
        answered.SetResult();
        await page.Locator("[data-act=add-made]").ClickAsync();
        await Expect(page.Locator("[data-made] .hint")).ToHaveCountAsync(2);
        await person.LookAsync("added");
    }

    private static async Task ReadWhatKeysAddAsync(Stranger person)
    {
        var page = person.Page;
        await page.Locator("[data-act=make-order]").ClickAsync();
        await page.Locator("#make [data-kind=Video]").ClickAsync();
        await Expect(page.Locator("#make [data-none]")).ToHaveTextAsync(person.Words.Of<MakingTexts>("Make_NoneVideo"));
        await Expect(page.Locator("#make [data-act=make]")).ToBeDisabledAsync();
        await person.LookAsync("no-key");
        await page.Locator("#make [data-kind=Voice]").ClickAsync();
        await Expect(page.Locator("#make textarea")).ToHaveValueAsync(new Regex("за два часа"));
        await person.LookAsync("voice");
        await page.Locator("#make header [data-closes]").ClickAsync();
    }
}
