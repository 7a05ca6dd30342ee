using ContentFactory.Domain.Data;
using Microsoft.Extensions.Logging;

namespace ContentFactory.Domain.Content.Approvals.Asking;

/// <summary>Asks as soon as something may have changed; one node at a time does.</summary>
internal sealed class AskLoop(AskQueue queue, Changes changes, Started started, TimeProvider clock, ILogger<AskLoop> log)
    : DueLoop(TimeSpan.FromMinutes(1), started, clock, log, (changes, ChangeTopics.Asks))
{
    private static readonly TimeSpan WhileSending = TimeSpan.FromSeconds(5);

    protected override async Task<TimeSpan?> StepAsync(CancellationToken ct)
    {
        await queue.StepAsync(ct);
        return await queue.IsPendingAsync(ct) ? WhileSending : null;
    }
}
