using System.Net;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Access;

/// <summary>No door tells whether an address has an account: status, headers and text are the same.</summary>
public sealed class EnumerationTests(DoorsWorld world) : IClassFixture<DoorsWorld>
{
    private const int Times = 20;

    [Theory]
    [InlineData("/sign-in", "sign-in", HttpStatusCode.OK)]
    [InlineData("/sign-in/link", "link", HttpStatusCode.OK)]
    [InlineData("/reset", "reset", HttpStatusCode.Found)]
    [InlineData("/register", "register", HttpStatusCode.Found)]
    public async Task A_known_address_is_answered_like_an_unknown_one(string page, string form, HttpStatusCode status)
    {
        var answers = new List<DoorAnswer>();
        for (var i = 0; i < Times; i++)
        {
            answers.Add(await AskAsync(page, form, await world.NewPersonAsync()));
            answers.Add(await AskAsync(page, form, world.NewAddress()));
        }
        Assert.Equal(status, answers[0].Status);
        foreach (var answer in answers)
            Assert.Equal(answers[0].Text, answer.Text);
        Assert.Single(answers.Distinct());
    }

    [Theory]
    [InlineData("/reset", "reset", "/reset/code")]
    [InlineData("/register", "register", "/register/code")]
    public async Task Wrong_codes_are_answered_alike_too(string page, string form, string next)
    {
        var known = await CodesAsync(page, form, next, await world.NewPersonAsync());
        var unknown = await CodesAsync(page, form, next, world.NewAddress());
        Assert.Equal(unknown, known);
        Assert.Equal(7, known.Count);
    }

    [Theory]
    [InlineData("/sign-in/link", "link")]
    [InlineData("/reset", "reset")]
    [InlineData("/register", "register")]
    public async Task A_second_letter_is_refused_alike(string page, string form)
    {
        var answers = new List<DoorAnswer>();
        foreach (var address in new[] { await world.NewPersonAsync(), world.NewAddress() })
        {
            await AskAsync(page, form, address);
            var again = await AskAsync(page, form, address);
            answers.Add(again with { Text = System.Text.RegularExpressions.Regex.Replace(again.Text, @"another: \d+", "another: …") });
        }
        Assert.Single(answers.Distinct());
        Assert.Contains("A letter has been sent already", answers[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_letters_tell_who_has_an_account()
    {
        var (known, unknown) = (await world.NewPersonAsync(), world.NewAddress());
        await AskAsync("/register", "register", known);
        await AskAsync("/register", "register", unknown);
        Assert.Contains("https://app.example.test/sign-in", await SentLetters.LatestAsync(world.Application.Database, known), StringComparison.Ordinal);
        Assert.Matches(@"\b\d{6}\b", await SentLetters.LatestAsync(world.Application.Database, unknown));
    }

    private async Task<DoorAnswer> AskAsync(string page, string form, string address)
    {
        using var client = new DoorClient(world.Application);
        return (await client.PostAsync(page, form, ("Email", address), ("Password", "wrong-password"))).Without(address);
    }

    private async Task<List<DoorAnswer>> CodesAsync(string page, string form, string next, string address)
    {
        using var client = new DoorClient(world.Application);
        await client.PostAsync(page, form, ("Email", address));
        var answers = new List<DoorAnswer> { (await client.GetAsync(next)).Without(address) };
        for (var i = 0; i < 6; i++)
            answers.Add((await client.PostAsync(next, "code", ("Code", $"00000{i}"), ("Password", Seed.Password))).Without(address));
        return answers;
    }
}
