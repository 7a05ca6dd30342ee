using System.Security.Cryptography;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Platforms.Sandbox;

/// <summary>A fresh sandbox bot. The token exists here only; the database keeps its hash.</summary>
public sealed record OpenedSandbox(Guid Id, string Token, string ChatId, long Number, string Handle)
{
    /// <summary>Records print their members; the token must not reach a log that way.</summary>
    public override string ToString() => $"@{Handle}";
}

/// <summary>What the page of a sandbox channel shows and sets.</summary>
public sealed record SandboxState(Guid BotId, string Handle, string Title, bool IsAdministrator, SandboxFault Fault, int FaultCalls);

/// <summary>Bots and chats on the built-in stand-in: open, break, close.</summary>
public sealed class SandboxBots(Db db, Actor actor, IOptions<SandboxOptions> options, Changes changes, TimeProvider clock)
{
    public const int MostFaultCalls = 100;
    private const string HandleLetters = "abcdefghijkmnpqrstuvwxyz23456789";

    /// <param name="platform">One of <see cref="SandboxIdentity.Platforms"/>.</param>
    public async Task<Result<OpenedSandbox>> OpenAsync(string platform, string title, CancellationToken ct)
    {
        actor.Demand(Permission.ConnectChannels);
        var now = clock.GetUtcNow();
        await using var context = await db.OpenAsync(ct);
        if (!options.Value.AllowedFor(await context.Tenants.Select(t => t.IsDemo).SingleAsync(ct)))
            return Problem.Unavailable("Channels.SandboxOff");
        var botId = RandomNumberGenerator.GetInt32(1_000_000_000, int.MaxValue);
        var number = RandomNumberGenerator.GetInt32(1_000_000_000, int.MaxValue);
        // Telegram's channels count down from there; other networks have numbers of some 17 digits
        var chatId = platform is SandboxIdentity.Telegram ? -1_000_000_000_000L - number : 17_840_000_000_000_000L + number;
        var token = platform is SandboxIdentity.Telegram ? SandboxTokens.Make(botId) : SandboxTokens.Make();
        var handle = $"sandbox_{RandomNumberGenerator.GetString(HandleLetters, 8)}";
        var bot = new SandboxBot(actor.TenantId, Ids.New(now), platform, botId, SandboxTokens.Hash(token), chatId, handle, title.Length > 128 ? title[..128] : title, now);
        context.SandboxBots.Add(bot);
        context.Audit(Permission.ConnectChannels, "sandbox_bot", bot.Id, null, new { bot.Platform, bot.Handle, bot.ChatId }, now);
        await context.SaveChangesAsync(ct);
        return new OpenedSandbox(bot.Id, token, SandboxIdentity.AccountId(platform, chatId), chatId, handle);
    }

    /// <summary>Takes back a bot that no channel uses; its messages go with it.</summary>
    public async Task CloseAsync(Guid id, CancellationToken ct)
    {
        actor.Demand(Permission.ConnectChannels);
        var now = clock.GetUtcNow();
        await using var context = await db.OpenAsync(ct);
        if (await context.SandboxBots.SingleOrDefaultAsync(b => b.Id == id, ct) is not { } bot)
            return;
        context.SandboxBots.Remove(bot);
        context.Audit(Permission.ConnectChannels, "sandbox_bot", id, new { bot.Handle, bot.ChatId }, null, now);
        await context.SaveChangesAsync(ct);
    }

    /// <summary>The bot behind a sandbox channel's account id; null when there is none in this tenant.</summary>
    public async Task<SandboxState?> OfChatAsync(long chatId, CancellationToken ct)
    {
        actor.Demand(Permission.ViewSandbox);
        await using var context = await db.OpenAsync(ct);
        return await context.SandboxBots.AsNoTracking().Where(b => b.ChatId == chatId)
            .Select(b => new SandboxState(b.Id, b.Handle, b.Title, b.IsAdministrator, b.Fault, b.FaultCalls)).SingleOrDefaultAsync(ct);
    }

    public async Task<Result> SetFaultAsync(Guid id, SandboxFault fault, int calls, CancellationToken ct)
    {
        actor.Demand(Permission.SetSandboxFaults);
        if (calls is < 1 or > MostFaultCalls)
            return Problem.Invalid("Calls", "Channels.FaultCallsInvalid", MostFaultCalls);
        return await ChangeAsync(id, bot => bot.BreakNext(fault, calls), ct);
    }

    /// <summary>Takes the posting right from the bot or gives it back.</summary>
    public Task<Result> SetAdministratorAsync(Guid id, bool isAdministrator, CancellationToken ct)
    {
        actor.Demand(Permission.SetSandboxFaults);
        return ChangeAsync(id, bot => bot.IsAdministrator = isAdministrator, ct);
    }

    private async Task<Result> ChangeAsync(Guid id, Action<SandboxBot> change, CancellationToken ct)
    {
        await using var context = await db.OpenAsync(ct);
        if (await context.SandboxBots.SingleOrDefaultAsync(b => b.Id == id, ct) is not { } bot)
            return Problem.NotFound("Channels.NotFound");
        change(bot);
        await context.SaveChangesAsync(ct);
        changes.Notify(actor.TenantId, ChangeTopics.Sandbox);
        return Result.Done;
    }
}
