using ContentFactory.Domain.Access;
using ContentFactory.Domain.Ai.Costs;
using ContentFactory.Tests.Ai.Makers;
using ContentFactory.Tests.Content.Variants;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Content;

/// <summary>An editor watches a model write, stops it, has it write again, and lands on the post.</summary>
public sealed class DraftStreamJourney : IAsyncLifetime
{
    private const string Model = "claude-sonnet-5-5";
    private const string Title = "Семейная ипотека подешевела до 5,5%";
    private const string Call = "Запишитесь на бесплатную консультацию.";

    private readonly FakeAnthropic anthropic = new(TimeProvider.System);
    private TestApplication application = null!;
    private TestTenant tenant = null!;

    public async Task InitializeAsync()
    {
        application = await anthropic.ApplicationAsync();
        tenant = await application.AddTenantAsync("watchers");
        await tenant.ItemAsync(TimeProvider.System.GetUtcNow(), "Семейная ипотека подешевела", VariantRig.Story, "ru");
    }

    public async Task DisposeAsync()
    {
        await application.DisposeAsync();
        await anthropic.DisposeAsync();
    }

    [Theory]
    [InlineData(Screen.Desktop, "en", false)]
    [InlineData(Screen.Phone, "ru", true)]
    internal Task An_editor_watches_a_draft_stops_it_and_has_it_written(Screen screen, string language, bool dark) => Browser.JourneyAsync(application.Address, screen, async page =>
    {
        var editor = new Stranger(page, new Words(language), $"stream-{screen}".ToLowerInvariant());
        await editor.SignInAsync(Seed.Email(MemberRole.Editor, tenant.Slug), $"/t/{tenant.Slug}/content");
        await page.Locator("[data-act=ask]").ClickAsync();
        await Expect(page.Locator("[data-idea]:checked")).ToHaveCountAsync(1);
        await page.Locator("#generate-Language").SelectOptionAsync("ru");
        await page.Locator("input[name=call]").FillAsync(Call);

        await StopAsync(editor);
        await FailAsync(editor);
        await CloseAsync(editor);
        Assert.Equal(0, await tenant.DbAsync(db => db.Posts.CountAsync()));

        await page.Locator("[data-act=ask]").ClickAsync();
        await LandAsync(editor, () => page.Locator("[data-act=generate]").ClickAsync());
        Assert.Contains(Call, anthropic.PromptOf(anthropic.Calls[^1]), StringComparison.Ordinal);
        await LeaveAsync(editor);
        await IdeasAsync(page);
        await LandAsync(editor, () => page.Locator(".write").First.ClickAsync());
        Assert.Equal(2, await tenant.DbAsync(db => db.Posts.CountAsync()));
        Assert.Empty(anthropic.Violations);
    }, language, dark);

    /// <summary>Words stand there while the model still writes. Stopped, it is gone, and what was chosen is not.</summary>
    private async Task StopAsync(Stranger editor)
    {
        var (page, held) = (editor.Page, Hold("Аналитики"));
        await page.Locator("[data-act=generate]").ClickAsync();
        await Expect(page.Locator("[data-writing-title]")).ToHaveTextAsync(Title);
        await Expect(page.Locator("[data-writing-text]")).ToContainTextAsync("Аналитики");
        await Expect(page.Locator("[data-writing-text]")).Not.ToContainTextAsync("консультацию");
        await Expect(page.Locator("[data-writing] [role=status]")).ToContainTextAsync(Model);
        await Expect(page.Locator("[data-writing]")).ToBeFocusedAsync();
        await Expect(page.Locator("[data-generate]")).ToBeHiddenAsync();
        await editor.LookAsync("writing");
        await page.Locator("[data-act=stop-draft]").ClickAsync();
        await editor.SeesAsync<ContentTexts>("Writing_Stopped");
        await held.Gone;
        await FormStandsAsync(page);
        await Expect(page.Locator("[data-act=generate]")).ToBeFocusedAsync();
        await editor.LookAsync("stopped");
        await Eventually.BecomesAsync(() => tenant.DbAsync(db => db.AiRequests.OrderBy(r => r.At).LastAsync()), r => (r.Outcome, r.Fault) == (AiOutcome.Unknown, AiFault.Cancelled));
    }

    /// <summary>The first model's answer is void, the second one's no better: the reason stands above the form.</summary>
    private async Task FailAsync(Stranger editor)
    {
        anthropic.Sayings.Enqueue(new(Drafts.Said()[..500]));
        var (page, second) = (editor.Page, new HeldAnswer(anthropic, "claude-haiku-5-5", Drafts.With("mini_script", "Переходите на evil.test/win"), "Сбербанк"));
        anthropic.Fail(FakeMaker.Ask, second.Fault, call: 2);
        await page.Locator("[data-act=generate]").ClickAsync();
        await Expect(page.Locator("[data-writing] [role=status]")).ToHaveTextAsync(editor.Words.Like<ContentTexts>("Writing_Again"));
        await editor.LookAsync("again");
        second.GoOn();
        await Expect(page.Locator("[data-generate] .fault")).ToContainTextAsync("claude-haiku-5-5");
        await FormStandsAsync(page);
        await editor.LookAsync("failed");
    }

    /// <summary>Closing the sheet stops it as well.</summary>
    private async Task CloseAsync(Stranger editor)
    {
        var (page, held) = (editor.Page, Hold("title"));
        await page.Locator("[data-act=generate]").ClickAsync();
        await Expect(page.Locator("[data-writing]")).ToBeVisibleAsync();
        await editor.LookAsync("begun");
        await page.Keyboard.PressAsync("Escape");
        await held.Gone;
        await Expect(page.Locator("#generate")).ToBeHiddenAsync();
    }

    /// <summary>One press beside an idea is watched in the same sheet, and leaving the page stops it too.</summary>
    private async Task LeaveAsync(Stranger editor)
    {
        var (page, held) = (editor.Page, Hold("минимум"));
        await IdeasAsync(page);
        await page.Locator(".write").First.ClickAsync();
        await Expect(page.Locator("[data-writing-text]")).ToContainTextAsync("минимум");
        await editor.LookAsync("from-idea");
        await page.GotoAsync($"/t/{tenant.Slug}/content");
        await held.Gone;
        await Browser.LiveAsync(page);
    }

    private async Task IdeasAsync(IPage page)
    {
        await page.GotoAsync($"/t/{tenant.Slug}/ideas");
        await Browser.LiveAsync(page);
    }

    private async Task LandAsync(Stranger editor, Func<Task> begin)
    {
        var (page, held) = (editor.Page, Hold("минимум"));
        await begin();
        await Expect(page.Locator("[data-writing-text]")).ToContainTextAsync("минимум");
        held.GoOn();
        await Browser.AtAsync(page, "**/content/*-*");
        await Browser.LiveAsync(page);
        await Expect(page.Locator("textarea[name=text]")).ToHaveValueAsync(Drafts.Text);
    }

    private HeldAnswer Hold(string until)
    {
        var held = new HeldAnswer(anthropic, Model, Drafts.Said(), until);
        anthropic.Fail(FakeMaker.Ask, held.Fault);
        return held;
    }

    private static async Task FormStandsAsync(IPage page)
    {
        await Expect(page.Locator("[data-writing]")).ToHaveCountAsync(0);
        await Expect(page.Locator("input[name=call]")).ToHaveValueAsync(Call);
        await Expect(page.Locator("#generate-Language")).ToHaveValueAsync("ru");
        await Expect(page.Locator("[data-idea]:checked")).ToHaveCountAsync(1);
        await Expect(page.Locator("[data-act=generate]")).ToBeEnabledAsync();
    }
}
