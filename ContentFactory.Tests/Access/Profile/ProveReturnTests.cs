using System.Net;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Access;

/// <summary>Where the proof of the own account leads back to: inside of this application, and nowhere else.</summary>
public sealed class ProveReturnTests(DoorsWorld world) : IClassFixture<DoorsWorld>
{
    [Fact]
    public async Task A_way_back_to_elsewhere_ends_at_the_account()
    {
        using var client = await SignedInAsync();
        foreach (string row in OpenRedirectTests.Elsewhere)
        {
            Assert.Equal("/profile/security", await LedBackAsync(client, row));
            Assert.DoesNotContain("evil", Links((await client.GetAsync(Page(row))).Text), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task A_way_back_inside_is_kept()
    {
        using var client = await SignedInAsync();
        foreach (string row in OpenRedirectTests.Here)
        {
            var wanted = new Uri(world.Application.Address, row);
            Assert.Equal(wanted.PathAndQuery + wanted.Fragment, await LedBackAsync(client, row));
        }
    }

    private async Task<DoorClient> SignedInAsync()
    {
        var client = new DoorClient(world.Application);
        await TestApplication.SignInAsync(client.Http, await world.NewPersonAsync());
        return client;
    }

    private static async Task<string> LedBackAsync(DoorClient client, string back)
    {
        var answer = await client.PostAsync(Page(back), "prove-password", ("Password", Seed.Password));
        Assert.True(answer.Status is HttpStatusCode.Found, $"The proof answered {(int)answer.Status} to {back}");
        return answer.Location;
    }

    private static string Page(string back) => $"/profile/prove?returnUrl={Uri.EscapeDataString(back)}";

    /// <summary>The pages that the links lead to; the link to the content repeats the address it stands at.</summary>
    private static string Links(string html) => string.Join('\n', System.Text.RegularExpressions.Regex.Matches(html, "<a [^>]*href=\"([^\"]*)\"").Select(m => m.Groups[1].Value.Split('?')[0]));
}
