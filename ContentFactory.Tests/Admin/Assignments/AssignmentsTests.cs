using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Admin.Assignments;
using ContentFactory.Domain.Data;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Admin.Assignments;

public sealed class AssignmentsTests(TestDomain domain) : IClassFixture<TestDomain>
{
    [Fact]
    public async Task Many_are_assigned_at_once_and_each_manager_s_load_is_known()
    {
        var (one, two) = (await ManagerAsync("one"), await ManagerAsync("two"));
        var tenants = new List<TestTenant>();
        for (var i = 0; i < 4; i++)
            tenants.Add(await domain.AddTenantAsync($"load-{i}"));
        Assert.Empty((await AssignAsync(tenants.Take(3), one, null)).Value);

        // of two, one has passed to somebody else meanwhile
        var kept = (await RunAsync(d => d.AssignAsync([new(tenants[0].Id, null), new(tenants[3].Id, null)], two, default))).Value;

        Assert.Equal((tenants[0].Id, "Access.ManagerTaken", "one"), (Assert.Single(kept).Key, kept.Values.Single().TextKey, kept.Values.Single().Args[0]));
        var loads = await RunAsync(d => d.LoadAsync(default));
        Assert.Equal([(null, 0), (two, 1), (one, 3)], loads.Select(l => (l.Id, l.Tenants)));
        Assert.Equal(one, await tenants[0].DbAsync(db => db.Tenants.Select(t => t.ManagerId).SingleAsync()));
    }

    [Fact]
    public async Task Nothing_and_too_much_are_refused_and_so_is_whoever_is_no_administrator()
    {
        Assert.Equal("Access.AssignMost", (await AssignAsync([], null, null)).Problem?.TextKey);
        Assert.Equal("Access.AssignMost", (await RunAsync(d => d.AssignAsync([.. Enumerable.Range(0, 501).Select(_ => new Assignment(Guid.Empty, null))], null, default))).Problem?.TextKey);
        await Assert.ThrowsAsync<NotPermittedException>(() => RunAsync(d => d.LoadAsync(default), Role.Manager));
        await Assert.ThrowsAsync<NotPermittedException>(() => RunAsync(d => d.AssignAsync([new(Guid.Empty, null)], null, default), Role.Manager));
    }

    private Task<Guid> ManagerAsync(string name) => domain.AddPersonAsync($"{name}@assign.test", systemRole: SystemRoles.Manager);

    private Task<Result<IReadOnlyDictionary<Guid, Problem>>> AssignAsync(IEnumerable<TestTenant> tenants, Guid? person, Guid? seen) =>
        RunAsync(d => d.AssignAsync([.. tenants.Select(t => new Assignment(t.Id, seen))], person, default));

    private Task<T> RunAsync<T>(Func<AssignmentDesk, Task<T>> act, Role role = Role.Admin) => domain.Services.GetRequiredService<Tenants>()
        .RunAsync(Guid.Empty, new Actor(Ids.New(domain.Clock), Guid.Empty, role), services => act(services.GetRequiredService<AssignmentDesk>()));
}
