using ContentFactory.Domain.Data;
using Microsoft.Extensions.Logging;

namespace ContentFactory.Domain.Publishing;

/// <summary>Follows what networks accepted and still work on.</summary>
internal sealed class FollowingLoop(Follower follower, Started started, TimeProvider clock, ILogger<FollowingLoop> log) : DueLoop(TimeSpan.FromSeconds(15), started, clock, log)
{
    protected override async Task<TimeSpan?> StepAsync(CancellationToken ct)
    {
        while (await follower.FollowDueAsync(ct) > 0)
            continue;
        return await follower.NextDueAsync(ct);
    }
}
