using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Access;

public sealed class MembersTests(TeamDomain domain) : IClassFixture<TeamDomain>
{
    [Fact]
    public async Task A_changed_role_counts_at_the_next_entrance()
    {
        var team = await domain.AddTeamAsync();
        Assert.True((await ChangeAsync(team, MemberRole.Viewer, MemberRole.Approver)).Ok);
        Assert.Equal(Role.Approver, (await EnterAsync(team, MemberRole.Viewer))!.Role);
        var line = Assert.Single(await team.DbAsync(db => db.AuditLog.ToListAsync()));
        Assert.Equal((Permission.ManageMembers, team.Person(MemberRole.Owner)), (line.Action, line.PersonId));
        Assert.Equal(("Viewer", "Approver"), (line.Before!.RootElement.GetProperty("Role").GetString(), line.After!.RootElement.GetProperty("Role").GetString()));
    }

    [Fact]
    public async Task The_last_owner_neither_goes_nor_steps_down()
    {
        var team = await domain.AddTeamAsync();
        var owner = await PlaceAsync(team, MemberRole.Owner);
        foreach (var verb in new Func<MemberDesk, Task<Result>>[] { d => d.LeaveAsync(default), d => d.RemoveAsync(owner, default), d => d.ChangeRoleAsync(owner, MemberRole.Approver, default) })
            Assert.Equal("Access.LastOwner", (await team.AsAsync(MemberRole.Owner, verb)).Problem?.TextKey);
        Assert.Equal(Role.Owner, (await EnterAsync(team, MemberRole.Owner))!.Role);
        Assert.Empty(await team.DbAsync(db => db.AuditLog.ToListAsync()));
    }

    [Fact]
    public async Task An_owner_whose_account_is_closed_does_not_count()
    {
        var team = await domain.AddTeamAsync();
        Assert.True((await ChangeAsync(team, MemberRole.Editor, MemberRole.Owner)).Ok);
        await using var system = await Sql.OpenAsync(domain.Database.ConnectionString("cf_system"));
        await Sql.RunAsync(system, "update people set deactivated_at = app_now() where id = $1", team.Person(MemberRole.Editor));

        Assert.Equal("Access.LastOwner", (await team.AsAsync<MemberDesk, Result>(MemberRole.Owner, d => d.LeaveAsync(default))).Problem?.TextKey);
    }

    [Fact]
    public async Task An_owner_leaves_when_another_stays()
    {
        var team = await domain.AddTeamAsync();
        Assert.True((await ChangeAsync(team, MemberRole.Editor, MemberRole.Owner)).Ok);
        Assert.True((await team.AsAsync<MemberDesk, Result>(MemberRole.Owner, d => d.LeaveAsync(default))).Ok);
        Assert.Null(await EnterAsync(team, MemberRole.Owner));
    }

    [Theory]
    [InlineData(MemberRole.Approver)]
    [InlineData(MemberRole.Editor)]
    [InlineData(MemberRole.Viewer)]
    public async Task Everybody_may_leave_but_manage_nobody(MemberRole role)
    {
        var team = await domain.AddTeamAsync();
        var owner = await PlaceAsync(team, MemberRole.Owner);
        await Assert.ThrowsAsync<NotPermittedException>(() => team.AsAsync<MemberDesk, Result>(role, d => d.RemoveAsync(owner, default)));
        await Assert.ThrowsAsync<NotPermittedException>(() => team.AsAsync<MemberDesk, Result>(role, d => d.ChangeRoleAsync(owner, MemberRole.Viewer, default)));

        Assert.True((await team.AsAsync<MemberDesk, Result>(role, d => d.LeaveAsync(default))).Ok);

        Assert.Null(await EnterAsync(team, role));
        Assert.Equal(Permission.LeaveTenant, (await team.DbAsync(db => db.AuditLog.SingleAsync())).Action);
    }

    [Fact]
    public async Task Removing_somebody_leaves_their_work()
    {
        var team = await domain.AddTeamAsync();
        await RowBuilder.FillAsync(domain.Database, team.Id, "zqwork");
        var editor = team.Person(MemberRole.Editor);
        await using var system = await Sql.OpenAsync(domain.Database.ConnectionString("cf_system"));
        await Sql.RunAsync(system, "update posts set author_id = $2 where tenant_id = $1", team.Id, editor);
        var before = await CountsAsync(system, team);

        var place = await PlaceAsync(team, MemberRole.Editor);
        Assert.True((await team.AsAsync<MemberDesk, Result>(MemberRole.Owner, d => d.RemoveAsync(place, default))).Ok);

        var after = await CountsAsync(system, team);
        Assert.Equal(["audit_log", "former_members", "members"], before.Keys.Where(t => before[t] != after[t]).Order());
        Assert.Equal(1, await Sql.ValueAsync<long>(system, "select count(*) from posts where tenant_id = $1 and author_id = $2", team.Id, editor));
    }

    [Fact]
    public async Task A_place_of_another_tenant_is_not_there()
    {
        var (team, other) = (await domain.AddTeamAsync(), await domain.AddTeamAsync());
        var place = await PlaceAsync(other, MemberRole.Editor);
        foreach (var verb in new Func<MemberDesk, Task<Result>>[] { d => d.RemoveAsync(place, default), d => d.ChangeRoleAsync(place, MemberRole.Owner, default) })
            Assert.Equal(ProblemKind.NotFound, (await team.AsAsync(MemberRole.Owner, verb)).Problem?.Kind);
        Assert.Equal(Role.Editor, (await EnterAsync(other, MemberRole.Editor))!.Role);
    }

    [Fact]
    public async Task The_list_finds_sorts_and_filters()
    {
        var team = await domain.AddTeamAsync();
        Assert.Equal(["approver", "editor", "owner", "viewer"], (await ListAsync(team, new())).Rows.Select(r => r.Name));
        Assert.Equal(["owner"], (await ListAsync(team, new(MemberRole.Owner))).Rows.Select(r => r.Name));
        Assert.Equal(["editor"], (await ListAsync(team, new(List: new("EDITOR@")))).Rows.Select(r => r.Name));
        Assert.Equal(["viewer", "owner", "editor", "approver"], (await ListAsync(team, new(List: new(Sort: "name", Descending: true)))).Rows.Select(r => r.Name));
        Assert.Empty((await ListAsync(team, new(List: new("%")))).Rows);
    }

    private static Task<ListPage<MemberRow>> ListAsync(TestTenant team, MemberFilter filter) =>
        team.AsAsync<MemberQueries, ListPage<MemberRow>>(MemberRole.Viewer, q => q.ListAsync(filter, default));

    private static async Task<Result> ChangeAsync(TestTenant team, MemberRole who, MemberRole role)
    {
        var place = await PlaceAsync(team, who);
        return await team.AsAsync<MemberDesk, Result>(MemberRole.Owner, d => d.ChangeRoleAsync(place, role, default));
    }

    private static Task<Guid> PlaceAsync(TestTenant team, MemberRole role)
    {
        var person = team.Person(role);
        return team.DbAsync(db => db.Members.Where(m => m.PersonId == person).Select(m => m.Id).SingleAsync());
    }

    private Task<Entrance?> EnterAsync(TestTenant team, MemberRole who) => domain.Services.GetRequiredService<TenantDirectory>().EnterAsync(team.Slug, team.Person(who), default);

    private static async Task<Dictionary<string, long>> CountsAsync(Npgsql.NpgsqlConnection system, TestTenant team)
    {
        var counts = new Dictionary<string, long>();
        foreach (var table in (await Catalogue.ReadAsync(system)).TenantTables)
            counts[table.Name] = await Sql.ValueAsync<long>(system, $"select count(*) from {table.Name} where {table.TenantColumn} = $1", team.Id);
        return counts;
    }
}
