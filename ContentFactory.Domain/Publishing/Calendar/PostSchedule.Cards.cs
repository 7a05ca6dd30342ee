using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Platforms;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing;

/// <summary>What a card of the calendar offers besides another time.</summary>
public sealed partial class PostSchedule
{
    /// <summary>What waits goes out now, by the rules of a move to this moment. Refused where the queue would not take it: the person waits for it.</summary>
    /// <param name="seen">The moment that the person saw; one that somebody else has moved meanwhile stays.</param>
    /// <param name="confirmDuplicates">As of <see cref="SchedulePost"/>.</param>
    public Task<Result<PlannedPublication>> SendNowAsync(Guid publicationId, DateTimeOffset seen, CancellationToken ct, bool confirmDuplicates = false)
    {
        actor.Demand(Permission.SchedulePosts);
        return MoveAsync(publicationId, (_, zone) => PlannedTime.Of(clock.GetUtcNow(), zone), seen, confirmDuplicates, ct, NotTakenAsync);
    }

    /// <summary>The same post on the same channel at another time, with the same choices for its network.</summary>
    /// <param name="confirmDuplicates">As of <see cref="SchedulePost"/>.</param>
    public async Task<Result<PlannedPublication>> DuplicateAsync(Guid publicationId, DateOnly date, TimeOnly time, CancellationToken ct, bool confirmDuplicates = false)
    {
        actor.Demand(Permission.SchedulePosts);
        await using var rows = await db.OpenAsync(ct);
        if (await rows.Publications.AsNoTracking().SingleOrDefaultAsync(p => p.Id == publicationId, ct) is not { } like)
            return Problem.NotFound();
        var plans = PlansOf([new(like.ChannelId, date, time)], await ZoneAsync(rows, ct), clock.GetUtcNow());
        return plans.Ok ? await PlanLikeAsync(rows, like, plans.Value[0].Planned, confirmDuplicates, ct) : plans.Problem;
    }

    /// <summary>
    /// Undoes a cancellation: a publication like the cancelled one at the very time that it had. What is cancelled stays so, in the log too. Refused where
    /// the post was planned there again since, and for what a repetition or an evergreen queue planned: those fill their places themselves.
    /// </summary>
    public async Task<Result<PlannedPublication>> PlanAgainAsync(Guid cancelledId, CancellationToken ct)
    {
        actor.Demand(Permission.SchedulePosts);
        await using var rows = await db.OpenAsync(ct);
        if (await rows.Publications.AsNoTracking().SingleOrDefaultAsync(p => p.Id == cancelledId, ct) is not { } like)
            return Problem.NotFound();
        if (like.State is not PublicationState.Cancelled || like.RecurrenceId is not null || like.EvergreenSlotId is not null)
            return Problem.Conflict("Publishing.ChangedMeanwhile");
        var now = clock.GetUtcNow();
        return IsPast(like.Planned, now) ? TimeInPast(await ZoneAsync(rows, ct), now) : await PlanLikeAsync(rows, like, like.Planned, true, ct, again: true);
    }

    private async Task<Result<PlannedPublication>> PlanLikeAsync(AppDb rows, Publication like, PlannedTime planned, bool confirmed, CancellationToken ct, bool again = false)
    {
        var network = await rows.Channels.Where(c => c.Id == like.ChannelId).Select(c => c.Platform).SingleAsync(ct);
        var choices = platforms.Find(network) is { } platform ? like.Choices.SaidWhole(platform) : like.Choices;
        var made = await PlanAsync(rows, like.PostId, [(like.ChannelId, planned)], new(confirmed, new Dictionary<Guid, PublishChoices> { [like.ChannelId] = choices }) { Again = again ? like : null }, ct);
        return made.Ok ? made.Value[0] : made.Problem;
    }

    /// <summary>Why the queue would let it wait.</summary>
    private static async Task<Problem?> NotTakenAsync(AppDb rows, Step step, CancellationToken ct)
    {
        if (await rows.Tenants.AnyAsync(t => t.PublishingStoppedAt != null, ct))
            return Problem.Conflict("Publishing.NowStopped");
        if (!step.Channel.MayPublish)
            return Problem.Invalid("Channels", "Publishing.ChannelNotReady", step.Channel.DisplayName);
        var isApproved = await rows.Posts.AnyAsync(p => p.Id == step.Publication.PostId && p.ApprovedVersion == p.Version && p.Version == step.Publication.PostVersion, ct);
        return isApproved ? null : Problem.Conflict("Content.NotApproved");
    }
}
