using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Admin;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Admin;

public sealed class TenantOversightTests(TestDomain domain) : IClassFixture<TestDomain>
{
    private static int tenants;

    [Fact]
    public async Task A_tenant_passes_from_one_manager_to_another()
    {
        var tenant = await TenantAsync();
        var (old, next) = (await ManagerAsync(), await ManagerAsync());
        Assert.True((await AssignAsync(tenant, old)).Ok);
        Assert.Equal(Role.Manager, (await EnterAsync(tenant, old))!.Role);
        Assert.True((await AssignAsync(tenant, next)).Ok);

        Assert.Null(await EnterAsync(tenant, old));
        Assert.Equal(Role.Manager, (await EnterAsync(tenant, next))!.Role);
        Assert.True((await AssignAsync(tenant, next)).Ok);
        Assert.True((await AssignAsync(tenant, null)).Ok);
        Assert.Null(await EnterAsync(tenant, next));
        Assert.Equal(3, (await AuditAsync(tenant, Permission.AssignManagers)).Count);
    }

    [Fact]
    public async Task Of_two_admins_at_once_one_assigns_and_the_other_hears_whom()
    {
        var tenant = await TenantAsync();
        var (one, two) = (await ManagerAsync(), await ManagerAsync());
        // both are held at the tenant's row until both are there
        await using var gate = await Sql.OpenAsync(domain.Database.ConnectionString("cf_system"));
        await Sql.RunAsync(gate, "begin");
        await Sql.RunAsync(gate, "select 1 from tenants where id = $1 for no key update", tenant.Id);
        var both = Task.WhenAll(Task.Run(() => AssignAsync(tenant, one, null)), Task.Run(() => AssignAsync(tenant, two, null)));
        await WaitingAsync(2);
        await Sql.RunAsync(gate, "rollback");
        var outcomes = await both;

        var winner = Assert.Single(outcomes, o => o.Ok) == outcomes[0] ? one : two;
        Assert.Equal(winner, await tenant.DbAsync(db => db.Tenants.Select(t => t.ManagerId).SingleAsync()));
        // the second hears who it is now
        var name = await domain.OwnerSqlAsync<string>($"select display_name from people where id = '{winner}'");
        var late = Assert.Single(outcomes, o => !o.Ok).Problem!;
        Assert.Equal((ProblemKind.Conflict, "Access.ManagerTaken", name), (late.Kind, late.TextKey, late.Args[0]));
        var line = Assert.Single(await AuditAsync(tenant, Permission.AssignManagers));
        Assert.Equal((null, winner), (Id(line.Before!), Id(line.After!)));
    }

    [Fact]
    public async Task Only_a_manager_whose_account_works_is_assigned()
    {
        var (tenant, manager) = (await TenantAsync(), await ManagerAsync());
        await domain.OwnerSqlAsync<Guid>($"update people set deactivated_at = app_now() where id = '{manager}' returning id");
        foreach (var nobody in new[] { manager, tenant.Person(MemberRole.Owner), Ids.New(domain.Clock) })
            Assert.Equal("Access.NoManager", (await AssignAsync(tenant, nobody)).Problem?.TextKey);
        Assert.Equal(ProblemKind.NotFound, (await AsAdminAsync(d => d.AssignManagerAsync(Ids.New(domain.Clock), null, null, default))).Problem?.Kind);
    }

    [Fact]
    public async Task Whoever_loses_the_role_meanwhile_manages_no_tenant()
    {
        var (tenant, manager) = (await TenantAsync(), await ManagerAsync());
        // the assignment has seen the role and is held before its commit
        await using var gate = await Sql.OpenAsync(domain.Database.ConnectionString("cf_owner"));
        await Sql.RunAsync(gate, "begin");
        await Sql.RunAsync(gate, "lock table audit_log in share mode");
        var assigned = Task.Run(() => AssignAsync(tenant, manager));
        await WaitingAsync(1);
        var left = Task.Run(() => RunAsync(services => services.GetRequiredService<PeopleDesk>().SetManagerAsync(manager, false)));
        await WaitingAsync(2);
        await Sql.RunAsync(gate, "rollback");

        Assert.True((await assigned).Ok);
        Assert.True((await left).Ok);
        Assert.Null(await tenant.DbAsync(db => db.Tenants.Select(t => t.ManagerId).SingleAsync()));
    }

    [Fact]
    public async Task A_tenant_is_suspended_for_a_reason_and_works_again()
    {
        var tenant = await TenantAsync();
        foreach (var reason in new[] { "", "  ", new string('x', 501) })
            Assert.Equal(("Reason", "Access.ReasonMissing"), (await SuspendAsync(tenant, reason)).Problem is { } p ? (p.Field, p.TextKey) : default);
        Assert.True((await SuspendAsync(tenant, "unpaid")).Ok);
        Assert.True((await SuspendAsync(tenant, "twice")).Ok);
        Assert.Equal(TenantStatus.Suspended, (await EnterAsync(tenant, tenant.Person(MemberRole.Owner)))!.Status);
        Assert.Contains("unpaid", Assert.Single(await AuditAsync(tenant, Permission.SuspendTenants)).After!.RootElement.GetRawText(), StringComparison.Ordinal);
        Assert.True((await AsAdminAsync(d => d.ReactivateAsync(tenant.Id, "paid", default))).Ok);
        Assert.Equal(TenantStatus.Active, (await EnterAsync(tenant, tenant.Person(MemberRole.Owner)))!.Status);
        await domain.OwnerSqlAsync<Guid>($"update tenants set status = 'deleting' where id = '{tenant.Id}' returning id");
        Assert.Equal("Access.TenantDeleting", (await AsAdminAsync(d => d.ReactivateAsync(tenant.Id, "back", default))).Problem?.TextKey);
    }

    [Fact]
    public async Task Tenants_are_found_by_name_owner_state_and_manager()
    {
        var (tenant, manager) = (await TenantAsync(), await ManagerAsync());
        await SuspendAsync(tenant, "found");
        await AssignAsync(tenant, manager);
        foreach (var search in new[] { tenant.Slug.ToUpperInvariant(), Seed.Email(MemberRole.Owner, tenant.Slug) })
        {
            var row = Assert.Single((await ListAsync(new(TenantStatus.Suspended, true, new ListQuery(search)))).Rows);
            Assert.Equal((tenant.Id, manager, Seed.Email(MemberRole.Owner, tenant.Slug)), (row.Id, row.ManagerId!.Value, row.OwnerEmail));
        }
        Assert.Empty((await ListAsync(new(TenantStatus.Active, null, new ListQuery(tenant.Slug)))).Rows);
        Assert.Empty((await ListAsync(new(null, false, new ListQuery(tenant.Slug)))).Rows);
        Assert.Equal([tenant.Id], (await ListAsync(new(ManagerId: manager))).Rows.Select(r => r.Id));
        Assert.Empty((await ListAsync(new(ManagerId: await ManagerAsync()))).Rows);
        foreach (var sort in new[] { "name", "owner", "manager", "created" })
            Assert.NotEmpty((await ListAsync(new(List: new ListQuery(null, sort, true)))).Rows);
    }

    private Task WaitingAsync(int count) => Eventually.BecomesAsync(
        () => domain.OwnerSqlAsync<int>("select count(distinct l.pid)::int from pg_locks l join pg_stat_activity a on a.pid = l.pid where not l.granted and a.datname = current_database()"), waiting => waiting == count);

    private async Task<TestTenant> TenantAsync() => await domain.AddTenantAsync($"overseen{Interlocked.Increment(ref tenants)}x");

    private Task<Guid> ManagerAsync() => domain.AddPersonAsync($"manager{Interlocked.Increment(ref tenants)}@over.test", systemRole: SystemRoles.Manager);

    private async Task<Result> AssignAsync(TestTenant tenant, Guid? person) => await AssignAsync(tenant, person, await tenant.DbAsync(db => db.Tenants.Select(t => t.ManagerId).SingleAsync()));

    private Task<Result> AssignAsync(TestTenant tenant, Guid? person, Guid? seen) => AsAdminAsync(d => d.AssignManagerAsync(tenant.Id, person, seen, default));

    private Task<Result> SuspendAsync(TestTenant tenant, string reason) => AsAdminAsync(d => d.SuspendAsync(tenant.Id, reason, default));

    private Task<Result> AsAdminAsync(Func<TenantOversight, Task<Result>> act) => RunAsync(services => act(services.GetRequiredService<TenantOversight>()));

    private Task<ListPage<TenantRow>> ListAsync(TenantFilter filter) => RunAsync(services => services.GetRequiredService<TenantQueries>().ListAsync(filter, default));

    private Task<T> RunAsync<T>(Func<IServiceProvider, Task<T>> act) =>
        domain.Services.GetRequiredService<Tenants>().RunAsync(Guid.Empty, new Actor(Ids.New(domain.Clock), Guid.Empty, Role.Admin), act);

    private Task<Entrance?> EnterAsync(TestTenant tenant, Guid person) => domain.Services.GetRequiredService<TenantDirectory>().EnterAsync(tenant.Slug, person, default);

    private static Task<List<AuditEntry>> AuditAsync(TestTenant tenant, Permission action) => tenant.DbAsync(db => db.AuditLog.AsNoTracking().Where(a => a.Action == action).ToListAsync());

    private static Guid? Id(System.Text.Json.JsonDocument values) => values.RootElement.GetProperty("ManagerId") is { ValueKind: System.Text.Json.JsonValueKind.String } id ? id.GetGuid() : null;
}
