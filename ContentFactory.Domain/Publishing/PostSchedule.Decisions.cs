using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing;

/// <summary>Decisions about one publication that stands already.</summary>
public sealed partial class PostSchedule
{
    private static readonly PublicationState[] Open =
        [PublicationState.Scheduled, PublicationState.Leased, PublicationState.Sending, PublicationState.Accepted, PublicationState.Held];

    /// <summary>Works always until the claim.</summary>
    public Task<Result> CancelAsync(Guid publicationId, CancellationToken ct)
    {
        actor.Demand(Permission.CancelPublications);
        return DecideAsync(Permission.CancelPublications, publicationId, (publication, _, now) => publication.Cancel(now), ct);
    }

    /// <summary>A person looked: an unknown post is there.</summary>
    /// <param name="externalId">Which of the posts it is that were seen when the network was read.</param>
    public Task<Result> SettleAsPublishedAsync(Guid publicationId, string? url, CancellationToken ct, string? externalId = null)
    {
        actor.Demand(Permission.SettleUnknown);
        url = string.IsNullOrWhiteSpace(url) ? null : url.Trim();
        if (url is not null && !(url.Length <= 2000 && Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "https" or "http"))
            return Task.FromResult<Result>(Problem.Invalid("Url", "Publishing.UrlWrong"));
        return DecideAsync(Permission.SettleUnknown, publicationId, (publication, _, now) => publication.SettleAsPublished(url, externalId, now), ct,
            (rows, publication, stop) => externalId is null ? Task.FromResult<Problem?>(null) : NotSeenAsync(rows, publication, externalId, stop));
    }

    /// <summary>
    /// After a failure, or because an unknown post is not there. Sends the post as it is approved now. Refused while the call of an
    /// unknown attempt may still run: it could post a second time.
    /// </summary>
    public Task<Result> PublishAgainAsync(Guid publicationId, CancellationToken ct)
    {
        actor.Demand(Permission.SettleUnknown);
        return DecideAsync(Permission.SettleUnknown, publicationId, Again, ct,
            async (rows, publication, stop) => await StillRunningAsync(rows, publication, stop) ?? await NoPlaceAsync(rows, publication, stop));
    }

    /// <summary>The same after a failure only: what may be out already is decided by whoever has looked.</summary>
    public Task<Result> RetryAsync(Guid publicationId, CancellationToken ct)
    {
        actor.Demand(Permission.SettleUnknown);
        return DecideAsync(Permission.SettleUnknown, publicationId,
            (publication, post, now) => publication.State is PublicationState.Failed ? Again(publication, post, now) : Problem.Conflict("Publishing.OnlyFailedAgain"), ct, NoPlaceAsync);
    }

    private static Result Again(Publication publication, Post post, DateTimeOffset now) =>
        post.ApprovedVersion != post.Version ? Problem.Conflict("Content.NotApproved") : post.Schedule(now).Problem ?? publication.PublishAgain(post.Version, now);

    private async Task<Result> DecideAsync(Permission permission, Guid id, Func<Publication, Post, DateTimeOffset, Result> decide, CancellationToken ct,
        Func<AppDb, Publication, CancellationToken, Task<Problem?>>? refuse = null)
    {
        await using var rows = await db.OpenAsync(ct);
        if (await rows.Publications.SingleOrDefaultAsync(p => p.Id == id, ct) is not { } publication)
            return Problem.NotFound();
        // two decisions about one post, or one and the queue, must see each other, or neither would close the post
        await using var transaction = await rows.Database.BeginTransactionAsync(ct);
        // it may take a place of the month anew, or let the next of its repetition take one; in the order in which those who plan lock
        if (publication.State is PublicationState.Failed || publication.RecurrenceId is not null)
            await rows.LockTenantAsync(ct);
        await rows.Database.ExecuteSqlAsync($"select 1 from posts where tenant_id = {rows.TenantId} and id = {publication.PostId} for update", ct);
        var post = await rows.Posts.SingleAsync(p => p.Id == publication.PostId, ct);
        if (refuse is not null && await refuse(rows, publication, ct) is { } refused)
            return refused;
        var now = clock.GetUtcNow();
        var before = new { publication.State };
        if (decide(publication, post, now).Problem is { } problem)
            return problem;
        var comment = publication.Comment(now) is { } due && !await rows.FirstComments.AnyAsync(c => c.PublicationId == id, ct) ? rows.FirstComments.Add(due).Entity : null;
        // one occurrence that is cancelled does not end the repetition
        if (publication is { State: PublicationState.Cancelled, RecurrenceId: { } recurrenceId })
        {
            if (await WriteAsync(rows, "Publishing.AlreadySending", ct) is { } taken)
                return taken;
            await NextOccurrence.AddAsync(rows, recurrenceId, ct);
        }
        if (!Open.Contains(publication.State))
            await CloseAsync(rows, publication, post, now, ct);
        rows.Audit(permission, Entity, publication.Id, before, new { publication.State }, now);
        if (await SaveAsync(rows, "Publishing.AlreadySending", ct, [id]) is { } late)
            return late;
        if (comment is not null)
            changes.Notify(Guid.Empty, ChangeTopics.FirstComments);
        return Result.Done;
    }

    /// <summary>Only what was read of this account may be named, and only once: each post is one publication's.</summary>
    private static async Task<Problem?> NotSeenAsync(AppDb rows, Publication publication, string externalId, CancellationToken ct)
    {
        // as the settler holds it: two lost posts must not both be found in one
        await rows.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({publication.ChannelId.ToString()}, {SettlingQueue.ChannelLock}))", ct);
        var looks = await rows.PublicationLooks.AsNoTracking().Where(l => l.PublicationId == publication.Id).ToListAsync(ct);
        if (!looks.Exists(l => l.Seen.Any(s => s.ExternalId == externalId)))
            return Problem.NotFound("Publishing.PostNotSeen");
        return await rows.Publications.AnyAsync(p => p.ChannelId == publication.ChannelId && p.ExternalId == externalId && p.Id != publication.Id, ct)
            ? Problem.Conflict("Publishing.PostTaken") : null;
    }

    /// <summary>One that failed had given its place of the month back.</summary>
    private static async Task<Problem?> NoPlaceAsync(AppDb rows, Publication publication, CancellationToken ct) =>
        publication.State is PublicationState.Failed ? await MonthIsFullAsync(rows, await ZoneAsync(rows, ct), [publication.ScheduledAt], Moving.Nothing, ct) : null;

    /// <summary>The longest call since the last attempt began, and a lease: a call begins within the lease of its attempt or not at all.</summary>
    private async Task<Problem?> StillRunningAsync(AppDb rows, Publication publication, CancellationToken ct)
    {
        if (publication.State is not PublicationState.Unknown)
            return null;
        var window = options.Value.CallWindow;
        var left = (await rows.Database.SqlQuery<TimeSpan?>($"""
            select max(started_at) + {window} - app_now() as "Value" from publication_attempts
            where tenant_id = {rows.TenantId} and publication_id = {publication.Id}
            """).ToListAsync(ct))[0];
        return left > TimeSpan.Zero ? Problem.Conflict("Publishing.StillRunning", (int)Math.Ceiling(left.Value.TotalSeconds)) : null;
    }

    /// <summary>With no publication open any more the post is published, or free to be planned and edited again.</summary>
    internal static async Task CloseAsync(AppDb rows, Publication settled, Post post, DateTimeOffset now, CancellationToken ct, IReadOnlyCollection<Guid>? alike = null)
    {
        alike ??= [settled.Id];
        var others = await rows.Publications.Where(p => p.PostId == post.Id && !alike.Contains(p.Id)).Select(p => p.State).ToListAsync(ct);
        if (others.Exists(Open.Contains))
            return;
        if (settled.State is PublicationState.Published || others.Contains(PublicationState.Published))
            post.MarkPublished(now);
        else if (!others.Contains(PublicationState.Unknown))
            post.Unschedule(now);
    }
}
