using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Admin.Plans;

/// <summary>A plan as it was typed. An empty limit is unlimited, an empty price one by agreement.</summary>
public sealed record PlanEntry(string Code, string MonthlyPrice, string YearlyPrice, string Currency, IReadOnlyDictionary<PlanLimit, string> Limits, string Features, int Position, bool OnSale)
{
    public const int MostFeatures = 30;

    private const int LongestFeature = 200;
    private const decimal Largest = 1_000_000_000;

    internal Result<CheckedPlan> Check()
    {
        if (!PlanCode.Shape().IsMatch(Code.Trim()))
            return Problem.Invalid(nameof(Code), "Billing.PlanCodeInvalid");
        if (!PlanCode.Money().IsMatch(Currency.Trim()))
            return Problem.Invalid(nameof(Currency), "Billing.CurrencyInvalid");
        foreach (var (field, typed) in new[] { (nameof(MonthlyPrice), MonthlyPrice), (nameof(YearlyPrice), YearlyPrice) })
            if (!TryRead(typed, 2, 0, out _))
                return Problem.Invalid(field, "Billing.PriceInvalid");
        foreach (var limit in Enum.GetValues<PlanLimit>())
            // without a member nobody would own the tenant
            if (!TryRead(Limits.GetValueOrDefault(limit, ""), limit is PlanLimit.AiBudgetPerMonth ? 2 : 0, limit is PlanLimit.Members ? 1 : 0, out _))
                return Problem.Invalid(limit.ToString(), limit is PlanLimit.Members ? "Billing.MembersLimitInvalid" : "Billing.LimitInvalid");
        var features = Features.ReplaceLineEndings("\n").Split('\n').Select(PlainText.Line).Where(f => f.Length > 0).ToList();
        if (features.Count > MostFeatures || features.Exists(f => f.Length > LongestFeature))
            return Problem.Invalid(nameof(Features), "Billing.FeaturesTooLong", MostFeatures, LongestFeature);
        return new CheckedPlan(Code.Trim(), Number(MonthlyPrice), Number(YearlyPrice), Currency.Trim(), limit => Number(Limits.GetValueOrDefault(limit, "")), JsonSerializer.Serialize(features));
    }

    private static decimal? Number(string typed) => TryRead(typed, 2, 0, out var number) ? number : null;

    private static bool TryRead(string typed, int decimals, int least, out decimal? number)
    {
        number = null;
        if (string.IsNullOrWhiteSpace(typed))
            return true;
        if (!decimal.TryParse(typed.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var read))
            return false;
        number = read;
        return read >= least && read <= Largest && decimal.Round(read, decimals) == read;
    }
}

internal sealed record CheckedPlan(string Code, decimal? Monthly, decimal? Yearly, string Currency, Func<PlanLimit, decimal?> Limit, string Features)
{
    public int? Whole(PlanLimit limit) => (int?)Limit(limit);
}

internal static partial class PlanCode
{
    [GeneratedRegex(@"\A[a-z0-9_]{2,40}\z")]
    public static partial Regex Shape();

    [GeneratedRegex(@"\A[A-Z]{3}\z")]
    public static partial Regex Money();
}
