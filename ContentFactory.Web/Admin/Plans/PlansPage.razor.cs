using System.Globalization;
using ContentFactory.Domain;
using ContentFactory.Domain.Admin.Plans;
using ContentFactory.Domain.Data;
using ContentFactory.Web.Ui;

namespace ContentFactory.Web.Admin.Plans;

public sealed partial class PlansPage
{
    private static readonly string[] Fields =
    [
        nameof(PlanEntry.Code), nameof(PlanEntry.MonthlyPrice), nameof(PlanEntry.YearlyPrice), nameof(PlanEntry.Currency), nameof(PlanEntry.Features), .. Enum.GetNames<PlanLimit>(),
    ];

    private readonly Dictionary<PlanLimit, string?> limits = [];
    private Sheet? sheet;
    private PlanRow? chosen;
    private bool inSheet;
    private bool onSale;
    private int position;
    private string code = "";
    private string monthly = "";
    private string yearly = "";
    private string currency = "";
    private string features = "";

    private Problem? Fault => inSheet ? Problem : null;

    protected override IReadOnlyList<string> Topics => [ChangeTopics.Plans];

    protected override async Task<Result<PlansView>> ReadAsync(CancellationToken ct) => new PlansView(await Editor.ListAsync(ct));

    private static string Number(decimal number) => number.ToString("#,0.##", CultureInfo.CurrentCulture);

    /// <summary>Cents where there are any.</summary>
    private static string Sum(decimal sum) => sum.ToString(sum == decimal.Truncate(sum) ? "N0" : "N2", CultureInfo.CurrentCulture);

    private static string Typed(decimal? number) => number?.ToString("0.##", CultureInfo.CurrentCulture) ?? "";

    private string Price(PlanRow plan) => plan.MonthlyPrice is null && plan.YearlyPrice is null ? T["Agreement"]
        : string.Join(" · ", new[] { (plan.MonthlyPrice, "PerMonth"), (plan.YearlyPrice, "PerYear") }.Where(p => p.Item1 is not null).Select(p => T[p.Item2, $"{Sum(p.Item1!.Value)} {plan.Currency}"].Value));

    private async Task OpenAsync(PlanRow? plan)
    {
        (Problem, inSheet, chosen) = (null, true, plan);
        (code, monthly, yearly, currency) = (plan?.Code ?? "", Typed(plan?.MonthlyPrice), Typed(plan?.YearlyPrice), plan?.Currency ?? "USD");
        (features, position, onSale) = (plan?.Features ?? "", plan?.Position ?? Data!.Plans.Select(p => p.Position).DefaultIfEmpty().Max() + 1, plan?.OnSale ?? false);
        foreach (var limit in Enum.GetValues<PlanLimit>())
            limits[limit] = Typed(plan?.Of(limit));
        StateHasChanged();
        await sheet!.OpenAsync();
    }

    private async Task SaveAsync()
    {
        var entry = new PlanEntry(code, monthly, yearly, currency, limits.ToDictionary(l => l.Key, l => l.Value ?? ""), features, position, onSale);
        if (await DoAsync(() => Editor.SaveAsync(chosen?.Id, entry, chosen?.Version ?? "", Leaving)))
            await sheet!.CloseAsync();
    }
}
