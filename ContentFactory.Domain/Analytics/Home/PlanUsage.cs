using ContentFactory.Domain.Ai.Costs;
using ContentFactory.Domain.Billing;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Publishing;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Analytics.Home;

/// <summary>What a plan counts, in the order shown. Posts and models are counted by the month.</summary>
public enum PlanPart { Channels, Posts, Ai, Storage, Members }

/// <param name="Used">Storage in bytes, models in US dollars.</param>
/// <param name="Limit">Null is unlimited.</param>
public sealed record PlanUse(PlanPart Part, decimal Used, decimal? Limit);

/// <param name="Status">Null without a subscription: the limits of the smallest plan hold.</param>
public sealed record PlanUsage(string Plan, SubscriptionStatus? Status, DateTimeOffset? EndsAt, IReadOnlyList<PlanUse> Uses)
{
    /// <summary>In one statement. Each count is that of the verb which refuses more.</summary>
    internal static async Task<PlanUsage?> ReadAsync(AppDb rows, string zoneId, DateTimeOffset now, CancellationToken ct)
    {
        var today = LocalDay.At(now, zoneId);
        var (month, start) = (AiMonth.Of(now), new DateOnly(today.Year, today.Month, 1));
        var (from, until) = (LocalDay.Start(start, zoneId), LocalDay.Start(start.AddMonths(1), zoneId));
        var (current, channels, files) = (CurrentPlan.Subscription(rows), ChannelRooms.Taking(rows), MediaRoom.Taking(rows));
        var read = await CurrentPlan.Of(rows).Select(p => new
        {
            Plan = p,
            Status = current.Select(s => (SubscriptionStatus?)s.Status).FirstOrDefault(),
            EndsAt = current.Select(s => s.EndsAt).FirstOrDefault(),
            Channels = channels.Count(),
            Posts = rows.Publications.Count(x => x.ScheduledAt >= from && x.ScheduledAt < until && MonthRoom.Taking.Contains(x.State)),
            Spent = rows.AiMonths.Where(m => m.Month == month).Select(m => (decimal?)m.Spent).FirstOrDefault(),
            Budget = rows.AiBudgets.Select(b => (decimal?)b.Monthly).FirstOrDefault(),
            Bytes = files.Sum(f => f.Size),
            Members = rows.Members.Count(),
        }).FirstOrDefaultAsync(ct);
        return read is null ? null : new(read.Plan.Code, read.Status, read.EndsAt,
        [
            new(PlanPart.Channels, read.Channels, read.Plan.Channels),
            new(PlanPart.Posts, read.Posts, read.Plan.PostsPerMonth),
            new(PlanPart.Ai, read.Spent ?? 0, new BudgetLimit(read.Budget, read.Plan.AiBudgetPerMonth).Amount),
            new(PlanPart.Storage, read.Bytes, MediaRoom.Bytes(read.Plan.MediaGigabytes)),
            new(PlanPart.Members, read.Members, read.Plan.Members),
        ]);
    }
}
