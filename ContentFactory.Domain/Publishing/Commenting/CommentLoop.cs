using ContentFactory.Domain.Data;
using Microsoft.Extensions.Logging;

namespace ContentFactory.Domain.Publishing;

/// <summary>Writes first comments: woken by a post with one that went out, or when the next call or look is due.</summary>
internal sealed class CommentLoop(Commenter commenter, Changes changes, Started started, TimeProvider clock, ILogger<CommentLoop> log)
    : DueLoop(TimeSpan.FromMinutes(1), started, clock, log, (changes, ChangeTopics.FirstComments))
{
    protected override async Task<TimeSpan?> StepAsync(CancellationToken ct)
    {
        while (await commenter.CommentDueAsync(ct) > 0)
            continue;
        return await commenter.NextDueAsync(ct);
    }
}
