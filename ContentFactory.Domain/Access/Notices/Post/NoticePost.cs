using System.Globalization;
using ContentFactory.Domain.Data;
using Npgsql;

namespace ContentFactory.Domain.Access;

/// <summary>
/// Puts urgent notices on their way by letter and by the product's bot. Marking them and writing the letters is one transaction, so a notice
/// is in one letter or in none yet; what the outboxes do with it is theirs. What was read meanwhile is not sent.
/// </summary>
internal sealed class NoticePost(SystemDb database, PublicAddress address, Changes changes, TimeProvider clock)
{
    /// <summary>What gathers in so long is one letter.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private const string OneAtATime = "select pg_advisory_xact_lock(7235910261)";

    // marked in the order in which notices are told: otherwise the two could wait for each other. Anybody's address can be typed as that of
    // the workspace: it must be one that a member proved, or a group, where the bot is only if it was added
    private const string Take = """
        with due as materialized (select distinct tenant_id from notifications where forwarded_at is null and created_at <= app_now() - $1),
        locked as materialized (
            select n.tenant_id, n.id from notifications n join due using (tenant_id) where n.forwarded_at is null
            order by n.tenant_id, n.person_id, n.text_key, n.link for update of n),
        taken as (
            update notifications n set forwarded_at = app_now() from locked where n.tenant_id = locked.tenant_id and n.id = locked.id
            returning n.tenant_id, n.person_id, n.text_key, n.args, n.link, n.created_at, n.read_at)
        select t.id, t.slug, t.name, t.language, p.id, p.display_name, p.language,
               case when coalesce(c.by_email, true) then p.email end, case when coalesce(c.by_telegram, true) then x.telegram_user_id end,
               (select s.value from settings s where s.tenant_id = t.id and s.company_id is null and s.name = $3
                  and exists (select 1 from members a join people b on b.id = a.person_id
                              where a.tenant_id = t.id and b.deactivated_at is null and b.email_confirmed and b.normalized_email = upper(s.value))),
               (select s.value from settings s where s.tenant_id = t.id and s.company_id is null and s.name = $4
                  and (s.value like '-%'
                       or exists (select 1 from members a join people b on b.id = a.person_id join person_telegrams y on y.person_id = a.person_id
                                  where a.tenant_id = t.id and b.deactivated_at is null and y.telegram_user_id::text = s.value))),
               k.text_key, k.args, k.link
        from taken k
        join tenants t on t.id = k.tenant_id and t.status = 'active'
        join members m on m.tenant_id = k.tenant_id and m.person_id = k.person_id
        join people p on p.id = k.person_id and p.deactivated_at is null
        left join notice_choices c on c.person_id = p.id
        left join person_telegrams x on x.person_id = p.id
        where k.read_at is null and k.text_key = any ($2)
        order by t.id, k.created_at, p.id, k.text_key, k.link
        """;

    private const string Write = "insert into letters (id, to_address, culture, subject, text, button, state, attempts, due_at, created_at) values ($1, $2, $3, $4, $5, $6, 'due', 0, app_now(), app_now())";

    private const string Say = "insert into bot_messages (id, chat_id, text, state, attempts, fence, due_at, created_at) values ($1, $2, $3, 'due', 0, 0, app_now(), app_now())";

    // greatest() passes over null: without the last words nothing would be due in a second
    private const string Next = "select greatest(min(created_at) + $1 - app_now(), interval '1 second') from notifications where forwarded_at is null having count(*) > 0";

    /// <summary>Returns how many letters and messages were written.</summary>
    public async Task<int> ForwardAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using (var alone = new NpgsqlCommand(OneAtATime, connection, transaction))
            await alone.ExecuteNonQueryAsync(ct);
        var found = await TakeAsync(connection, transaction, ct);
        var batch = new NpgsqlBatch(connection, transaction);
        foreach (var tenant in found.GroupBy(f => f.TenantId))
            AddTenant(batch, [.. tenant]);
        if (batch.BatchCommands.Count > 0)
            await batch.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
        if (batch.BatchCommands.Count > 0)
        {
            changes.Notify(Guid.Empty, ChangeTopics.Letters);
            changes.Notify(Guid.Empty, ChangeTopics.BotMessages);
        }
        return batch.BatchCommands.Count;
    }

    /// <summary>How long until something has gathered, a second at the least; null where nothing waits.</summary>
    public async Task<TimeSpan?> NextDueAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand(Next, connection) { Parameters = { In(Window) } };
        return await command.ExecuteScalarAsync(ct) as TimeSpan?;
    }

    private void AddTenant(NpgsqlBatch batch, IReadOnlyList<Told> told)
    {
        foreach (var person in told.GroupBy(t => t.PersonId))
        {
            var (first, culture) = (person.First(), CultureInfo.GetCultureInfo(person.First().Language));
            var digest = DigestOf(first, person);
            if (first.Email is { } email)
                AddLetter(batch, email, culture, digest, first.Name);
            if (first.TelegramUserId is { } user)
                batch.BatchCommands.Add(new(Say) { Parameters = { In(Ids.New(clock)), In(user), In(digest.Message(culture, address)) } });
        }
        var (tenant, ofTenant) = (told[0], CultureInfo.GetCultureInfo(told[0].TenantLanguage));
        var all = DigestOf(tenant, told.DistinctBy(t => (t.Notice.TextKey, t.Notice.Link)));
        if (tenant.TenantEmail is { Length: > 0 } box && !told.Any(t => string.Equals(t.Email, box, StringComparison.OrdinalIgnoreCase)))
            AddLetter(batch, box, ofTenant, all, null);
        if (long.TryParse(tenant.TenantChat, CultureInfo.InvariantCulture, out var chat) && told.All(t => t.TelegramUserId != chat))
            batch.BatchCommands.Add(new(Say) { Parameters = { In(Ids.New(clock)), In(chat), In(all.Message(ofTenant, address)) } });
    }

    private static NoticeDigest DigestOf(Told first, IEnumerable<Told> told) => new(PlainText.Line(first.Tenant), first.Slug, [.. told.Select(t => t.Notice)]);

    private void AddLetter(NpgsqlBatch batch, string to, CultureInfo culture, NoticeDigest digest, string? name) => batch.BatchCommands.Add(new(Write)
    {
        Parameters = { In(Ids.New(clock)), In(to), In(culture.Name), In(digest.Subject(culture)), In(digest.Letter(name, culture, address)), In(LetterBox.Word(culture, "Letter_Notices_Button")) },
    });

    private static async Task<List<Told>> TakeAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(Take, connection, transaction)
        {
            Parameters = { In(Window), In(NoticeWords.Urgent), In(SettingCatalogue.NoticeEmail.Name), In(SettingCatalogue.NoticeChat.Name) },
        };
        await using var rows = await command.ExecuteReaderAsync(ct);
        var told = new List<Told>();
        while (await rows.ReadAsync(ct))
            told.Add(new(rows.GetGuid(0), rows.GetString(1), rows.GetString(2), rows.GetString(3), rows.GetGuid(4), rows.GetString(5), rows.GetString(6), Word(rows, 7),
                rows.IsDBNull(8) ? null : rows.GetInt64(8), Word(rows, 9), Word(rows, 10), new(rows.GetString(11), rows.GetFieldValue<string[]>(12), Word(rows, 13))));
        return told;
    }

    private static string? Word(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static NpgsqlParameter<T> In<T>(T value) => new() { TypedValue = value };

    private sealed record Told(
        Guid TenantId, string Slug, string Tenant, string TenantLanguage, Guid PersonId, string Name, string Language, string? Email, long? TelegramUserId, string? TenantEmail, string? TenantChat, Forwarded Notice);
}
