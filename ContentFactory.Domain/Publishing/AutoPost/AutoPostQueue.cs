using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ContentFactory.Domain.Publishing.AutoPost;

/// <summary>Finds generated posts of all tenants that the rule approved and has each planned once.</summary>
internal sealed class AutoPostQueue(SystemDb database, Tenants tenants, ILogger<AutoPostQueue> log)
{
    private const int Batch = 10;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private const int MostTries = 5;

    // what was approved long ago waits for a person: switching the rule on must not post the past.
    // Where all publishing stands still the row is made all the same, so that a post which waited too long is said to be left
    private const string Ask = """
        insert into auto_posts (tenant_id, post_id, state, tries, next_try_at, missing, reason_args, asked_at)
        select p.tenant_id, p.id, 'waiting', 0, app_now(), '{}', '{}', app_now()
        from posts p
        join companies c on c.tenant_id = p.tenant_id and c.id = p.company_id and c.auto_post and c.required_approvals = 0 and c.status = 'active'
        where p.status = 'approved' and p.made_by is not null and p.approved_at > app_now() - interval '1 hour'
          and p.approver_id = '00000000-0000-0000-0000-000000000000' and p.approved_version = p.version
          and not exists (select 1 from publications x where x.tenant_id = p.tenant_id and x.post_id = p.id)
        on conflict (tenant_id, post_id) do nothing
        """;

    private const string Claim = """
        with due as (
            select r.tenant_id, r.post_id from auto_posts r
            where r.state = 'waiting' and r.next_try_at <= app_now() and r.tenant_id in (select id from tenants where status = 'active' and publishing_stopped_at is null)
            order by r.next_try_at limit $1 for update skip locked)
        update auto_posts r set next_try_at = app_now() + $2, tries = r.tries + 1
        from due where r.tenant_id = due.tenant_id and r.post_id = due.post_id
        returning r.tenant_id, r.post_id, r.tries, r.asked_at < app_now() - interval '1 hour'
        """;

    /// <summary>One round.</summary>
    /// <returns>How many posts this node took; another round is worthwhile until none.</returns>
    public async Task<int> PlanDueAsync(CancellationToken ct)
    {
        var claimed = await ClaimAsync(ct);
        foreach (var (tenantId, postId, tries, late) in claimed)
            try
            {
                var why = tries > MostTries ? Problem.Conflict("Publishing.AutoGaveUp", MostTries) : late ? Problem.Conflict("Publishing.AutoTooLate") : null;
                await tenants.RunAsync(tenantId, Actor.System(tenantId, "auto_post"), services => PlanAsync(services.GetRequiredService<AutoPoster>(), postId, tries, why, ct));
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // one post's trouble is no other's; its lease runs out by itself
                log.LogError(e, "Post {Post} could not be planned by itself", postId);
            }
        return claimed.Count;
    }

    private static Task PlanAsync(AutoPoster poster, Guid postId, int tries, Problem? why, CancellationToken ct) => why is null ? poster.PlanAsync(postId, tries, ct) : poster.LeaveAsync(postId, tries, why, ct);

    internal async Task<IReadOnlyList<(Guid TenantId, Guid PostId, int Tries, bool Late)>> ClaimAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using (var ask = new NpgsqlCommand(Ask, connection))
            await ask.ExecuteNonQueryAsync(ct);
        await using var command = new NpgsqlCommand(Claim, connection) { Parameters = { new NpgsqlParameter<int> { TypedValue = Batch }, new NpgsqlParameter<TimeSpan> { TypedValue = Lease } } };
        await using var rows = await command.ExecuteReaderAsync(ct);
        var claimed = new List<(Guid, Guid, int, bool)>();
        while (await rows.ReadAsync(ct))
            claimed.Add((rows.GetGuid(0), rows.GetGuid(1), rows.GetInt32(2), rows.GetBoolean(3)));
        return claimed;
    }
}
