using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Publishing;

/// <summary>People's decisions about a comment that was refused, or of which nobody knows whether it is there.</summary>
public sealed class FirstComments(Db db, Actor actor, PlatformSet platforms, Changes changes, IOptions<PublishingOptions> options, TimeProvider clock)
{
    private const string Entity = "publication";
    private const string Unknown = "Publishing.Notice_CommentUnknown";
    private const string Refused = "Publishing.Notice_CommentRefused";

    /// <summary>A person looked: it is there.</summary>
    public Task<Result> SettleAsSentAsync(Guid publicationId, CancellationToken ct)
    {
        actor.Demand(Permission.SettleUnknown);
        return DecideAsync(publicationId, (_, comment, now, _) => Task.FromResult(comment.SettleAsSent(now)), ct);
    }

    /// <summary>After a refusal, or because it is not there. Refused while the call of an unknown one may still run: it could be written twice.</summary>
    public Task<Result> SendAgainAsync(Guid publicationId, CancellationToken ct)
    {
        actor.Demand(Permission.SettleUnknown);
        return DecideAsync(publicationId, async (rows, comment, now, stop) =>
            await RefusalAsync(rows, publicationId, stop) is { } refusal ? refusal : await StillRunningAsync(rows, comment, stop) is { } runs ? runs : comment.SendAgain(now), ct);
    }

    /// <summary>The same after a refusal only: a comment that may be there is decided by whoever has looked.</summary>
    public Task<Result> RetryAsync(Guid publicationId, CancellationToken ct)
    {
        actor.Demand(Permission.SettleUnknown);
        return DecideAsync(publicationId, async (rows, comment, now, stop) =>
            comment.State is not FirstCommentState.Refused ? Problem.Conflict("Publishing.OnlyFailedAgain") : await RefusalAsync(rows, publicationId, stop) is { } refusal ? refusal : comment.SendAgain(now), ct);
    }

    internal static string NoticeOf(FirstCommentState state) => state is FirstCommentState.Unknown ? Unknown : Refused;

    private async Task<Result> DecideAsync(Guid publicationId, Func<AppDb, FirstComment, DateTimeOffset, CancellationToken, Task<Result>> decide, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        await using var transaction = await rows.Database.BeginTransactionAsync(ct);
        // who decides at the same moment, and an answer that comes late, must be seen
        await rows.Database.ExecuteSqlAsync($"select 1 from first_comments where tenant_id = {rows.TenantId} and publication_id = {publicationId} for update", ct);
        if (await rows.FirstComments.SingleOrDefaultAsync(c => c.PublicationId == publicationId, ct) is not { } comment)
            return Problem.NotFound();
        var (before, now) = (comment.State, clock.GetUtcNow());
        if ((await decide(rows, comment, now, ct)).Problem is { } problem)
            return problem;
        rows.Audit(Permission.SettleUnknown, Entity, publicationId, new { FirstComment = before }, new { FirstComment = comment.State }, now);
        await rows.SaveChangesAsync(ct);
        await rows.AnsweredAsync([Unknown, Refused], PublishingQueue.LinkTo(publicationId), now, ct);
        await transaction.CommitAsync(ct);
        changes.Notify(rows.TenantId, ChangeTopics.Publications);
        changes.Notify(rows.TenantId, ChangeTopics.Notifications);
        changes.Notify(Guid.Empty, ChangeTopics.FirstComments);
        return Result.Done;
    }

    private async Task<Problem?> RefusalAsync(AppDb rows, Guid publicationId, CancellationToken ct)
    {
        var publication = await rows.Publications.AsNoTracking().SingleAsync(p => p.Id == publicationId, ct);
        if (publication.State is not PublicationState.Published)
            return Problem.Conflict("Publishing.CommentPostGone");
        if (publication.ExternalId is null)
            return Problem.Conflict("Publishing.CommentNoNumber");
        var network = await rows.Channels.Where(c => c.Id == publication.ChannelId).Select(c => c.Platform).SingleAsync(ct);
        return platforms.Find(network) is { } platform && platform.CommentsOn(publication.Kind) ? null : Problem.Conflict("Publishing.CommentByHand");
    }

    /// <summary>A call begins within the lease of its claim or not at all, and lasts no longer than the longest.</summary>
    private async Task<Problem?> StillRunningAsync(AppDb rows, FirstComment comment, CancellationToken ct)
    {
        if (comment is not { State: FirstCommentState.Unknown, CalledAt: not null })
            return null;
        var window = options.Value.CallWindow;
        var left = (await rows.Database.SqlQuery<TimeSpan?>($"""
            select called_at + {window} - app_now() as "Value" from first_comments
            where tenant_id = {rows.TenantId} and publication_id = {comment.PublicationId}
            """).ToListAsync(ct))[0];
        return left > TimeSpan.Zero ? Problem.Conflict("Publishing.CommentRunning", (int)Math.Ceiling(left.Value.TotalSeconds)) : null;
    }
}
