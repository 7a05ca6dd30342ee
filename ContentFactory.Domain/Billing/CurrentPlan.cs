using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Billing;

/// <summary>What the tenant's plan allows. Without a current subscription the smallest plan holds.</summary>
internal static class CurrentPlan
{
    /// <summary>Null is unlimited.</summary>
    public static Task<T?> LimitAsync<T>(AppDb rows, Expression<Func<Plan, T?>> limit, CancellationToken ct) where T : struct =>
        Of(rows).Select(limit).FirstOrDefaultAsync(ct);

    /// <summary>The first of these is it.</summary>
    public static IQueryable<Plan> Of(AppDb rows)
    {
        var current = Subscription(rows);
        return rows.Plans.AsNoTracking().Where(p => !current.Any() || current.Any(s => s.PlanId == p.Id)).OrderBy(p => p.Position);
    }

    /// <summary>One, or none.</summary>
    public static IQueryable<Subscription> Subscription(AppDb rows) => rows.Subscriptions.AsNoTracking()
        .Where(s => s.Status == SubscriptionStatus.Trial || s.Status == SubscriptionStatus.Active || s.Status == SubscriptionStatus.PastDue);
}
