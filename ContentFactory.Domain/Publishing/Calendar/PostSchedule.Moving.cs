using ContentFactory.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing;

/// <summary>Another time for one publication.</summary>
public sealed partial class PostSchedule
{
    /// <param name="time">Null keeps the time of day, also where the clock changes between the two days.</param>
    /// <param name="seen">The time that the person moved it away from; one that was moved by somebody else meanwhile stays where it is.</param>
    public async Task<Result<PlannedPublication>> MoveAsync(Guid publicationId, DateOnly date, TimeOnly? time, CancellationToken ct, DateTimeOffset? seen = null)
    {
        actor.Demand(Permission.SchedulePosts);
        await using var rows = await db.OpenAsync(ct);
        await using var transaction = await rows.Database.BeginTransactionAsync(ct);
        await rows.LockTenantAsync(ct);
        if (await rows.Publications.SingleOrDefaultAsync(p => p.Id == publicationId, ct) is not { } publication)
            return Problem.NotFound();
        if (seen is not null && publication.ScheduledAt != seen)
            return Problem.Conflict("Publishing.ChangedMeanwhile");
        var (now, zone) = (clock.GetUtcNow(), await ZoneAsync(rows, ct));
        if (IsTooFar(date, now))
            return Problem.Invalid("Time", "Publishing.TimeTooFar");
        var from = publication.PlanIn(zone);
        var planned = PlannedTime.At(date, time ?? from.Time, zone);
        if (await ImmovableAsync(rows, publication, planned, now, ct) is { } refusal)
            return refusal;
        var before = new { At = publication.ScheduledAt, publication.State };
        if (publication.Reschedule(planned, now).Problem is { } problem)
            return problem;
        rows.Audit(Permission.SchedulePosts, Entity, publication.Id, before, new { At = publication.ScheduledAt, publication.State }, now);
        if (publication is { RecurrenceId: { } recurrenceId } && publication.LocalDate != publication.RecurrenceDate)
            await NextOccurrence.AddAsync(rows, recurrenceId, publication.Id, ct);
        if (await SaveAsync(rows, "Publishing.AlreadySending", ct, publicationId) is { } failed)
            return failed;
        return new PlannedPublication(publication.Id, publication.ChannelId, planned) { Before = before.State is PublicationState.Scheduled && !IsPast(from, now) ? from : null };
    }

    private async Task<Problem?> ImmovableAsync(AppDb rows, Publication publication, PlannedTime planned, DateTimeOffset now, CancellationToken ct)
    {
        if (!publication.CanMove)
            return Problem.Conflict("Publishing.AlreadySending");
        if (IsPast(planned, now))
            return TimeInPast(planned.ZoneId, now);
        var channel = await rows.Channels.SingleAsync(c => c.Id == publication.ChannelId, ct);
        if (await CrowdedAsync(rows, [channel], [(channel.Id, planned)], publication.Id, ct) is { } crowded)
            return crowded;
        return platforms.Find(channel.Platform) is { } platform && publication.Choices.TimeFault(platform, planned.Instant, false) is { } passed ? Problem.Invalid("Time", passed.TextKey) : null;
    }
}
