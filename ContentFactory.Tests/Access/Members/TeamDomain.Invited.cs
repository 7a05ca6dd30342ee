using System.Security.Cryptography;
using System.Text;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Access;

/// <summary>Many people at once.</summary>
public sealed partial class TeamDomain
{
    /// <summary>Each with an invitation that waits.</summary>
    internal async Task<List<(Guid PersonId, string Token)>> InvitedAsync(TestTenant team, int count)
    {
        var people = await PeopleAsync($"seat of {team.Slug}", count);
        var tokens = people.Select(_ => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_')).ToArray();
        await using var system = await Sql.OpenAsync(Database.ConnectionString("cf_system"));
        await Sql.RunAsync(system, """
            insert into invitations (tenant_id, id, email, role, token_hash, created_at, sent_at, expires_at)
            select $1, gen_random_uuid(), p.email, 'editor', k.hash, app_now(), app_now(), app_now() + interval '7 days'
            from unnest($2, $3) as k (person, hash) join people p on p.id = k.person
            """, team.Id, people.ToArray(), tokens.Select(t => SHA256.HashData(Encoding.ASCII.GetBytes(t))).ToArray());
        return [.. people.Zip(tokens)];
    }

    /// <summary>Accounts without a password: hashing a hundred of them would take longer than the test.</summary>
    internal async Task<List<Guid>> PeopleAsync(string name, int count)
    {
        await using var system = await Sql.OpenAsync(Database.ConnectionString("cf_system"));
        return await Sql.RowsAsync(system, """
            insert into people (id, display_name, language, created_at, email, normalized_email, user_name, normalized_user_name, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
            select gen_random_uuid(), $1, 'ru', app_now(), a, upper(a), a, upper(a), true, false, false, false, 0
            from generate_series(1, $2) n cross join lateral (select format('%s-%s@race.test', replace($1, ' ', '-'), n) as a) x
            returning id
            """, r => r.GetGuid(0), name, count);
    }
}
