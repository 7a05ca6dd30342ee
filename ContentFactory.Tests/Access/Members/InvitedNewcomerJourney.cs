using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using SettingsTexts = ContentFactory.Web.Access.Settings.Texts;

namespace ContentFactory.Tests.Access;

/// <summary>Somebody without an account follows an invitation: an account is made on the way, and no workspace of one's own.</summary>
public sealed class InvitedNewcomerJourney(InvitationJourney.Site site) : IClassFixture<InvitationJourney.Site>
{
    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal async Task Newcomer_registers_on_the_way_and_joins(Screen screen, string language)
    {
        var team = await (await site.Application.AddTenantAsync($"guests-{language}")).OnPlanAsync("growth");
        var email = $"olga@guests-{language}.guest";
        Assert.True((await team.AsAsync<InvitationDesk, Domain.Result<SentInvitation>>(MemberRole.Owner, desk => desk.InviteAsync(new(email, MemberRole.Editor), default))).Ok);
        var token = await TokenAsync(email);
        await Browser.JourneyAsync(site.Application.Address, screen, async page =>
        {
            var newcomer = new Stranger(page, new Words(language), $"newcomer-{screen}-{language}".ToLowerInvariant());
            await page.GotoAsync($"/invitation/{token}");
            await newcomer.FollowAsync<SettingsTexts>("Invitation_Register");
            await RegisterAsync(newcomer, email);
            await newcomer.PressAsync<SettingsTexts>("Invitation_Accept");
            await Expect(page).ToHaveURLAsync(new Uri(site.Application.Address, $"/t/{team.Slug}").ToString());
            await page.GotoAsync($"/t/{team.Slug}/settings/members");
            await Expect(page.Locator("tr[data-row]", new() { HasText = email }).Locator($"[data-role={MemberRole.Editor}]")).ToBeVisibleAsync();
            await newcomer.LookAsync("member");
        }, language);
        var person = await team.DbAsync(db => db.People.SingleAsync(p => p.Email == email));
        var own = Assert.Single(await site.Application.Services.GetRequiredService<TenantDirectory>().TenantsOfAsync(person.Id, default));
        Assert.Equal((team.Id, Role.Editor), (own.TenantId, own.Role));
    }

    private async Task RegisterAsync(Stranger newcomer, string email)
    {
        await Expect(newcomer.Field<AccessTexts>("Register_Email")).ToHaveValueAsync(email);
        await newcomer.PressAsync<AccessTexts>("Register_Send");
        await newcomer.HeadedAsync<AccessTexts>("Code_Title");
        await newcomer.FillAsync<AccessTexts>("Code_Field", await SentLetters.CodeAsync(site.Application.Database, email));
        await newcomer.PressAsync<AccessTexts>("Code_Button");
        await newcomer.HeadedAsync<AccessTexts>("Finish_Title");
        await newcomer.FillAsync<AccessTexts>("Register_Name", "Ольга");
        await newcomer.FillAsync<AccessTexts>("Register_Password", Seed.Password);
        await PressTwiceAsync(newcomer);
    }

    /// <summary>The second press comes while the first one's answer is under way.</summary>
    private static async Task PressTwiceAsync(Stranger newcomer)
    {
        var (posts, answer) = (0, new TaskCompletionSource());
        await newcomer.Page.RouteAsync("**/register/finish**", async route =>
        {
            if (route.Request.Method == "POST")
            {
                Interlocked.Increment(ref posts);
                await answer.Task;
            }
            await route.ContinueAsync();
        });
        var create = newcomer.Button<AccessTexts>("Register_Button");
        await create.ClickAsync();
        await Eventually.BecomesAsync(() => Task.FromResult(Volatile.Read(ref posts)), sent => sent == 1);
        await create.ClickAsync();
        answer.SetResult();
        await newcomer.Page.GetByRole(AriaRole.Button, new() { Name = newcomer.Words.Of<SettingsTexts>("Invitation_Accept"), Exact = true }).WaitForAsync();
        Assert.Equal(1, Volatile.Read(ref posts));
    }

    private async Task<string> TokenAsync(string email)
    {
        await using var scope = site.Application.Services.CreateAsyncScope();
        var letter = await scope.ServiceProvider.GetRequiredService<AccessDb>().Letters.SingleAsync(l => l.To == email);
        return InvitationLink.In(letter.Subject, letter.Text).Token;
    }
}
