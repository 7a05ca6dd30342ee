using ContentFactory.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing;

/// <summary>Moving all that a post has planned.</summary>
public sealed partial class PostSchedule
{
    public const int FurthestShift = 365;

    /// <summary>By whole days, each at its time of day. Where one is refused, those before it have moved.</summary>
    /// <param name="days">Negative for earlier.</param>
    public async Task<Result> ShiftAsync(Guid postId, int days, CancellationToken ct = default)
    {
        actor.Demand(Permission.SchedulePosts);
        if (days is 0 or < -FurthestShift or > FurthestShift)
            return Problem.Invalid("Days", "Publishing.ShiftDays", FurthestShift);
        var planned = await PlannedAsync(postId, ct);
        if (planned.Count == 0)
            return Problem.Conflict("Publishing.NothingToMove");
        // the last first where all go later: so none stands in the way of another
        foreach (var one in days > 0 ? planned.AsEnumerable().Reverse() : planned)
            if ((await MoveAsync(one.Id, one.Date.AddDays(days), one.Time, ct)).Problem is { } problem)
                return problem;
        return Result.Done;
    }

    private async Task<List<(Guid Id, DateOnly Date, TimeOnly Time)>> PlannedAsync(Guid postId, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        var zone = await ZoneAsync(rows, ct);
        var open = await rows.Publications.AsNoTracking().Where(p => p.PostId == postId && p.State == PublicationState.Scheduled).OrderBy(p => p.ScheduledAt).Select(p => new { p.Id, p.ScheduledAt }).ToListAsync(ct);
        return [.. open.Select(p => (p.Id, At: PlannedTime.Of(p.ScheduledAt, zone))).Select(p => (p.Id, p.At.Date, p.At.Time))];
    }
}
