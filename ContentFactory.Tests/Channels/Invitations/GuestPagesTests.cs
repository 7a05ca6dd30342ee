using System.Net;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Access;
using ContentFactory.Tests.Channels.SignIns;
using ContentFactory.Tests.Support;
using ContentFactory.Web.Channels.Invitations.Guests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using static ContentFactory.Tests.Channels.Invitations.GuestDomain;

namespace ContentFactory.Tests.Channels.Invitations;

/// <summary>The pages behind a link, asked the way browsers, scanners and attackers ask.</summary>
public sealed class GuestPagesTests(GuestPagesTests.Site site) : IClassFixture<GuestPagesTests.Site>
{
    private static int tenants;

    private TestApplication Application => site.Application;

    [Fact]
    public async Task A_guest_goes_out_comes_back_chooses_and_is_done()
    {
        var (tenant, path) = await InvitedAsync();
        using var guest = Application.Client();
        site.Platform.Codes["code-page"] = new SignedIn([SignInPlatform.Offer("page-one", "token-on-no-page"), SignInPlatform.Offer("page-two", "t")], []);
        var accounts = await BackAsync(guest, await LeaveAsync(guest, path), "code-page");
        var choice = await guest.GetStringAsync(accounts);
        Assert.Contains("Account page-one", choice, StringComparison.Ordinal);
        using var chosen = await PostAsync(guest, accounts, "connect", ("Account", "page-one"));
        Assert.Equal(accounts, PathOf(chosen));
        var done = await guest.GetStringAsync(accounts);
        Assert.Contains("@page-one", done, StringComparison.Ordinal);
        Assert.DoesNotContain("Account page-two", done, StringComparison.Ordinal);
        Assert.All(new[] { choice, done }, page => Assert.DoesNotContain("token-on-no-page", page, StringComparison.Ordinal));
        Assert.Equal("page-one", await tenant.DbAsync(db => db.Channels.Select(c => c.AccountId).SingleAsync()));
        Assert.Contains("data-guest=\"over\"", await guest.GetStringAsync(path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_is_static_tells_no_other_site_its_address_and_sets_nothing_to_follow()
    {
        var (_, path) = await InvitedAsync();
        using var guest = Application.Client();
        using var answer = await guest.GetAsync(path);
        Assert.Equal(["no-referrer"], answer.Headers.GetValues("Referrer-Policy"));
        Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Cookies(answer), c => c.StartsWith(GuestCookie.Name, StringComparison.Ordinal));
        var page = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("\"type\":\"server\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/t/", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaving_binds_the_way_to_this_browser()
    {
        var (_, path) = await InvitedAsync();
        using var guest = Application.Client();
        using var left = await PostAsync(guest, path, "leave", ("Way", SignInPlatform.Name));
        var cookie = Assert.Single(Cookies(left), c => c.StartsWith(GuestCookie.Name, StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/connect", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(path.Split('/')[^1], cookie, StringComparison.Ordinal);
        var state = StateIn(await left.Content.ReadAsStringAsync());
        using var other = Application.Client();
        using var strange = await other.GetAsync($"/connect/{SignInPlatform.Name}/callback?code=any&state={Uri.EscapeDataString(state)}");
        Assert.Equal("/connect/over", PathOf(strange));
        using var again = await PostAsync(other, path, "leave", ("Way", SignInPlatform.Name));
        using var mixed = await other.GetAsync($"/connect/{SignInPlatform.Name}/callback?code=any&state={Uri.EscapeDataString(state)}");
        Assert.Equal("/connect/over", PathOf(mixed));
        Assert.Contains("data-guest=\"over\"", await other.GetStringAsync("/connect/over"), StringComparison.Ordinal);
        Assert.DoesNotContain(site.Platform.Exchanges, e => e.Code == "any");
    }

    [Fact]
    public async Task The_choice_opens_in_the_browser_that_came_back_only()
    {
        var (tenant, path) = await InvitedAsync();
        using var guest = Application.Client();
        site.Platform.Codes["code-choice"] = new SignedIn([SignInPlatform.Offer("choice", "t")], []);
        var accounts = await BackAsync(guest, await LeaveAsync(guest, path), "code-choice");
        using var other = Application.Client();
        using var strange = await other.GetAsync(accounts);
        Assert.Equal(HttpStatusCode.NotFound, strange.StatusCode);
        Assert.DoesNotContain("choice\"", await strange.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await tenant.DbAsync(db => db.Channels.CountAsync()));
    }

    [Theory]
    [InlineData("leave")]
    [InlineData("connect")]
    public async Task A_form_without_its_token_is_refused(string form)
    {
        var (_, path) = await InvitedAsync();
        using var guest = Application.Client();
        using var answer = await guest.PostAsync(form is "leave" ? path : $"{path}/accounts/{Ids.New(TimeProvider.System)}", new FormUrlEncodedContent(new Dictionary<string, string> { ["_handler"] = form, ["Way"] = SignInPlatform.Name }));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain(Cookies(answer), c => c.StartsWith(GuestCookie.Name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("en", "no longer valid")]
    [InlineData("ru", "больше не действует")]
    public async Task Wrong_links_say_one_thing_in_the_browsers_language(string language, string said)
    {
        using var guest = Application.Client();
        guest.DefaultRequestHeaders.Add("Accept-Language", language);
        foreach (var token in new[] { new string('C', 43), "x" })
            Assert.Contains(said, WebUtility.HtmlDecode(await guest.GetStringAsync($"/connect/invitation/{token}")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_that_lead_nowhere_come_to_an_end()
    {
        await using var application = await TestApplication.StartAsync();
        using var client = application.Client();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i <= ChannelInvitationDoor.Misses.Most; i++)
        {
            using var answer = await client.GetAsync($"/connect/invitation/{new string('D', 43)}");
            answers.Add(answer.StatusCode);
        }
        Assert.All(answers[..^1], status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
    }

    private async Task<(TestTenant Tenant, string Path)> InvitedAsync()
    {
        var slug = $"guests-{Interlocked.Increment(ref tenants)}";
        var tenant = await (await Application.AddTenantAsync(slug)).OnPlanAsync("growth");
        await using (var owner = await Sql.OpenAsync(Application.Database.ConnectionString("cf_owner")))
            await Sql.RunAsync(owner, "update tenants set platforms = array['threads'] where slug = $1", slug);
        var issued = await CreateAsync(tenant, Wanted(tenant));
        Assert.True(issued.Ok, issued.Problem?.TextKey);
        return (tenant, new Uri(issued.Value.Link).AbsolutePath);
    }

    /// <summary>The state that goes out with the guest.</summary>
    private static async Task<string> LeaveAsync(HttpClient guest, string path)
    {
        using var left = await PostAsync(guest, path, "leave", ("Way", SignInPlatform.Name));
        return StateIn(await left.Content.ReadAsStringAsync());
    }

    private static string StateIn(string page)
    {
        var address = WebUtility.HtmlDecode(page).Split("0;url=")[1].Split('"')[0];
        Assert.StartsWith("https://network.example/authorize", address, StringComparison.Ordinal);
        return SignInDomain.StateOf(new Uri(address));
    }

    private async Task<string> BackAsync(HttpClient guest, string state, string code)
    {
        using var back = await guest.GetAsync($"/connect/{SignInPlatform.Name}/callback?code={code}&state={Uri.EscapeDataString(state)}");
        return PathOf(back)!;
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, string page, string form, (string Name, string Value) field) =>
        await client.PostAsync(page, new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = form, [field.Name] = field.Value, ["__RequestVerificationToken"] = await TestApplication.TokenAsync(client, page),
        }));

    private string? PathOf(HttpResponseMessage answer) => answer.Headers.Location is { } location ? new Uri(Application.Address, location).AbsolutePath : null;

    private static IEnumerable<string> Cookies(HttpResponseMessage answer) => answer.Headers.TryGetValues("Set-Cookie", out var all) ? all : [];

    public sealed class Site : IAsyncLifetime
    {
        internal SignInPlatform Platform { get; } = new();

        internal TestApplication Application { get; private set; } = null!;

        public async Task InitializeAsync() => Application = await TestApplication.StartAsync(new(Configure: services =>
        {
            services.RemoveAll<IPlatform>();
            services.AddSingleton<IPlatform>(Platform);
            services.AddSingleton(new PlatformApps(new ConfigurationBuilder().AddInMemoryCollection(
                new Dictionary<string, string?> { ["Platforms:Apps:meta:0:Id"] = "app-one", ["Platforms:Apps:meta:0:Secret"] = "secret-one" }).Build()));
        }));

        public Task DisposeAsync() => Application.DisposeAsync().AsTask();
    }
}
