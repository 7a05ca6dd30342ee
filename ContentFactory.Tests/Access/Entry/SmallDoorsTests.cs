using System.Net;
using ContentFactory.Domain.Access;
using ContentFactory.Tests.Support;
using ContentFactory.Web.Access;

namespace ContentFactory.Tests.Access;

/// <summary>The doors beside the forms: ways on that other buttons take, challenges and departures that cost nothing to ask for, addresses that are a way in.</summary>
public sealed class SmallDoorsTests(DoorsWorld world) : IClassFixture<DoorsWorld>
{
    [Theory]
    [InlineData("/language", "culture", "ru", "/")]
    [InlineData("/theme", "theme", "dark", "/")]
    [InlineData("/sign-out", "none", "", "/sign-in")]
    public async Task No_button_leads_to_another_site(string door, string field, string value, string home)
    {
        using var client = new DoorClient(world.Application);
        // a form with a NUL in it is refused as a whole
        foreach (string row in OpenRedirectTests.Elsewhere)
            if (!row.Contains('\0'))
                Assert.Equal(home, await LedToAsync(client, door, field, value, row));
    }

    [Theory]
    [InlineData("/language", "culture", "ru")]
    [InlineData("/theme", "theme", "dark")]
    public async Task Language_and_theme_lead_back_to_any_page(string door, string field, string value)
    {
        using var client = new DoorClient(world.Application);
        foreach (var row in OpenRedirectTests.Here)
        {
            var wanted = new Uri(world.Application.Address, row);
            Assert.Equal(wanted.PathAndQuery + wanted.Fragment, await LedToAsync(client, door, field, value, row));
        }
    }

    [Theory]
    [InlineData("/sign-in/link/abc", "no-referrer")]
    [InlineData("/invitation/abc", "no-referrer")]
    [InlineData("/connect/invitation/abc", "no-referrer")]
    [InlineData("/sign-in", "strict-origin-when-cross-origin")]
    public async Task An_address_that_is_a_way_in_goes_nowhere(string page, string policy)
    {
        using var client = new DoorClient(world.Application);
        using var answer = await client.Http.GetAsync(page);
        Assert.Equal([policy], answer.Headers.GetValues("Referrer-Policy"));
    }

    [Fact]
    public async Task Challenges_for_passkeys_come_to_an_end()
    {
        await using var application = await TestApplication.StartAsync();
        using var client = new DoorClient(application);
        client.Http.DefaultRequestHeaders.Add("RequestVerificationToken", await TestApplication.TokenAsync(client.Http, "/sign-in"));
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 121; i++)
        {
            using var answer = await client.Http.PostAsync("/sign-in/passkey/options", null);
            answers.Add(answer.StatusCode);
        }
        Assert.All(answers[..120], status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[120]);
    }

    [Fact]
    public async Task Departures_to_a_provider_come_to_an_end()
    {
        await using var application = await TestApplication.StartAsync(new(Settings: new Dictionary<string, string?> { ["Access:Google:ClientId"] = "id", ["Access:Google:ClientSecret"] = "secret" }));
        using var client = new DoorClient(application);
        var answers = new List<string>();
        for (var i = 0; i < 121; i++)
            answers.Add((await client.GetAsync("/sign-in/with/google?returnUrl=/t/a")).Location);
        Assert.All(answers[..120], location => Assert.StartsWith("https://accounts.google.com/", location, StringComparison.Ordinal));
        Assert.Equal("/sign-in/refused?why=Often", answers[120]);
        Assert.Contains("very often", (await client.GetAsync(answers[120])).Text, StringComparison.Ordinal);
    }

    private static async Task<string> LedToAsync(DoorClient client, string door, string field, string value, string returnUrl)
    {
        var content = new Dictionary<string, string> { [field] = value, ["returnUrl"] = returnUrl, ["__RequestVerificationToken"] = await TestApplication.TokenAsync(client.Http, "/sign-in") };
        using var answer = await client.Http.PostAsync(door, new FormUrlEncodedContent(content));
        Assert.True(answer.StatusCode is HttpStatusCode.Found, $"{door} answered {(int)answer.StatusCode} to {returnUrl}");
        return (await DoorAnswer.OfAsync(answer)).Location;
    }
}
