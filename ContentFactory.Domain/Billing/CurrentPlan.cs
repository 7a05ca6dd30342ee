using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Billing;

/// <summary>What the tenant's plan allows. Without a current subscription the smallest plan holds.</summary>
internal static class CurrentPlan
{
    /// <summary>Null is unlimited.</summary>
    public static async Task<T?> LimitAsync<T>(AppDb rows, Expression<Func<Plan, T?>> limit, CancellationToken ct) where T : struct
    {
        var current = await rows.Subscriptions.AsNoTracking()
            .Where(s => s.Status == SubscriptionStatus.Trial || s.Status == SubscriptionStatus.Active || s.Status == SubscriptionStatus.PastDue)
            .Select(s => (Guid?)s.PlanId).SingleOrDefaultAsync(ct);
        return await rows.Plans.AsNoTracking().Where(p => current == null || p.Id == current).OrderBy(p => p.Position).Select(limit).FirstOrDefaultAsync(ct);
    }
}
