using ContentFactory.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Platforms.Sandbox;

/// <summary>Bytes that wait for their post, and the end of those that wait in vain.</summary>
public sealed partial class SandboxPosts
{
    /// <summary>Twice as long as any network keeps what was not published.</summary>
    private static readonly TimeSpan DraftLife = TimeSpan.FromHours(48);

    /// <summary>The kept bytes of an entry; null when it has none. Networks that take files first put them into a post later.</summary>
    public async Task<byte[]?> FileAsync(Guid accountId, int number, CancellationToken ct)
    {
        actor.Demand(Permission.RecordSandboxPosts);
        await using var context = await db.OpenAsync(ct);
        return await Entries(context, accountId).Where(m => m.MessageId == number).Select(m => m.File).SingleOrDefaultAsync(ct);
    }

    private static Task<int> DeleteOldDraftsAsync(AppDb context, Guid accountId, DateTimeOffset now, CancellationToken ct)
    {
        var oldest = now - DraftLife;
        return context.SandboxMessages.Where(m => m.BotId == accountId && m.State == SandboxStage.Draft && m.SentAt < oldest).ExecuteDeleteAsync(ct);
    }
}
