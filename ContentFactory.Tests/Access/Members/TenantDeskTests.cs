using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Access;

/// <summary>An administrator, in the scope of the whole system: "pavel, Studio X, owner".</summary>
public sealed class TenantDeskTests(TeamDomain domain) : IClassFixture<TeamDomain>
{
    [Fact]
    public async Task An_existing_person_is_attached_with_the_role()
    {
        var pavel = await domain.AddPersonAsync("pavel@desk.test");
        var made = (await FoundAsync("Desk one", "Pavel@Desk.test", MemberRole.Owner)).Value;

        Assert.False(made.Invited);
        Assert.Equal(Role.Owner, (await EnterAsync(made.Tenant.Slug, pavel))!.Role);
        Assert.Equal([Permission.FoundTenants], await Of(made.Tenant).DbAsync(db => db.AuditLog.Select(a => a.Action).ToListAsync()));
        Assert.Equal("trial", await domain.OwnerSqlAsync<string>($"select status from subscriptions where tenant_id = '{made.Tenant.TenantId}'"));
    }

    [Fact]
    public async Task An_unknown_address_is_invited_and_joins_later()
    {
        var made = (await FoundAsync("Desk two", "later@desk.test", MemberRole.Owner)).Value;
        Assert.True(made.Invited);
        Assert.Equal(0, await Of(made.Tenant).DbAsync(db => db.Members.CountAsync()));
        var link = await domain.LinkAsync("later@desk.test");
        Assert.StartsWith("Администратор приглашает вас", link.Subject, StringComparison.Ordinal);

        var person = await domain.AddPersonAsync("later@desk.test");
        Assert.True((await domain.AcceptAsync(link.Token, person)).Ok);
        Assert.Equal(Role.Owner, (await EnterAsync(made.Tenant.Slug, person))!.Role);
    }

    [Fact]
    public async Task A_tenant_there_is_gets_another_person()
    {
        var team = await domain.AddTeamAsync();
        var person = await domain.AddPersonAsync("attached@desk.test");
        Assert.False((await AttachAsync(team.Id, "attached@desk.test")).Value.Invited);
        Assert.Equal(Role.Editor, (await EnterAsync(team.Slug, person))!.Role);
        Assert.Equal("Access.InviteMember", (await AttachAsync(team.Id, "attached@desk.test")).Problem?.TextKey);
        Assert.Equal(ProblemKind.NotFound, (await AttachAsync(Ids.New(domain.Clock), "attached@desk.test")).Problem?.Kind);
        Assert.Equal("Access.MembersFull", (await AttachAsync((await domain.AddTeamAsync("single")).Id, "attached@desk.test")).Problem?.TextKey);
    }

    [Fact]
    public async Task A_refused_founding_leaves_nothing_behind()
    {
        var team = await domain.AddTeamAsync();
        var before = await domain.OwnerSqlAsync<long>("select (select count(*) from tenants) + (select count(*) from letters) + (select count(*) from invitations)");
        Assert.Equal("Access.SlugTaken", (await FoundAsync("Desk three", "nobody@desk.test", MemberRole.Owner, team.Slug)).Problem?.TextKey);
        Assert.Equal("Access.EmailInvalid", (await FoundAsync("Desk three", "nobody", MemberRole.Owner)).Problem?.TextKey);
        Assert.Equal("Access.RoleUnknown", (await FoundAsync("Desk three", "nobody@desk.test", (MemberRole)9)).Problem?.TextKey);
        Assert.Equal(before, await domain.OwnerSqlAsync<long>("select (select count(*) from tenants) + (select count(*) from letters) + (select count(*) from invitations)"));
    }

    [Fact]
    public async Task A_deactivated_person_is_refused_at_the_field()
    {
        var (person, team) = (await domain.AddPersonAsync("gone@desk.test"), await domain.AddTeamAsync());
        await domain.OwnerSqlAsync<Guid>($"update people set deactivated_at = app_now() where id = '{person}' returning id");
        foreach (var problem in new[] { (await FoundAsync("Desk five", "gone@desk.test", MemberRole.Owner)).Problem, (await AttachAsync(team.Id, "gone@desk.test")).Problem })
            Assert.Equal(("Email", "Access.PersonDeactivated"), (problem!.Field, problem.TextKey));
    }

    [Theory]
    [InlineData("suspended", "Access.TenantSuspended")]
    [InlineData("deleting", "Access.TenantDeleting")]
    public async Task A_closed_tenant_takes_nobody(string status, string problem)
    {
        var team = await domain.AddTeamAsync();
        await domain.AddPersonAsync($"{status}@desk.test");
        await domain.OwnerSqlAsync<Guid>($"update tenants set status = '{status}' where id = '{team.Id}' returning id");
        Assert.Equal(problem, (await AttachAsync(team.Id, $"{status}@desk.test")).Problem?.TextKey);
    }

    [Fact]
    public async Task The_log_knows_where_the_administrator_was()
    {
        await domain.AddPersonAsync("origin@desk.test");
        var made = (await FoundAsync("Desk six", "origin@desk.test", MemberRole.Owner)).Value;
        var another = (await domain.AddTeamAsync()).Id;
        await AttachAsync(another, "origin@desk.test");
        foreach (var tenant in new[] { made.Tenant.TenantId, another })
            Assert.Equal(["192.0.2.7"], await Of(made.Tenant with { TenantId = tenant }).DbAsync(db => db.AuditLog.Where(a => a.Action == Permission.FoundTenants).Select(a => a.Address).ToListAsync()));
    }

    [Theory]
    [InlineData(Role.Owner)]
    [InlineData(Role.Manager)]
    [InlineData(Role.System)]
    public async Task Only_administrators_found_tenants_for_others(Role role) =>
        await Assert.ThrowsAsync<NotPermittedException>(() => AsAsync(role, d => d.FoundAsync(new(new("Desk four", null, "Europe/Moscow", "ru"), "a@desk.test", MemberRole.Owner), default)));

    private Task<Result<FoundedTenant>> FoundAsync(string name, string email, MemberRole role, string? slug = null) =>
        AsAsync(Role.Admin, d => d.FoundAsync(new(new(name, slug, "Europe/Moscow", "ru"), email, role), default));

    private Task<Result<FoundedTenant>> AttachAsync(Guid tenantId, string email) => AsAsync(Role.Admin, d => d.AttachAsync(tenantId, email, MemberRole.Editor, default));

    private Task<Result<FoundedTenant>> AsAsync(Role role, Func<TenantDesk, Task<Result<FoundedTenant>>> act) =>
        domain.Services.GetRequiredService<Tenants>().RunAsync(Guid.Empty, new Actor(Ids.New(domain.Clock), Guid.Empty, role), services => act(services.GetRequiredService<TenantDesk>()), new Origin("192.0.2.7", "test"));

    private Task<Entrance?> EnterAsync(string slug, Guid personId) => domain.Services.GetRequiredService<TenantDirectory>().EnterAsync(slug, personId, default);

    private TestTenant Of(OwnTenant tenant) => new(domain.Services, tenant.TenantId, Guid.Empty, tenant.Slug, new Dictionary<MemberRole, Guid>());
}
