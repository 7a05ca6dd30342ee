using System.Net;
using System.Text.RegularExpressions;
using ContentFactory.Domain.Access;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Access;

/// <summary>States, codes and addresses that somebody else prepared.</summary>
public sealed partial class OutsideAttackTests(OutsideSite site) : IClassFixture<OutsideSite>
{
    private const string Failed = "/sign-in/refused?why=Failed";

    [Fact]
    public async Task A_state_of_another_browser_signs_nobody_in()
    {
        await site.IsAsync("foreign-1", "foreign@attack.example", verified: true);
        using var attacker = site.Visit();
        using var victim = site.Visit();
        var prepared = await OutsideSite.Visitor.AtProviderAsync(await attacker.BeginAsync());

        Assert.Equal(Failed, (await victim.ToAsync(prepared.PathAndQuery)).OriginalString);
        Assert.False(victim.IsSignedIn);
        Assert.Null(await site.PersonAsync("foreign@attack.example"));
    }

    [Fact]
    public async Task A_state_returns_once_even_with_its_cookies()
    {
        await site.IsAsync("twice-1", "twice@attack.example", verified: true);
        using var visitor = site.Visit();
        var back = await OutsideSite.Visitor.AtProviderAsync(await visitor.BeginAsync());
        var kept = visitor.Keep();
        Assert.StartsWith("/sign-in/outside", (await visitor.ToAsync(back.PathAndQuery)).OriginalString, StringComparison.Ordinal);
        var asked = site.TokenRequests;
        using var second = site.Visit();
        second.PutBack(kept);

        Assert.Equal(Failed, (await second.ToAsync(back.PathAndQuery)).OriginalString);
        Assert.Equal(asked, site.TokenRequests);
    }

    [Fact]
    public async Task A_state_older_than_a_quarter_hour_is_over()
    {
        await site.IsAsync("late-1", "late@attack.example", verified: true);
        using var visitor = site.Visit();
        var back = await OutsideSite.Visitor.AtProviderAsync(await visitor.BeginAsync());
        var asked = site.TokenRequests;
        site.Clock.Move(TimeSpan.FromMinutes(16));
        try
        {
            Assert.Equal(Failed, (await visitor.ToAsync(back.PathAndQuery)).OriginalString);
        }
        finally
        {
            site.Clock.Move(TimeSpan.FromMinutes(-16));
        }
        Assert.Equal(asked, site.TokenRequests);
    }

    [Fact]
    public async Task A_state_of_one_provider_means_nothing_to_another()
    {
        await site.IsAsync("swap-1", "swap@attack.example", verified: true);
        using var visitor = site.Visit();
        await visitor.BeginAsync("facebook");
        var back = await OutsideSite.Visitor.AtProviderAsync(await visitor.BeginAsync());

        Assert.Equal(Failed, (await visitor.ToAsync("/sign-in/facebook/return" + back.Query)).OriginalString);
        Assert.Equal(0, await site.LoginsAsync("swap-1"));
    }

    [Fact]
    public async Task A_code_of_the_attacker_in_a_victims_return_is_refused()
    {
        await site.IsAsync("attacker-1", "attacker@attack.example", verified: true);
        using var attacker = site.Visit();
        using var victim = site.Visit();
        var theirs = System.Web.HttpUtility.ParseQueryString((await OutsideSite.Visitor.AtProviderAsync(await attacker.BeginAsync())).Query)["code"]!;
        var own = await OutsideSite.Visitor.AtProviderAsync(await victim.BeginAsync());
        var query = System.Web.HttpUtility.ParseQueryString(own.Query);
        query["code"] = theirs;

        Assert.Equal(Failed, (await victim.ToAsync($"{own.AbsolutePath}?{query}")).OriginalString);
        Assert.False(victim.IsSignedIn);
    }

    [Fact]
    public async Task Returns_go_to_the_configured_address_whatever_the_host()
    {
        using var visitor = site.Visit();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in/with/google");
        request.Headers.Host = "evil.example";
        request.Headers.Add("X-Forwarded-Host", "evil.example");
        using var answer = await visitor.Client.SendAsync(request);

        var back = System.Web.HttpUtility.ParseQueryString(answer.Headers.Location!.Query)["redirect_uri"];
        Assert.Equal(new Uri(site.Application.Address, "/sign-in/google/return").AbsoluteUri, back);
    }

    [Fact]
    public async Task Adding_a_login_needs_the_own_form_and_the_own_return()
    {
        await site.Application.AddPersonAsync("adder@attack.example");
        await site.IsAsync("added-1", "other@attack.example", verified: false);
        using var visitor = site.Visit();
        await visitor.PostAsync("/sign-in", "sign-in", ("Input.Email", "adder@attack.example"), ("Input.Password", Seed.Password));
        Assert.True(visitor.IsSignedIn);
        using (var forged = await visitor.Client.PostAsync("/profile/connections/add/google", new FormUrlEncodedContent([])))
            Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);

        // a return that was begun in order to sign in is brought to the place that adds
        var back = await OutsideSite.Visitor.AtProviderAsync(await visitor.BeginAsync());
        await visitor.ToAsync(back.PathAndQuery);
        Assert.Equal(Failed, (await visitor.ToAsync("/profile/connections/added")).OriginalString);
        Assert.Equal(0, await site.LoginsAsync("added-1"));
    }

    [Fact]
    public async Task A_login_that_comes_back_late_waits_for_the_proof()
    {
        await site.Application.AddPersonAsync("waits@attack.example");
        await site.IsAsync("waits-1", null, verified: false);
        using var visitor = site.Visit();
        await visitor.PostAsync("/sign-in", "sign-in", ("Input.Email", "waits@attack.example"), ("Input.Password", Seed.Password));
        var left = await visitor.BodyAsync("/profile/connections", "", "/profile/connections/add/facebook");
        var authorize = new Uri(WebUtility.HtmlDecode(Onward().Match(left).Groups[1].Value));
        var back = await OutsideSite.Visitor.AtProviderAsync(authorize);
        await site.Application.SqlAsync("update sessions set proved_at = proved_at - interval '11 minutes'");
        await visitor.ToAsync(back.PathAndQuery);

        var asked = (await visitor.ToAsync("/profile/connections/added")).OriginalString;
        Assert.Equal("/profile/prove?returnUrl=%2Fprofile%2Fconnections%2Fadded", asked);
        Assert.Equal(0, await site.LoginsAsync("waits-1"));
        Assert.EndsWith("/profile/connections/added", await visitor.PostAsync(asked, "prove-password", ("Input.Password", Seed.Password)), StringComparison.Ordinal);
        Assert.Equal("/profile/connections", (await visitor.ToAsync("/profile/connections/added")).OriginalString);
        Assert.Equal(1, await site.LoginsAsync("waits-1"));
    }

    [Theory]
    [InlineData("?returnUrl=https://evil.example/")]
    [InlineData("?returnUrl=//evil.example/")]
    [InlineData("?returnUrl=/%5Cevil.example/")]
    public async Task A_foreign_place_to_return_to_is_forgotten(string query)
    {
        await site.IsAsync("redirect-1", "redirect@attack.example", verified: true);
        using var visitor = site.Visit();

        Assert.Contains(await visitor.SignInAsync(query: query), new[] { "/", "/welcome" });
    }

    [Fact]
    public async Task A_cancelled_sign_in_says_so()
    {
        await site.CancelsAsync();
        using var visitor = site.Visit();

        Assert.Equal("/sign-in/refused?why=Cancelled", await visitor.SignInAsync());
    }

    [GeneratedRegex("""http-equiv="refresh" content="0;url=([^"]+)""")]
    private static partial Regex Onward();

    [Fact]
    public void Keys_without_a_secret_stop_the_start() =>
        Assert.Equal(nameof(OutsideOptions.ClientSecret), new OutsideOptions { ClientId = "id" }.Fault()?.Setting);
}
