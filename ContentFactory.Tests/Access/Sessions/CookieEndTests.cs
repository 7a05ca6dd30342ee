using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using System.Net;

namespace ContentFactory.Tests.Access;

/// <summary>Cookies that are out there while the person's password, second factor, membership, account or session changes.</summary>
public sealed class CookieEndTests(CookieEndTests.World world) : IClassFixture<CookieEndTests.World>
{
    private const int Open = 20;

    [Theory]
    [InlineData("password", HttpStatusCode.Found)]
    [InlineData("second factor", HttpStatusCode.Found)]
    [InlineData("account", HttpStatusCode.Found)]
    [InlineData("session", HttpStatusCode.Found)]
    [InlineData("membership", HttpStatusCode.NotFound)]
    public async Task Twenty_cookies_end_and_others_stay(string reason, HttpStatusCode answer)
    {
        var slug = "cookies-" + reason.Replace(' ', '-');
        var tenant = await world.Application.AddTenantAsync(slug);
        var browsers = new List<HttpClient>();
        for (var i = 0; i < Open; i++)
            browsers.Add((await world.Application.BrowserAsync(Seed.Email(MemberRole.Editor, slug))).Client);
        using var other = (await world.Application.BrowserAsync(Seed.Email(MemberRole.Viewer, slug))).Client;
        foreach (var browser in browsers)
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser, slug));

        await BecauseAsync(reason, tenant.Person(MemberRole.Editor));

        foreach (var browser in browsers)
        {
            await Eventually.BecomesAsync(() => StatusAsync(browser, slug), status => status == answer);
            browser.Dispose();
        }
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(other, slug));
    }

    [Fact]
    public async Task A_taken_role_opens_nothing_from_the_next_request()
    {
        const string slug = "cookies-role";
        var tenant = await world.Application.AddTenantAsync(slug);
        var browsers = new List<HttpClient>();
        for (var i = 0; i < Open; i++)
            browsers.Add((await world.Application.BrowserAsync(Seed.Email(MemberRole.Approver, slug))).Client);
        foreach (var browser in browsers)
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser, $"{slug}/channels/connect"));
        var member = await tenant.DbAsync(db => db.Members.Where(m => m.PersonId == tenant.Person(MemberRole.Approver)).Select(m => m.Id).SingleAsync());

        Assert.True((await tenant.AsAsync<MemberDesk, Result>(MemberRole.Owner, desk => desk.ChangeRoleAsync(member, MemberRole.Viewer, default))).Ok);

        // rights are read with each request: nothing is waited for here
        foreach (var browser in browsers)
        {
            Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(browser, $"{slug}/channels/connect"));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser, slug));
            browser.Dispose();
        }
    }

    private async Task BecauseAsync(string reason, Guid person)
    {
        await (reason switch
        {
            "password" => world.Application.ChangeAsync(person, (people, p) => people.ChangePasswordAsync(p, Seed.Password, "Another-long-1")),
            "second factor" => world.Application.ChangeAsync(person, (people, p) => people.SetTwoFactorEnabledAsync(p, true)),
            "membership" => world.Application.SqlAsync("delete from members where person_id = $1", person),
            "account" => world.Application.SqlAsync("update people set deactivated_at = app_now() where id = $1", person),
            _ => world.Application.Services.GetRequiredService<SessionRegister>().EndOthersAsync(Guid.Empty, person, default),
        });
        world.Application.Services.GetRequiredService<Changes>().Notify(Guid.Empty, ChangeTopics.Access);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient browser, string page)
    {
        using var answer = await browser.GetAsync($"/t/{page}");
        return answer.StatusCode;
    }

    public sealed class World : IAsyncLifetime
    {
        internal TestApplication Application { get; private set; } = null!;

        public async Task InitializeAsync() => Application = await TestApplication.StartAsync();

        public Task DisposeAsync() => Application.DisposeAsync().AsTask();
    }
}
