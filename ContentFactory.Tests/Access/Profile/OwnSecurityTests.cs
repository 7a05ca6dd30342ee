using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Access;

public sealed class OwnSecurityTests(TestDomain domain) : IClassFixture<TestDomain>
{
    private const string Another = "Another-long-1";

    private static int people;

    [Fact]
    public Task A_wrong_own_password_changes_nothing() => WithAsync(async (own, security) =>
    {
        var stamp = own.Person.SecurityStamp;
        var refused = await security.ChangePasswordAsync(own.Session, "not-mine-at-all", Another, default);

        Assert.Equal(("Current", "Access.OwnPasswordWrong"), (refused.Problem!.Field, refused.Problem.TextKey));
        Assert.Equal(stamp, (await own.People.FindByIdAsync($"{own.Person.Id}"))!.SecurityStamp);
        Assert.True(await own.People.CheckPasswordAsync(own.Person, Seed.Password));
    });

    [Fact]
    public Task Guessing_the_own_password_locks_the_door_too() => WithAsync(async (own, security) =>
    {
        for (var i = 0; i < 5; i++)
            Assert.Equal(ProblemKind.Invalid, (await security.ChangePasswordAsync(own.Session, $"guess-{i}-long", Another, default)).Problem!.Kind);

        // even the right one has to wait, here and at the door
        Assert.Equal(ProblemKind.Limit, (await security.ChangePasswordAsync(own.Session, Seed.Password, Another, default)).Problem!.Kind);
        Assert.Equal("Access.SignInLocked", (await own.Get<PasswordDoor>().CheckAsync(own.Person.Email, Seed.Password, "elsewhere", default)).Problem!.TextKey);
    });

    [Fact]
    public Task A_second_factor_needs_a_code_of_its_key() => WithAsync(async (own, security) =>
    {
        var person = own.Person;
        Assert.Equal("Access.AuthenticatorCodeWrong", (await security.ConfirmAsync(own.Session, "000000", default)).Problem!.TextKey);
        var key = (await security.BeginAsync(own.Session, default)).Value;
        Assert.False(person.TwoFactorEnabled);
        var wrong = TotpCode.Of(key) == "123456" ? "654321" : "123456";
        Assert.Equal("Access.AuthenticatorCodeWrong", (await security.ConfirmAsync(own.Session, wrong, default)).Problem!.TextKey);

        var stamp = person.SecurityStamp;
        var codes = (await security.ConfirmAsync(own.Session, $" {TotpCode.Of(key)[..3]} {TotpCode.Of(key)[3..]}", default)).Value;

        Assert.Equal(10, codes.Distinct().Count());
        Assert.True(person.TwoFactorEnabled);
        Assert.NotEqual(stamp, person.SecurityStamp);
        Assert.Equal(ProblemKind.Conflict, (await security.BeginAsync(own.Session, default)).Problem!.Kind);
        Assert.True((await own.People.RedeemTwoFactorRecoveryCodeAsync(person, codes[0])).Succeeded);
        Assert.False((await own.People.RedeemTwoFactorRecoveryCodeAsync(person, codes[0])).Succeeded);
        Assert.Equal(9, await security.CodesLeftAsync(person));
    });

    [Fact]
    public Task Keys_and_recovery_codes_stand_sealed_in_the_database() => WithAsync(async (own, security) =>
    {
        var key = (await security.BeginAsync(own.Session, default)).Value;
        var codes = (await security.ConfirmAsync(own.Session, TotpCode.Of(key), default)).Value;
        await using var connection = await Sql.OpenAsync(domain.Database.ConnectionString("cf_system"));
        var stored = await Sql.RowsAsync(connection, "select value from person_tokens where user_id = $1", r => r.GetString(0), own.Person.Id);

        Assert.Equal(2, stored.Count);
        Assert.All(stored, value => Assert.DoesNotContain(key, value, StringComparison.Ordinal));
        Assert.All(stored, value => Assert.DoesNotContain(codes[0], value, StringComparison.Ordinal));
    });

    [Fact]
    public Task Switching_off_forgets_the_key_and_the_codes() => WithAsync(async (own, security) =>
    {
        await own.WithFactorAsync();
        Assert.True((await security.SwitchOffAsync(own.Session, default)).Ok);

        Assert.False(own.Person.TwoFactorEnabled);
        Assert.Null(await own.People.GetAuthenticatorKeyAsync(own.Person));
        Assert.Equal(0, await security.CodesLeftAsync(own.Person));
    });

    [Fact]
    public Task Whoever_came_by_a_provider_sets_a_first_password() => OwnRig.RunAsync(domain, NewEmail(), async own =>
    {
        var security = own.Get<OwnSecurity>();
        var stamp = own.Person.SecurityStamp;
        Assert.Equal("Access.PasswordLength", (await security.SetPasswordAsync(own.Session, "short", default)).Problem!.TextKey);
        Assert.True((await security.SetPasswordAsync(own.Session, Another, default)).Ok);

        Assert.NotEqual(stamp, own.Person.SecurityStamp);
        Assert.True((await own.Get<PasswordDoor>().CheckAsync(own.Person.Email, Another, "first", default)).Ok);
        // the next one is a change, and takes this one
        await own.GoOnAsync();
        Assert.Equal(ProblemKind.Conflict, (await security.SetPasswordAsync(own.Session, "Yet-another-1", default)).Problem!.Kind);
    }, hasPassword: false);

    [Fact]
    public Task Each_change_is_told_and_audited_once() => WithAsync(async (own, security) =>
    {
        Assert.True((await security.ChangePasswordAsync(own.Session, Seed.Password, Another, default)).Ok);
        await own.GoOnAsync();
        var key = (await security.BeginAsync(own.Session, default)).Value;
        var codes = (await security.ConfirmAsync(own.Session, TotpCode.Of(key), default)).Value;
        await own.GoOnAsync();
        Assert.True((await security.NewCodesAsync(own.Session, default)).Ok);
        Assert.True((await security.SwitchOffAsync(own.Session, default)).Ok);

        Assert.Equal(["Ваш пароль изменён", "Двухэтапный вход включён", "Двухэтапный вход выключен", "Новые резервные коды"], await own.SubjectsAsync());
        var trail = await own.TrailAsync();
        Assert.Equal(["""password - {"Change": "changed"}""", """recovery_codes - {"Made": 10}""", """second_factor {"On": false} {"On": true}""", """second_factor {"On": true} {"On": false}"""], trail);
        Assert.All(trail, row => Assert.DoesNotContain(codes[0], row, StringComparison.Ordinal));
    });

    private static string NewEmail() => $"own{Interlocked.Increment(ref people)}@security.test";

    private Task WithAsync(Func<OwnRig, OwnSecurity, Task> act) => OwnRig.RunAsync(domain, NewEmail(), own => act(own, own.Get<OwnSecurity>()));
}
