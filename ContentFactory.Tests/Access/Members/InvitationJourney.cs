using ContentFactory.Domain.Access;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;
using SettingsTexts = ContentFactory.Web.Access.Settings.Texts;

namespace ContentFactory.Tests.Access;

/// <summary>An owner invites, somebody follows the letter, becomes an editor, then more, then nobody.</summary>
public sealed class InvitationJourney(InvitationJourney.Site site) : IClassFixture<InvitationJourney.Site>
{
    private static int teams;

    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal async Task The_invited_become_members_and_go_again(Screen screen, string language)
    {
        var team = await TeamAsync();
        var email = $"anna@{team.Slug}.guest";
        await site.Application.AddPersonAsync(email);
        await Browser.JourneyAsync(site.Application.Address, screen, async page =>
        {
            var owner = new Stranger(page, new Words(language), $"invite-{screen}-{language}".ToLowerInvariant());
            await owner.SignInAsync(Seed.Email(MemberRole.Owner, team.Slug), $"/t/{team.Slug}/settings/members");
            await InviteAsync(owner, email);
            var token = await TokenAsync(email);
            await Browser.JourneyAsync(site.Application.Address, screen, async other =>
            {
                var guest = new Stranger(other, new Words(language), $"guest-{screen}-{language}".ToLowerInvariant());
                await AcceptAsync(guest, token, email);
                await Expect(other).ToHaveURLAsync(new Uri(site.Application.Address, $"/t/{team.Slug}").ToString());
                await SeesOwnRoleAsync(guest, team, email, MemberRole.Editor);
                await other.GotoAsync("/companies");
                await ChangeRoleAsync(owner, email, MemberRole.Approver);
                await SeesOwnRoleAsync(guest, team, email, MemberRole.Approver);
                await other.GotoAsync("/companies");
                await RemoveAsync(owner, email);
                await other.ReloadAsync();
                await guest.SeesAsync<AccessTexts>("Tenants_None");
                var answer = await other.GotoAsync($"/t/{team.Slug}");
                Assert.Equal(404, answer!.Status);
            }, language, expectedErrors: "404");
        }, language);
    }

    [Fact]
    internal async Task Wrong_invitations_are_explained_where_they_were_typed()
    {
        var team = await TeamAsync();
        await Browser.JourneyAsync(site.Application.Address, Screen.Phone, async page =>
        {
            var owner = new Stranger(page, new Words("ru"), "invite-wrong");
            await owner.SignInAsync(Seed.Email(MemberRole.Owner, team.Slug), $"/t/{team.Slug}/settings/members");
            await owner.PressAsync<SettingsTexts>("Members_Invite");
            var field = page.Locator("#invite-Email");
            foreach (var (typed, problem) in new[]
                { ("nobody", "Access.EmailInvalid"), (Seed.Email(MemberRole.Owner, team.Slug), "Access.InviteSelf"), (Seed.Email(MemberRole.Viewer, team.Slug), "Access.InviteMember") })
            {
                await field.FillAsync(typed);
                await owner.PressAsync<SettingsTexts>("Invite_Send");
                await Expect(page.Locator("#invite-Email-fault")).ToContainTextAsync(owner.Words.LikeProblem(problem));
                await Expect(field).ToHaveValueAsync(typed);
            }
            await owner.LookAsync("refused");
        }, "ru");
    }

    [Fact]
    internal async Task A_withdrawn_invitation_says_so_to_the_invited()
    {
        var team = await TeamAsync();
        var email = $"boris@{team.Slug}.guest";
        await Browser.JourneyAsync(site.Application.Address, Screen.Desktop, async page =>
        {
            var owner = new Stranger(page, new Words("en"), "withdraw");
            await owner.SignInAsync(Seed.Email(MemberRole.Owner, team.Slug), $"/t/{team.Slug}/settings/members");
            await InviteAsync(owner, email);
            var token = await TokenAsync(email);
            var row = page.Locator($"li[data-invitation='{email}']");
            await row.GetByRole(AriaRole.Button, new() { Name = owner.Words.Of<SettingsTexts>("Open_Revoke"), Exact = true }).First.ClickAsync();
            await page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = owner.Words.Of<SettingsTexts>("Open_Revoke"), Exact = true }).ClickAsync();
            await Expect(row).ToHaveCountAsync(0);
            await page.GotoAsync($"/invitation/{token}");
            await Expect(page.Locator("[data-invitation=Revoked]")).ToHaveTextAsync(owner.Words.LikeProblem("Access.InvitationRevoked"));
            await owner.LookAsync("revoked");
        });
    }

    private static async Task InviteAsync(Stranger owner, string email)
    {
        await owner.PressAsync<SettingsTexts>("Members_Invite");
        await owner.Page.Locator("#invite-Email").FillAsync(email);
        await owner.LookAsync("form");
        await owner.PressAsync<SettingsTexts>("Invite_Send");
        await Expect(owner.Page.Locator($"li[data-invitation='{email}']")).ToBeVisibleAsync();
        await Expect(owner.Page.Locator("dialog[open]")).ToHaveCountAsync(0);
        await owner.LookAsync("sent");
    }

    /// <summary>Not signed in: the page leads through the sign-in and back.</summary>
    private static async Task AcceptAsync(Stranger guest, string token, string email)
    {
        await guest.Page.GotoAsync($"/invitation/{token}");
        await Expect(guest.Page.Locator("[data-invitation=Open]")).ToContainTextAsync(email);
        await guest.LookAsync("letter");
        await guest.FollowAsync<SettingsTexts>("Invitation_SignIn");
        await guest.FillAsync<AccessTexts>("SignIn_Email", email);
        await guest.FillAsync<AccessTexts>("SignIn_Password", Seed.Password);
        await guest.PressAsync<AccessTexts>("SignIn_Button");
        await guest.PressAsync<SettingsTexts>("Invitation_Accept");
    }

    private static async Task SeesOwnRoleAsync(Stranger guest, TestTenant team, string email, MemberRole role)
    {
        await guest.Page.GotoAsync($"/t/{team.Slug}/settings/members");
        await Expect(Row(guest.Page, email).Locator($"[data-role={role}]")).ToBeVisibleAsync();
        await Expect(guest.Button<SettingsTexts>("Members_Invite")).ToHaveCountAsync(0);
    }

    private static async Task ChangeRoleAsync(Stranger owner, string email, MemberRole role)
    {
        await MenuAsync(owner, email, "Members_ChangeRole");
        var sheet = owner.Page.Locator("dialog#role[open]");
        await sheet.Locator($"input[value={role}]").CheckAsync();
        await sheet.GetByRole(AriaRole.Button, new() { Name = owner.Words.Of<SettingsTexts>("Save"), Exact = true }).ClickAsync();
        await Expect(Row(owner.Page, email).Locator($"[data-role={role}]")).ToBeVisibleAsync();
        await owner.LookAsync("role");
    }

    private static async Task RemoveAsync(Stranger owner, string email)
    {
        await MenuAsync(owner, email, "Members_Remove");
        await owner.Page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = owner.Words.Of<SettingsTexts>("Members_Remove"), Exact = true }).ClickAsync();
        await Expect(Row(owner.Page, email)).ToHaveCountAsync(0);
        await owner.LookAsync("removed");
    }

    private static async Task MenuAsync(Stranger owner, string email, string key)
    {
        var row = Row(owner.Page, email);
        await row.Locator(".list-menu summary").ClickAsync();
        await row.Locator(".menu-items").GetByRole(AriaRole.Button, new() { Name = owner.Words.Of<SettingsTexts>(key), Exact = true }).First.ClickAsync();
    }

    private static ILocator Row(IPage page, string email) => page.Locator("tr[data-row]", new() { HasText = email });

    private async Task<string> TokenAsync(string email)
    {
        await using var scope = site.Application.Services.CreateAsyncScope();
        var letter = await scope.ServiceProvider.GetRequiredService<AccessDb>().Letters.SingleAsync(l => l.To == email);
        return InvitationLink.In(letter.Subject, letter.Text).Token;
    }

    private async Task<TestTenant> TeamAsync() => await (await site.Application.AddTenantAsync($"crew-{Interlocked.Increment(ref teams)}")).OnPlanAsync("growth");

    public sealed class Site : IAsyncLifetime
    {
        internal TestApplication Application { get; private set; } = null!;

        public async Task InitializeAsync() => Application = await TestApplication.StartAsync();

        public Task DisposeAsync() => Application.DisposeAsync().AsTask();
    }
}
