using System.Text.Json;
using System.Text.Json.Serialization;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Npgsql;
using NpgsqlTypes;

namespace ContentFactory.Domain.Publishing;

/// <summary>What became of claimed publications: written with attempt, channel, post and notices in one transaction.</summary>
internal sealed partial class PublishingQueue
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private const string Endings = """
        jsonb_to_recordset($1) as k (
            tenant_id uuid, id uuid, fence bigint, from_state text, to_state text, attempt_id uuid, attempt_state text, counted boolean,
            delay_seconds double precision, metrics_seconds double precision, external_id text, url text, part_ids text[],
            code text, message text, reason_key text, reason_args text[], channel_refused boolean, channel_error text, limited text, waits boolean, settles_unknown boolean, handle text)
        """;

    private const string Keys = "unnest($1, $2) as k (tenant_id, id)";

    // two publications of one post that end together must see each other, or neither would close the post
    private const string LockPosts = $"""
        select 1 from posts po
        where (po.tenant_id, po.id) in (select p.tenant_id, p.post_id from publications p join {Keys} on p.tenant_id = k.tenant_id and p.id = k.id)
        order by po.tenant_id, po.id for update
        """;

    private const string Record = $"""
        with moved as (
            update publications p set
                state = k.to_state, lease_until = null, updated_at = {Now},
                due_at = case when k.to_state = 'scheduled' then {Now} + make_interval(secs => k.delay_seconds) else p.due_at end,
                attempts_used = p.attempts_used + (k.counted and p.state <> 'unknown')::int,
                waits_since = case when k.to_state = 'scheduled' and (k.limited is not null or k.waits) then coalesce(p.waits_since, {Now}) end,
                handle = case when k.to_state = 'published' or (k.from_state = 'accepted' and k.to_state = 'failed') then null else coalesce(k.handle, p.handle) end,
                next_look_at = case when k.to_state = 'accepted' then {Now} + make_interval(secs => k.delay_seconds) else p.next_look_at end,
                published_at = case when k.to_state = 'published' then {Now} else p.published_at end,
                next_metrics_at = case when k.to_state = 'published' and k.external_id is not null then {Now} + make_interval(secs => k.metrics_seconds) end,
                external_id = coalesce(k.external_id, p.external_id), url = coalesce(k.url, p.url), part_ids = coalesce(k.part_ids, p.part_ids),
                last_code = k.code, last_message = k.message, reason_key = k.reason_key, reason_args = coalesce(k.reason_args, '{"{}"}')
            from {Endings}
            where p.tenant_id = k.tenant_id and p.id = k.id and p.fence = k.fence
              and (p.state = k.from_state or (p.state = 'unknown' and k.settles_unknown))
            returning p.tenant_id, p.id, p.channel_id, p.post_id, k.attempt_id, k.attempt_state, k.counted, k.to_state, k.code, k.message, k.external_id,
                      k.channel_refused, k.channel_error, k.limited, k.delay_seconds, k.reason_key, p.first_comment, p.comment_delay),
        ended as (
            update publication_attempts a set state = m.attempt_state, counted = m.counted, ended_at = {Now}, code = m.code, message = m.message, external_id = m.external_id
            from moved m where a.tenant_id = m.tenant_id and a.publication_id = m.id and a.id = m.attempt_id),
        posted as (
            update channels c set last_posted_at = {Now}, error_count = 0
            from (select distinct tenant_id, channel_id from moved where to_state = 'published') m where c.tenant_id = m.tenant_id and c.id = m.channel_id),
        refused as (
            update channels c set
                status = case when m.channel_refused then 'needs_attention' else c.status end, error_count = c.error_count + m.channel_refused::int,
                last_error = case when m.channel_refused then m.channel_error else c.last_error end,
                next_check_at = case when c.next_check_at > {Now} + interval '1 minute' then {Now} + interval '1 minute' else c.next_check_at end
            from (select distinct on (tenant_id, channel_id) * from moved where channel_refused or to_state = 'failed' order by tenant_id, channel_id, channel_refused desc) m
            where c.tenant_id = m.tenant_id and c.id = m.channel_id),
        commented as ({Comment}),
        blocked as ({Block})
        select m.tenant_id, m.id, case when m.to_state = 'published' and m.reason_key is not null then 'remarked' else m.to_state end, m.channel_refused, {Moved.About},
               m.to_state = 'published' and m.first_comment is not null
        from moved m join channels c on c.tenant_id = m.tenant_id and c.id = m.channel_id join posts po on po.tenant_id = m.tenant_id and po.id = m.post_id
        """;

    /// <summary>With the post's own end, so that a crash after it loses no comment.</summary>
    private const string Comment = $"""
        insert into first_comments (tenant_id, publication_id, words, state, asked_at, tries, looks, next_try_at, reason_args)
        select m.tenant_id, m.id, m.first_comment, 'waiting', {Now}, 0, 0, {Now} + make_interval(mins => coalesce(m.comment_delay, 0)), array[]::text[]
        from moved m where m.to_state = 'published' and m.first_comment is not null
        on conflict do nothing
        """;

    private const string ClosePosts = $"""
        update posts po set status = 'published', updated_at = {Now}
        where po.status = 'scheduled'
          and (po.tenant_id, po.id) in (select p.tenant_id, p.post_id from publications p join {Keys} on p.tenant_id = k.tenant_id and p.id = k.id)
          and exists (select 1 from publications p where p.tenant_id = po.tenant_id and p.post_id = po.id and p.state = 'published')
          and not exists (select 1 from publications p where p.tenant_id = po.tenant_id and p.post_id = po.id
                          and p.state in ('scheduled', 'leased', 'sending', 'accepted', 'held'))
        """;

    /// <summary>Writes outcomes. A clear answer also settles what the sweep made unknown meanwhile. False where the fence or
    /// the state had moved on: that outcome came too late and changed nothing.</summary>
    public async Task<IReadOnlyList<bool>> RecordAsync(IReadOnlyList<Ending> endings)
    {
        await using var connection = await database.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var json = JsonSerializer.Serialize(endings, Json);
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands = { OnKeys(LockPosts, endings), On(Record, json), OnKeys(ClosePosts, endings) },
        };
        var (moved, commented) = (new List<Moved>(), false);
        await using (var rows = await batch.ExecuteReaderAsync())
        {
            await rows.NextResultAsync();
            while (await rows.ReadAsync())
            {
                moved.Add(Moved.Read(rows));
                commented |= rows.GetBoolean(9);
            }
        }
        await NoticeBoard.TellAsync(connection, NoticesOf(moved), clock.GetUtcNow(), CancellationToken.None);
        await transaction.CommitAsync();
        Announce(moved);
        if (commented)
            changes.Notify(Guid.Empty, ChangeTopics.FirstComments);
        var done = moved.Select(m => (m.TenantId, m.Id)).ToHashSet();
        return [.. endings.Select(e => done.Contains((e.TenantId, e.Id)))];
    }

    private static NpgsqlBatchCommand On(string sql, string json) =>
        new(sql) { Parameters = { new NpgsqlParameter<string> { TypedValue = json, NpgsqlDbType = NpgsqlDbType.Jsonb } } };

    private static NpgsqlBatchCommand OnKeys(string sql, IReadOnlyList<Ending> endings) =>
        new(sql) { Parameters = { In<Guid[]>([.. endings.Select(e => e.TenantId)]), In<Guid[]>([.. endings.Select(e => e.Id)]) } };

    private void Announce(List<Moved> moved)
    {
        foreach (var tenant in moved.GroupBy(m => m.TenantId))
        {
            changes.Notify(tenant.Key, ChangeTopics.Publications);
            changes.Notify(tenant.Key, ChangeTopics.Posts);
            if (tenant.Any(m => m.Tells))
                changes.Notify(tenant.Key, ChangeTopics.Notifications);
            if (tenant.Any(m => m.ChannelRefused))
                changes.Notify(tenant.Key, ChangeTopics.Channels);
        }
        if (moved.Exists(m => m.State == "unknown"))
            changes.Notify(Guid.Empty, ChangeTopics.Unknown);
        if (moved.Exists(m => m.State == "scheduled"))
            changes.Notify(Guid.Empty, ChangeTopics.Due);
    }
}
