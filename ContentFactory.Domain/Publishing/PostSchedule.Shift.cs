using ContentFactory.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing;

/// <summary>Moving all that posts have planned.</summary>
public sealed partial class PostSchedule
{
    public const int FurthestShift = 365;

    /// <summary>
    /// By whole days, each at the time of day that was said, and all at once: none of them stands in the way of another. A post goes whole or not
    /// at all; one that cannot go stays, and so does what it then stands in the way of.
    /// </summary>
    /// <param name="days">Negative for earlier.</param>
    /// <returns>Why it stays, for each post that does.</returns>
    public async Task<Result<IReadOnlyDictionary<Guid, Problem>>> ShiftAsync(IReadOnlyCollection<Guid> postIds, int days, CancellationToken ct = default)
    {
        actor.Demand(Permission.SchedulePosts);
        if (days is 0 or < -FurthestShift or > FurthestShift)
            return Problem.Invalid("Days", "Publishing.ShiftDays", FurthestShift);
        await using var rows = await db.OpenAsync(ct);
        await using var transaction = await rows.Database.BeginTransactionAsync(ct);
        await rows.LockTenantAsync(ct);
        var zone = await ZoneAsync(rows, ct);
        var steps = await StepsAsync(rows, [.. postIds], days, zone, ct);
        var stays = postIds.Except(steps.Select(s => s.Publication.PostId)).ToDictionary(id => id, _ => Problem.Conflict("Publishing.NothingToMove"));
        await LeaveOutAsync(rows, steps, stays, zone, ct);
        if (steps.Count > 0 && await TakeAsync(rows, steps, ct) is { } problem)
            return problem;
        return stays;
    }

    /// <summary>What waits, as it stands now, and the furthest on its way first. Nobody moves it, and no claim takes it, until the transaction ends.</summary>
    private static async Task<List<Step>> StepsAsync(AppDb rows, Guid[] postIds, int days, string zone, CancellationToken ct)
    {
        // posts before publications, as every decision about one takes them; shared, so that the queue's own work on posts goes on
        await rows.Database.ExecuteSqlAsync($"select 1 from posts where tenant_id = {rows.TenantId} and id = any({postIds}) order by id for key share", ct);
        await rows.Database.ExecuteSqlAsync($"select 1 from publications where tenant_id = {rows.TenantId} and post_id = any({postIds}) and state = 'scheduled' order by id for update", ct);
        var ids = postIds.ToList();
        var waiting = await rows.Publications.Where(p => ids.Contains(p.PostId) && p.State == PublicationState.Scheduled).ToListAsync(ct);
        var channelIds = waiting.Select(p => p.ChannelId).Distinct().ToList();
        var channels = await rows.Channels.AsNoTracking().Where(c => channelIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        var steps = waiting.Select(p => (Publication: p, From: p.PlanIn(zone)))
            .Select(p => new Step(p.Publication, channels[p.Publication.ChannelId], PlannedTime.At(p.From.Date.AddDays(days), p.From.Time, zone)));
        return [.. days > 0 ? steps.OrderByDescending(s => s.To.Instant) : steps.OrderBy(s => s.To.Instant)];
    }

    /// <summary>Takes the posts out that cannot go. Each of them keeps its places, so those that could go are asked anew.</summary>
    private async Task LeaveOutAsync(AppDb rows, List<Step> steps, Dictionary<Guid, Problem> stays, string zone, CancellationToken ct)
    {
        for (var before = -1; before != steps.Count;)
        {
            before = steps.Count;
            foreach (var post in steps.GroupBy(s => s.Publication.PostId).ToList())
            {
                var moving = new Moving([.. steps.Select(s => s.Publication.Id)],
                    [.. steps.Where(s => s.Publication.PostId != post.Key).Select(s => (s.Channel.CompanyId, s.Channel.Id, s.To.Instant))]);
                if (await ImmovableAsync(rows, [.. post], moving, false, zone, ct) is not { } problem)
                    continue;
                stays[post.Key] = problem;
                steps.RemoveAll(s => s.Publication.PostId == post.Key);
            }
        }
    }

    private async Task<Problem?> TakeAsync(AppDb rows, List<Step> steps, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var step in steps)
            if (Take(rows, step, now) is { } problem)
                return problem;
        // all of a repetition have left before its next occurrence is looked for
        await rows.SaveChangesAsync(ct);
        foreach (var recurrenceId in steps.Select(s => s.EndsWaiting).OfType<Guid>().Distinct())
            await NextOccurrence.AddAsync(rows, recurrenceId, ct);
        return await SaveAsync(rows, "Publishing.AlreadySending", ct, [.. steps.Select(s => s.Publication.Id)]);
    }
}
