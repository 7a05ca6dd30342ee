using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Platforms;
using Npgsql;

namespace ContentFactory.Domain.Publishing;

/// <summary>A claimed removal with all that its call needs.</summary>
/// <param name="Age">Since a person asked for it.</param>
/// <param name="TokenLeft">How long the channel's token lives yet; null where it does not end.</param>
internal sealed record DueRemoval(
    Guid TenantId, Guid PublicationId, int Tries, TimeSpan Age, PublishedPost Post, Guid ChannelId, string Channel, bool Connected, string Platform, string AccountId, string? Handle, bool Sandbox,
    string? AppKey, TimeSpan? TokenLeft, IReadOnlyList<SealedSecret> Secrets)
{
    /// <summary>Of claimed l, publications p, channels c.</summary>
    public const string Columns = """
        l.tenant_id, l.publication_id, l.tries, app_now() - l.asked_at, p.external_id, p.part_ids, c.id, c.display_name, c.status not in ('disconnected', 'connecting'),
        c.platform, c.account_id, c.handle, c.sandbox, c.app_key, c.token_valid_until - (select app_now()),
        array(select s.kind from channel_secrets s where s.tenant_id = c.tenant_id and s.channel_id = c.id order by s.kind),
        array(select s.cipher from channel_secrets s where s.tenant_id = c.tenant_id and s.channel_id = c.id order by s.kind)
        """;

    public static DueRemoval Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetInt32(2), row.GetFieldValue<TimeSpan>(3), new(row.GetString(4), row.GetFieldValue<string[]>(5)), row.GetGuid(6), row.GetString(7), row.GetBoolean(8),
        row.GetString(9), row.GetString(10), Word(row, 11), row.GetBoolean(12), Word(row, 13), row.IsDBNull(14) ? null : row.GetFieldValue<TimeSpan>(14),
        [.. row.GetFieldValue<string[]>(15).Zip(row.GetFieldValue<byte[][]>(16), (kind, cipher) => new SealedSecret(kind, cipher))]);

    private static string? Word(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
