using ContentFactory.Domain.Data;
using Microsoft.Extensions.Logging;

namespace ContentFactory.Domain.Publishing;

/// <summary>Looks for lost answers: woken by a publication that became unknown, or when the next look is due.</summary>
internal sealed class SettlingLoop(Settler settler, Changes changes, Started started, TimeProvider clock, ILogger<SettlingLoop> log)
    : DueLoop(TimeSpan.FromMinutes(5), started, clock, log, (changes, ChangeTopics.Unknown))
{
    protected override async Task<TimeSpan?> StepAsync(CancellationToken ct)
    {
        while (await settler.SettleDueAsync(ct) > 0)
            continue;
        return await settler.NextDueAsync(ct);
    }
}
