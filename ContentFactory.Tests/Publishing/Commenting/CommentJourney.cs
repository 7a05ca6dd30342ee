using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Content;
using ContentFactory.Tests.Content;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Publishing.Commenting;

/// <summary>A first comment is written for the sandbox's X, approved with the post, and stands under it.</summary>
public sealed class CommentJourney
{
    private const string Comment = "Order here: https://example.com/coffee";

    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal async Task First_comment_is_written_approved_and_sent(Screen screen, string language)
    {
        await using var application = await TestApplication.StartAsync(new(Settings: new Dictionary<string, string?> { ["Sandbox:BaseUrl"] = null }));
        var tenant = await Seed.TenantAsync(application.Services, "commenting", "Europe/Berlin");
        await tenant.DbAsync(db => db.Database.ExecuteSqlAsync($"update tenants set platforms = array['x'] where id = {tenant.Id}"));
        Assert.True((await tenant.AsAsync<SandboxChannels, Result<ConnectedChannel>>(MemberRole.Owner, s => s.ConnectAsync(tenant.CompanyId, default, "x"))).Ok);
        var post = await tenant.NewAsync("Iced coffee is here: tonic, orange, ice.");

        await Browser.JourneyAsync(application.Address, screen, async page =>
        {
            var stranger = new Stranger(page, new Words(language), $"commenting-{screen}-{language}".ToLowerInvariant());
            await stranger.SignInAsync(Seed.Email(MemberRole.Owner, tenant.Slug), $"/t/commenting/content/{post.Id}");
            await WriteAsync(stranger);
            await stranger.PressAsync<ContentTexts>("Post_MakeReady");
            await stranger.PressAsync<ContentTexts>("Post_Approve");
            await stranger.PressAsync<PublishingTexts>("Panel_Now");
            await stranger.PressAsync<PublishingTexts>("Panel_NowYes");
            await page.Locator("a.publication-row").First.ClickAsync();
            await Expect(page.Locator("[data-first-comment=Sent]")).ToContainTextAsync(Comment);
            await stranger.SeesAsync<PublishingTexts>("Log_Commented");
            await stranger.LookAsync("sent");

            var opened = await page.RunAndWaitForPopupAsync(() => page.Locator("[data-comment-link]").ClickAsync());
            await Expect(opened.Locator("body")).ToContainTextAsync("Order here");
            await opened.CloseAsync();
        }, language);

        Assert.Equal(2, await tenant.DbAsync(db => db.SandboxMessages.CountAsync()));
    }

    private static async Task WriteAsync(Stranger stranger)
    {
        var (page, field) = (stranger.Page, stranger.Page.GetByLabel(stranger.Words.Of<ContentTexts>("FirstComment_Label", "X"), new() { Exact = true }));
        await field.FillAsync(new string('ж', 290));
        await Expect(page.Locator("[data-preview-comment] mark")).ToBeVisibleAsync();
        await stranger.PressAsync<ContentTexts>("FirstComment_Save");
        // over the limit it is said at its field, and the words stay
        await Expect(page.Locator("[data-first-comment=x] .fault")).ToBeVisibleAsync();
        await Expect(field).ToHaveValueAsync(new string('ж', 290));
        await stranger.LookAsync("too-long");

        await field.FillAsync(Comment);
        await stranger.PressAsync<ContentTexts>("FirstComment_Save");
        await Expect(stranger.Button<ContentTexts>("FirstComment_Save")).ToHaveCountAsync(0);
        await Expect(page.Locator("[data-preview-comment]")).ToContainTextAsync("Order here");
        await page.ReloadAsync();
        await Browser.LiveAsync(page);
        await Expect(field).ToHaveValueAsync(Comment);
        await page.Locator("[data-preview-comment]").ScrollIntoViewIfNeededAsync();
        await stranger.LookAsync("written");
    }
}
