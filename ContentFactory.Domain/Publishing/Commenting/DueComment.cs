using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using Npgsql;

namespace ContentFactory.Domain.Publishing;

/// <summary>A claimed comment with all that its call needs.</summary>
/// <param name="Looks">0 where it is to be written; else it is looked for, this time included.</param>
/// <param name="Age">Since the first of the present calls.</param>
/// <param name="Late">How long after its time it was claimed.</param>
/// <param name="CalledAt">When the call began, this one or the lost one.</param>
/// <param name="Post">Null where the network's number of it is not known.</param>
/// <param name="IsOut">The post has not been deleted since.</param>
/// <param name="TokenLeft">How long the channel's token lives yet; null where it does not end.</param>
internal sealed record DueComment(
    Guid TenantId, Guid PublicationId, int Tries, int Looks, string Words, TimeSpan Age, TimeSpan Late, DateTimeOffset CalledAt, PublishedPost? Post, bool IsOut, PublicationKind Kind, Guid ChannelId,
    string Channel, string Platform, string AccountId, string? Handle, bool Sandbox, string? AppKey, TimeSpan? TokenLeft, IReadOnlyList<SealedSecret> Secrets)
{
    /// <summary>Of claimed l, publications p, channels c.</summary>
    public const string Columns = """
        l.tenant_id, l.publication_id, l.tries, l.looks, l.words, app_now() - l.began_at, app_now() - l.was_due, l.called_at, p.external_id, p.part_ids, p.state = 'published', p.kind, c.id, c.display_name,
        c.platform, c.account_id, c.handle, c.sandbox, c.app_key, c.token_valid_until - (select app_now()),
        array(select s.kind from channel_secrets s where s.tenant_id = c.tenant_id and s.channel_id = c.id order by s.kind),
        array(select s.cipher from channel_secrets s where s.tenant_id = c.tenant_id and s.channel_id = c.id order by s.kind)
        """;

    public bool IsLook => Looks > 0;

    public static DueComment Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetInt32(2), row.GetInt32(3), row.GetString(4), row.GetFieldValue<TimeSpan>(5), row.GetFieldValue<TimeSpan>(6), row.GetFieldValue<DateTimeOffset>(7),
        Word(row, 8) is { } id ? new(id, row.GetFieldValue<string[]>(9)) : null, row.GetBoolean(10), Enum.Parse<PublicationKind>(row.GetString(11), ignoreCase: true), row.GetGuid(12), row.GetString(13),
        row.GetString(14), row.GetString(15), Word(row, 16), row.GetBoolean(17), Word(row, 18), row.IsDBNull(19) ? null : row.GetFieldValue<TimeSpan>(19),
        [.. row.GetFieldValue<string[]>(20).Zip(row.GetFieldValue<byte[][]>(21), (kind, cipher) => new SealedSecret(kind, cipher))]);

    private static string? Word(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
