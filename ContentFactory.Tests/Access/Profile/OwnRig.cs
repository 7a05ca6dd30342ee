using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Access;

/// <summary>Somebody at the own account: the scope of one request after another, in one session.</summary>
internal sealed class OwnRig(TestDomain domain, IServiceProvider services, Person person)
{
    public Person Person => person;
    public OwnSession Session { get; private set; } = null!;
    public UserManager<Person> People => Get<UserManager<Person>>();

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>A new person without or with a password, just signed in.</summary>
    public static async Task RunAsync(TestDomain domain, string email, Func<OwnRig, Task> act, bool hasPassword = true)
    {
        var id = await domain.AddPersonAsync(email);
        await using var scope = domain.Services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var rig = new OwnRig(domain, scope.ServiceProvider, (await people.FindByIdAsync($"{id}"))!);
        if (!hasPassword)
            await people.RemovePasswordAsync(rig.Person);
        rig.Session = await rig.SignInAsync();
        await act(rig);
    }

    /// <summary>One more session of the same person, as fresh as its sign-in.</summary>
    public async Task<OwnSession> SignInAsync()
    {
        var origin = new Origin("192.0.2.7", "Browser of the test");
        var session = new OwnSession(Ids.New(domain.Clock), person, $"{person.Id}", origin);
        await Sessions.BeginAsync(session.Id, person.Id, person.SecurityStamp!, origin, default);
        return session;
    }

    /// <summary>What the page does after a change: this session goes on under the new stamp.</summary>
    public Task GoOnAsync() => Sessions.GoOnAsync(Session.Id, person.Id, person.SecurityStamp!, default);

    /// <summary>An authenticator app is set up; its key.</summary>
    public async Task<string> WithFactorAsync()
    {
        await People.ResetAuthenticatorKeyAsync(person);
        await People.SetTwoFactorEnabledAsync(person, true);
        await GoOnAsync();
        return (await People.GetAuthenticatorKeyAsync(person))!;
    }

    /// <summary>What the audit log says of this person: "password {...}", without the sign-in.</summary>
    public async Task<IReadOnlyList<string>> TrailAsync()
    {
        await using var connection = await Sql.OpenAsync(domain.Database.ConnectionString("cf_system"));
        var rows = await Sql.RowsAsync(connection,
            """
            select entity || ' ' || coalesce(before::text, '-') || ' ' || coalesce(after::text, '-') from audit_log
            where tenant_id = '00000000-0000-0000-0000-000000000000' and action = 'own_account' and person_id = $1 and entity_id = $1 and entity <> 'sign_in'
            """, r => r.GetString(0), person.Id);
        return [.. rows.Order(StringComparer.Ordinal)];
    }

    /// <summary>The letters to this person, in the order of the alphabet: the clock stands still.</summary>
    public async Task<IReadOnlyList<string>> SubjectsAsync()
    {
        await using var connection = await Sql.OpenAsync(domain.Database.ConnectionString("cf_system"));
        return [.. (await Sql.RowsAsync(connection, "select subject from letters where to_address = $1", r => r.GetString(0), person.Email!)).Order(StringComparer.Ordinal)];
    }

    private SessionRegister Sessions => Get<SessionRegister>();
}
