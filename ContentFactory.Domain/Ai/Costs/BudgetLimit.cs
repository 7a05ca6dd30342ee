using ContentFactory.Domain.Billing;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Ai.Costs;

/// <summary>What limits a month: the tenant's own wish and the plan, whichever is less. Null is no limit.</summary>
public sealed record BudgetLimit(decimal? Own, decimal? Plan)
{
    /// <summary>From this part of it on the owners are warned.</summary>
    public const decimal WarnedFrom = 0.8m;

    public decimal? Amount => Own is { } own && Plan is { } plan ? Math.Min(own, plan) : Own ?? Plan;

    internal static async Task<BudgetLimit> ReadAsync(AppDb rows, CancellationToken ct) =>
        new(await rows.AiBudgets.AsNoTracking().Select(b => (decimal?)b.Monthly).SingleOrDefaultAsync(ct), await CurrentPlan.LimitAsync(rows, p => p.AiBudgetPerMonth, ct));
}
