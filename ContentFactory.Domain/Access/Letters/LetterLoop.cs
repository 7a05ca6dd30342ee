using ContentFactory.Domain.Data;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ContentFactory.Domain.Access;

/// <summary>Sends what is due, a few letters at once: woken by a new letter or by the next due time. Does nothing without a mail server.</summary>
internal sealed class LetterLoop(LetterQueue queue, SmtpPost post, Changes changes, Started started, IOptions<SmtpOptions> options, TimeProvider clock, ILogger<LetterLoop> log) : BackgroundService
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(20);

    /// <summary>Sends the next due letter. False when there was none.</summary>
    internal async Task<bool> SendNextAsync(CancellationToken ct)
    {
        if (await queue.ClaimAsync(ct) is not { } letter)
            return false;
        using var goodbye = new CancellationTokenSource();
        // a stop leaves the letter under way some time; what has not begun by then goes back
        await using var stopping = ct.Register(() => goodbye.CancelAfter(Farewell));
        var outcome = await post.SendAsync(letter, goodbye.Token);
        if (outcome.Fate is not LetterFate.Sent)
            log.LogWarning("Letter {Letter}, try {Try}: {Fate} ({Error})", letter.Id, letter.Attempts, outcome.Fate, outcome.Error);
        await queue.RecordAsync(letter, outcome);
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.IsSet)
            return;
        await started.WaitAsync(stoppingToken);
        await Task.WhenAll(Enumerable.Range(0, options.Value.Connections).Select(_ => RunAsync(stoppingToken)));
    }

    private async Task RunAsync(CancellationToken ct)
    {
        var woken = new SemaphoreSlim(0);
        using var due = changes.Subscribe(Guid.Empty, ChangeTopics.Letters, () =>
        {
            woken.Release();
            return Task.CompletedTask;
        });
        try
        {
            while (!ct.IsCancellationRequested)
                await StepAsync(woken, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
        }
    }

    private async Task StepAsync(SemaphoreSlim woken, CancellationToken ct)
    {
        try
        {
            while (await woken.WaitAsync(0, ct))
            {
            }
            if (!await SendNextAsync(ct))
                await RestAsync(woken, ct);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or IOException)
        {
            log.LogWarning("Letters wait for the database: {Reason}", e.Message);
            await Task.Delay(AfterFailure, clock, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "A step of sending letters failed");
            await Task.Delay(AfterFailure, clock, ct);
        }
    }

    private async Task RestAsync(SemaphoreSlim woken, CancellationToken ct)
    {
        await queue.SweepAsync(ct);
        var until = await queue.NextDueAsync(ct) is { } next && next < Idle ? next : Idle;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(woken.WaitAsync(stop.Token), Task.Delay(until, clock, stop.Token));
        await stop.CancelAsync();
        ct.ThrowIfCancellationRequested();
    }
}
