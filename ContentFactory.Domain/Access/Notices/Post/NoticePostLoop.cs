using ContentFactory.Domain.Data;
using Microsoft.Extensions.Logging;

namespace ContentFactory.Domain.Access;

/// <summary>Forwards what has gathered; one node at a time does.</summary>
internal sealed class NoticePostLoop(NoticePost post, BotMessageQueue messages, Started started, TimeProvider clock, ILogger<NoticePostLoop> log)
    : DueLoop(TimeSpan.FromMinutes(1), started, clock, log)
{
    protected override async Task<TimeSpan?> StepAsync(CancellationToken ct)
    {
        await post.ForwardAsync(ct);
        await messages.SweepAsync(ct);
        return await post.NextDueAsync(ct);
    }
}
