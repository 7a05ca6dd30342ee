using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Access;

public sealed class OwnSecurityTests(TestDomain domain) : IClassFixture<TestDomain>
{
    private static int people;

    [Fact]
    public Task A_wrong_own_password_changes_nothing() => WithAsync(async (security, store, person) =>
    {
        var stamp = person.SecurityStamp;
        var refused = await security.ChangePasswordAsync(person, "not-mine-at-all", "Another-long-1", default);

        Assert.Equal(("Current", "Access.OwnPasswordWrong"), (refused.Problem!.Field, refused.Problem.TextKey));
        Assert.Equal(stamp, (await store.FindByIdAsync($"{person.Id}"))!.SecurityStamp);
        Assert.True(await store.CheckPasswordAsync(person, Seed.Password));
    });

    [Fact]
    public Task Guessing_the_own_password_stops_after_ten_tries() => WithAsync(async (security, _, person) =>
    {
        for (var i = 0; i < 10; i++)
            Assert.Equal(ProblemKind.Invalid, (await security.ChangePasswordAsync(person, $"guess-{i}-long", "Another-long-1", default)).Problem!.Kind);

        // even the right one has to wait
        Assert.Equal(ProblemKind.Limit, (await security.ChangePasswordAsync(person, Seed.Password, "Another-long-1", default)).Problem!.Kind);
    });

    [Fact]
    public Task A_second_factor_needs_a_code_of_its_key() => WithAsync(async (security, store, person) =>
    {
        Assert.Equal("Access.AuthenticatorCodeWrong", (await security.ConfirmAsync(person, "000000", default)).Problem!.TextKey);
        var key = (await security.BeginAsync(person)).Value;
        Assert.False(person.TwoFactorEnabled);
        var wrong = TotpCode.Of(key) == "123456" ? "654321" : "123456";
        Assert.Equal("Access.AuthenticatorCodeWrong", (await security.ConfirmAsync(person, wrong, default)).Problem!.TextKey);

        var stamp = person.SecurityStamp;
        var codes = (await security.ConfirmAsync(person, $" {TotpCode.Of(key)[..3]} {TotpCode.Of(key)[3..]}", default)).Value;

        Assert.Equal(10, codes.Distinct().Count());
        Assert.True(person.TwoFactorEnabled);
        Assert.NotEqual(stamp, person.SecurityStamp);
        Assert.Equal(ProblemKind.Conflict, (await security.BeginAsync(person)).Problem!.Kind);
        Assert.True((await store.RedeemTwoFactorRecoveryCodeAsync(person, codes[0])).Succeeded);
        Assert.False((await store.RedeemTwoFactorRecoveryCodeAsync(person, codes[0])).Succeeded);
        Assert.Equal(9, await security.CodesLeftAsync(person));
    });

    [Fact]
    public Task Keys_and_recovery_codes_stand_sealed_in_the_database() => WithAsync(async (security, _, person) =>
    {
        var key = (await security.BeginAsync(person)).Value;
        var codes = (await security.ConfirmAsync(person, TotpCode.Of(key), default)).Value;
        await using var connection = await Sql.OpenAsync(domain.Database.ConnectionString("cf_system"));
        var stored = await Sql.RowsAsync(connection, "select value from person_tokens where user_id = $1", r => r.GetString(0), person.Id);

        Assert.Equal(2, stored.Count);
        Assert.All(stored, value => Assert.DoesNotContain(key, value, StringComparison.Ordinal));
        Assert.All(stored, value => Assert.DoesNotContain(codes[0], value, StringComparison.Ordinal));
    });

    [Fact]
    public Task Switching_off_takes_the_password_and_forgets_the_key() => WithAsync(async (security, store, person) =>
    {
        var key = (await security.BeginAsync(person)).Value;
        await security.ConfirmAsync(person, TotpCode.Of(key), default);
        Assert.Equal("Password", (await security.SwitchOffAsync(person, "not-mine-at-all", default)).Problem!.Field);
        Assert.True(person.TwoFactorEnabled);

        Assert.True((await security.SwitchOffAsync(person, Seed.Password, default)).Ok);

        Assert.False(person.TwoFactorEnabled);
        Assert.Null(await store.GetAuthenticatorKeyAsync(person));
        Assert.Equal(0, await security.CodesLeftAsync(person));
    });

    [Fact]
    public Task Each_change_is_told_by_letter() => WithAsync(async (security, _, person) =>
    {
        await security.ChangePasswordAsync(person, Seed.Password, "Another-long-1", default);
        var key = (await security.BeginAsync(person)).Value;
        await security.ConfirmAsync(person, TotpCode.Of(key), default);
        await security.NewCodesAsync(person, "Another-long-1", default);
        await security.SwitchOffAsync(person, "Another-long-1", default);

        await using var connection = await Sql.OpenAsync(domain.Database.ConnectionString("cf_system"));
        var letters = await Sql.RowsAsync(connection, "select subject from letters where to_address = $1", r => r.GetString(0), person.Email!);
        Assert.Equal(["Ваш пароль изменён", "Двухэтапный вход включён", "Двухэтапный вход выключен", "Новые резервные коды"], letters.Order(StringComparer.Ordinal));
    });

    private async Task WithAsync(Func<OwnSecurity, UserManager<Person>, Person, Task> act)
    {
        var id = await domain.AddPersonAsync($"own{Interlocked.Increment(ref people)}@security.test");
        await using var scope = domain.Services.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        await act(scope.ServiceProvider.GetRequiredService<OwnSecurity>(), store, (await store.FindByIdAsync($"{id}"))!);
    }
}
