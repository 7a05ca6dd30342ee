using ContentFactory.Domain.Channels;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing;

/// <summary>The first comment of a publication: what is to be written, or what became of it.</summary>
/// <param name="State">Null before the post is out.</param>
/// <param name="Delay">Minutes between the post and it, while the post is not out.</param>
public sealed record FirstCommentLine(
    string Words, FirstCommentState? State, int Delay = 0, DateTimeOffset? AskedAt = null, DateTimeOffset? NextTryAt = null, DateTimeOffset? CalledAt = null, DateTimeOffset? EndedAt = null,
    string? Url = null, string? ReasonKey = null, string[]? ReasonArgs = null)
{
    /// <summary>Publishing is stopped, or its channel takes nothing at present: it waits for that.</summary>
    public bool IsHeld { get; init; }

    /// <summary>Why it was refused, or what was said last.</summary>
    public Problem? Reason => ReasonKey is null ? null : new(ProblemKind.Unavailable, null, ReasonKey, [.. ReasonArgs ?? []]);
}

public sealed partial class PublicationQueries
{
    private static async Task<FirstCommentLine?> CommentAsync(AppDb rows, PublicationCard card, CancellationToken ct)
    {
        var written = await rows.FirstComments.AsNoTracking().Where(c => c.PublicationId == card.Id)
            .Select(c => new FirstCommentLine(c.Words, c.State, 0, c.AskedAt, c.NextTryAt, c.CalledAt, c.EndedAt, c.Url, c.ReasonKey, c.ReasonArgs)
            {
                IsHeld = c.State == FirstCommentState.Waiting && (rows.Tenants.Any(t => t.PublishingStoppedAt != null)
                    || rows.Channels.Any(x => x.Id == card.ChannelId && x.Status != ChannelStatus.Active && x.Status != ChannelStatus.WarmingUp)),
            }).SingleOrDefaultAsync(ct);
        if (written is not null || card.State is not (PublicationState.Scheduled or PublicationState.Held or PublicationState.Leased or PublicationState.Sending or PublicationState.Accepted))
            return written;
        return await rows.PostVariants.AsNoTracking().Where(v => v.PostId == card.PostId && v.Platform == card.Platform && v.FirstComment != null)
            .Select(v => new FirstCommentLine(v.FirstComment!, null, v.CommentDelay, null, null, null, null, null, null, null)).SingleOrDefaultAsync(ct);
    }
}
