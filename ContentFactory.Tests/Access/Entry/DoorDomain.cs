using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Access;

/// <summary>The doors on a database of their own; each call in a scope of its own, as requests are.</summary>
public sealed class DoorDomain : TestDomain
{
    private int strangers;

    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings => [new("PublicUrl", "https://doors.example")];

    /// <summary>An address that was used in no other test.</summary>
    public string NewAddress() => $"stranger{Interlocked.Increment(ref strangers)}@doors.test";

    public async Task<TResult> InAsync<TVerb, TResult>(Func<TVerb, Task<TResult>> act) where TVerb : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TVerb>());
    }

    public Task<Result<EntryTicket>> BeginAsync(string address, EntryKind kind = EntryKind.Registration, string? network = null) =>
        InAsync((EntryCodes codes) => codes.BeginAsync(kind, address, network ?? address, "en", default));

    public Task<Result<EntryRequest>> ConfirmAsync(EntryTicket? ticket, string code, EntryKind kind = EntryKind.Registration, string network = "any") =>
        InAsync((EntryCodes codes) => codes.ConfirmAsync(kind, ticket, code, network, default));

    public Task<Result<Person>> FinishAsync(EntryTicket? ticket, string name = "Anna", string password = Seed.Password) =>
        InAsync((NewAccounts accounts) => accounts.CreateAsync(ticket, password, name, "en", default));

    /// <summary>A ticket whose code was given.</summary>
    public async Task<EntryTicket> ProvedAsync(string address)
    {
        var ticket = (await BeginAsync(address)).Value;
        Assert.True((await ConfirmAsync(ticket, await SentLetters.CodeAsync(Database, address))).Ok);
        return ticket;
    }

    /// <summary>The same at once, each held just before it changes the requests of an address: none is through before the last is there.</summary>
    public async Task<IReadOnlyList<string>> HeldAsync(string address, int times, Func<Task<Problem?>> act)
    {
        await using var holder = await Sql.OpenAsync(Database.ConnectionString("cf_system"));
        await using var held = await holder.BeginTransactionAsync();
        await Sql.RunAsync(holder, "select id from entry_requests where address = $1 for update", address);
        var answers = AtOnceAsync(times, _ => act());
        await Eventually.BecomesAsync(
            () => OwnerSqlAsync<long>("select count(*) from pg_locks l join pg_stat_activity a using (pid) where not l.granted and a.datname = current_database()"), waiting => waiting >= times);
        await held.CommitAsync();
        return await answers;
    }

    /// <summary>Six digits that are not these.</summary>
    public static string Not(string code) => code == "000000" ? "000001" : "000000";

    /// <summary>The same at once, and what each was answered: "ok" or the key of the problem.</summary>
    public static async Task<IReadOnlyList<string>> AtOnceAsync(int times, Func<int, Task<Problem?>> act) =>
        [.. (await Task.WhenAll(Enumerable.Range(0, times).Select(i => Task.Run(() => act(i))))).Select(p => p?.TextKey ?? "ok")];
}
