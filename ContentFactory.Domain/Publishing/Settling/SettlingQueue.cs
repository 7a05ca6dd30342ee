using System.Text.Json;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using Npgsql;
using NpgsqlTypes;

namespace ContentFactory.Domain.Publishing;

/// <summary>Claims unknown publications of all tenants for a look, and keeps what was seen. Looking is harmless: a lost lease only means looking again.</summary>
internal sealed class SettlingQueue(SystemDb database, TimeProvider clock)
{
    // the next look is pushed ahead as the lease
    private const string Claim = $"""
        with due as (
            select p.tenant_id, p.id from publications p
            where p.state = 'unknown' and p.looks < $2 and (p.next_look_at is null or p.next_look_at <= app_now())
              and p.tenant_id in (select id from tenants where status = 'active')
            order by p.next_look_at nulls first limit $1 for update skip locked),
        l as (
            update publications p set next_look_at = app_now() + $3, looks = p.looks + 1
            from due where p.tenant_id = due.tenant_id and p.id = due.id
            returning p.tenant_id, p.id, p.fence, p.channel_id, p.post_id, p.post_version, p.attempts_used, p.handle, p.handle_fingerprint, p.kind, p.options, p.hook, p.opening, p.looks)
        select {DuePublication.Columns}, {UnknownPublication.Columns}
        {DuePublication.From}
        join lateral (select * from publication_attempts x where x.tenant_id = l.tenant_id and x.publication_id = l.id order by x.number desc limit 1) a on true
        """;

    // two lost posts of a channel with the same words must not both be found in the one that is there
    private const string OneOfChannel = "select pg_advisory_xact_lock(hashtextextended($1::text, 7235910245))";

    /// <summary>The seed of that lock, for a person who names the post.</summary>
    public const long ChannelLock = 7235910245;

    private const string Note = """
        with still as (
            update publications p set next_look_at = app_now() + $4, looks = case when $4 is null then $11 else p.looks end, external_id = coalesce($12, p.external_id)
            where p.tenant_id = $1 and p.id = $2 and p.fence = $3 and p.state = 'unknown'
              and ($12 is null or not exists (select 1 from publications o where o.tenant_id = p.tenant_id and o.channel_id = p.channel_id and o.external_id = $12 and o.id <> p.id))
            returning p.tenant_id, p.id)
        insert into publication_looks (tenant_id, id, publication_id, at, kind, source, seen, reason_key, reason_args)
        select still.tenant_id, $5, still.id, app_now(), $6, $7, $8, $9, $10 from still
        returning id
        """;

    private const string Next = """
        select greatest(coalesce(next_look_at, app_now()) - app_now(), interval '1 second') from publications
        where state = 'unknown' and looks < $1 and tenant_id in (select id from tenants where status = 'active') order by next_look_at nulls first limit 1
        """;

    public async Task<IReadOnlyList<UnknownPublication>> ClaimAsync(int most, int looks, TimeSpan lease, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand(Claim, connection) { Parameters = { In(most), In(looks), In(lease) } };
        await using var rows = await command.ExecuteReaderAsync(ct);
        var claimed = new List<UnknownPublication>();
        while (await rows.ReadAsync(ct))
            claimed.Add(UnknownPublication.Read(rows));
        return claimed;
    }

    /// <summary>
    /// Keeps a look and plans the next one; a post that was found is the publication's from then on. False where the publication is not
    /// unknown any more, or the post another's: then nothing that was seen counts.
    /// </summary>
    /// <param name="next">Null where this was the last look, which uses up the <paramref name="most"/> there may be.</param>
    public async Task<bool> NoteAsync(UnknownPublication unknown, LookOutcome look, TimeSpan? next, int most, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(OneOfChannel) { Parameters = { In(unknown.Due.ChannelId) } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Note)
        {
            Parameters =
            {
                In(unknown.Due.TenantId), In(unknown.Due.Id), In(unknown.Due.Fence), new() { Value = next ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Interval },
                In(Ids.New(clock)), In(SnakeCase.Of(look.Kind.ToString())), Word(look.Source),
                new NpgsqlParameter<string> { TypedValue = JsonSerializer.Serialize(look.Seen ?? []), NpgsqlDbType = NpgsqlDbType.Jsonb },
                Word(look.Reason?.TextKey), In<string[]>([.. (look.Reason?.Args ?? []).Select(a => Convert.ToString(a, System.Globalization.CultureInfo.InvariantCulture) ?? "")]), In(most),
                Word(look.Kind is LookKind.Found ? look.ExternalId : null),
            },
        });
        await using var rows = await batch.ExecuteReaderAsync(ct);
        await rows.NextResultAsync(ct);
        return await rows.ReadAsync(ct);
    }

    /// <summary>How long until the next look, a second at the least; null when there is nothing to look for.</summary>
    public async Task<TimeSpan?> NextDueAsync(int looks, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand(Next, connection) { Parameters = { In(looks) } };
        return await command.ExecuteScalarAsync(ct) as TimeSpan?;
    }

    private static NpgsqlParameter<T> In<T>(T value) => new() { TypedValue = value };

    private static NpgsqlParameter Word(string? value) => new() { Value = value ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };
}
