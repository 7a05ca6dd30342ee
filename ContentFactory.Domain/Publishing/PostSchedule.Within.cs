using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;

namespace ContentFactory.Domain.Publishing;

/// <summary>Planning as a part of something larger.</summary>
public sealed partial class PostSchedule
{
    /// <summary>In the caller's transaction, which has saved the post and, unless all of it is taken back, locked the tenant. Saves and tells nothing itself.</summary>
    internal async Task<Result<List<PlannedPublication>>> PlanWithinAsync(AppDb rows, Post post, IReadOnlyList<ChannelTime> times, string zone, CancellationToken ct)
    {
        actor.Demand(Permission.SchedulePosts);
        var now = clock.GetUtcNow();
        var plans = PlansOf(times, zone, now);
        if (!plans.Ok)
            return plans.Problem;
        if (post.Schedule(now).Problem is { } notApproved)
            return notApproved;
        var wish = new Wish(false, null);
        return await RefusalAsync(rows, post, plans.Value, wish, ct) is { } refusal ? refusal : await AddAsync(rows, post, plans.Value, wish, now, ct);
    }

    /// <summary>The instants that are meant, if they can be meant.</summary>
    private static Result<List<(Guid ChannelId, PlannedTime Planned)>> PlansOf(IReadOnlyList<ChannelTime> times, string zone, DateTimeOffset now)
    {
        if (times.Count == 0)
            return Problem.Invalid("Channels", "Publishing.ChannelMissing");
        if (times.FirstOrDefault(t => IsTooFar(t.Date, now)) is { } far)
            return Problem.Invalid("Time", "Publishing.TimeTooFar") with { Subject = far.ChannelId };
        if (times.FirstOrDefault(t => t.ZoneId is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(t.ZoneId, out _)) is { } unknown)
            return Problem.Invalid("Time", "Channels.ZoneUnknown", unknown.ZoneId!) with { Subject = unknown.ChannelId };
        var plans = times.Select(t => (t.ChannelId, Planned: PlannedTime.At(t.Date, t.Time, t.ZoneId ?? zone))).ToList();
        foreach (var (channelId, planned) in plans)
            if (IsPast(planned, now))
                return TimeInPast(zone, now) with { Subject = channelId };
        return plans;
    }
}
