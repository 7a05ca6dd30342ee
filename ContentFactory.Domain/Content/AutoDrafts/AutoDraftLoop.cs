using ContentFactory.Domain.Data;
using Microsoft.Extensions.Logging;

namespace ContentFactory.Domain.Content.AutoDrafts;

/// <summary>Composes the drafts that are due.</summary>
internal sealed class AutoDraftLoop(AutoDraftQueue queue, Started started, TimeProvider clock, ILogger<AutoDraftLoop> log) : DueLoop(TimeSpan.FromMinutes(1), started, clock, log)
{
    protected override async Task<TimeSpan?> StepAsync(CancellationToken ct)
    {
        while (await queue.RunDueAsync(ct) > 0)
            continue;
        return await queue.NextDueAsync(ct);
    }
}
