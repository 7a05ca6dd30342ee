using System.Text.Json;
using System.Text.Json.Serialization;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Platforms;
using Npgsql;

namespace ContentFactory.Domain.Publishing;

/// <summary>A claimed publication with all that sending needs. <paramref name="Current"/> is false when the post is no longer the approved one.</summary>
/// <param name="Remembered">What an earlier call kept before its last step; see <see cref="PublishTicket"/>.</param>
/// <param name="RememberedFor">The fingerprint of what that call was to publish: an edit makes it useless.</param>
/// <param name="TokenLeft">How long the channel's token lives yet; null where it does not end.</param>
/// <param name="Standing">The post's own opening, and the tested one that goes out in its place; both null where nothing is tested.</param>
/// <param name="FirstComment">Of the approved version, for when the post is out; null where none is to follow.</param>
/// <param name="CommentDelay">Minutes.</param>
/// <param name="Cover">Of the network, or of the post.</param>
/// <param name="KeyAge">Since the first call that may have used the publication's key; null where none may have.</param>
internal sealed record DuePublication(
    Guid TenantId, Guid Id, long Fence, Guid ChannelId, int AttemptsUsed, bool Current, string Platform, string AccountId, string? Handle, bool Sandbox,
    string Text, string[] Hashtags, string? Link, IReadOnlyList<SealedSecret> Secrets, IReadOnlyList<AttachedMedia> Media, string? Remembered, TimeSpan? KeyAge,
    TimeSpan? TokenLeft, string? Title, PublishChoices Choices, string? RememberedFor, string? AppKey, string[] Parts, string? Standing, string? Opening,
    string? FirstComment, int CommentDelay, AttachedMedia? Cover)
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) } };

    private string? fingerprint;

    /// <summary>The text was written for the network.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Of what is sent now.</summary>
    public string Fingerprint => fingerprint ??= OutgoingPosts.Fingerprint(Draft);

    /// <summary>The tested opening that is sent; null where none is, or where the words that it would replace are gone.</summary>
    public string? SentOpening => Content.Openings.Opening.StandsIn(Text, Parts, Standing) ? Opening : null;

    public PostDraft Draft => new PostDraft(TenantId, Sandbox, Title, PostDraft.Whole(Text, Parts), Hashtags, Link, Media) { Choices = Choices, Parts = Parts, IsOwn = IsOwn, Cover = Cover }.With(Standing, Opening);

    // the opening is looked up only for what takes part in a test, and only until its first attempt keeps it
    /// <summary>The columns that <see cref="Read"/> expects, from leased l, posts po, channels c, post_variants v.</summary>
    public const string Columns = """
        l.tenant_id, l.id, l.fence, l.channel_id, l.attempts_used,
        l.post_version = po.version and po.approved_version = po.version and po.status in ('scheduled', 'published'),
        c.platform, c.account_id, c.handle, c.sandbox, coalesce(v.text, po.text), case when v.text is null then po.hashtags else array[]::text[] end, po.link,
        array(select s.kind from channel_secrets s where s.tenant_id = l.tenant_id and s.channel_id = l.channel_id order by s.kind),
        array(select s.cipher from channel_secrets s where s.tenant_id = l.tenant_id and s.channel_id = l.channel_id order by s.kind),
        (select json_agg(json_build_object('Id', m.id, 'Kind', m.kind, 'FileName', m.file_name, 'ContentType', m.content_type, 'Size', m.size, 'Width', m.width,
                                           'Height', m.height, 'DurationMs', m.duration_ms, 'AltText', coalesce(pm.alt_text, m.alt_text), 'Place', json_build_object('Store', m.store, 'StoreId', m.store_id, 'Key', m.store_key))
                         order by coalesce(array_position(v.media_ids, m.id), pm.position), m.id)::text
         from media_items m
         left join post_media pm on pm.tenant_id = m.tenant_id and pm.post_id = po.id and pm.media_id = m.id
         where m.tenant_id = l.tenant_id
           and m.id = any (coalesce(v.media_ids, array(select x.media_id from post_media x where x.tenant_id = l.tenant_id and x.post_id = po.id)))),
        l.handle,
        case when l.attempts_used > 0 then (select app_now() - min(a.started_at) from publication_attempts a
                                    where a.tenant_id = l.tenant_id and a.publication_id = l.id and (a.state = 'unknown' or a.code = 'absent')) end,
        c.token_valid_until - (select app_now()), po.title, l.kind, l.handle_fingerprint, l.options::text, c.app_key,
        case when v.text is null then array[]::text[] else coalesce(v.thread_parts, array[]::text[]) end,
        case when l.hook is not null then po.hook end,
        coalesce(l.opening, case when l.hook is not null then (
            select h.text from hook_variants h join hook_tests t on t.tenant_id = h.tenant_id and t.post_id = h.post_id and t.stopped_at is null
            where h.tenant_id = l.tenant_id and h.post_id = l.post_id and h.position = l.hook) end),
        v.first_comment, coalesce(v.comment_delay, 0),
        (select json_build_object('Id', m.id, 'Kind', m.kind, 'FileName', m.file_name, 'ContentType', m.content_type, 'Size', m.size, 'Width', m.width,
                                  'Height', m.height, 'AltText', m.alt_text, 'Place', json_build_object('Store', m.store, 'StoreId', m.store_id, 'Key', m.store_key))::text
         from media_items m where m.tenant_id = l.tenant_id and m.id = coalesce(v.cover_media_id, po.cover_media_id)),
        v.text is not null
        """;

    /// <summary>The rows of leased l that <see cref="Columns"/> speaks of.</summary>
    public const string From = """
        from l
        join posts po on po.tenant_id = l.tenant_id and po.id = l.post_id
        join channels c on c.tenant_id = l.tenant_id and c.id = l.channel_id
        left join post_variants v on v.tenant_id = po.tenant_id and v.post_id = po.id and v.platform = c.platform
        """;

    public const int ColumnCount = 31;

    public static DuePublication Read(NpgsqlDataReader row)
    {
        var (kinds, ciphers) = (row.GetFieldValue<string[]>(13), row.GetFieldValue<byte[][]>(14));
        return new(
            row.GetGuid(0), row.GetGuid(1), row.GetInt64(2), row.GetGuid(3), row.GetInt32(4), !row.IsDBNull(5) && row.GetBoolean(5),
            row.GetString(6), row.GetString(7), Word(row, 8), row.GetBoolean(9), row.GetString(10), row.GetFieldValue<string[]>(11), Word(row, 12),
            [.. kinds.Zip(ciphers, (kind, cipher) => new SealedSecret(kind, cipher))],
            Word(row, 15) is { } media ? JsonSerializer.Deserialize<AttachedMedia[]>(media, Json)! : [], Word(row, 16), Span(row, 17), Span(row, 18),
            Word(row, 19), new(Enum.Parse<PublicationKind>(row.GetString(20), ignoreCase: true), PublishChoices.Read(row.GetString(22))), Word(row, 21), Word(row, 23), row.GetFieldValue<string[]>(24),
            Word(row, 25), Word(row, 26), Word(row, 27), row.GetInt32(28), Word(row, 29) is { } cover ? JsonSerializer.Deserialize<AttachedMedia>(cover, Json) : null) { IsOwn = row.GetBoolean(30) };
    }

    private static TimeSpan? Span(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<TimeSpan>(column);

    private static string? Word(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
