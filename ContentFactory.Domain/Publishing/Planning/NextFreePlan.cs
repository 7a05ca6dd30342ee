using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing;

/// <summary>Puts a post into the queue of each channel: at its next free posting hour.</summary>
public sealed class NextFreePlan(Db db, Actor actor, ChannelSlots slots, PostSchedule schedule)
{
    // somebody else may take the hour between asking and planning
    private const int Tries = 3;

    /// <param name="channelIds">Those of other companies than the post's are passed over.</param>
    public async Task<Result> PlanAsync(Guid postId, IReadOnlyList<Guid> channelIds, CancellationToken ct = default)
    {
        actor.Demand(Permission.SchedulePosts);
        var own = await OwnAsync(postId, channelIds, ct);
        if (own.Count == 0)
            return Problem.Invalid("Channels", "Publishing.NoOwnChannel");
        for (var tries = 1; ; tries++)
        {
            var free = await slots.NextFreeAsync(own, ct);
            if (!free.Ok)
                return free.Problem;
            var planned = await schedule.ScheduleAsync(new SchedulePost(postId, [.. free.Value.Select(s => new ChannelTime(s.ChannelId, s.Planned.Date, s.Planned.Time, s.Planned.ZoneId))]), ct);
            if (planned.Ok || tries == Tries || planned.Problem is not { Field: "Time" })
                return new Result(planned.Problem);
        }
    }

    /// <summary>One after the other at a distance, from a time on the tenant's clock.</summary>
    /// <param name="number">The post's place in the row, from 0.</param>
    public async Task<Result> PlanAsync(Guid postId, IReadOnlyList<Guid> channelIds, DateTime first, int everyHours, int number, CancellationToken ct = default)
    {
        actor.Demand(Permission.SchedulePosts);
        if (everyHours is < 1 or > MostHours)
            return Problem.Invalid("EveryHours", "Publishing.EveryHours", MostHours);
        var own = await OwnAsync(postId, channelIds, ct);
        if (own.Count == 0)
            return Problem.Invalid("Channels", "Publishing.NoOwnChannel");
        var at = first.AddHours((double)everyHours * number);
        return new Result((await schedule.ScheduleAsync(new SchedulePost(postId, [.. own.Select(c => new ChannelTime(c, DateOnly.FromDateTime(at), TimeOnly.FromDateTime(at)))]), ct)).Problem);
    }

    public const int MostHours = 24 * 31;

    private async Task<List<Guid>> OwnAsync(Guid postId, IReadOnlyList<Guid> channelIds, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        return await rows.Channels.Where(c => channelIds.Contains(c.Id) && c.Status != ChannelStatus.Disconnected && rows.Posts.Any(p => p.Id == postId && p.CompanyId == c.CompanyId)).OrderBy(c => c.Id).Select(c => c.Id).ToListAsync(ct);
    }
}
