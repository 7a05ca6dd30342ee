using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing;

/// <summary>Another time for one publication.</summary>
public sealed partial class PostSchedule
{
    /// <param name="time">Null keeps the time of day, also where the clock changes between the two days.</param>
    /// <param name="seen">The time that the person moved it away from; one that was moved by somebody else meanwhile stays where it is.</param>
    /// <param name="confirmDuplicates">As of <see cref="SchedulePost"/>.</param>
    public Task<Result<PlannedPublication>> MoveAsync(Guid publicationId, DateOnly date, TimeOnly? time, CancellationToken ct, DateTimeOffset? seen = null, bool confirmDuplicates = false)
    {
        actor.Demand(Permission.SchedulePosts);
        return IsTooFar(date, clock.GetUtcNow())
            ? Task.FromResult<Result<PlannedPublication>>(Problem.Invalid("Time", "Publishing.TimeTooFar"))
            : MoveAsync(publicationId, (from, zone) => PlannedTime.At(date, time ?? from.Time, zone), seen, confirmDuplicates, ct);
    }

    /// <summary>Undoes a move: to the same instant, also in an hour that the clock shows twice, and to the words and the zone it was said in. Asks nothing: it stood there.</summary>
    /// <param name="before">As the move answered it.</param>
    /// <param name="seen">Where the move took it.</param>
    public Task<Result<PlannedPublication>> PutBackAsync(Guid publicationId, PlannedTime before, DateTimeOffset seen, CancellationToken ct)
    {
        actor.Demand(Permission.SchedulePosts);
        return MoveAsync(publicationId, (_, _) => before, seen, true, ct);
    }

    private async Task<Result<PlannedPublication>> MoveAsync(
        Guid publicationId, Func<PlannedTime, string, PlannedTime> to, DateTimeOffset? seen, bool confirmDuplicates, CancellationToken ct,
        Func<AppDb, Step, CancellationToken, Task<Problem?>>? refuse = null)
    {
        await using var rows = await db.OpenAsync(ct);
        await using var transaction = await rows.Database.BeginTransactionAsync(ct);
        await rows.LockTenantAsync(ct);
        if (await rows.Publications.SingleOrDefaultAsync(p => p.Id == publicationId, ct) is not { } publication)
            return Problem.NotFound();
        if (seen is not null && publication.ScheduledAt != seen)
            return Problem.Conflict("Publishing.ChangedMeanwhile");
        if (!publication.CanMove)
            return Problem.Conflict("Publishing.AlreadySending");
        var (now, zone, from, wasHeld) = (clock.GetUtcNow(), await ZoneAsync(rows, ct), publication.Planned, publication.State is PublicationState.Held);
        var step = new Step(publication, await rows.Channels.AsNoTracking().SingleAsync(c => c.Id == publication.ChannelId, ct), to(publication.PlanIn(zone), zone));
        if (refuse is not null && await refuse(rows, step, ct) is { } refused)
            return refused;
        if (await ImmovableAsync(rows, [step], new([publicationId], []), confirmDuplicates, zone, ct) is { } refusal)
            return refusal;
        if (Take(rows, step, now) is { } problem)
            return problem;
        if (step.EndsWaiting is { } recurrenceId)
        {
            if (await WriteAsync(rows, "Publishing.AlreadySending", ct) is { } late)
                return late;
            await NextOccurrence.AddAsync(rows, recurrenceId, ct);
        }
        if (await SaveAsync(rows, "Publishing.AlreadySending", ct, [publicationId]) is { } failed)
            return failed;
        return new PlannedPublication(publicationId, publication.ChannelId, step.To) { Before = wasHeld || IsPast(from, now) ? null : from };
    }

    /// <param name="steps">Of one post.</param>
    /// <param name="moving">They, and what moves at the same time.</param>
    private async Task<Problem?> ImmovableAsync(AppDb rows, List<Step> steps, Moving moving, bool confirmed, string zone, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (steps.Exists(s => IsTooFar(s.To.Date, now)))
            return Problem.Invalid("Time", "Publishing.TimeTooFar");
        if (steps.Exists(s => IsPast(s.To, now)))
            return TimeInPast(zone, now);
        var plans = steps.ConvertAll(s => (s.Channel.Id, s.To));
        var channels = steps.Select(s => s.Channel).DistinctBy(c => c.Id).ToList();
        if (await CrowdedAsync(rows, channels, plans, moving, ct) is { } crowded)
            return crowded;
        foreach (var step in steps)
            if (platforms.Find(step.Channel.Platform) is { } platform && step.Publication.Choices.TimeFault(platform, step.To.Instant, false) is { } passed)
                return Problem.Invalid("Time", passed.TextKey);
        // asked last: who says yes to it has nothing else in the way
        return confirmed ? null : await DuplicateAsync(rows, steps[0].Publication.PostId, channels, plans, moving, ct);
    }

    private static Problem? Take(AppDb rows, Step step, DateTimeOffset now)
    {
        var before = new { At = step.Publication.ScheduledAt, step.Publication.State };
        if (step.Publication.Reschedule(step.To, now).Problem is { } problem)
            return problem;
        rows.Audit(Permission.SchedulePosts, Entity, step.Publication.Id, before, new { At = step.Publication.ScheduledAt, step.Publication.State }, now);
        return null;
    }

    /// <summary>One publication on its way to another time.</summary>
    private sealed record Step(Publication Publication, Channel Channel, PlannedTime To)
    {
        /// <summary>The repetition whose next occurrence waits no more, once this one is taken.</summary>
        public Guid? EndsWaiting => Publication.LocalDate == Publication.RecurrenceDate ? null : Publication.RecurrenceId;
    }
}
