using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Admin;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Admin;

public sealed class PeopleDeskTests(TestDomain domain) : IClassFixture<TestDomain>
{
    private static int people;

    [Fact]
    public async Task A_deactivated_person_has_a_new_stamp_and_an_audit_row()
    {
        var (admin, person) = (await PersonAsync(SystemRoles.Admin), await PersonAsync());
        var stamp = await StampAsync(person);

        Assert.True((await AsAdminAsync(admin, desk => desk.DeactivateAsync(person))).Ok);
        Assert.True((await AsAdminAsync(admin, desk => desk.DeactivateAsync(person))).Ok);

        Assert.NotEqual(stamp, await StampAsync(person));
        Assert.Equal(1, await AuditedAsync(person));
        Assert.True((await AsAdminAsync(admin, desk => desk.ReactivateAsync(person))).Ok);
        Assert.Equal(2, await AuditedAsync(person));
    }

    [Fact]
    public async Task Nobody_deactivates_oneself_or_an_unknown_account()
    {
        var admin = await PersonAsync(SystemRoles.Admin);

        Assert.Equal("Access.NotOneself", (await AsAdminAsync(admin, desk => desk.DeactivateAsync(admin))).Problem!.TextKey);
        Assert.Equal(ProblemKind.NotFound, (await AsAdminAsync(admin, desk => desk.DeactivateAsync(Ids.New(domain.Clock)))).Problem!.Kind);
    }

    [Fact]
    public async Task A_manager_is_made_and_ends_with_the_tenants()
    {
        var (admin, person) = (await PersonAsync(SystemRoles.Admin), await PersonAsync());
        var tenant = await domain.AddTenantAsync($"managed-{people}");
        var stamp = await StampAsync(person);
        Assert.True((await AsAdminAsync(admin, desk => desk.SetManagerAsync(person, true))).Ok);
        await domain.OwnerSqlAsync<Guid>($"update tenants set manager_id = '{person}' where id = '{tenant.Id}' returning id");

        Assert.True((await AsAdminAsync(admin, desk => desk.SetManagerAsync(person, false))).Ok);
        Assert.True((await AsAdminAsync(admin, desk => desk.SetManagerAsync(person, false))).Ok);

        Assert.True(await domain.OwnerSqlAsync<bool>($"select manager_id is null from tenants where id = '{tenant.Id}'"));
        // the role is asked for at each step: nobody has to sign in again
        Assert.Equal(stamp, await StampAsync(person));
        Assert.Equal(2, await AuditedAsync(person));
    }

    [Fact]
    public async Task Managers_are_listed_with_the_number_of_their_clients()
    {
        var (admin, busy, idle) = (await PersonAsync(SystemRoles.Admin), await PersonAsync(SystemRoles.Manager), await PersonAsync(SystemRoles.Manager));
        foreach (var slug in new[] { $"client-a{people}", $"client-b{people}" })
            await domain.OwnerSqlAsync<Guid>($"update tenants set manager_id = '{busy}' where id = '{(await domain.AddTenantAsync(slug)).Id}' returning id");

        var managers = (await AsAdminAsync(admin, desk => desk.ListAsync(new(List: new ListQuery(PageSize: 100), Role: SystemRoles.Manager)))).Rows.ToDictionary(r => r.Id, r => r.Clients);
        var all = (await AsAdminAsync(admin, desk => desk.ListAsync(new(List: new ListQuery(PageSize: 100))))).Rows.ToDictionary(r => r.Id, r => r.Clients);

        Assert.Equal((2, 0, false), (managers[busy], managers[idle], managers.ContainsKey(admin)));
        Assert.Equal((2, null), (all[busy], all[admin]));
    }

    [Fact]
    public async Task A_lost_second_factor_is_switched_off_by_an_admin()
    {
        var (admin, person) = (await PersonAsync(SystemRoles.Admin), await PersonAsync());
        await domain.OwnerSqlAsync<int>($"update people set two_factor_enabled = true where id in ('{admin}', '{person}') returning 1");
        await domain.OwnerSqlAsync<int>($"insert into person_tokens (user_id, login_provider, name, value) values ('{person}', '[AspNetUserStore]', 'AuthenticatorKey', 'sealed') returning 1");
        var stamp = await StampAsync(person);

        Assert.Equal("Access.NotOneselfFactor", (await AsAdminAsync(admin, desk => desk.SwitchSecondFactorOffAsync(admin))).Problem!.TextKey);
        Assert.True((await AsAdminAsync(admin, desk => desk.SwitchSecondFactorOffAsync(person))).Ok);
        Assert.True((await AsAdminAsync(admin, desk => desk.SwitchSecondFactorOffAsync(person))).Ok);

        Assert.NotEqual(stamp, await StampAsync(person));
        Assert.False(await domain.OwnerSqlAsync<bool>($"select two_factor_enabled or exists (select 1 from person_tokens where user_id = '{person}') from people where id = '{person}'"));
        Assert.Equal(1, await AuditedAsync(person));
        Assert.Equal(1, await domain.OwnerSqlAsync<int>($"select count(*)::int from letters l join people p on p.email = l.to_address where p.id = '{person}'"));
        Assert.Equal(ProblemKind.NotFound, (await AsAdminAsync(admin, desk => desk.SwitchSecondFactorOffAsync(Ids.New(domain.Clock)))).Problem!.Kind);
    }

    [Fact]
    public async Task Two_admins_at_once_leave_one_of_them()
    {
        var (first, second) = (await PersonAsync(SystemRoles.Admin), await PersonAsync(SystemRoles.Admin));

        // both are held at the gate until both are there
        await using var gate = await Sql.OpenAsync(domain.Database.ConnectionString("cf_system"));
        await Sql.RunAsync(gate, "select pg_advisory_lock(hashtext('people_desk'))");
        var both = Task.WhenAll(AsAdminAsync(first, desk => desk.DeactivateAsync(second)), AsAdminAsync(second, desk => desk.DeactivateAsync(first)));
        await Eventually.BecomesAsync(() => domain.OwnerSqlAsync<int>("select count(*)::int from pg_locks l join pg_database d on d.oid = l.database where l.locktype = 'advisory' and not l.granted and d.datname = current_database()"), waiting => waiting == 2);
        await Sql.RunAsync(gate, "select pg_advisory_unlock(hashtext('people_desk'))");
        var outcomes = await both;

        Assert.Single(outcomes, o => o.Ok);
        Assert.Equal("Access.LastAdmin", Assert.Single(outcomes, o => !o.Ok).Problem!.TextKey);
    }

    [Theory]
    [InlineData(Role.Owner)]
    [InlineData(Role.Manager)]
    [InlineData(Role.System)]
    public async Task Only_admins_see_or_change_people(Role role)
    {
        var person = await PersonAsync();
        await Assert.ThrowsAsync<NotPermittedException>(() => AsAsync(person, role, desk => desk.ListAsync(new())));
        await Assert.ThrowsAsync<NotPermittedException>(() => AsAsync(person, role, desk => desk.DeactivateAsync(person)));
        await Assert.ThrowsAsync<NotPermittedException>(() => AsAsync(person, role, desk => desk.ReactivateAsync(person)));
        await Assert.ThrowsAsync<NotPermittedException>(() => AsAsync(person, role, desk => desk.SwitchSecondFactorOffAsync(person)));
        await Assert.ThrowsAsync<NotPermittedException>(() => AsAsync(person, role, desk => desk.SetManagerAsync(person, true)));
    }

    [Fact]
    public async Task People_are_found_by_name_address_and_state()
    {
        var admin = await PersonAsync(SystemRoles.Admin);
        var person = await PersonAsync();
        await domain.OwnerSqlAsync<string>($"update people set display_name = 'zq%find_me' where id = '{person}' returning display_name");
        await AsAdminAsync(admin, desk => desk.DeactivateAsync(person));

        var found = await AsAdminAsync(admin, desk => desk.ListAsync(new(PersonState.Deactivated, new ListQuery("zq%FIND_"))));
        var active = await AsAdminAsync(admin, desk => desk.ListAsync(new(PersonState.Active, new ListQuery("zq%FIND_"))));
        var other = await AsAdminAsync(admin, desk => desk.ListAsync(new(null, new ListQuery("zq_find%"))));

        Assert.Equal(person, Assert.Single(found.Rows).Id);
        Assert.Empty(active.Rows);
        Assert.Empty(other.Rows);
    }

    private Task<Guid> PersonAsync(string? role = null) => domain.AddPersonAsync($"desk{Interlocked.Increment(ref people)}@desk.test", systemRole: role);

    private Task<T> AsAdminAsync<T>(Guid admin, Func<PeopleDesk, Task<T>> act) => AsAsync(admin, Role.Admin, act);

    private Task<T> AsAsync<T>(Guid person, Role role, Func<PeopleDesk, Task<T>> act) =>
        domain.Services.GetRequiredService<Tenants>().RunAsync(Guid.Empty, new Actor(person, Guid.Empty, role), services => act(services.GetRequiredService<PeopleDesk>()));

    private Task<string> StampAsync(Guid person) => domain.OwnerSqlAsync<string>($"select security_stamp from people where id = '{person}'");

    private Task<int> AuditedAsync(Guid person) =>
        domain.OwnerSqlAsync<int>($"select count(*)::int from audit_log where tenant_id = '{Guid.Empty}' and action = 'manage_people' and entity_id = '{person}'");
}
