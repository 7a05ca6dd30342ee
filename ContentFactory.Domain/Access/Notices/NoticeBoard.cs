using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;
using NpgsqlTypes;

namespace ContentFactory.Domain.Access;

/// <summary>Writes notices to the people concerned: one statement for any number of them, in the transaction of the facts.</summary>
internal static class NoticeBoard
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    // an unread notice of the same row is renewed instead of doubled; the time in the id is the notice's, its tail is drawn for each person.
    // One that was forwarded an hour ago is news again; one that waits keeps its time, or renewing it would put off its letter for ever
    private const string Tell = """
        insert into notifications (tenant_id, id, person_id, text_key, args, link, created_at)
        select distinct on (m.tenant_id, m.person_id, k.text_key, k.link) m.tenant_id,
               encode(substring(uuid_send(k.id) for 8) || substring(uuid_send(gen_random_uuid()) from 9), 'hex')::uuid,
               m.person_id, k.text_key, k.args, k.link, app_now()
        from jsonb_to_recordset($1) as k (tenant_id uuid, id uuid, text_key text, args text[], link text, roles text[], people uuid[], "except" uuid[])
        join members m on m.tenant_id = k.tenant_id and (m.role = any (k.roles) or m.person_id = any (k.people)) and m.person_id <> all (k."except")
        order by m.tenant_id, m.person_id, k.text_key, k.link
        on conflict (tenant_id, person_id, text_key, link) where read_at is null
        do update set args = excluded.args,
            created_at = case when notifications.forwarded_at is null then notifications.created_at else excluded.created_at end,
            forwarded_at = case when notifications.forwarded_at < app_now() - interval '1 hour' then null else notifications.forwarded_at end
        """;

    /// <summary>Tells nobody where nothing happened, without asking the database.</summary>
    public static async Task TellAsync(NpgsqlConnection connection, IReadOnlyCollection<Notice> notices, DateTimeOffset now, CancellationToken ct)
    {
        if (notices.Count == 0)
            return;
        var rows = notices.Select(n => new { n.TenantId, Id = Ids.New(now), n.TextKey, n.Args, n.Link, n.Roles, n.People, n.Except });
        await using var command = new NpgsqlCommand(Tell, connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = JsonSerializer.Serialize(rows, Json), NpgsqlDbType = NpgsqlDbType.Jsonb } },
        };
        await command.ExecuteNonQueryAsync(ct);
    }
}
