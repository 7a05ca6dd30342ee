using System.Net;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Access;

/// <summary>The page behind the letter's link, asked the way browsers, scanners and attackers ask.</summary>
public sealed class InvitationPageTests(InvitationJourney.Site site) : IClassFixture<InvitationJourney.Site>
{
    private static int teams;

    private TestApplication Application => site.Application;

    [Fact]
    public async Task Only_a_pressed_button_accepts()
    {
        var (team, email, token) = await InvitedAsync();
        using var scanner = Application.Client();
        using var guest = await Application.SignInAsync(email);
        foreach (var client in new[] { scanner, guest })
        {
            using var head = await client.SendAsync(new(HttpMethod.Head, $"/invitation/{token}"));
            for (var i = 0; i < 5; i++)
                Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"/invitation/{token}")).StatusCode);
        }
        Assert.Equal(4, await team.DbAsync(db => db.Members.CountAsync()));

        using var accepted = await PostAsync(guest, token);
        Assert.Equal($"/t/{team.Slug}", PathOf(accepted));
        Assert.Equal(5, await team.DbAsync(db => db.Members.CountAsync()));
    }

    [Fact]
    public async Task More_fields_than_the_form_has_change_nothing()
    {
        var (team, email, token) = await InvitedAsync();
        using var guest = await Application.SignInAsync(email);
        using var accepted = await PostAsync(guest, token, ("Role", "Owner"), ("card.Role", "Owner"), ("Input.Role", "0"), ("TenantId", $"{Guid.Empty}"), ("personId", $"{team.Person(MemberRole.Owner)}"), ("Email", "other@mail.test"));

        Assert.Equal($"/t/{team.Slug}", PathOf(accepted));
        var joined = await team.DbAsync(db => db.Members.OrderByDescending(m => m.JoinedAt).ThenByDescending(m => m.Id).FirstAsync());
        Assert.Equal(MemberRole.Editor, joined.Role);
        Assert.DoesNotContain(joined.PersonId, Enum.GetValues<MemberRole>().Select(team.Person));
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        var (team, email, token) = await InvitedAsync();
        using var guest = await Application.SignInAsync(email);
        using var answer = await guest.PostAsync($"/invitation/{token}", new FormUrlEncodedContent(new Dictionary<string, string> { ["_handler"] = "accept" }));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(4, await team.DbAsync(db => db.Members.CountAsync()));
    }

    [Fact]
    public async Task Whoever_is_somebody_else_is_offered_to_switch()
    {
        var (team, _, token) = await InvitedAsync();
        await Application.AddPersonAsync($"else@{team.Slug}.guest");
        using var other = await Application.SignInAsync($"else@{team.Slug}.guest");
        var page = await other.GetStringAsync($"/invitation/{token}");
        Assert.Contains("action=\"/sign-out\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"accept\"", page, StringComparison.Ordinal);

        using var forced = await PostAsync(other, token);
        Assert.Null(forced.Headers.Location);
        Assert.Equal(4, await team.DbAsync(db => db.Members.CountAsync()));

        using var left = await SignOutAsync(other, $"/invitation/{token}", $"/invitation/{token}");
        Assert.Equal($"/sign-in?returnUrl={Uri.EscapeDataString($"/invitation/{token}")}", left.Headers.Location?.ToString());
    }

    [Theory]
    [InlineData("https://evil.test/")]
    [InlineData("//evil.test/")]
    [InlineData("/\\evil.test")]
    [InlineData("javascript:alert(1)")]
    public async Task Signing_out_leads_to_no_other_site(string address)
    {
        var (_, email, token) = await InvitedAsync();
        using var guest = await Application.SignInAsync(email);
        using var left = await SignOutAsync(guest, $"/invitation/{token}", address);
        Assert.Equal("/sign-in", left.Headers.Location?.ToString());
    }

    [Fact]
    public async Task The_page_tells_no_other_site_its_address()
    {
        var (_, _, token) = await InvitedAsync();
        using var client = Application.Client();
        using var answer = await client.GetAsync($"/invitation/{token}");
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
    }

    [Fact]
    public async Task Names_of_tenants_are_shown_as_they_are_written()
    {
        var (team, _, token) = await InvitedAsync();
        await using (var system = await Sql.OpenAsync(Application.Database.ConnectionString("cf_system")))
            await Sql.RunAsync(system, "update tenants set name = $2 where id = $1", team.Id, "<script>alert(1)</script>");
        using var client = Application.Client();
        var page = await client.GetStringAsync($"/invitation/{token}");
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert", page, StringComparison.Ordinal);
    }

    private string? PathOf(HttpResponseMessage answer) => answer.Headers.Location is { } location ? new Uri(Application.Address, location).AbsolutePath : null;

    private async Task<(TestTenant Team, string Email, string Token)> InvitedAsync()
    {
        var team = await (await Application.AddTenantAsync($"door-{Interlocked.Increment(ref teams)}")).OnPlanAsync("growth");
        var email = $"guest@{team.Slug}.guest";
        await Application.AddPersonAsync(email);
        var sent = await team.AsAsync<InvitationDesk, Result<SentInvitation>>(MemberRole.Owner, d => d.InviteAsync(new(email, MemberRole.Editor), default));
        Assert.True(sent.Ok, sent.Problem?.TextKey);
        await using var scope = Application.Services.CreateAsyncScope();
        var letter = await scope.ServiceProvider.GetRequiredService<AccessDb>().Letters.SingleAsync(l => l.To == email);
        return (team, email, InvitationLink.In(letter.Subject, letter.Text).Token);
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string token, params (string Name, string Value)[] more)
    {
        var fields = new Dictionary<string, string> { ["_handler"] = "accept", ["__RequestVerificationToken"] = await TestApplication.TokenAsync(client, $"/invitation/{token}") };
        foreach (var (name, value) in more)
            fields[name] = value;
        return await client.PostAsync($"/invitation/{token}", new FormUrlEncodedContent(fields));
    }

    private static async Task<HttpResponseMessage> SignOutAsync(HttpClient client, string page, string returnUrl) =>
        await client.PostAsync("/sign-out", new FormUrlEncodedContent(new Dictionary<string, string> { ["returnUrl"] = returnUrl, ["__RequestVerificationToken"] = await TestApplication.TokenAsync(client, page) }));
}
