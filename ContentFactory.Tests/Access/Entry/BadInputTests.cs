using System.Globalization;
using System.Net;
using ContentFactory.Domain.Access;
using ContentFactory.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Access;

/// <summary>
/// What people do at the doors without meaning harm: addresses written in other ways, links of others, two people at one browser.
/// Codes and tries: <see cref="EntryCodesTests"/>; links: <see cref="LinksAndResetsTests"/>; invitations: <see cref="InvitationRefusalsTests"/>; names: <see cref="BadNamesTests"/>;
/// scanners: <see cref="ScannerJourney"/>; hosts: <see cref="HostHeaderTests"/>; ways on: <see cref="OpenRedirectTests"/>.
/// </summary>
public sealed class BadInputTests(DoorsWorld world) : IClassFixture<DoorsWorld>
{
    private static readonly string Punycode = new IdnMapping().GetAscii("пекарня.рф");

    public static TheoryData<string, string, string> Spellings => new()
    {
        { "  Anna.Spaces@Entry.Test ", "anna.spaces@entry.test", "anna.spaces@entry.test" },
        { "ANNA.UPPER@ENTRY.TEST", "Anna.Upper@entry.test", "anna.upper@entry.test" },
        { "Anna.Plus+shop@entry.test", "anna.plus+SHOP@entry.test", "anna.plus+shop@entry.test" },
        { "info@Пекарня.рф", $"info@{Punycode}", $"info@{Punycode}" },
    };

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task An_address_is_the_same_however_it_is_written(string typed, string again, string letters)
    {
        using var newcomer = new DoorClient(world.Application);
        await newcomer.PostAsync("/register", "register", ("Email", typed));
        await newcomer.PostAsync("/register/code", "code", ("Code", await SentLetters.CodeAsync(world.Application.Database, letters)));
        await newcomer.PostAsync("/register/finish", "finish", ("DisplayName", "Anna"), ("Password", Seed.Password));
        Assert.True(await newcomer.IsInAsync());

        using var later = new DoorClient(world.Application);
        Assert.Equal("/", (await later.PostAsync("/sign-in", "sign-in", ("Email", again), ("Password", Seed.Password))).Location);
    }

    [Fact]
    public async Task What_stands_before_the_plus_is_another_person()
    {
        var address = await world.NewPersonAsync();
        using var client = new DoorClient(world.Application);
        var other = address.Replace("@", "+other@", StringComparison.Ordinal);
        Assert.Contains("is wrong", (await client.PostAsync("/sign-in", "sign-in", ("Email", other), ("Password", Seed.Password))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_of_another_person_saves_nothing()
    {
        var (first, second) = (await world.NewPersonAsync(), await world.NewPersonAsync());
        using var browser = new DoorClient(world.Application);
        await TestApplication.SignInAsync(browser.Http, first);
        var token = await TestApplication.TokenAsync(browser.Http, "/profile");
        await TestApplication.SignInAsync(browser.Http, second);

        var fields = new Dictionary<string, string> { ["_handler"] = "profile", ["Input.DisplayName"] = "Typed by the first", ["Input.Language"] = "en", ["__RequestVerificationToken"] = token };
        using var answer = await browser.Http.PostAsync("/profile", new FormUrlEncodedContent(fields));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("<h1", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        foreach (var address in new[] { first, second })
            Assert.NotEqual("Typed by the first", (await PersonAsync(address)).DisplayName);
    }

    [Fact]
    public async Task A_link_of_another_person_changes_hands_wholly()
    {
        var (own, other) = (await world.NewPersonAsync(), await world.NewPersonAsync());
        using (var asked = new DoorClient(world.Application))
            await asked.PostAsync("/sign-in/link", "link", ("Email", other));
        var path = (await SentLetters.LinkAsync(world.Application.Database, other)).PathAndQuery;
        using var browser = new DoorClient(world.Application);
        await TestApplication.SignInAsync(browser.Http, own);

        Assert.Contains(other, (await browser.GetAsync(path)).Text, StringComparison.Ordinal);
        Assert.Equal(1, await SessionsAsync(own));
        await browser.PostAsync(path, "use");

        Assert.Equal((0, 1), (await SessionsAsync(own), await SessionsAsync(other)));
        using var late = new DoorClient(world.Application);
        Assert.Contains("used already", (await late.GetAsync(path)).Text, StringComparison.Ordinal);
    }

    private async Task<Person> PersonAsync(string address)
    {
        await using var scope = world.Application.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<UserManager<Person>>().FindByEmailAsync(address))!;
    }

    private async Task<int> SessionsAsync(string address) =>
        (await world.Application.Services.GetRequiredService<SessionRegister>().OfAsync((await PersonAsync(address)).Id, default)).Count;
}
