using ContentFactory.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Platforms.Sandbox;

/// <summary>Entries of networks that publish in steps and let their posts be read again.</summary>
public sealed partial class SandboxPosts
{
    private const int MostEntries = 100;

    /// <summary>Null when it is not there (any more).</summary>
    public async Task<SandboxEntry?> FindAsync(Guid accountId, int number, CancellationToken ct)
    {
        actor.Demand(Permission.RecordSandboxPosts);
        await using var context = await db.OpenAsync(ct);
        return await Entries(context, accountId).Where(m => m.MessageId == number).Select(AsEntry).SingleOrDefaultAsync(ct);
    }

    /// <summary>What is published, newest first.</summary>
    public async Task<IReadOnlyList<SandboxEntry>> PublishedAsync(Guid accountId, int most, CancellationToken ct)
    {
        actor.Demand(Permission.RecordSandboxPosts);
        await using var context = await db.OpenAsync(ct);
        return await Entries(context, accountId).Where(m => m.State == SandboxStage.Published).OrderByDescending(m => m.MessageId).Take(Math.Clamp(most, 1, MostEntries)).Select(AsEntry).ToListAsync(ct);
    }

    /// <summary>False when it is not there (any more).</summary>
    public async Task<bool> PatchAsync(Guid accountId, int number, SandboxPatch patch, CancellationToken ct) =>
        await ChangeAsync(accountId, number, (message, now) => message.Change(patch, now), ct) is not null;

    private static readonly System.Linq.Expressions.Expression<Func<SandboxMessage, SandboxEntry>> AsEntry =
        m => new SandboxEntry(m.MessageId, m.Method, m.Title, m.Text, m.State, m.Data, m.FileName, m.ContentType, m.SentAt);

    private static IQueryable<SandboxMessage> Entries(AppDb context, Guid accountId) => context.SandboxMessages.AsNoTracking().Where(m => m.BotId == accountId && m.RemovedAt == null);
}
