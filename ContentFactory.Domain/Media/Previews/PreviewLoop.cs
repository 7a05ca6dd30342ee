using ContentFactory.Domain.Data;
using Microsoft.Extensions.Logging;

namespace ContentFactory.Domain.Media.Previews;

/// <summary>Makes previews: woken by a new file, and by a clock for what a dead node held.</summary>
internal sealed class PreviewLoop(PreviewQueue queue, Changes changes, Started started, TimeProvider clock, ILogger<PreviewLoop> log)
    : DueLoop(TimeSpan.FromSeconds(30), started, clock, log, (changes, ChangeTopics.Media))
{
    protected override async Task<TimeSpan?> StepAsync(CancellationToken ct)
    {
        while (await queue.MakeAsync(ct) > 0)
            continue;
        return queue.UntilNext();
    }
}
