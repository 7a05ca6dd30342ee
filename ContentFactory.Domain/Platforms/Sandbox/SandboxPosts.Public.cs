using ContentFactory.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Platforms.Sandbox;

/// <summary>What everybody may see of an account, below its own network alone.</summary>
public sealed partial class SandboxPosts
{
    private const int Latest = 20;

    /// <param name="isHidden">Whether the network shows an entry to its owner only.</param>
    public async Task<SandboxPublicPost?> PublicAsync(string platform, string handle, int messageId, Func<SandboxEntry, bool> isHidden, CancellationToken ct)
    {
        actor.Demand(Permission.RecordSandboxPosts);
        var now = clock.GetUtcNow();
        await using var context = await db.OpenAsync(ct);
        var account = await context.SandboxBots.AsNoTracking().Where(b => b.Platform == platform && b.Handle == handle)
            .Select(b => new { b.Id, b.ChatId, b.Title, IsDemo = context.Tenants.Any(t => t.IsDemo) }).SingleOrDefaultAsync(ct);
        if (account is null || await Entries(context, account.Id).Where(m => m.MessageId == messageId && m.State == SandboxStage.Published).Select(AsEntry).SingleOrDefaultAsync(ct) is not { } entry || isHidden(entry))
            return null;
        return new(account.Title, entry.Text, entry.FileName is not null, entry.SentAt, SandboxNumbers.Views(account.ChatId, messageId, now - entry.SentAt), account.IsDemo);
    }

    /// <summary>The latest messages of a chat, oldest first, as its public page shows them.</summary>
    public async Task<IReadOnlyList<SandboxPublicMessage>> LatestAsync(string platform, string handle, CancellationToken ct)
    {
        actor.Demand(Permission.RecordSandboxPosts);
        await using var context = await db.OpenAsync(ct);
        var found = await context.SandboxBots.AsNoTracking().Where(b => b.Platform == platform && b.Handle == handle)
            .SelectMany(b => context.SandboxMessages.Where(m => m.BotId == b.Id && m.State == SandboxStage.Published && m.RemovedAt == null)
                .Select(m => new { m.MessageId, b.ChatId, b.Title, m.Text, HasFile = m.FileName != null, m.SentAt, IsDemo = context.Tenants.Any(t => t.IsDemo) }))
            .OrderByDescending(m => m.MessageId).Take(Latest).ToListAsync(ct);
        var now = clock.GetUtcNow();
        return [.. found.OrderBy(m => m.MessageId).Select(m => new SandboxPublicMessage(
            m.MessageId, new(m.Title, m.Text, m.HasFile, m.SentAt, SandboxNumbers.Views(m.ChatId, m.MessageId, now - m.SentAt), m.IsDemo)))];
    }
}
