using System.Text.RegularExpressions;
using ContentFactory.Domain.Access;
using ContentFactory.Tests.Support;
using Microsoft.AspNetCore.Identity;

namespace ContentFactory.Tests.Access;

/// <summary>Which account a provider's word opens, makes or leaves alone.</summary>
public sealed partial class OutsideAccountTests(OutsideSite site) : IClassFixture<OutsideSite>
{
    [Fact]
    public async Task A_verified_newcomer_gets_an_account_and_returns_to_it()
    {
        await site.IsAsync("new-1", "newcomer@account.example", verified: true, name: "Анна\u0007 <b>");
        using (var first = site.Visit())
        {
            Assert.Equal("/welcome", await first.SignInAsync());
            Assert.True(first.IsSignedIn);
        }
        var person = (await site.PersonAsync("newcomer@account.example"))!;
        Assert.Equal(("Анна <b>", true, null), (person.DisplayName, person.EmailConfirmed, person.PasswordHash));
        await site.ChangeAsync("newcomer@account.example", async (people, p) => Assert.True(await people.IsInRoleAsync(p, SystemRoles.Client)));

        // the login is known by the provider's id, whatever the address has become
        await site.IsAsync("new-1", "changed@account.example", verified: false);
        using var again = site.Visit();
        Assert.Equal("/t/somewhere", await again.SignInAsync(query: "?returnUrl=/t/somewhere"));
        Assert.Null(await site.PersonAsync("changed@account.example"));
    }

    [Fact]
    public async Task A_newcomer_of_a_provider_is_welcomed_and_audited()
    {
        await site.IsAsync("told-1", "told@account.example", verified: true);
        using (var visitor = site.Visit())
            await visitor.SignInAsync();

        Assert.Contains("Anna", Assert.Single(await site.LettersAsync("told@account.example")).Text, StringComparison.Ordinal);
        await using var connection = await Sql.OpenAsync(site.Application.Database.ConnectionString("cf_system"));
        var rows = await Sql.RowsAsync(
            connection, "select entity || '/' || coalesce(after ->> 'Provider', '') from audit_log where person_id = $1", r => r.GetString(0), (await site.PersonAsync("told@account.example"))!.Id);
        Assert.Equal(["account/Google", "sign_in/"], rows.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("google", false)]
    [InlineData("facebook", false)]
    [InlineData("google", true)]
    [InlineData("facebook", true)]
    public async Task An_unverified_address_is_proved_by_a_code_alone(string provider, bool exists)
    {
        var email = $"unverified-{provider}-{exists}@account.example".ToLowerInvariant();
        if (exists)
            await site.Application.AddPersonAsync(email);
        await site.IsAsync($"unverified-{provider}-{exists}", email, verified: false);
        using var visitor = site.Visit();

        Assert.Equal("/sign-in/join", await visitor.SignInAsync(provider));
        Assert.DoesNotContain("join-password", await visitor.Client.GetStringAsync("/sign-in/join"), StringComparison.Ordinal);
        Assert.Null(await visitor.PostAsync("/sign-in/join", "join-send"));
        var code = Six().Match((await site.LettersAsync(email))[0].Text).Value;
        Assert.Null(await visitor.PostAsync("/sign-in/join", "join-code", ("Input.Code", DoorDomain.Not(code))));
        Assert.False(visitor.IsSignedIn);
        Assert.Equal(exists, await site.PersonAsync(email) is not null);
        Assert.Equal(0, await site.LoginsAsync($"unverified-{provider}-{exists}"));

        Assert.NotNull(await visitor.PostAsync("/sign-in/join", "join-code", ("Input.Code", code)));
        Assert.True(visitor.IsSignedIn);
        Assert.Equal(1, await site.LoginsAsync($"unverified-{provider}-{exists}"));
    }

    [Fact]
    public async Task Known_and_unknown_addresses_of_facebook_are_answered_alike()
    {
        await site.Application.AddPersonAsync("alike-known@account.example");
        var answers = new List<string>();
        foreach (var kind in new[] { "known", "unknown" })
        {
            await site.IsAsync($"alike-{kind}", $"alike-{kind}@account.example", verified: false);
            using var visitor = site.Visit();
            answers.Add(await visitor.SignInAsync("facebook"));
            foreach (var (form, code) in new[] { ("join-send", ""), ("join-code", "12"), ("join-code", "000000") })
                answers.Add(Ids().Replace((await visitor.BodyAsync("/sign-in/join", form, ("Input.Code", code))).Replace($"alike-{kind}", "alike", StringComparison.Ordinal), "…"));
        }
        Assert.Equal(answers[..4], answers[4..]);
    }

    [Fact]
    public async Task A_provider_without_an_address_makes_nothing()
    {
        await site.IsAsync("nameless-1", null, verified: false);
        using var visitor = site.Visit();

        Assert.Equal("/sign-in/refused?why=Unverified", await visitor.SignInAsync("facebook"));
        Assert.False(visitor.IsSignedIn);
    }

    [Fact]
    public async Task A_login_is_joined_only_after_the_second_factor()
    {
        await site.Application.AddPersonAsync("careful@account.example");
        var key = "";
        await site.ChangeAsync("careful@account.example", async (people, person) =>
        {
            await people.ResetAuthenticatorKeyAsync(person);
            await people.SetTwoFactorEnabledAsync(person, true);
            key = (await people.GetAuthenticatorKeyAsync(person))!;
        });
        await site.IsAsync("careful-1", "careful@account.example", verified: true);
        using var visitor = site.Visit();
        await visitor.SignInAsync();
        Assert.EndsWith("/sign-in/second", await visitor.PostAsync("/sign-in/join", "join-password", ("Input.Password", Seed.Password)), StringComparison.Ordinal);
        Assert.Equal(0, await site.LoginsAsync("careful-1"));

        Assert.NotNull(await visitor.PostAsync("/sign-in/second", "second", ("Input.Code", AppCode.Of(key))));
        Assert.True(visitor.IsSignedIn);
        Assert.Equal(1, await site.LoginsAsync("careful-1"));
    }

    [Fact]
    public async Task An_existing_address_is_joined_by_its_password_only()
    {
        await site.Application.AddPersonAsync("owner@account.example");
        await site.IsAsync("join-1", "OWNER@Account.example", verified: true);
        using var visitor = site.Visit();
        Assert.Equal("/sign-in/join", await visitor.SignInAsync());
        Assert.False(visitor.IsSignedIn);
        Assert.Null(await visitor.PostAsync("/sign-in/join", "join-password", ("Input.Password", "Wrong-password-1")));
        Assert.Equal(0, await site.LoginsAsync("join-1"));

        Assert.NotNull(await visitor.PostAsync("/sign-in/join", "join-password", ("Input.Password", Seed.Password)));
        Assert.True(visitor.IsSignedIn);
        Assert.Equal(1, await site.LoginsAsync("join-1"));
        Assert.Contains(await site.LettersAsync("owner@account.example"), l => l.Subject.Contains("Google", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_right_password_after_five_wrong_ones_must_wait()
    {
        await site.Application.AddPersonAsync("guessed@account.example");
        await site.IsAsync("guess-1", "guessed@account.example", verified: true);
        using var visitor = site.Visit();
        await visitor.SignInAsync();
        for (var n = 0; n < 5; n++)
            await visitor.PostAsync("/sign-in/join", "join-password", ("Input.Password", $"Wrong-password-{n}"));

        Assert.Null(await visitor.PostAsync("/sign-in/join", "join-password", ("Input.Password", Seed.Password)));
        Assert.Equal(0, await site.LoginsAsync("guess-1"));
    }

    [Fact]
    public async Task A_code_joins_once_and_only_its_own_login()
    {
        await site.Application.AddPersonAsync("coded@account.example");
        await site.IsAsync("code-1", "coded@account.example", verified: true);
        using var owner = site.Visit();
        await owner.SignInAsync();
        await owner.PostAsync("/sign-in/join", "join-send");
        var code = Six().Match((await site.LettersAsync("coded@account.example"))[0].Text).Value;

        // another login with the same address and the code that was sent for the first
        await site.IsAsync("code-2", "coded@account.example", verified: true);
        using var thief = site.Visit();
        await thief.SignInAsync();
        thief.PutBack(owner.Keep().Where(c => c.Name == "cf_join").ToList());
        Assert.Null(await thief.PostAsync("/sign-in/join", "join-code", ("Input.Code", code)));
        Assert.Equal(0, await site.LoginsAsync("code-2"));

        Assert.NotNull(await owner.PostAsync("/sign-in/join", "join-code", ("Input.Code", $"{code[..3]} {code[3..]}")));
        Assert.True(owner.IsSignedIn);
        Assert.Equal(1, await site.LoginsAsync("code-1"));
    }

    [Fact]
    public async Task The_right_code_after_five_wrong_ones_is_worth_nothing()
    {
        await site.Application.AddPersonAsync("tried@account.example");
        await site.IsAsync("tried-1", "tried@account.example", verified: true);
        using var visitor = site.Visit();
        await visitor.SignInAsync();
        await visitor.PostAsync("/sign-in/join", "join-send");
        var code = Six().Match((await site.LettersAsync("tried@account.example"))[0].Text).Value;
        for (var n = 0; n < 5; n++)
            Assert.Null(await visitor.PostAsync("/sign-in/join", "join-code", ("Input.Code", code == "000000" ? "111111" : "000000")));

        Assert.Null(await visitor.PostAsync("/sign-in/join", "join-code", ("Input.Code", code)));
        Assert.Equal(0, await site.LoginsAsync("tried-1"));
    }

    [Fact]
    public async Task A_second_factor_is_asked_for_after_the_provider()
    {
        await site.Application.AddPersonAsync("second@account.example");
        await site.ChangeAsync("second@account.example", async (people, person) =>
        {
            await people.AddLoginAsync(person, new UserLoginInfo("Google", "second-1", "second@account.example"));
            await people.ResetAuthenticatorKeyAsync(person);
            await people.SetTwoFactorEnabledAsync(person, true);
        });
        await site.IsAsync("second-1", "second@account.example", verified: true);
        using var visitor = site.Visit();

        Assert.StartsWith("/sign-in/second", await visitor.SignInAsync(), StringComparison.Ordinal);
        Assert.False(visitor.IsSignedIn);
    }

    [Fact]
    public async Task A_deactivated_persons_login_opens_nothing()
    {
        await site.Application.AddPersonAsync("gone@account.example");
        await site.ChangeAsync("gone@account.example", async (people, person) =>
        {
            await people.AddLoginAsync(person, new UserLoginInfo("Google", "gone-1", "gone@account.example"));
            person.Deactivate(TimeProvider.System.GetUtcNow());
            await people.UpdateAsync(person);
        });
        await site.IsAsync("gone-1", "gone@account.example", verified: true);
        using var visitor = site.Visit();

        Assert.Equal("/sign-in/refused?why=Refused", await visitor.SignInAsync());
        Assert.False(visitor.IsSignedIn);
    }

    [Fact]
    public async Task Many_returns_at_once_make_one_account()
    {
        await site.IsAsync("crowd-1", "crowd@account.example", verified: true);
        var visitors = Enumerable.Range(0, 6).Select(_ => site.Visit()).ToList();
        var ends = await Task.WhenAll(visitors.Select(visitor => visitor.SignInAsync()));
        visitors.ForEach(visitor => visitor.Dispose());

        Assert.Contains(ends, end => end is "/welcome");
        Assert.Equal(1, await site.LoginsAsync("crowd-1"));
    }

    // tokens and ids of a page
    [GeneratedRegex(@"[\w+/=-]{40,}|CfDJ[\w-]+")]
    private static partial Regex Ids();

    [GeneratedRegex(@"\b\d{6}\b")]
    private static partial Regex Six();
}
