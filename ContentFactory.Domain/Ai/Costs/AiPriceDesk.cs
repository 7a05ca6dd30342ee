using System.Globalization;
using System.Text.RegularExpressions;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Ai.Makers;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Ai.Costs;

/// <param name="Input">USD for a million tokens; null in all three where the model has no price. Of what costs by another unit only the last counts.</param>
/// <param name="IsOffered">This installation can ask the model.</param>
/// <param name="IsInForce">No later price holds today.</param>
public sealed record PriceRow(string Model, DateOnly? ValidFrom, decimal? Input, decimal? CachedInput, decimal? Output, string? Source, bool IsOffered, bool IsInForce, AiUnit Unit = AiUnit.MillionTokens);

/// <summary>A price as it was typed.</summary>
public sealed record PriceEntry(string Model, DateOnly? ValidFrom, string Input, string CachedInput, string Output, string? Source, AiUnit Unit = AiUnit.MillionTokens);

/// <summary>What models cost, for the whole installation. A price that has been used is not changed but followed by another.</summary>
public sealed partial class AiPriceDesk(AccessDb db, Actor actor, TenantScope scope, ModelShelf shelf, TimeProvider clock)
{
    public const decimal Dearest = 100_000;

    /// <summary>Models without a price first, for they need one; then by name, the newest price first.</summary>
    public async Task<IReadOnlyList<PriceRow>> ListAsync(CancellationToken ct)
    {
        actor.Demand(Permission.ViewAiLog);
        var prices = await db.Database.SqlQuery<Stored>(
            $"select model as \"Model\", valid_from as \"ValidFrom\", input as \"Input\", cached_input as \"CachedInput\", output as \"Output\", unit as \"Unit\", source as \"Source\" from ai_prices").ToListAsync(ct);
        var today = Today;
        var offered = shelf.All.Select(o => o.Model).ToHashSet(StringComparer.Ordinal);
        var priced = prices.Where(p => p.ValidFrom <= today).Select(p => p.Model).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. offered.Where(m => !priced.Contains(m)).Order(StringComparer.Ordinal).Select(m => new PriceRow(m, null, null, null, null, null, true, false)),
            .. prices.OrderBy(p => p.Model, StringComparer.Ordinal).ThenByDescending(p => p.ValidFrom).Select(p => new PriceRow(
                p.Model, p.ValidFrom, p.Input, p.CachedInput, p.Output, p.Source, offered.Contains(p.Model),
                p.ValidFrom <= today && !prices.Exists(o => o.Model == p.Model && o.ValidFrom > p.ValidFrom && o.ValidFrom <= today), UnitOf(p.Unit))),
        ];
    }

    /// <summary>Holds from its day on; one for the same model and day is replaced. What was counted already keeps its cost.</summary>
    public async Task<Result> SetAsync(PriceEntry entry, CancellationToken ct)
    {
        actor.Demand(Permission.EditAiPrices);
        var model = entry.Model.Trim();
        if (!ModelName().IsMatch(model))
            return Problem.Invalid(nameof(PriceEntry.Model), "Ai.PriceModelInvalid");
        if (entry.ValidFrom is not { } day || day < new DateOnly(2020, 1, 1) || day > Today.AddYears(1))
            return Problem.Invalid(nameof(PriceEntry.ValidFrom), "Ai.PriceDateInvalid");
        if (entry.Unit is not AiUnit.MillionTokens)
            entry = entry with { Input = "0", CachedInput = "0" };
        foreach (var (field, text) in new[] { (nameof(entry.Input), entry.Input), (nameof(entry.CachedInput), entry.CachedInput), (nameof(entry.Output), entry.Output) })
            if (Price(text) is null)
                return Problem.Invalid(field, "Ai.PriceInvalid", Dearest);
        var (input, cached, output) = (Price(entry.Input)!.Value, Price(entry.CachedInput)!.Value, Price(entry.Output)!.Value);
        var source = string.IsNullOrWhiteSpace(entry.Source) ? null : PlainText.Cut(PlainText.Line(entry.Source), 300);
        var unit = SnakeCase.Of(entry.Unit.ToString());
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"""
            insert into ai_prices (model, valid_from, unit, input, cached_input, output, source) values ({model}, {day}, {unit}, {input}, {cached}, {output}, {source})
            on conflict (model, valid_from) do update set unit = excluded.unit, input = excluded.input, cached_input = excluded.cached_input, output = excluded.output, source = excluded.source
            """, ct);
        db.Audit(actor, scope.Origin, Permission.EditAiPrices, "ai_price", null, null, new { Model = model, ValidFrom = day, entry.Unit, Input = input, CachedInput = cached, Output = output }, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Done;
    }

    public async Task<Result> RemoveAsync(string model, DateOnly validFrom, CancellationToken ct)
    {
        actor.Demand(Permission.EditAiPrices);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.Database.ExecuteSqlAsync($"delete from ai_prices where model = {model} and valid_from = {validFrom}", ct) == 0)
            return Problem.NotFound("Ai.PriceGone");
        db.Audit(actor, scope.Origin, Permission.EditAiPrices, "ai_price", null, new { Model = model, ValidFrom = validFrom }, null, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Done;
    }

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    private static decimal? Price(string typed) =>
        decimal.TryParse(typed.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price) && price <= Dearest && decimal.Round(price, 4) == price ? price : null;

    private static AiUnit UnitOf(string stored) => Enum.GetValues<AiUnit>().Single(u => SnakeCase.Of(u.ToString()) == stored);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._:/@-]{0,99}\z")]
    private static partial Regex ModelName();

    private sealed record Stored
    {
        public string Model { get; init; } = "";
        public DateOnly ValidFrom { get; init; }
        public decimal Input { get; init; }
        public decimal CachedInput { get; init; }
        public decimal Output { get; init; }
        public string Unit { get; init; } = "";
        public string? Source { get; init; }
    }
}
