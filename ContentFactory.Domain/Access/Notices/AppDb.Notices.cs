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
    internal Task AnsweredAsync(string textKey, string link, DateTimeOffset now, CancellationToken ct) =>
        Notifications.Where(n => n.TextKey == textKey && n.Link == link && n.ReadAt == null).ExecuteUpdateAsync(set => set.SetProperty(n => n.ReadAt, now), ct);
}
