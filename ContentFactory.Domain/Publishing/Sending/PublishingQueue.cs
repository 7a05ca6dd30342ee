using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ContentFactory.Domain.Publishing;

/// <summary>
/// The statements that move publications of all tenants: claim, begin, record, release, extend, sweep. A batch per statement; each
/// carries tenant_id in its rows and joins and, after the claim, the fence in its where clause. All times are the database's.
/// </summary>
internal sealed partial class PublishingQueue(SystemDb database, Changes changes, PlatformSet platforms, IOptions<PublishingOptions> options, TimeProvider clock)
{
    // A claim looks through all that is due, or a tenant behind a large one would wait for it; how much it takes makes up for the reading.
    private const string Window = "200000";

    // claims of all nodes run one after the other: two at once could each take a row of the same channel
    private const string OneAtATime = "select pg_advisory_xact_lock(7235910244)";

    // asked once per statement: as a plain call it is a query of its own for each row
    private const string Now = "(select app_now())";

    // rows named by key: written so that the index of leases does not serve it, which would read all that is under way
    private const string Held = $"(p.lease_until > {Now}) is true";

    // what is under way is looked up as a set: its number is not what the statistics say, and a plan that trusts them compares each with each
    private const string Claim = $"""
        with rates as materialized ({Rates}),
        waiting as (
            select p.tenant_id, p.id, p.channel_id, p.due_at, p.scheduled_at, case p.priority when 'high' then 0 when 'normal' then 1 else 2 end as rank
            from publications p
            where p.state = 'scheduled' and p.due_at <= app_now() and p.due_at >= app_now() - $3 and (p.waits_since is null or p.waits_since >= app_now() - $3)
            order by p.due_at limit {Window}),
        heads as materialized (
            select distinct on (w.tenant_id, w.channel_id) w.*
            from waiting w
            where (w.tenant_id, w.channel_id) not in (select b.tenant_id, b.channel_id from publications b where b.lease_until is not null)
            order by w.tenant_id, w.channel_id, w.rank, w.scheduled_at, w.id),
        places as (
            select h.*, row_number() over (partition by h.tenant_id order by h.rank, h.due_at, h.id) as place,
                   case when not c.sandbox then {App} end as app, r.app_calls
            from heads h
            join channels c on c.tenant_id = h.tenant_id and c.id = h.channel_id and c.status in ('active', 'warming_up')
            join tenants t on t.id = h.tenant_id and t.status = 'active' and t.publishing_stopped_at is null
            left join rates r on r.platform = c.platform and not c.sandbox
            left join call_budgets own on own.name = {Account}
            where {MayCall}),
        ranked as (select *, row_number() over (partition by app order by place, due_at, id) as app_place from places),
        chosen as (
            select r.tenant_id, r.id from ranked r left join call_budgets b on b.name = r.app
            where {MayCallApp} order by r.place, r.due_at, r.id limit $1),
        locked as (
            select p.tenant_id, p.id from publications p join chosen using (tenant_id, id)
            where p.state = 'scheduled' and p.due_at <= {Now} for update of p skip locked),
        l as (
            update publications p set state = 'leased', lease_until = {Now} + $2, fence = p.fence + 1, updated_at = {Now}
            from locked where p.tenant_id = locked.tenant_id and p.id = locked.id
            returning p.tenant_id, p.id, p.fence, p.channel_id, p.post_id, p.post_version, p.attempts_used, p.handle, p.handle_fingerprint, p.kind, p.options, p.hook, p.opening),
        spent as ({Spend})
        select {DuePublication.Columns}
        {DuePublication.From}
        """;

    private const string Begin = $"""
        with begun as (
            update publications p set state = 'sending', lease_until = {Now} + $6, updated_at = {Now}, looks = 0, next_look_at = null, opening = k.opening,
                first_comment = k.first_comment, comment_delay = k.comment_delay
            from unnest($1, $2, $3, $4, $5, $8, $9, $10) as k (tenant_id, id, fence, attempt_id, fingerprint, opening, first_comment, comment_delay)
            where p.tenant_id = k.tenant_id and p.id = k.id and p.fence = k.fence and p.state = 'leased' and {Held}
              and exists (select 1 from tenants t where t.id = p.tenant_id and t.status = 'active' and t.publishing_stopped_at is null)
              and exists (select 1 from posts po where po.tenant_id = p.tenant_id and po.id = p.post_id and po.version = p.post_version and po.approved_version = po.version)
            returning p.tenant_id, p.id, p.fence, k.attempt_id, k.fingerprint)
        insert into publication_attempts (tenant_id, id, publication_id, number, fence, state, counted, fingerprint, node, started_at)
        select b.tenant_id, b.attempt_id, b.id,
               1 + coalesce((select max(a.number) from publication_attempts a where a.tenant_id = b.tenant_id and a.publication_id = b.id), 0),
               b.fence, 'sending', true, b.fingerprint, $7, {Now}
        from begun b
        returning id
        """;

    private const string Remember = $"""
        update publications p set handle = $4, handle_fingerprint = $5, updated_at = {Now}
        where p.tenant_id = $1 and p.id = $2 and p.fence = $3 and p.state = 'sending' and {Held}
        """;

    private const string Release = $"""
        update publications p set state = 'scheduled', lease_until = null, updated_at = {Now}
        from unnest($1, $2, $3) as k (tenant_id, id, fence)
        where p.tenant_id = k.tenant_id and p.id = k.id and p.fence = k.fence and p.state = 'leased'
        """;

    private const string Extend = $"""
        update publications p set lease_until = {Now} + $4
        from unnest($1, $2, $3) as k (tenant_id, id, fence)
        where p.tenant_id = k.tenant_id and p.id = k.id and p.fence = k.fence and p.state in ('leased', 'sending') and {Held}
        returning p.id
        """;

    // what is due and was not claimed waits for its channel or for a person: it is looked for less often the longer it waits
    private const string NextDue = """
        select greatest(wait, interval '20 milliseconds') from (select least(
            (select due_at - app_now() from publications where state = 'scheduled' and due_at > app_now() order by due_at limit 1),
            (select least(app_now() - due_at, interval '1 second') from publications where state = 'scheduled' and due_at <= app_now() order by due_at desc limit 1)) as wait) w
        where wait is not null
        """;

    /// <summary>Leases due publications: one per channel, the tenants in turn, within a tenant by priority.</summary>
    public async Task<IReadOnlyList<DuePublication>> ClaimAsync(int most, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(OneAtATime),
                new NpgsqlBatchCommand(Claim) { Parameters = { In(most), In(options.Value.Lease), In(options.Value.Grace) } },
                new NpgsqlBatchCommand(NextOccurrence.HoldClaimed),
                new NpgsqlBatchCommand(NextOccurrence.OfClaimed),
            },
        };
        batch.BatchCommands[1].Parameters.AddRange(Declared(platforms));
        await using var rows = await batch.ExecuteReaderAsync(ct);
        await rows.NextResultAsync(ct);
        var claimed = new List<DuePublication>();
        while (await rows.ReadAsync(ct))
            claimed.Add(DuePublication.Read(rows));
        // the failure of the others must be heard: the batch is one transaction
        await rows.NextResultAsync(ct);
        await rows.NextResultAsync(ct);
        return claimed;
    }

    /// <summary>Commits "sending" and the attempt before the call. False where the lease was lost, the tenant was stopped or the post was changed since the claim: nothing may be sent then.</summary>
    public async Task<IReadOnlyList<bool>> BeginSendingAsync(IReadOnlyList<Beginning> beginnings, string node)
    {
        await using var connection = await database.OpenAsync();
        await using var command = new NpgsqlCommand(Begin, connection)
        {
            Parameters =
            {
                In<Guid[]>([.. beginnings.Select(b => b.TenantId)]), In<Guid[]>([.. beginnings.Select(b => b.Id)]), In<long[]>([.. beginnings.Select(b => b.Fence)]),
                In<Guid[]>([.. beginnings.Select(b => b.AttemptId)]), In<string[]>([.. beginnings.Select(b => b.Fingerprint)]), In(options.Value.Lease), In(node),
                In<string?[]>([.. beginnings.Select(b => b.Opening)]), In<string?[]>([.. beginnings.Select(b => b.FirstComment)]), In<int?[]>([.. beginnings.Select(b => b.CommentDelay)]),
            },
        };
        var begun = new HashSet<Guid>();
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
            begun.Add(rows.GetGuid(0));
        return [.. beginnings.Select(b => begun.Contains(b.AttemptId))];
    }

    /// <summary>Keeps what a call needs to go on after its node. False where the lease was lost: nothing may be published then.</summary>
    public async Task<bool> RememberAsync(DuePublication due, string handle)
    {
        await using var connection = await database.OpenAsync();
        await using var command = new NpgsqlCommand(Remember, connection) { Parameters = { In(due.TenantId), In(due.Id), In(due.Fence), In(handle), In(due.Fingerprint) } };
        return await command.ExecuteNonQueryAsync() == 1;
    }

    /// <summary>Whether the channel's credentials are others than those that were claimed.</summary>
    public async Task<bool> AreReplacedAsync(DuePublication due)
    {
        await using var connection = await database.OpenAsync();
        await using var command = new NpgsqlCommand("select kind, cipher from channel_secrets where tenant_id = $1 and channel_id = $2", connection) { Parameters = { In(due.TenantId), In(due.ChannelId) } };
        await using var rows = await command.ExecuteReaderAsync();
        var stored = new List<SealedSecret>();
        while (await rows.ReadAsync())
            stored.Add(new(rows.GetString(0), rows.GetFieldValue<byte[]>(1)));
        return stored.Count > 0 && SealedSecret.MarkOf(stored) != SealedSecret.MarkOf(due.Secrets);
    }

    /// <summary>Gives back what was claimed and not begun.</summary>
    public Task ReleaseAsync(IReadOnlyCollection<DuePublication> claimed) =>
        ExecuteAsync(Release, [.. claimed.Select(c => (c.TenantId, c.Id, c.Fence))]);

    /// <summary>The heartbeat of what this node holds. Returns what it still holds; the rest was swept or ran out.</summary>
    public Task<IReadOnlySet<Guid>> ExtendAsync(IReadOnlyCollection<DuePublication> held) =>
        ExecuteAsync(Extend, [.. held.Select(d => (d.TenantId, d.Id, d.Fence))], In(options.Value.Lease));

    /// <summary>How long until the next publication is due; null when nothing is planned.</summary>
    public async Task<TimeSpan?> NextDueAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand(NextDue, connection);
        return await command.ExecuteScalarAsync(ct) as TimeSpan?;
    }

    private async Task<IReadOnlySet<Guid>> ExecuteAsync(string sql, IReadOnlyCollection<(Guid TenantId, Guid Id, long Fence)> keys, params NpgsqlParameter[] more)
    {
        var touched = new HashSet<Guid>();
        if (keys.Count == 0)
            return touched;
        await using var connection = await database.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection)
        {
            Parameters = { In<Guid[]>([.. keys.Select(k => k.TenantId)]), In<Guid[]>([.. keys.Select(k => k.Id)]), In<long[]>([.. keys.Select(k => k.Fence)]) },
        };
        command.Parameters.AddRange(more);
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
            touched.Add(rows.GetGuid(0));
        return touched;
    }

    private static NpgsqlParameter<T> In<T>(T value) => new() { TypedValue = value };
}

/// <summary>A claimed publication that is about to be sent.</summary>
internal sealed record Beginning(Guid TenantId, Guid Id, long Fence, Guid AttemptId, string Fingerprint, string? Opening = null, string? FirstComment = null, int? CommentDelay = null);
