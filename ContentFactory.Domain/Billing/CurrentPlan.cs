using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Billing;

/// <summary>What the tenant's plan allows. Without a current subscription the smallest plan holds.</summary>
internal static class CurrentPlan
{
    /// <summary>Null is unlimited.</summary>
    public static async Task<int?> LimitAsync(AppDb rows, Expression<Func<Plan, int?>> limit, CancellationToken ct)
    {
        var current = await rows.Subscriptions.AsNoTracking()
            .Where(s => s.Status == SubscriptionStatus.Trial || s.Status == SubscriptionStatus.Active || s.Status == SubscriptionStatus.PastDue)
            .Select(s => (Guid?)s.PlanId).SingleOrDefaultAsync(ct);
        return await rows.Plans.AsNoTracking().Where(p => current == null || p.Id == current).OrderBy(p => p.Position).Select(limit).FirstOrDefaultAsync(ct);
    }
}
