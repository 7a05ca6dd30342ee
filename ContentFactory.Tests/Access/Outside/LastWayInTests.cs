using System.Security.Cryptography;
using System.Text;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Access;

/// <summary>Somebody without a password removes both ways in that are left, in two tabs at once.</summary>
public sealed class LastWayInTests(TestDomain domain) : IClassFixture<TestDomain>
{
    private static int people;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task Two_removals_at_once_leave_one_way_in(bool passkeyFirst) => OwnRig.RunAsync(domain, $"last{Interlocked.Increment(ref people)}@ways.test", async own =>
    {
        await own.People.AddLoginAsync(own.Person, new UserLoginInfo("Google", own.Person.Email!, own.Person.Email));
        var id = SHA256.HashData(Encoding.UTF8.GetBytes(own.Person.Email!));
        await own.People.AddOrUpdatePasskeyAsync(own.Person, new UserPasskeyInfo(id, [1], domain.Clock.GetUtcNow(), 0, null, true, false, false, [1], [1]) { Name = "Key" });
        await own.GoOnAsync();
        Func<Task<Result>> passkey = () => InAsync<OwnPasskeys>(own, async (keys, session) => await keys.RemoveAsync(session, (await keys.ListAsync(session.Person)).Single().Id, default));
        Func<Task<Result>> login = () => InAsync<OwnLogins>(own, (logins, session) => logins.RemoveAsync(session, "Google", own.Person.Email!, default));

        // each is held at the account's row, so that both have seen two ways
        await using var gate = await Sql.OpenAsync(domain.Database.ConnectionString("cf_system"));
        await Sql.RunAsync(gate, "begin");
        await Sql.RunAsync(gate, "select 1 from people where id = $1 for no key update", own.Person.Id);
        var first = Task.Run(passkeyFirst ? passkey : login);
        await WaitingAsync(1);
        var second = Task.Run(passkeyFirst ? login : passkey);
        await WaitingAsync(2);
        await Sql.RunAsync(gate, "rollback");

        Assert.Equal(["Access.ChangedMeanwhile", "ok"], new[] { await first, await second }.Select(r => r.Problem?.TextKey ?? "ok").Order(StringComparer.Ordinal));
        Assert.Equal(1, (await InAsync<OwnLogins, OwnWaysIn>(own, (logins, session) => logins.ReadAsync(session.Person))).Count);
    }, hasPassword: false);

    private Task<long> WaitingAsync(long count) => Eventually.BecomesAsync(
        () => domain.OwnerSqlAsync<long>("select count(distinct l.pid) from pg_locks l join pg_stat_activity a on a.pid = l.pid where not l.granted and a.datname = current_database()"), waiting => waiting == count);

    private Task<Result> InAsync<TVerb>(OwnRig own, Func<TVerb, OwnSession, Task<Result>> act) where TVerb : notnull => InAsync<TVerb, Result>(own, act);

    /// <summary>As a request of its own: it reads the account anew.</summary>
    private async Task<TResult> InAsync<TVerb, TResult>(OwnRig own, Func<TVerb, OwnSession, Task<TResult>> act) where TVerb : notnull
    {
        await using var scope = domain.Services.CreateAsyncScope();
        var person = (await scope.ServiceProvider.GetRequiredService<UserManager<Person>>().FindByIdAsync($"{own.Person.Id}"))!;
        return await act(scope.ServiceProvider.GetRequiredService<TVerb>(), new OwnSession(own.Session.Id, person, own.Session.Network, own.Session.Origin));
    }
}
