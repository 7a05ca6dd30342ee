using System.Text.RegularExpressions;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Content;

/// <summary>Whoever types and goes away at once finds every letter again; whoever writes at the same time as another loses nothing.</summary>
public sealed class LastWordsJourney : IAsyncLifetime
{
    private const string Typed = "Kitchen news: the oven is new, the bread is warm, come before ten.";

    private TestApplication application = null!;
    private TestTenant tenant = null!;

    public async Task InitializeAsync()
    {
        application = await TestApplication.StartAsync();
        tenant = await application.AddTenantAsync("cafe");
    }

    public async Task DisposeAsync() => await application.DisposeAsync();

    [Theory]
    [InlineData("click")]
    [InlineData("router")]
    [InlineData("document")]
    [InlineData("reload")]
    [InlineData("close")]
    public Task No_letter_is_lost_when_the_page_is_left_at_once(string way) => JourneyAsync(async (page, post) =>
    {
        await page.Locator("textarea[name=text]").FocusAsync();
        await page.Keyboard.TypeAsync(Typed);
        await LeaveAsync(page, way);
        await Eventually.BecomesAsync(async () => (await tenant.ViewAsync(post.Id)).Content.Text, text => text == Typed);
    });

    [Fact]
    public Task No_letter_is_overwritten_while_somebody_types() => JourneyAsync(async (page, post) =>
    {
        await page.Locator("textarea[name=text]").FocusAsync();
        await page.Keyboard.TypeAsync(string.Concat(Enumerable.Repeat(Typed, 4)), new() { Delay = 12 });
        await Expect(page.Locator("textarea[name=text]")).ToHaveValueAsync(string.Concat(Enumerable.Repeat(Typed, 4)));
        await Eventually.BecomesAsync(async () => (await tenant.ViewAsync(post.Id)).Content.Text.Length, length => length == 4 * Typed.Length);
        await Expect(page.Locator("[data-save=Saved]")).ToBeVisibleAsync();
    });

    [Fact]
    public Task Two_who_write_at_once_both_keep_their_text() => JourneyAsync(async (page, post) =>
    {
        await page.Locator("textarea[name=text]").FocusAsync();
        await page.Keyboard.TypeAsync("mine");
        await tenant.AsAsync<PostEditor, Result<int>>(MemberRole.Owner, e => e.SaveAsync(post.Id, post.Version, PostRig.Text("theirs")));
        await Expect(page.Locator("[data-theirs]")).ToContainTextAsync("theirs");
        await Expect(page.Locator("textarea[name=text]")).ToHaveValueAsync("mine");

        await page.GetByRole(AriaRole.Button, new() { Name = "Take theirs" }).ClickAsync();
        await Expect(page.Locator("textarea[name=text]")).ToHaveValueAsync("theirs");
        await page.GetByRole(AriaRole.Button, new() { Name = "Put my text back" }).ClickAsync();
        await Expect(page.Locator("textarea[name=text]")).ToHaveValueAsync("mine");
        await Eventually.BecomesAsync(async () => (await tenant.ViewAsync(post.Id)).Content.Text, text => text == "mine");
    });

    private static async Task LeaveAsync(IPage page, string way)
    {
        switch (way)
        {
            case "click":
                await page.Locator(".crumbs a").First.ClickAsync();
                await page.WaitForURLAsync(new Regex("/content([?]|$)"));
                break;
            case "router":
                await page.EvaluateAsync("() => Blazor.navigateTo(location.pathname.replace(/\\/content\\/.*/, '/content'))");
                break;
            case "document":
                await page.GotoAsync("/welcome");
                break;
            case "reload":
                await page.ReloadAsync();
                break;
            default:
                await page.CloseAsync(new() { RunBeforeUnload = true });
                break;
        }
    }

    private Task JourneyAsync(Func<IPage, PostView, Task> walk) => Browser.JourneyAsync(application.Address, Screen.Desktop, async page =>
    {
        var post = await tenant.NewAsync("", MemberRole.Editor);
        await page.GotoAsync($"/sign-in?returnUrl=/t/{tenant.Slug}/content/{post.Id}");
        await page.Locator("input[type=email]").FillAsync(Seed.Email(MemberRole.Editor, tenant.Slug));
        await page.Locator("input[type=password]").FillAsync(Seed.Password);
        await page.Locator("input[type=password]").PressAsync("Enter");
        await Browser.LiveAsync(page);
        await Expect(page.Locator("textarea[name=text]:not([readonly])")).ToBeVisibleAsync();
        await walk(page, post);
    });
}
