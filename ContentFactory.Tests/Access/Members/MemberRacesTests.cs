using System.Security.Cryptography;
using System.Text;
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
        var invited = await InvitedAsync(team, 100);

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
        var more = await PeopleAsync($"owner of {team.Slug}", count - 1);
        await team.DbAsync(async db =>
        {
            foreach (var id in more)
                db.Members.Add(new Member(team.Id, Ids.New(domain.Clock), id, MemberRole.Owner, domain.Clock.GetUtcNow()));
            return await db.SaveChangesAsync();
        });
        return [team.Person(MemberRole.Owner), .. more];
    }

    private async Task<List<(Guid PersonId, string Token)>> InvitedAsync(TestTenant team, int count)
    {
        var people = await PeopleAsync($"seat of {team.Slug}", count);
        var tokens = people.Select(_ => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_')).ToArray();
        await using var system = await Sql.OpenAsync(domain.Database.ConnectionString("cf_system"));
        await Sql.RunAsync(system, """
            insert into invitations (tenant_id, id, email, role, token_hash, created_at, sent_at, expires_at)
            select $1, gen_random_uuid(), p.email, 'editor', k.hash, app_now(), app_now(), app_now() + interval '7 days'
            from unnest($2, $3) as k (person, hash) join people p on p.id = k.person
            """, team.Id, people.ToArray(), tokens.Select(t => SHA256.HashData(Encoding.ASCII.GetBytes(t))).ToArray());
        return [.. people.Zip(tokens)];
    }

    /// <summary>Accounts without a password: hashing a hundred of them would take longer than the test.</summary>
    private async Task<List<Guid>> PeopleAsync(string name, int count)
    {
        await using var system = await Sql.OpenAsync(domain.Database.ConnectionString("cf_system"));
        return await Sql.RowsAsync(system, """
            insert into people (id, display_name, language, created_at, email, normalized_email, user_name, normalized_user_name, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
            select gen_random_uuid(), $1, 'ru', app_now(), a, upper(a), a, upper(a), true, false, false, false, 0
            from generate_series(1, $2) n cross join lateral (select format('%s-%s@race.test', replace($1, ' ', '-'), n) as a) x
            returning id
            """, r => r.GetGuid(0), name, count);
    }
}
