using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Content.Merging;

/// <summary>Two people in one post, each in a browser of their own.</summary>
public sealed class TwoEditorsJourney : IAsyncLifetime
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
    public Task Both_write_in_different_fields_and_nobody_is_asked() => TogetherAsync("first", async (anna, boris, postId) =>
    {
        var text = anna.Locator("textarea[name=text]");
        await text.FocusAsync();
        await text.EvaluateAsync("field => field.setSelectionRange(2, 2)");

        await Expect(boris.Locator("[data-here=\"1\"]")).ToBeVisibleAsync();
        await Expect(boris.Locator("[data-mark=Text]")).ToHaveTextAsync("editor is editing the text");
        await boris.Locator("input[name=title]").FillAsync("Their title");
        await Expect(anna.Locator("[data-mark=Title]")).ToHaveTextAsync("owner is editing the title");
        await Expect(anna.Locator("input[name=title]")).ToHaveValueAsync("Their title");
        Assert.Equal(2, await text.EvaluateAsync<int>("field => document.activeElement === field ? field.selectionStart : -1"));

        await anna.Keyboard.TypeAsync("XY");
        await boris.Locator("textarea[name=hashtags]").FillAsync("bread");
        await Expect(boris.Locator("textarea[name=text]")).ToHaveValueAsync("fiXYrst");
        await Expect(anna.Locator("textarea[name=hashtags]")).ToHaveValueAsync("#bread");
        var kept = await Eventually.BecomesAsync(() => tenant.ViewAsync(postId), v => v.Content.Hashtags.Length == 1 && v.Content.Text == "fiXYrst");
        Assert.Equal("Their title", kept.Content.Title);
        await boris.GotoAsync("/welcome");
        await Expect(anna.Locator("[data-here=\"0\"]")).ToBeAttachedAsync();
        Assert.Equal(0, await anna.Locator("[data-clash]").CountAsync() + await boris.Locator("[data-clash]").CountAsync());
    });

    [Fact]
    public Task Both_write_in_different_paragraphs_of_the_text() => TogetherAsync("Opening.\n\nMiddle.\n\nEnd.", async (anna, boris, postId) =>
    {
        // neither has heard of the other when the parcels go
        await Task.WhenAll(
            anna.Locator("textarea[name=text]").FillAsync("Opening of Anna.\n\nMiddle.\n\nEnd."),
            boris.Locator("textarea[name=text]").FillAsync("Opening.\n\nMiddle.\n\nEnd of Boris."));

        const string both = "Opening of Anna.\n\nMiddle.\n\nEnd of Boris.";
        await Expect(anna.Locator("textarea[name=text]")).ToHaveValueAsync(both);
        await Expect(boris.Locator("textarea[name=text]")).ToHaveValueAsync(both);
        await Eventually.BecomesAsync(async () => (await tenant.ViewAsync(postId)).Content.Text, t => t == both);
    });

    [Fact]
    public Task The_same_sentence_of_both_is_asked_about_and_the_rest_is_saved() => TogetherAsync("words", async (anna, boris, postId) =>
    {
        await Task.WhenAll(anna.Locator("textarea[name=text]").FillAsync("words of Anna"), boris.Locator("textarea[name=text]").FillAsync("words of Boris"));

        var (asked, other) = await WhoIsAskedAsync(anna, boris);
        await asked.Locator("input[name=title]").FillAsync("A title meanwhile");
        await Eventually.BecomesAsync(async () => (await tenant.ViewAsync(postId)).Content.Title, t => t == "A title meanwhile");
        await Expect(asked.Locator("[data-save=Conflict]")).ToBeVisibleAsync();
        await asked.Locator("[data-clash=Text] .choices .button:not(.secondary)").ClickAsync();
        var mine = await asked.Locator("textarea[name=text]").InputValueAsync();
        await Expect(other.Locator("textarea[name=text]")).ToHaveValueAsync(mine);
        await Expect(asked.Locator("[data-save=Saved]")).ToBeVisibleAsync();
        Assert.Equal(mine, (await tenant.ViewAsync(postId)).Content.Text);
    });

    private static async Task<(IPage Asked, IPage Other)> WhoIsAskedAsync(IPage anna, IPage boris)
    {
        var asked = await Eventually.BecomesAsync(async () => await anna.Locator("[data-clash]").CountAsync() > 0 ? anna : await boris.Locator("[data-clash]").CountAsync() > 0 ? boris : null, page => page is not null);
        return (asked!, asked == anna ? boris : anna);
    }

    private Task TogetherAsync(string text, Func<IPage, IPage, Guid, Task> walk) => Browser.JourneyAsync(application.Address, Screen.Desktop, anna =>
        Browser.JourneyAsync(application.Address, Screen.Desktop, async boris =>
        {
            var post = await tenant.NewAsync(text, MemberRole.Editor);
            await OpenAsync(anna, MemberRole.Editor, post);
            await OpenAsync(boris, MemberRole.Owner, post);
            await walk(anna, boris, post.Id);
        }));

    private async Task OpenAsync(IPage page, MemberRole role, PostView post)
    {
        await page.GotoAsync($"/sign-in?returnUrl=/t/{tenant.Slug}/content/{post.Id}");
        await page.Locator("input[type=email]").FillAsync(Seed.Email(role, tenant.Slug));
        await page.Locator("input[type=password]").FillAsync(Seed.Password);
        await page.Locator("input[type=password]").PressAsync("Enter");
        await Browser.LiveAsync(page);
        await Expect(page.Locator("[data-editor=ready]")).ToBeVisibleAsync();
    }
}
