using ContentFactory.Domain.Data;
using Microsoft.Extensions.Logging;

namespace ContentFactory.Domain.Publishing;

/// <summary>Deletes posts at their networks: woken by a person who asks for it, or when the next call is due.</summary>
internal sealed class RemovalLoop(Remover remover, Changes changes, Started started, TimeProvider clock, ILogger<RemovalLoop> log)
    : DueLoop(TimeSpan.FromMinutes(1), started, clock, log, (changes, ChangeTopics.Removals))
{
    protected override async Task<TimeSpan?> StepAsync(CancellationToken ct)
    {
        while (await remover.RemoveDueAsync(ct) > 0)
            continue;
        return await remover.NextDueAsync(ct);
    }
}
