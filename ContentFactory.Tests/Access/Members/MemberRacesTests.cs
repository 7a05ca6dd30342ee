using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Access;

/// <summary>Many at once, where one more or one less would be wrong.</summary>
public sealed class MemberRacesTests(TeamDomain domain) : IClassFixture<TeamDomain>
{
    [Fact]
    public async Task A_hundred_accept_at_once_and_one_seat_is_taken()
    {
        var team = await domain.AddTeamAsync("double");
        var invited = await domain.InvitedAsync(team, 100);

        var answers = await MeetAsync("members", 20, invited.Select<(Guid PersonId, string Token), Func<Task<Result<string>>>>(one => () => domain.AcceptAsync(one.Token, one.PersonId)));

        Assert.Single(answers, a => a.Ok);
        Assert.All(answers.Where(a => !a.Ok), a => Assert.Equal("Access.MembersFull", a.Problem!.TextKey));
        Assert.Equal(5, await team.DbAsync(db => db.Members.CountAsync()));
        Assert.Equal(1, await team.DbAsync(db => db.Invitations.CountAsync(i => i.AcceptedAt != null)));
    }

    [Fact]
    public async Task Of_all_owners_who_leave_at_once_one_stays()
    {
        var team = await domain.AddTeamAsync();
        var owners = await OwnersAsync(team, 15);

        var answers = await MeetAsync("members", 10, owners.Select<Guid, Func<Task<Result>>>(id => () => team.RunAsync(new Actor(id, team.Id, Role.Owner), s => Desk(s).LeaveAsync(default))));

        Assert.Equal("Access.LastOwner", Assert.Single(answers, a => !a.Ok).Problem!.TextKey);
        Assert.Equal(1, await team.DbAsync(db => db.Members.CountAsync(m => m.Role == MemberRole.Owner)));
    }

    [Fact]
    public async Task Owners_who_demote_each_other_at_once_keep_one()
    {
        var team = await domain.AddTeamAsync();
        var owners = await OwnersAsync(team, 15);
        var places = await team.DbAsync(db => db.Members.Where(m => m.Role == MemberRole.Owner).ToDictionaryAsync(m => m.PersonId, m => m.Id));

        await MeetAsync("members", 10, owners.Select<Guid, Func<Task<Result>>>((id, i) => () =>
            team.RunAsync(new Actor(id, team.Id, Role.Owner), s => Desk(s).ChangeRoleAsync(places[owners[(i + 1) % owners.Count]], MemberRole.Viewer, default))));

        Assert.Equal(1, await team.DbAsync(db => db.Members.CountAsync(m => m.Role == MemberRole.Owner)));
    }

    [Fact]
    public async Task One_link_makes_one_member_when_used_at_once()
    {
        var team = await domain.AddTeamAsync();
        var person = await domain.AddPersonAsync("once@race.test");
        var link = await domain.InviteAsync(team, "once@race.test");

        var answers = await MeetAsync("invitations", 8, Enumerable.Repeat<Func<Task<Result<string>>>>(() => domain.AcceptAsync(link.Token, person), 12));

        Assert.Single(answers, a => a.Ok);
        Assert.All(answers.Where(a => !a.Ok), a => Assert.Equal("Access.InvitationUsed", a.Problem!.TextKey));
        Assert.Equal(5, await team.DbAsync(db => db.Members.CountAsync()));
    }

    /// <summary>Closes the table to writers until many wait for it or for each other, so that they truly meet.</summary>
    private async Task<T[]> MeetAsync<T>(string table, int waiting, IEnumerable<Func<Task<T>>> all)
    {
        await using var gate = await Sql.OpenAsync(domain.Database.ConnectionString("cf_owner"));
        await using var look = await Sql.OpenAsync(domain.Database.ConnectionString("cf_owner"));
        await using var closed = await gate.BeginTransactionAsync();
        await Sql.RunAsync(gate, $"lock table {table} in share mode");
        var running = Task.WhenAll(all.Select(one => one()));
        await Eventually.BecomesAsync(
            () => Sql.ValueAsync<long>(look, "select count(*) from pg_locks where not granted and database = (select oid from pg_database where datname = current_database())"),
            n => n >= waiting || running.IsCompleted);
        await closed.RollbackAsync();
        return await running;
    }

    private static MemberDesk Desk(IServiceProvider services) => (MemberDesk)services.GetService(typeof(MemberDesk))!;

    private async Task<List<Guid>> OwnersAsync(TestTenant team, int count)
    {
        var more = await domain.PeopleAsync($"owner of {team.Slug}", count - 1);
        await team.DbAsync(async db =>
        {
            foreach (var id in more)
                db.Members.Add(new Member(team.Id, Ids.New(domain.Clock), id, MemberRole.Owner, domain.Clock.GetUtcNow()));
            return await db.SaveChangesAsync();
        });
        return [team.Person(MemberRole.Owner), .. more];
    }
}
