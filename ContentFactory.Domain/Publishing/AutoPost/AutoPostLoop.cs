using ContentFactory.Domain.Data;
using Microsoft.Extensions.Logging;

namespace ContentFactory.Domain.Publishing.AutoPost;

/// <summary>Plans what the rule approved, looking twice a minute.</summary>
internal sealed class AutoPostLoop(AutoPostQueue queue, Started started, TimeProvider clock, ILogger<AutoPostLoop> log) : DueLoop(TimeSpan.FromSeconds(30), started, clock, log)
{
    protected override async Task<TimeSpan?> StepAsync(CancellationToken ct)
    {
        while (await queue.PlanDueAsync(ct) > 0)
            continue;
        return null;
    }
}
