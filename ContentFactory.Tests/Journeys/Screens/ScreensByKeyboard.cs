using System.Text.RegularExpressions;
using ContentFactory.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Journeys.Screens;

/// <summary>The whole loop without a mouse: from the sign-in to the published post.</summary>
public sealed class ScreensByKeyboard : IAsyncLifetime
{
    private TestApplication demo = null!;

    public async Task InitializeAsync() => demo = await DemoApplication.StartAsync();

    public async Task DisposeAsync() => await demo.DisposeAsync();

    [Theory]
    [InlineData("en")]
    [InlineData("ru")]
    public Task Post_goes_out_by_keys_alone(string language) => Browser.JourneyAsync(demo.Address, Screen.Desktop, async page =>
    {
        var words = new Words(language);
        var hand = new KeyboardHand(page);
        await SignInAsync(hand, words);
        await TakeIdeaAsync(hand, words);
        await WriteAsync(hand, words);
        await ReleaseAsync(hand, words);
        await PublishAsync(hand, words);
        Assert.True(hand.Faults.Count == 0, string.Join(Environment.NewLine, hand.Faults));
    }, language);

    private static async Task SignInAsync(KeyboardHand hand, Words words)
    {
        await hand.Page.GotoAsync($"/sign-in?returnUrl=/t/{DemoApplication.Slug}");
        await hand.WalkToAsync(words.Of<AccessTexts>("SignIn_Email"));
        await hand.TypeAsync(DemoApplication.Email("owner"));
        await hand.WalkToAsync(words.Of<AccessTexts>("SignIn_Password"));
        await hand.TypeAsync(DemoApplication.Password);
        await hand.PressAsync("Enter");
        await Browser.LiveAsync(hand.Page);
    }

    private static async Task TakeIdeaAsync(KeyboardHand hand, Words words)
    {
        await hand.WalkToAsync(words.Of<ShellTexts>("Nav_Ideas"));
        await hand.PressAsync("Enter");
        await Expect(hand.Page.GetByRole(AriaRole.Button, new() { Name = words.Of<TrendsTexts>("Idea_Generate") }).First).ToBeVisibleAsync();
        await hand.WalkToAsync(words.Of<TrendsTexts>("Idea_Generate"));
        await hand.PressAsync("Enter");
        await Expect(hand.Page).ToHaveURLAsync(new Regex("/content/[0-9a-f-]{36}$"));
    }

    private static async Task WriteAsync(KeyboardHand hand, Words words)
    {
        await Expect(hand.Page.GetByLabel(words.Of<ContentTexts>("Post_Text"), new() { Exact = true })).ToBeVisibleAsync();
        await hand.WalkToAsync(words.Of<ContentTexts>("Post_Text"));
        await hand.PressAsync("Control+End");
        await hand.TypeAsync($" Без мыши, {words.Language}.");
        await Expect(hand.Page.Locator("[data-save]")).ToHaveAttributeAsync("data-save", "Saved");
    }

    private static async Task ReleaseAsync(KeyboardHand hand, Words words)
    {
        await hand.WalkToAsync(words.Of<ContentTexts>("Post_MakeReady"));
        await hand.PressAsync("Space");
        await Expect(hand.Page.GetByRole(AriaRole.Button, new() { Name = words.Of<ContentTexts>("Post_Approve"), Exact = true })).ToBeVisibleAsync();
        await hand.WalkToAsync(words.Of<ContentTexts>("Post_Approve"));
        await hand.PressAsync("Enter");
        await Expect(hand.Page.GetByRole(AriaRole.Button, new() { Name = words.Of<PublishingTexts>("Panel_Now"), Exact = true })).ToBeVisibleAsync();
    }

    private static async Task PublishAsync(KeyboardHand hand, Words words)
    {
        await hand.WalkAsync(stop => stop.Role == "checkbox" && stop.Name.Contains("@sandbox", StringComparison.Ordinal), "a channel");
        await hand.PressAsync("Space");
        await hand.WalkToAsync(words.Of<PublishingTexts>("Panel_Now"));
        await hand.PressAsync("Enter");
        await hand.WalkToAsync(words.Of<PublishingTexts>("Panel_NowYes"));
        await hand.PressAsync("Enter");
        await Expect(hand.Page.Locator("main a[href*='/publications/']").First).ToBeVisibleAsync();
        await hand.WalkAsync(stop => stop.Address.Contains("/publications/", StringComparison.Ordinal), "the publication");
        await hand.PressAsync("Enter");
        await Expect(hand.Page).ToHaveURLAsync(new Regex("/publications/[0-9a-f-]{36}$"));
        await Expect(hand.Page.Locator("main [data-status=Published]").First).ToHaveTextAsync(words.Of<Web.Ui.Texts>("Status_Published"));
    }
}
