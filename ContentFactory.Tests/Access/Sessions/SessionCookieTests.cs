using System.Net;
using ContentFactory.Domain.Access;
using ContentFactory.Tests.Support;
using ContentFactory.Web.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Access;

/// <summary>A cookie is worth what its row of sessions is worth.</summary>
public sealed class SessionCookieTests(SessionCookieTests.World world) : IClassFixture<SessionCookieTests.World>
{
    private const string Ended = "select count(*)::int from sessions where person_id = $1 and ended_by = $2";

    [Fact]
    public async Task A_copied_cookie_ends_with_the_sign_out()
    {
        var (email, _) = await world.PersonAsync();
        var cookies = new CookieContainer();
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = world.Application.Address };
        browser.DefaultRequestHeaders.Add("Accept", "text/html");
        await TestApplication.SignInAsync(browser, email);
        using var thief = world.Application.With(cookies.GetCookieHeader(world.Application.Address));
        Assert.True(await thief.IsInAsync());

        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = await TestApplication.TokenAsync(browser, "/welcome") });
        using var answer = await browser.PostAsync("/sign-out", form);

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.False(await thief.IsInAsync());
    }

    [Fact]
    public async Task Signing_in_again_ends_the_session_before()
    {
        var (email, id) = await world.PersonAsync();
        using var client = await world.Application.SignInAsync(email);
        var before = await world.Application.BrowserAsync(email);
        using var old = before.Client;

        await TestApplication.SignInAsync(client, email);

        Assert.True(await client.IsInAsync());
        Assert.True(await old.IsInAsync());
        Assert.Equal(1, await world.CountAsync(Ended, id, "replaced"));
        Assert.Equal(2, (await world.Application.Services.GetRequiredService<SessionRegister>().OfAsync(id, default)).Count);
    }

    [Fact]
    public async Task A_cookie_without_its_row_opens_nothing()
    {
        var (email, id) = await world.PersonAsync();
        var (client, _) = await world.Application.BrowserAsync(email);
        using var browser = client;
        Assert.True(await browser.IsInAsync());
        await world.Application.SqlAsync("delete from sessions where person_id = $1", id);
        world.Application.ForgetSessions();

        Assert.False(await browser.IsInAsync());
    }

    [Theory]
    [InlineData(6, true)]
    [InlineData(8, false)]
    public async Task A_session_lives_seven_days_from_its_last_use(int days, bool lives)
    {
        var (email, id) = await world.PersonAsync();
        var (client, _) = await world.Application.BrowserAsync(email);
        using var browser = client;
        await world.Application.SqlAsync("update sessions set last_seen_at = app_now() - make_interval(days => $2) where person_id = $1", id, days);
        world.Application.ForgetSessions();

        Assert.Equal(lives, await browser.IsInAsync());
        // a use counts from now on
        Assert.Equal(lives ? 1 : 0, await world.CountAsync("select count(*)::int from sessions where person_id = $1 and last_seen_at > app_now() - interval '1 day'", id));
    }

    [Fact]
    public async Task A_new_stamp_ends_every_session_of_the_person()
    {
        var (email, id) = await world.PersonAsync();
        var (_, other) = (await world.PersonAsync(), await world.PersonAsync());
        var browsers = new List<HttpClient>();
        for (var i = 0; i < 20; i++)
            browsers.Add((await world.Application.BrowserAsync(email)).Client);
        using var bystander = (await world.Application.BrowserAsync(other.Email)).Client;
        Assert.All(await Task.WhenAll(browsers.Select(b => b.IsInAsync())), Assert.True);

        await world.Application.ChangeAsync(id, (people, person) => people.ChangePasswordAsync(person, Seed.Password, "Another-long-1"));

        foreach (var browser in browsers)
            await browser.IsOutAsync();
        Assert.True(await bystander.IsInAsync());
        Assert.Empty(await world.Application.Services.GetRequiredService<SessionRegister>().OfAsync(id, default));
        browsers.ForEach(b => b.Dispose());
    }

    [Fact]
    public async Task Every_node_hears_that_a_session_ended()
    {
        var (email, id) = await world.PersonAsync();
        await using var second = await TestApplication.StartAsync(database: world.Application.Database);
        var (client, cookie) = await world.Application.BrowserAsync(email);
        using var here = client;
        using var there = second.With(cookie);
        Assert.True(await here.IsInAsync());
        Assert.True(await there.IsInAsync());

        await world.Application.ChangeAsync(id, (people, person) => people.UpdateSecurityStampAsync(person));

        await there.IsOutAsync();
        await here.IsOutAsync();
    }

    [Fact]
    public async Task What_a_node_remembers_holds_for_half_a_minute()
    {
        var (email, id) = await world.PersonAsync();
        using var browser = await world.Application.SignInAsync(email);
        var register = world.Application.Services.GetRequiredService<SessionRegister>();
        var session = Assert.Single(await register.OfAsync(id, default)).Id;
        var clock = new ManualTime(TimeProvider.System.GetUtcNow());
        var cache = new SessionCache(register, clock);
        Assert.NotNull(await cache.FindAsync(session, default));
        await register.EndAsync(session, id, SessionEnd.Person, default);

        clock.Advance(TimeSpan.FromSeconds(29));
        Assert.NotNull(await cache.FindAsync(session, default));
        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await cache.FindAsync(session, default));
    }

    [Fact]
    public async Task A_row_keeps_device_and_address_cut_to_size()
    {
        var (email, id) = await world.PersonAsync();
        using var client = world.Application.Client();
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "Mozilla/5.0 " + new string('x', 500));
        await TestApplication.SignInAsync(client, email);

        var card = Assert.Single(await world.Application.Services.GetRequiredService<SessionRegister>().OfAsync(id, default));
        Assert.Equal("127.0.0.1", card.Address);
        Assert.Equal(300, card.UserAgent!.Length);
    }

    public sealed class World : IAsyncLifetime
    {
        private int people;

        internal TestApplication Application { get; private set; } = null!;

        public async Task InitializeAsync() => Application = await TestApplication.StartAsync();

        public async Task<(string Email, Guid Id)> PersonAsync()
        {
            var email = $"person{Interlocked.Increment(ref people)}@sessions.test";
            return (email, await Application.AddPersonAsync(email));
        }

        public async Task<int> CountAsync(string sql, params object[] values)
        {
            await using var connection = await Sql.OpenAsync(Application.Database.ConnectionString("cf_system"));
            return await Sql.ValueAsync<int>(connection, sql, values);
        }

        public Task DisposeAsync() => Application.DisposeAsync().AsTask();
    }
}
