using Npgsql;

namespace ContentFactory.Domain.Publishing;

/// <summary>A publication that moved, and what its people should hear of it.</summary>
internal sealed record Notice(Guid TenantId, Guid PublicationId, string State, bool ChannelRefused, string ChannelName)
{
    public string? TextKey => (State, ChannelRefused) switch
    {
        (_, true) => "Publishing.Notice_ChannelRefused",
        ("unknown", _) => "Publishing.Notice_Unknown",
        ("failed", _) => "Publishing.Notice_Failed",
        ("held", _) => "Publishing.Notice_Held",
        _ => null,
    };
}

internal sealed partial class PublishingQueue
{
    private const string Listeners = "select tenant_id, person_id from members where tenant_id = any ($1) and role in ('owner', 'approver')";

    private const string Tell = """
        insert into notifications (tenant_id, id, person_id, text_key, args, link, created_at)
        select k.tenant_id, k.id, k.person_id, k.text_key, array[k.arg], k.link, app_now()
        from unnest($1, $2, $3, $4, $5, $6) as k (tenant_id, id, person_id, text_key, arg, link)
        """;

    /// <summary>One notice per tenant, channel and kind: hundreds of overdue rows are one thing to hear of.</summary>
    private async Task TellAsync(NpgsqlConnection connection, List<Notice> moved)
    {
        var notices = moved.Where(m => m.TextKey is not null).DistinctBy(m => (m.TenantId, m.ChannelName, m.TextKey)).ToList();
        if (notices.Count == 0)
            return;
        var people = await ListenersAsync(connection, [.. notices.Select(n => n.TenantId).Distinct()]);
        var rows = (from notice in notices from person in people[notice.TenantId] select (notice, person)).ToList();
        await using var tell = new NpgsqlCommand(Tell, connection)
        {
            Parameters =
            {
                In<Guid[]>([.. rows.Select(r => r.notice.TenantId)]), In<Guid[]>([.. rows.Select(_ => Ids.New(clock))]), In<Guid[]>([.. rows.Select(r => r.person)]),
                In<string[]>([.. rows.Select(r => r.notice.TextKey!)]), In<string[]>([.. rows.Select(r => r.notice.ChannelName)]),
                In<string[]>([.. rows.Select(r => $"publications/{r.notice.PublicationId}")]),
            },
        };
        await tell.ExecuteNonQueryAsync();
    }

    private static async Task<ILookup<Guid, Guid>> ListenersAsync(NpgsqlConnection connection, Guid[] tenants)
    {
        await using var read = new NpgsqlCommand(Listeners, connection) { Parameters = { In(tenants) } };
        await using var rows = await read.ExecuteReaderAsync();
        var people = new List<(Guid Tenant, Guid Person)>();
        while (await rows.ReadAsync())
            people.Add((rows.GetGuid(0), rows.GetGuid(1)));
        return people.ToLookup(p => p.Tenant, p => p.Person);
    }
}
