using System.Globalization;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Ai.Makers;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentFactory.Domain.Ai.Costs;

/// <summary>A request whose row stands.</summary>
internal sealed record OpenRequest(Guid Id, DateTimeOffset At, AiPrice? Price, decimal? Reserved);

/// <param name="MayCost">The maker may charge for it, even where it said nothing of tokens.</param>
internal sealed record Settlement(AiOutcome Outcome, AiFault? Fault, TimeSpan Took, TokenUse? Usage, bool MayCost)
{
    /// <summary>What is not counted in tokens, by the maker or by the price of a unit. It outranks them.</summary>
    public decimal? Cost { get; init; }
}

/// <param name="Input">The cached ones included.</param>
internal sealed record TokenUse(int Input, int Cached, int Output)
{
    public int Sum => Input + Output;
}

/// <summary>Keeps the log of requests, and what they cost, against the month's budget.</summary>
public sealed class AiLedger(Db db, Actor actor, Changes changes, TimeProvider clock)
{
    internal const string WarningKey = "Ai.Notice_BudgetNear";

    /// <summary>Writes the row before the call and takes the most it can cost out of the budget, both or neither.</summary>
    internal Task<Result<OpenRequest>> OpenAsync(AiPurpose purpose, ModelOffer offer, int promptTokens, int mostTokens, CancellationToken ct) =>
        OpenAsync(purpose, offer, AiUnit.MillionTokens, p => p.Of(promptTokens, 0, mostTokens), ct);

    /// <summary>The same of what costs by the picture, the character or the second.</summary>
    internal Task<Result<OpenRequest>> OpenAsync(AiPurpose purpose, ModelOffer offer, AiUnit unit, decimal mostUnits, CancellationToken ct) =>
        OpenAsync(purpose, offer, unit, p => p.Of(mostUnits), ct);

    private async Task<Result<OpenRequest>> OpenAsync(AiPurpose purpose, ModelOffer offer, AiUnit unit, Func<AiPrice, decimal> mostOf, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        var now = clock.GetUtcNow();
        var price = await AiPrice.OnAsync(rows, offer.Model, unit, now, ct);
        var limit = (await BudgetLimit.ReadAsync(rows, ct)).Amount;
        if (limit is not null && price is null)
            return Problem.Conflict("Ai.PriceUnknown", offer.Model);
        decimal? reserved = price is null ? null : mostOf(price);
        await using var transaction = await rows.Database.BeginTransactionAsync(ct);
        if (reserved is { } most && !await ReserveAsync(rows, AiMonth.Of(now), most, limit, ct))
            return Problem.Limit("Ai.BudgetSpent", Money(limit!.Value), Money(await SpentAsync(rows, AiMonth.Of(now), ct)));
        var id = Ids.New(now);
        rows.AiRequests.Add(new AiRequest(actor.TenantId, id, purpose.PersonId ?? actor.PersonId, purpose, offer.Maker, offer.Model, reserved, now));
        await rows.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return new OpenRequest(id, now, price, reserved);
    }

    /// <summary>Writes the outcome and gives back what was not spent. Whoever left meanwhile: the money is gone all the same.</summary>
    /// <returns>What it cost; null where the model has no price.</returns>
    internal async Task<decimal?> SettleAsync(OpenRequest open, Settlement settled)
    {
        var ct = CancellationToken.None;
        var (cost, isEstimate) = CostOf(open, settled);
        await using var rows = await db.OpenAsync(ct);
        await using var transaction = await rows.Database.BeginTransactionAsync(ct);
        var (outcome, fault) = (SnakeCase.Of(settled.Outcome.ToString()), settled.Fault is { } f ? SnakeCase.Of(f.ToString()) : null);
        var (duration, usage) = ((int)Math.Min(int.MaxValue, settled.Took.TotalMilliseconds), settled.Usage);
        var (input, cached, output) = (usage?.Input, usage?.Cached, usage?.Output);
        // one that the sweep has written off already stays so
        var written = await rows.Database.ExecuteSqlAsync($"""
            update ai_requests set outcome = {outcome}, fault = {fault}, input_tokens = {input}, cached_tokens = {cached}, output_tokens = {output},
                cost = {cost}, is_estimate = {isEstimate}, duration_ms = {duration}
            where tenant_id = {rows.TenantId} and id = {open.Id} and at = {open.At} and outcome = 'sending'
            """, ct);
        if (written == 1 && open.Reserved is { } reserved)
            await SpendAsync(rows, AiMonth.Of(open.At), reserved, cost ?? 0, ct);
        await transaction.CommitAsync(ct);
        changes.Notify(actor.TenantId, ChangeTopics.Notifications);
        return cost;
    }

    private static (decimal? Cost, bool IsEstimate) CostOf(OpenRequest open, Settlement settled) => settled switch
    {
        { Cost: { } cost } => (cost, false),
        { Usage: { } usage } => (open.Price?.Of(usage.Input, usage.Cached, usage.Output), false),
        { MayCost: true } => (open.Reserved, open.Reserved is not null),
        // what was refused before a token was made costs nothing
        _ => (open.Reserved is null ? null : 0, false),
    };

    /// <summary>The row's lock makes requests of the same moment wait for each other.</summary>
    private static async Task<bool> ReserveAsync(AppDb rows, DateOnly month, decimal most, decimal? limit, CancellationToken ct)
    {
        await rows.Database.ExecuteSqlAsync($"insert into ai_months (tenant_id, month, spent, reserved) values ({rows.TenantId}, {month}, 0, 0) on conflict do nothing", ct);
        return await rows.Database.ExecuteSqlAsync($"""
            update ai_months set reserved = reserved + {most}
            where tenant_id = {rows.TenantId} and month = {month} and ({limit}::numeric is null or spent + reserved + {most} <= {limit})
            """, ct) == 1;
    }

    private async Task SpendAsync(AppDb rows, DateOnly month, decimal reserved, decimal cost, CancellationToken ct)
    {
        await rows.Database.ExecuteSqlAsync($"""
            update ai_months set reserved = greatest(0, reserved - {reserved}), spent = spent + {cost} where tenant_id = {rows.TenantId} and month = {month}
            """, ct);
        if ((await BudgetLimit.ReadAsync(rows, ct)).Amount is not { } limit)
            return;
        var (now, near) = (clock.GetUtcNow(), limit * BudgetLimit.WarnedFrom);
        var warned = await rows.Database.ExecuteSqlAsync($"""
            update ai_months set warned_at = {now} where tenant_id = {rows.TenantId} and month = {month} and warned_at is null and spent >= {near}
            """, ct);
        if (warned == 1)
            await NoticeBoard.TellAsync((NpgsqlConnection)rows.Database.GetDbConnection(), [Warning(rows.TenantId, await SpentAsync(rows, month, ct), limit)], now, ct);
    }

    private static Notice Warning(Guid tenantId, decimal spent, decimal limit) =>
        new(tenantId, WarningKey, [Money(spent), Money(limit)], "settings/ai/costs", [MemberRole.Owner], []);

    private static Task<decimal> SpentAsync(AppDb rows, DateOnly month, CancellationToken ct) =>
        rows.AiMonths.AsNoTracking().Where(m => m.Month == month).Select(m => m.Spent).SingleOrDefaultAsync(ct);

    private static string Money(decimal amount) => amount.ToString("0.00##", CultureInfo.InvariantCulture);
}
