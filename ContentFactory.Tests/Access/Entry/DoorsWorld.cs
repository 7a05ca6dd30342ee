using ContentFactory.Domain.Access;
using ContentFactory.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Access;

/// <summary>One application whose doors many tests try from the same machine: its limits per network are out of their way.</summary>
public sealed class DoorsWorld : IAsyncLifetime
{
    private int people;

    internal TestApplication Application { get; private set; } = null!;

    public async Task InitializeAsync() => Application = await TestApplication.StartAsync(new(Settings: new Dictionary<string, string?>
    {
        ["Access:WrongPasswordsPerNetwork"] = "1000", ["Access:LettersPerNetwork"] = "1000", ["PublicUrl"] = "https://app.example.test",
    }));

    public Task DisposeAsync() => Application.DisposeAsync().AsTask();

    internal string NewAddress() => $"somebody{Interlocked.Increment(ref people)}@entry.test";

    internal async Task<string> NewPersonAsync()
    {
        var address = NewAddress();
        await Application.AddPersonAsync(address);
        return address;
    }

    /// <summary>Somebody with an authenticator app: its key, and the recovery codes.</summary>
    internal async Task<(string Address, string Key, IReadOnlyList<string> Recovery)> NewCarefulPersonAsync()
    {
        var address = await NewPersonAsync();
        await using var scope = Application.Services.CreateAsyncScope();
        var all = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var person = (await all.FindByEmailAsync(address))!;
        await all.ResetAuthenticatorKeyAsync(person);
        await all.SetTwoFactorEnabledAsync(person, true);
        var recovery = await all.GenerateNewTwoFactorRecoveryCodesAsync(person, 3);
        return (address, (await all.GetAuthenticatorKeyAsync(person))!, [.. recovery!]);
    }
}
