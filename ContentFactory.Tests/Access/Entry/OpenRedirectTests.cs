using System.Net;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Access;

/// <summary>A way on that leads elsewhere is forgotten, in each of the forms that attackers write it.</summary>
public sealed class OpenRedirectTests(DoorsWorld world) : IClassFixture<DoorsWorld>
{
    public static TheoryData<string> Elsewhere =>
    [
        "https://evil.example", "http://evil.example/t/a", "//evil.example", "///evil.example", "////evil.example", "/\\evil.example", "\\\\evil.example", "\\/evil.example",
        "/\t/evil.example", "/\n/evil.example", "/\r\n/evil.example", "\t//evil.example", " //evil.example", "https:evil.example", "https:/evil.example", "https:///evil.example",
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "evil.example", "@evil.example", ".evil.example", "https://app.example.test@evil.example",
        "https://app.example.test.evil.example", "//app.example.test@evil.example/", "/\u0000/evil.example", "ftp://evil.example", "//[::1]/", "//evil。example", "/\\/evil.example", "?x=https://evil.example", "",
    ];

    public static TheoryData<string> Here => ["/t/alpha", "/t/alpha/calendar?week=3#top", "/companies", "/invitation/abc?x=//evil.example", "/привет", "/content?q=%D0%BA%D0%BE%D1%84%D0%B5", "/a b", "/%2f%2fevil.example", "/..//evil.example"];

    [Theory]
    [MemberData(nameof(Elsewhere))]
    public async Task A_way_to_elsewhere_ends_at_home(string returnUrl) => Assert.Equal("/", await LedToAsync(returnUrl));

    [Theory]
    [MemberData(nameof(Here))]
    public async Task A_way_inside_leads_on_inside(string returnUrl)
    {
        var wanted = new Uri(world.Application.Address, returnUrl);
        Assert.Equal(wanted.PathAndQuery + wanted.Fragment, await LedToAsync(returnUrl));
    }

    [Fact]
    public async Task The_way_on_survives_every_step_of_registering()
    {
        using var client = new DoorClient(world.Application);
        var (address, query) = (world.NewAddress(), "?returnUrl=%2Finvitation%2Fabc");
        Assert.EndsWith($"/register/code{query}", (await client.PostAsync($"/register{query}", "register", ("Email", address))).Location, StringComparison.Ordinal);
        var code = await SentLetters.CodeAsync(world.Application.Database, address);
        Assert.EndsWith($"/register/finish{query}", (await client.PostAsync($"/register/code{query}", "code", ("Code", code))).Location, StringComparison.Ordinal);
        Assert.EndsWith("/invitation/abc", (await client.PostAsync($"/register/finish{query}", "finish", ("DisplayName", "Anna"), ("Password", Seed.Password))).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_by_letter_keeps_only_ways_inside()
    {
        var address = await world.NewPersonAsync();
        using var client = new DoorClient(world.Application);
        await client.PostAsync("/sign-in/link?returnUrl=//evil.example", "link", ("Email", address));
        Assert.Empty((await SentLetters.LinkAsync(world.Application.Database, address)).Query);
    }

    private async Task<string> LedToAsync(string returnUrl)
    {
        using var client = new DoorClient(world.Application);
        var address = await world.NewPersonAsync();
        var answer = await client.PostAsync($"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}", "sign-in", ("Email", address), ("Password", Seed.Password));
        Assert.True(answer.Status is HttpStatusCode.Found, answer.Text);
        return answer.Location;
    }
}
