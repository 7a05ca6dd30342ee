using ContentFactory.Domain.Access;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentFactory.Domain;

public sealed partial class AppDb
{
    /// <summary>Saves the change and tells of it, both or neither.</summary>
    internal async Task SaveAndTellAsync(IReadOnlyCollection<Notice> notices, DateTimeOffset now, CancellationToken ct)
    {
        if (notices.Count == 0)
        {
            await SaveChangesAsync(ct);
            return;
        }
        await using var own = Database.CurrentTransaction is null ? await Database.BeginTransactionAsync(ct) : null;
        await SaveChangesAsync(ct);
        await NoticeBoard.TellAsync((NpgsqlConnection)Database.GetDbConnection(), notices, now, ct);
        if (own is not null)
            await own.CommitAsync(ct);
    }

    /// <summary>Somebody saw to it: the others need not be asked any more.</summary>
    internal Task<int> AnsweredAsync(string[] textKeys, string link, DateTimeOffset now, CancellationToken ct) => Database.ExecuteSqlAsync($"""
        with locked as materialized (
            select id from notifications where tenant_id = {TenantId} and text_key = any ({textKeys}) and link = {link} and read_at is null
            order by person_id, text_key, link for update)
        update notifications n set read_at = {now} from locked where n.tenant_id = {TenantId} and n.id = locked.id
        """, ct);

    /// <summary>Marks one notice of a person, or all of them. Locks in the order in which notices are told: otherwise the two could wait for each other.</summary>
    internal Task<int> ReadNoticesAsync(Guid personId, Guid? only, DateTimeOffset now, CancellationToken ct)
    {
        var (all, id) = (only is null, only ?? Guid.Empty);
        return Database.ExecuteSqlAsync($"""
            with locked as materialized (
                select id from notifications where tenant_id = {TenantId} and person_id = {personId} and ({all} or id = {id}) and read_at is null
                order by person_id, text_key, link for update)
            update notifications n set read_at = {now} from locked where n.tenant_id = {TenantId} and n.id = locked.id
            """, ct);
    }
}
