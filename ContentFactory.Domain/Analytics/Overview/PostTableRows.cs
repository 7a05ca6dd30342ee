using ContentFactory.Domain.Analytics.Days;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Data;
using Npgsql;

namespace ContentFactory.Domain.Analytics.Overview;

/// <summary>What a list shows of publications whose ids it knows.</summary>
internal static class PostTableRows
{
    private const string Read = $"""
        select p.id, p.post_id, p.channel_id, o.title, left(o.text, 200), o.type, p.published_at, p.url, p.state = 'removed_by_platform', m.media_id, r.id, e.written_at, {DayTotals.Columns}
        from publications p
        join posts o on o.tenant_id = p.tenant_id and o.id = p.post_id
        left join lateral (select x.media_id from post_media x where x.tenant_id = o.tenant_id and x.post_id = o.id order by x.position limit 1) m on true
        left join lateral (select x.id from media_renditions x where x.tenant_id = o.tenant_id and x.media_id = m.media_id and x.purpose = 'thumb' limit 1) r on true
        left join lateral (
            select d.updated_at as written_at, {DayTotals.Columns} from publication_days d
            where d.tenant_id = p.tenant_id and d.publication_id = p.id and d.day <= $3 order by d.day desc limit 1) e on true
        where p.tenant_id = $1 and p.id = any ($2)
        """;

    private static readonly Dictionary<string, PostType> Types = Enum.GetValues<PostType>().ToDictionary(t => SnakeCase.Of($"{t}"));

    /// <summary>In the order of the ids; one that went away meanwhile is left out.</summary>
    public static async Task<(IReadOnlyList<PostNumbers> Rows, DateTimeOffset? AsOf)> ReadAsync(
        NpgsqlConnection connection, Guid tenantId, DateOnly last, IReadOnlyList<Guid> ids, NumberChoices choices, CancellationToken ct)
    {
        var (found, asOf) = (new Dictionary<Guid, PostNumbers>(), (DateTimeOffset?)null);
        if (ids.Count == 0)
            return ([], null);
        var channels = choices.Channels.ToDictionary(c => c.Id);
        await using var command = connection.Statement(Read, tenantId, ids.ToArray(), last);
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            var row = Of(rows, channels[rows.GetGuid(2)]);
            found[row.PublicationId] = row;
            var at = rows.IsDBNull(11) ? (DateTimeOffset?)null : rows.GetFieldValue<DateTimeOffset>(11);
            asOf = at > asOf || asOf is null ? at ?? asOf : asOf;
        }
        return ([.. ids.Where(found.ContainsKey).Select(id => found[id])], asOf);
    }

    private static PostNumbers Of(NpgsqlDataReader row, NumberChannel channel) => new(
        row.GetGuid(0), row.GetGuid(1), channel.Id, channel.Name, channel.Platform, row.GetString(3) is { Length: > 0 } title ? title : row.GetString(4), Types[row.GetString(5)],
        row.GetFieldValue<DateTimeOffset>(6), row.IsDBNull(7) ? null : row.GetString(7), row.GetBoolean(8), row.IsDBNull(9) ? null : row.GetGuid(9), row.IsDBNull(10) ? null : row.GetGuid(10),
        new(DayTotals.Read(row, 12).Sums(), 1));
}
