using ContentFactory.Domain.Access;
using ContentFactory.Tests.Ai.Makers;
using ContentFactory.Tests.Content;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Platforms.Contract;
using ContentFactory.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using AiTexts = ContentFactory.Web.Ai.Texts;

namespace ContentFactory.Tests.Ai;

/// <summary>An owner changes a role, tries it, sees what it cost and limits it; an editor has a text rewritten; an administrator looks at all of it.</summary>
public sealed class AiJourney : IAsyncLifetime
{
    private readonly FakeAnthropic anthropic = new(TimeProvider.System);
    private TestApplication application = null!;
    private TestTenant tenant = null!;

    public async Task InitializeAsync()
    {
        application = await anthropic.ApplicationAsync();
        tenant = await application.AddTenantAsync("writers");
    }

    public async Task DisposeAsync()
    {
        await application.DisposeAsync();
        await anthropic.DisposeAsync();
    }

    [Theory]
    [InlineData(Screen.Desktop, "en", false)]
    [InlineData(Screen.Phone, "ru", true)]
    internal async Task An_owner_changes_a_role_tries_it_and_limits_the_cost(Screen screen, string language, bool dark)
    {
        anthropic.Always = new(Drafts.Said(), Input: 3_000, Output: 1_500);
        await application.AddPersonAsync("admin@writers.test", SystemRoles.Admin);
        await Browser.JourneyAsync(application.Address, screen, async page =>
        {
            var owner = new Stranger(page, new Words(language), $"ai-{screen}".ToLowerInvariant());
            await owner.SignInAsync(Seed.Email(MemberRole.Owner, tenant.Slug), $"/t/{tenant.Slug}/settings/ai");
            await owner.LookAsync("roles");
            await page.Locator("[data-role=Copywriter]").ClickAsync();
            await Expect(page.Locator("#role-Text")).ToBeVisibleAsync();
            await page.Locator("#role-Text").FillAsync("");
            await page.Locator("#role-Text").FillAsync("Write like a good newspaper.");
            await owner.PressAsync<AiTexts>("Role_Save");
            await Expect(page.Locator("[data-version='1']")).ToBeVisibleAsync();
            await page.Locator("[data-version='0'] summary").ClickAsync();
            await owner.LookAsync("role");
            await TryAsync(owner);
            await LimitAsync(owner);
        }, language, dark);
        await Browser.JourneyAsync(application.Address, screen, async page =>
        {
            var admin = new Stranger(page, new Words(language), $"ai-admin-{screen}".ToLowerInvariant());
            await admin.SignInAsync("admin@writers.test", "/admin/ai");
            await Browser.LiveAsync(page);
            await Expect(page.Locator("[data-outcome=done]")).ToHaveCountAsync(1);
            await admin.LookAsync("log");
            await page.GotoAsync("/admin/ai?outcome=failed");
            await Expect(page.Locator("[data-outcome]")).ToHaveCountAsync(0);
            await PriceAsync(admin);
        }, language, dark);
    }

    [Theory]
    [InlineData(Screen.Desktop, "en", true)]
    [InlineData(Screen.Phone, "ru", false)]
    internal async Task An_editor_has_a_text_rewritten_stops_takes_and_undoes(Screen screen, string language, bool dark)
    {
        var post = await tenant.NewAsync(Drafts.Text);
        const string shorter = "Сбербанк снизил ставку по семейной ипотеке до 5,5% годовых, минимум за два года на рынке.";
        var gone = new TaskCompletionSource();
        anthropic.Fail(FakeMaker.Ask, async (context, _, _) =>
        {
            context.RequestAborted.Register(() => gone.TrySetResult());
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync(string.Concat(anthropic.Events("claude-sonnet-5-5", new(shorter)).Take(6)));
            await context.Response.Body.FlushAsync();
            await gone.Task;
        });
        anthropic.Always = new(shorter);
        await Browser.JourneyAsync(application.Address, screen, async page =>
        {
            var editor = new Stranger(page, new Words(language), $"rewrite-{screen}".ToLowerInvariant());
            await editor.SignInAsync(Seed.Email(MemberRole.Editor, tenant.Slug), $"/t/{tenant.Slug}/content/{post.Id}");
            var (text, shown) = (page.Locator("textarea[name=text]"), page.Locator("[data-rewritten]"));
            await Expect(page.Locator("[data-editor=ready]")).ToBeAttachedAsync();
            await page.Locator("[data-rewrite=shorter]").ClickAsync();
            await Expect(shown).ToContainTextAsync("Сбербанк");
            await editor.LookAsync("running");
            await page.Locator("[data-act=cancel-rewrite]").ClickAsync();
            await Expect(shown).ToHaveCountAsync(0);
            await gone.Task;
            await Expect(text).ToHaveValueAsync(Drafts.Text);

            await page.Locator("[data-rewrite=shorter]").ClickAsync();
            await Expect(page.Locator("[data-rewritten=done]")).ToHaveTextAsync(shorter);
            await text.FillAsync(Drafts.Text + " Typed meanwhile.");
            await editor.LookAsync("preview");
            await page.Locator("[data-act=take-rewrite]").ClickAsync();
            await Expect(text).ToHaveValueAsync(shorter);
            await page.Locator("[data-act=undo-rewrite]").ClickAsync();
            await Expect(text).ToHaveValueAsync(Drafts.Text + " Typed meanwhile.");
            await Eventually.BecomesAsync(async () => (await tenant.ViewAsync(post.Id)).Content.Text, saved => saved == Drafts.Text + " Typed meanwhile.");
        }, language, dark);
    }

    private static async Task TryAsync(Stranger owner)
    {
        var page = owner.Page;
        await owner.FollowAsync<AiTexts>("Role_Try");
        await Expect(page.Locator("[data-side=A]")).ToBeVisibleAsync();
        await owner.PressAsync<AiTexts>("Bench_Run");
        await Expect(page.Locator("#bench-Text-fault")).ToBeVisibleAsync();
        await page.Locator("#bench-Title").FillAsync("Ипотека дешевеет");
        await page.Locator("#bench-Text").FillAsync(Samples.Request("ru").Sources[0].Text);
        await page.Locator(".line select").Last.SelectOptionAsync("ru");
        await page.Locator("[data-side=B] select").First.SelectOptionAsync("");
        await owner.PressAsync<AiTexts>("Bench_Run");
        await Expect(page.Locator("[data-side=A] .said")).ToContainTextAsync("Сбербанк");
        await Expect(page.Locator("[data-side=B] .said")).ToContainTextAsync("%");
        await owner.LookAsync("bench");
    }

    private async Task LimitAsync(Stranger owner)
    {
        var page = owner.Page;
        await page.GotoAsync($"/t/{tenant.Slug}/settings/ai/costs");
        await Browser.LiveAsync(page);
        await Expect(page.Locator(".tables .costs").First).ToContainTextAsync("writers");
        await page.Locator("#budget-Budget").FillAsync("a lot");
        await owner.PressAsync<AiTexts>("Budget_Save");
        await Expect(page.Locator("#budget-Budget-fault")).ToBeVisibleAsync();
        await Expect(page.Locator("#budget-Budget")).ToHaveValueAsync("a lot");
        await page.Locator("#budget-Budget").FillAsync("0,25");
        await owner.PressAsync<AiTexts>("Budget_Save");
        await owner.SeesAsync<AiTexts>("Budget_Saved");
        await owner.LookAsync("costs");
    }

    private static async Task PriceAsync(Stranger admin)
    {
        var page = admin.Page;
        await page.GotoAsync("/admin/ai/prices");
        await Browser.LiveAsync(page);
        await page.Locator("[data-model='claude-haiku-5-5'] .acts button").First.ClickAsync();
        await page.Locator("#price-Input").FillAsync("dear");
        await page.Locator("#price button[type=submit]").ClickAsync();
        await Expect(page.Locator("#price-Input-fault")).ToBeVisibleAsync();
        await admin.LookAsync("price");
        await page.Locator("#price-Input").FillAsync("0,12");
        await page.Locator("#price button[type=submit]").ClickAsync();
        await Expect(page.Locator("[data-model='claude-haiku-5-5']")).ToHaveCountAsync(2);
        await admin.LookAsync("prices");
    }
}
