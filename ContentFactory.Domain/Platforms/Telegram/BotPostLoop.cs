using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ContentFactory.Domain.Platforms.Telegram;

/// <summary>Sends what waits in the outbox of the product's bot, one message after the other: Telegram takes about one a second of a chat.</summary>
internal sealed class BotPostLoop(BotMessageQueue queue, ProductBot bot, Changes changes, Started started, TimeProvider clock, ILogger<BotPostLoop> log) : BackgroundService
{
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(1);

    private volatile TaskCompletionSource woken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Sends the next due message. False when there was none.</summary>
    internal async Task<bool> SendNextAsync(CancellationToken ct)
    {
        if (await queue.ClaimAsync(ct) is not { } message)
            return false;
        var reply = await bot.SayAsync(message);
        var limited = reply is { Kind: ReplyKind.Refused, Code: "429" };
        var fate = reply switch
        {
            { Kind: ReplyKind.Ok } => LetterFate.Sent,
            { Kind: ReplyKind.NotSent } => LetterFate.NotSent,
            _ when limited => LetterFate.NotSent,
            { Kind: ReplyKind.Refused } => LetterFate.Refused,
            _ => LetterFate.Unknown,
        };
        if (fate is not LetterFate.Sent)
            log.LogWarning("Message {Message} of the bot, try {Try}: {Fate} ({Code})", message.Id, message.Attempts, fate, reply.Code);
        await queue.RecordAsync(message, fate, fate is LetterFate.Sent ? null : $"{reply.Code} {reply.Text}", reply.RetryAfter ?? FirstWait * Math.Pow(2, message.Attempts - 1), counts: !limited, message.Edits ?? reply.Result.Whole("message_id"));
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!bot.IsSet)
            return;
        await started.WaitAsync(stoppingToken);
        using var written = changes.Subscribe(Guid.Empty, ChangeTopics.BotMessages, () =>
        {
            woken.TrySetResult();
            return Task.CompletedTask;
        });
        while (!stoppingToken.IsCancellationRequested)
        {
            woken = new(TaskCreationOptions.RunContinuationsAsynchronously);
            await StepAsync(stoppingToken);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            await Task.WhenAny(woken.Task, Task.Delay(Idle, clock, stop.Token));
            await stop.CancelAsync();
            stoppingToken.ThrowIfCancellationRequested();
        }
    }

    private async Task StepAsync(CancellationToken ct)
    {
        try
        {
            while (await SendNextAsync(ct))
                ct.ThrowIfCancellationRequested();
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            log.LogWarning("Messages of the bot wait for the database: {Reason}", e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "A step of sending messages failed");
        }
    }
}
