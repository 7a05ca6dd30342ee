using ContentFactory.Domain.Data;
using Npgsql;

namespace ContentFactory.Domain.Publishing;

/// <param name="Age">Since the call that the network accepted.</param>
internal sealed record AcceptedPublication(DuePublication Due, TimeSpan Age);

/// <summary>Claims publications of all tenants that a network has accepted and not finished, to ask about them. Asking is harmless: a lost lease only means asking again.</summary>
internal sealed class AcceptedQueue(SystemDb database)
{
    // the next time is pushed ahead as the lease
    private const string Claim = $"""
        with due as (
            select p.tenant_id, p.id from publications p
            where p.state = 'accepted' and p.next_look_at <= (select app_now()) and p.tenant_id in (select id from tenants where status = 'active')
            order by p.next_look_at limit $1 for update skip locked),
        l as (
            update publications p set next_look_at = (select app_now()) + $2
            from due where p.tenant_id = due.tenant_id and p.id = due.id
            returning p.tenant_id, p.id, p.fence, p.channel_id, p.post_id, p.post_version, p.attempts_used, p.handle, p.handle_fingerprint, p.kind, p.options, p.hook, p.opening)
        select {DuePublication.Columns},
               app_now() - (select max(a.started_at) from publication_attempts a where a.tenant_id = l.tenant_id and a.publication_id = l.id)
        {DuePublication.From}
        """;

    private const string Next = """
        select next_look_at - app_now() from publications
        where state = 'accepted' and tenant_id in (select id from tenants where status = 'active') order by next_look_at limit 1
        """;

    public async Task<IReadOnlyList<AcceptedPublication>> ClaimAsync(int most, TimeSpan lease, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand(Claim, connection)
        {
            Parameters = { new NpgsqlParameter<int> { TypedValue = most }, new NpgsqlParameter<TimeSpan> { TypedValue = lease } },
        };
        await using var rows = await command.ExecuteReaderAsync(ct);
        var claimed = new List<AcceptedPublication>();
        while (await rows.ReadAsync(ct))
            claimed.Add(new(DuePublication.Read(rows), rows.GetFieldValue<TimeSpan>(DuePublication.ColumnCount)));
        return claimed;
    }

    /// <summary>How long until the next one is to be asked about; null when there is none.</summary>
    public async Task<TimeSpan?> NextDueAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand(Next, connection);
        return await command.ExecuteScalarAsync(ct) as TimeSpan?;
    }
}
