using System.Globalization;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Ai.Costs;

/// <summary>Sets what a tenant wants to pay at most.</summary>
public sealed class AiBudgets(Db db, Actor actor, Changes changes, TimeProvider clock)
{
    public const decimal Largest = 100_000;

    /// <param name="typed">USD, a comma is as good as a point; empty takes the own limit away, and the plan's stays.</param>
    public async Task<Result> SetAsync(string typed, CancellationToken ct)
    {
        actor.Demand(Permission.EditAiBudget);
        decimal? wanted = null;
        if (!string.IsNullOrWhiteSpace(typed))
        {
            if (!decimal.TryParse(typed.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var sum) || sum > Largest || decimal.Round(sum, 2) != sum)
                return Problem.Invalid("Budget", "Ai.BudgetInvalid", Largest);
            wanted = sum;
        }
        await using var rows = await db.OpenAsync(ct);
        await using var transaction = await rows.Database.BeginTransactionAsync(ct);
        await rows.LockTenantAsync(ct);
        var there = await rows.AiBudgets.SingleOrDefaultAsync(ct);
        var before = there?.Monthly;
        if (before == wanted)
            return Result.Done;
        Put(rows, there, wanted);
        var (now, month) = (clock.GetUtcNow(), AiMonth.Of(clock.GetUtcNow()));
        rows.Audit(Permission.EditAiBudget, "ai_budget", null, new { Monthly = before }, new { Monthly = wanted }, now);
        await rows.SaveChangesAsync(ct);
        // another limit is worth another warning
        await rows.Database.ExecuteSqlAsync($"update ai_months set warned_at = null where tenant_id = {rows.TenantId} and month = {month}", ct);
        await transaction.CommitAsync(ct);
        changes.Notify(actor.TenantId, ChangeTopics.Settings);
        return Result.Done;
    }

    private void Put(AppDb rows, AiBudget? there, decimal? wanted)
    {
        if (wanted is not { } sum)
            rows.AiBudgets.Remove(there!);
        else if (there is null)
            rows.AiBudgets.Add(new AiBudget(actor.TenantId, sum));
        else
            there.Change(sum);
    }
}
