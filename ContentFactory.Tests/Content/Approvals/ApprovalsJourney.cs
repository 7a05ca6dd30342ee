using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using MineTexts = ContentFactory.Web.Content.Approvals.Texts;
using TalkTexts = ContentFactory.Web.Content.Discussion.Texts;

namespace ContentFactory.Tests.Content.Approvals;

/// <summary>An approver goes through what waits, with a thumb or with keys; the team talks about a post.</summary>
public sealed class ApprovalsJourney : IAsyncLifetime
{
    private TestApplication application = null!;

    public async Task InitializeAsync() => application = await TestApplication.StartAsync();

    public Task DisposeAsync() => application.DisposeAsync().AsTask();

    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal async Task One_post_after_the_other_is_decided(Screen screen, string language)
    {
        var tenant = await application.AddTenantAsync($"thumb-{language}");
        var (first, second) = (await tenant.WaitingAsync("The first to wait"), await tenant.WaitingAsync("The second to wait"));
        await Browser.JourneyAsync(application.Address, screen, async page =>
        {
            var approver = new Stranger(page, new Words(language), $"approvals-{screen}".ToLowerInvariant());
            await approver.SignInAsync(Seed.Email(MemberRole.Approver, tenant.Slug), $"/t/{tenant.Slug}/content/approvals");
            await Expect(page.Locator("[data-words]")).ToContainTextAsync("The first to wait");
            await approver.LookAsync("first");
            var approve = page.Locator("[data-act=approve]");
            var place = (await approve.BoundingBoxAsync())!;
            Assert.True(place.Height >= 44 && place.Y + place.Height <= page.ViewportSize!.Height, "the button stands on the screen, big enough for a thumb");
            if (screen is Screen.Desktop)
                await page.Keyboard.PressAsync("a");
            else
                await approve.ClickAsync();
            await Expect(page.Locator($"[data-review='{second.Id}']")).ToBeVisibleAsync();
            await Expect(page.Locator("[data-told]")).ToContainTextAsync("Title");
            await ReturnAsync(approver, screen);
            await approver.SeesAsync<MineTexts>("Mine_EmptyTitle");
            await approver.LookAsync("empty");
        }, language);
        Assert.Equal((PostStatus.Approved, PostStatus.Draft, "Another beginning"), ((await tenant.ViewAsync(first.Id)).Status, (await tenant.ViewAsync(second.Id)).Status, (await tenant.ViewAsync(second.Id)).RejectionComment));
    }

    [Fact]
    public async Task A_second_tap_and_a_held_key_decide_about_nothing_else()
    {
        var tenant = await application.AddTenantAsync("thumb-twice");
        var posts = new List<Guid>();
        for (var n = 0; n < 4; n++)
            posts.Add((await tenant.WaitingAsync($"Waits {n}")).Id);
        await Browser.JourneyAsync(application.Address, Screen.Desktop, async page =>
        {
            var approver = new Stranger(page, new Words("en"), "approvals-twice");
            await approver.SignInAsync(Seed.Email(MemberRole.Approver, tenant.Slug), $"/t/{tenant.Slug}/content/approvals");
            await page.Locator("[data-act=approve]").EvaluateAsync("button => { button.click(); button.click(); }");
            await Expect(page.Locator($"[data-review='{posts[1]}']")).ToBeVisibleAsync();
            await page.EvaluateAsync("() => { for (let n = 0; n < 9; n++) document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', code: 'KeyA', bubbles: true, repeat: n > 0 })); }");
            await Expect(page.Locator($"[data-review='{posts[2]}']")).ToBeVisibleAsync();
            // a reason that was given up does not come up with the next post
            await page.Keyboard.PressAsync("r");
            await page.Locator("#mine-Comment").FillAsync("About the third");
            await page.Locator("#mine-return [data-closes]").ClickAsync();
            await page.Keyboard.PressAsync("j");
            await Expect(page.Locator($"[data-review='{posts[3]}']")).ToBeVisibleAsync();
            await page.Keyboard.PressAsync("r");
            await Expect(page.Locator("#mine-Comment")).ToHaveValueAsync("");
        });
        Assert.Equal([PostStatus.Approved, PostStatus.Approved, PostStatus.Ready, PostStatus.Ready], await Task.WhenAll(posts.Select(async id => (await tenant.ViewAsync(id)).Status)));
    }

    [Fact]
    public async Task A_post_that_changes_under_the_reader_says_so()
    {
        var tenant = await application.AddTenantAsync("thumb-change");
        var post = await tenant.WaitingAsync("As it was");
        await Browser.JourneyAsync(application.Address, Screen.Phone, async page =>
        {
            var approver = new Stranger(page, new Words("en"), "approvals-change");
            await approver.SignInAsync(Seed.Email(MemberRole.Approver, tenant.Slug), $"/t/{tenant.Slug}/content/approvals");
            await Expect(page.Locator("[data-act=approve]")).ToBeVisibleAsync();
            await tenant.SaveAsync(post, "As it is now");
            await tenant.ReadyAsync(await tenant.ViewAsync(post.Id));
            await approver.SeesAsync<MineTexts>("Mine_Changed");
            await Expect(page.Locator("[data-words]")).ToContainTextAsync("As it is now");
            await tenant.ApproveAsync(post.Id, (await tenant.ViewAsync(post.Id)).Version, MemberRole.Owner);
            await approver.SeesAsync<MineTexts>("Mine_Settled");
            await Expect(page.Locator("[data-act=approve]")).ToHaveCountAsync(0);
        });
    }

    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal async Task The_team_talks_about_a_post_and_calls_each_other(Screen screen, string language)
    {
        var tenant = await application.AddTenantAsync($"talk-{language}");
        var post = await tenant.NewAsync("Let us talk");
        await Browser.JourneyAsync(application.Address, screen, async page =>
        {
            var editor = new Stranger(page, new Words(language), $"talk-{screen}".ToLowerInvariant());
            await editor.SignInAsync(Seed.Email(MemberRole.Editor, tenant.Slug), $"/t/{tenant.Slug}/content/{post.Id}");
            var field = page.Locator("#comment-Words");
            await field.FillAsync("Please look, @app");
            await Expect(page.Locator("[data-mate]")).ToHaveCountAsync(1);
            await page.Locator("[data-mate]").ClickAsync();
            await Expect(field).ToHaveValueAsync("Please look, @approver ");
            await Expect(field).ToBeFocusedAsync();
            await editor.PressAsync<TalkTexts>("Talk_Send");
            await Expect(page.Locator("[data-comment]")).ToContainTextAsync("@approver");
            await Expect(field).ToHaveValueAsync("");
            await tenant.AsAsync<Domain.Content.Discussion.PostComments, Domain.Result>(MemberRole.Approver, c => c.AddAsync(post.Id, "Looked at it"));
            await Expect(page.Locator("[data-comment]")).ToHaveCountAsync(2);
            await page.Locator("#discussion").ScrollIntoViewIfNeededAsync();
            await editor.LookAsync("talk");
        }, language);
        using var viewer = await application.SignInAsync(tenant, MemberRole.Viewer);
        Assert.DoesNotContain("discussion", await viewer.GetStringAsync($"/t/{tenant.Slug}/content/{post.Id}"), StringComparison.Ordinal);
    }

    private static async Task ReturnAsync(Stranger approver, Screen screen)
    {
        if (screen is Screen.Desktop)
            await approver.Page.Keyboard.PressAsync("r");
        else
            await approver.PressAsync<MineTexts>("Mine_Return");
        await approver.PressAsync<MineTexts>("Mine_ReturnSend");
        await Expect(approver.Page.Locator("#mine-Comment-fault")).ToBeVisibleAsync();
        await approver.Page.Locator("#mine-Comment").FillAsync("Another beginning");
        await approver.LookAsync("return");
        await approver.PressAsync<MineTexts>("Mine_ReturnSend");
    }
}
