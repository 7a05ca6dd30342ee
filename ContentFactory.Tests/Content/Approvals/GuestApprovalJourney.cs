using System.Net;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.Approvals;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using LinkTexts = ContentFactory.Web.Content.Approvals.Texts;

namespace ContentFactory.Tests.Content.Approvals;

/// <summary>An approver sends a link; somebody without an account decides by it in a browser of their own.</summary>
public sealed class GuestApprovalJourney : IAsyncLifetime
{
    private TestApplication application = null!;

    // strangers may open no circuit, as in Production
    public async Task InitializeAsync() => application = await TestApplication.StartAsync(new(Settings: new Dictionary<string, string?> { ["Access:AnonymousPages"] = "false" }));

    public Task DisposeAsync() => application.DisposeAsync().AsTask();

    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal async Task A_guest_approves_and_another_sends_back(Screen screen, string language)
    {
        var tenant = await application.AddTenantAsync($"guest-{language}");
        var (approved, returned) = (await tenant.WaitingAsync("The whole text of the first"), await tenant.WaitingAsync("The second"));
        await Browser.JourneyAsync(application.Address, screen, async page =>
        {
            var maker = new Stranger(page, new Words(language), $"approval-link-{screen}".ToLowerInvariant());
            await maker.SignInAsync(Seed.Email(MemberRole.Approver, tenant.Slug), $"/t/{tenant.Slug}/content/{approved.Id}");
            var link = await SendAsync(maker);
            await Browser.JourneyAsync(application.Address, screen, other => ApproveAsync(new Stranger(other, new Words(language), $"approval-guest-{screen}".ToLowerInvariant()), link), language);
            await Expect(page.Locator("main header [data-status=Approved]")).ToBeVisibleAsync();
            await Expect(page.Locator("li[data-link=Decided]")).ToContainTextAsync("Anna Guest");
            await maker.LookAsync("decided");
            await page.GotoAsync($"/t/{tenant.Slug}/content/{returned.Id}");
            await Browser.LiveAsync(page);
            link = await SendAsync(maker);
            await Browser.JourneyAsync(application.Address, screen, other => RejectAsync(new Stranger(other, new Words(language), $"approval-reject-{screen}".ToLowerInvariant()), link), language);
            await Expect(page.Locator("main header [data-status=Draft]")).ToBeVisibleAsync();
            await Expect(page.GetByText("Another picture, please").First).ToBeVisibleAsync();
        }, language);
        Assert.Equal((PostStatus.Approved, PostStatus.Draft), ((await tenant.ViewAsync(approved.Id)).Status, (await tenant.ViewAsync(returned.Id)).Status));
    }

    [Fact]
    public async Task The_page_is_static_not_indexed_and_tells_nobody_its_address()
    {
        var tenant = await application.AddTenantAsync("guest-head");
        var path = new Uri((await tenant.LinkAsync(await tenant.WaitingAsync())).Value.Address).AbsolutePath;
        using var guest = application.Client();
        using var answer = await guest.GetAsync(path);
        Assert.Equal(["no-referrer"], answer.Headers.GetValues("Referrer-Policy"));
        Assert.Contains("noindex", Assert.Single(answer.Headers.GetValues("X-Robots-Tag")), StringComparison.Ordinal);
        Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Contains("Read me", page, StringComparison.Ordinal);
        Assert.DoesNotContain("\"type\":\"server\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/t/", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_its_token_and_a_wrong_link_are_refused()
    {
        var tenant = await application.AddTenantAsync("guest-form");
        var post = await tenant.WaitingAsync();
        var path = new Uri((await tenant.LinkAsync(post)).Value.Address).AbsolutePath;
        using var guest = application.Client();
        using var forged = await guest.PostAsync(path, new FormUrlEncodedContent(new Dictionary<string, string> { ["_handler"] = "decide", ["Name"] = "Anna", ["Decision"] = nameof(GuestDecision.Approved) }));
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        using var wrong = await guest.GetAsync($"/approve/{new string('C', 43)}");
        Assert.Equal(HttpStatusCode.NotFound, wrong.StatusCode);
        Assert.Equal(PostStatus.Ready, (await tenant.ViewAsync(post.Id)).Status);
    }

    private static async Task<string> SendAsync(Stranger maker)
    {
        await Expect(maker.Page.Locator("[data-act=link]")).ToBeVisibleAsync();
        await maker.PressAsync<LinkTexts>("Links_Create");
        await Expect(maker.Page.Locator("#link-Recipient-fault")).ToBeVisibleAsync();
        await maker.Page.Locator("#link-Recipient").FillAsync("Anna");
        await maker.PressAsync<LinkTexts>("Links_Create");
        var link = await maker.Page.Locator("#issued-Address").InputValueAsync();
        await Expect(maker.Page.Locator("li[data-link=Open]")).ToHaveCountAsync(1);
        await maker.LookAsync("sent");
        return link;
    }

    private static async Task ApproveAsync(Stranger guest, string link)
    {
        await guest.Page.GotoAsync(link);
        await Expect(guest.Page.Locator("[data-words]")).ToContainTextAsync("The whole text of the first");
        await guest.LookAsync("asked");
        await guest.PressAsync<LinkTexts>("Guest_Approve");
        await Expect(guest.Page.Locator("#guest-Name-fault")).ToBeVisibleAsync();
        await guest.Page.Locator("#guest-Name").FillAsync("Anna Guest");
        await guest.PressAsync<LinkTexts>("Guest_Approve");
        await Expect(guest.Page.Locator("[data-approve=Decided]")).ToContainTextAsync("Anna Guest");
        await guest.LookAsync("approved");
        await guest.Page.GotoAsync(link);
        await Expect(guest.Page.Locator("[data-approve=Decided]")).ToBeVisibleAsync();
    }

    private static async Task RejectAsync(Stranger guest, string link)
    {
        await guest.Page.GotoAsync(link);
        await guest.Page.Locator("#guest-Name").FillAsync("Boris");
        // nobody decides by Enter
        await guest.Page.Locator("#guest-Name").PressAsync("Enter");
        await guest.Page.Locator("details summary").ClickAsync();
        await guest.PressAsync<LinkTexts>("Guest_Reject");
        await Expect(guest.Page.Locator("#guest-Comment-fault")).ToBeVisibleAsync();
        await Expect(guest.Page.Locator("#guest-Name")).ToHaveValueAsync("Boris");
        await guest.LookAsync("reason");
        await guest.Page.Locator("#guest-Comment").FillAsync("Another picture, please");
        await guest.PressAsync<LinkTexts>("Guest_Reject");
        await Expect(guest.Page.Locator("[data-approve=Decided]")).ToContainTextAsync("Another picture, please");
    }
}
