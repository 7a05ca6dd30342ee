using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Platforms.Sandbox;

/// <summary>A message as the feed shows it. <paramref name="HasPicture"/>: the picture itself was kept and can be fetched.</summary>
public sealed record SandboxFeedItem(Guid Id, int MessageId, string Method, string? Title, string Text, string? AlbumId, string? FileName, bool HasPicture, DateTimeOffset SentAt, bool Removed, long Views)
{
    public bool IsPinned { get; init; }

    /// <summary>Row by row.</summary>
    public IReadOnlyList<IReadOnlyList<SandboxButton>> Buttons { get; init; } = [];
}

/// <summary>A kept picture.</summary>
public sealed record SandboxPicture(byte[] Bytes, string ContentType);

/// <summary>What stands in a sandbox chat.</summary>
public sealed class SandboxFeed(Db db, Actor actor, TimeProvider clock)
{
    public const int PageSize = 30;

    /// <summary>Newest first, below <paramref name="before"/> if given; one page.</summary>
    public async Task<IReadOnlyList<SandboxFeedItem>> ReadAsync(long chatId, int? before, CancellationToken ct)
    {
        actor.Demand(Permission.ViewSandbox);
        var now = clock.GetUtcNow();
        await using var context = await db.OpenAsync(ct);
        var rows = await context.SandboxMessages.AsNoTracking()
            .Where(m => context.SandboxBots.Any(b => b.Id == m.BotId && b.ChatId == chatId) && m.State == SandboxStage.Published && (before == null || m.MessageId < before))
            .OrderByDescending(m => m.MessageId).Take(PageSize)
            .Select(m => new { m.Id, m.MessageId, m.Method, m.Title, m.Text, m.MediaGroupId, m.FileName, HasPicture = m.File != null, m.SentAt, m.RemovedAt, m.Data })
            .ToListAsync(ct);
        return [.. from m in rows
                   let note = SandboxNote.Of(m.Data)
                   select new SandboxFeedItem(
                       m.Id, m.MessageId, m.Method, m.Title, m.Text, m.MediaGroupId, m.FileName, m.HasPicture, m.SentAt, m.RemovedAt is not null,
                       SandboxNumbers.Views(chatId, m.MessageId, (m.RemovedAt ?? now) - m.SentAt)) { IsPinned = note.IsPinned, Buttons = note.Buttons }];
    }

    public async Task<SandboxPicture?> PictureAsync(Guid messageId, CancellationToken ct)
    {
        actor.Demand(Permission.ViewSandbox);
        await using var context = await db.OpenAsync(ct);
        return await context.SandboxMessages.AsNoTracking().Where(m => m.Id == messageId && m.File != null)
            .Select(m => new SandboxPicture(m.File!, m.ContentType!)).SingleOrDefaultAsync(ct);
    }
}
