using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Platforms.Sandbox;

/// <summary>The bot that a token belongs to, as the endpoints of the sandbox need it.</summary>
public sealed record SandboxSender(Guid Id, string Platform, long BotId, long ChatId, string Handle, string Title, bool IsAdministrator, DateTimeOffset CreatedAt, bool IsDemo);

/// <summary>One message to keep; the file's bytes only for small pictures.</summary>
public sealed record SandboxDraft(string Method, string Text, string? AlbumId = null, string? FileName = null, string? ContentType = null, byte[]? File = null)
{
    public string? Title { get; init; }

    /// <summary>A draft is in no feed until it is published.</summary>
    public SandboxStage State { get; init; }

    /// <summary>JSON, for what else the network remembers.</summary>
    public string Data { get; init; } = "{}";
}

/// <summary>What changes of an entry; null leaves it.</summary>
public sealed record SandboxPatch(string? Method = null, string? Text = null, string? Title = null, SandboxStage? State = null, string? Data = null, string? AlbumId = null)
{
    /// <summary>Shown in the place of its file, as the cover of a video is.</summary>
    public SandboxPicture? Picture { get; init; }

    /// <summary>The bytes of a draft are no longer needed.</summary>
    public bool DropsFile { get; init; }
}

/// <summary>A kept entry as its network reads it.</summary>
public sealed record SandboxEntry(int Number, string Method, string? Title, string Text, SandboxStage State, string Data, string? FileName, string? ContentType, DateTimeOffset SentAt);

/// <summary>A message on its public page.</summary>
public sealed record SandboxPublicPost(string Title, string Text, bool HasFile, DateTimeOffset SentAt, long Views, bool IsDemo);

/// <summary>One of the latest messages of a chat's public page.</summary>
public sealed record SandboxPublicMessage(int MessageId, SandboxPublicPost Post);

/// <summary>What the stand-in keeps when a bot calls it. Called by its endpoints as the system, after they found the tenant by the token.</summary>
public sealed partial class SandboxPosts(Db db, Actor actor, Changes changes, TimeProvider clock)
{
    public async Task<SandboxSender?> SenderAsync(byte[] tokenHash, CancellationToken ct)
    {
        actor.Demand(Permission.RecordSandboxPosts);
        await using var context = await db.OpenAsync(ct);
        return await context.SandboxBots.AsNoTracking().Where(b => b.TokenHash == tokenHash)
            .Select(b => new SandboxSender(b.Id, b.Platform, b.BotId, b.ChatId, b.Handle, b.Title, b.IsAdministrator, b.CreatedAt, context.Tenants.Any(t => t.IsDemo)))
            .SingleOrDefaultAsync(ct);
    }

    /// <summary>The fault of this call, which then counts as used. A time-out after accepting waits for a call that sends something.</summary>
    public async Task<SandboxFault> TakeFaultAsync(Guid botId, bool sends, CancellationToken ct)
    {
        actor.Demand(Permission.RecordSandboxPosts);
        await using var context = await db.OpenAsync(ct);
        await using var transaction = await context.Database.BeginTransactionAsync(ct);
        await context.Database.ExecuteSqlAsync($"select 1 from sandbox_bots where tenant_id = {actor.TenantId} and id = {botId} for no key update", ct);
        var bot = await context.SandboxBots.SingleAsync(b => b.Id == botId, ct);
        var fault = bot.Fault;
        if (fault is SandboxFault.None || (fault is SandboxFault.TimeoutAfterAccepting && !sends))
            return SandboxFault.None;
        bot.BreakNext(bot.FaultCalls > 1 ? fault : SandboxFault.None, bot.FaultCalls - 1);
        await context.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        changes.Notify(actor.TenantId, ChangeTopics.Sandbox);
        return fault;
    }

    /// <summary>Keeps the messages and returns the number of the first; the others follow it without a gap.</summary>
    public async Task<int> RecordAsync(Guid botId, IReadOnlyList<SandboxDraft> drafts, CancellationToken ct)
    {
        actor.Demand(Permission.RecordSandboxPosts);
        var now = clock.GetUtcNow();
        await using var context = await db.OpenAsync(ct);
        await using var transaction = await context.Database.BeginTransactionAsync(ct);
        if (drafts.Any(d => d.State is SandboxStage.Draft))
            await DeleteOldDraftsAsync(context, botId, now, ct);
        var last = (await context.Database.SqlQuery<int>($"""
            update sandbox_bots set last_message_id = last_message_id + {drafts.Count}
            where tenant_id = {actor.TenantId} and id = {botId} returning last_message_id as "Value"
            """).ToListAsync(ct)).Single();
        var first = last - drafts.Count + 1;
        foreach (var (draft, number) in drafts.Select((d, i) => (d, first + i)))
            context.SandboxMessages.Add(Make(draft, number));
        await context.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        changes.Notify(actor.TenantId, ChangeTopics.Sandbox);
        return first;

        SandboxMessage Make(SandboxDraft draft, int number)
        {
            var message = new SandboxMessage(actor.TenantId, Ids.New(now), botId, number, draft.Method, draft.Text, draft.AlbumId, now) { FileName = draft.FileName, ContentType = draft.ContentType, File = draft.File };
            message.Begin(draft);
            return message;
        }
    }

    /// <summary>When the message was sent; null when it is not there (any more).</summary>
    public Task<DateTimeOffset?> EditAsync(Guid botId, int messageId, string text, CancellationToken ct) =>
        ChangeAsync(botId, messageId, (message, _) => message.Edit(text), ct);

    public async Task<bool> PinAsync(Guid botId, int messageId, CancellationToken ct) =>
        await ChangeAsync(botId, messageId, (message, _) => message.Pin(), ct) is not null;

    public async Task<bool> RemoveAsync(Guid botId, int messageId, CancellationToken ct) =>
        await ChangeAsync(botId, messageId, (message, now) => message.Remove(now), ct) is not null;

    private async Task<DateTimeOffset?> ChangeAsync(Guid botId, int messageId, Action<SandboxMessage, DateTimeOffset> change, CancellationToken ct)
    {
        actor.Demand(Permission.RecordSandboxPosts);
        await using var context = await db.OpenAsync(ct);
        var message = await context.SandboxMessages.SingleOrDefaultAsync(m => m.BotId == botId && m.MessageId == messageId && m.RemovedAt == null, ct);
        if (message is null)
            return null;
        change(message, clock.GetUtcNow());
        await context.SaveChangesAsync(ct);
        changes.Notify(actor.TenantId, ChangeTopics.Sandbox);
        return message.SentAt;
    }
}
