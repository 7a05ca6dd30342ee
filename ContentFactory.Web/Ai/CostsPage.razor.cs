using System.Globalization;
using ContentFactory.Domain;
using ContentFactory.Domain.Ai.Costs;
using ContentFactory.Domain.Data;
using ContentFactory.Web.Shell.Tools;
using ContentFactory.Web.Ui.Lists;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ContentFactory.Web.Ai;

public sealed partial class CostsPage(AiCosts costs, AiBudgets budgets, TimeProvider clock, IJSRuntime script)
{
    private static readonly string[] Fields = ["Budget"];

    private string typed = "";
    private string read = "";
    private bool isRead;
    private bool isSaved;

    protected override IReadOnlyList<string> Topics => [ChangeTopics.Settings];

    private CostReport Report => Data!.Report;

    private string? SpentNote => Report.Held > 0 ? T["Costs_Held", CostText.Of(Report.Held)].Value : Estimated > 0 ? T["Costs_Estimated", CostText.Of(Estimated)].Value : null;

    private decimal Estimated => Report.Kinds.Sum(k => k.Estimated);

    private string? LimitNote => Report.Limit switch
    {
        { Amount: null } => null,
        { Own: { } own, Plan: var plan } when plan is null || own <= plan => T["Costs_OwnLimit"].Value,
        _ => T["Costs_PlanLimit"].Value,
    };

    private string BudgetHint => Report.Limit.Plan is { } plan ? T["Budget_HintPlan", CostText.Of(plan)] : T["Budget_Hint"];

    protected override async Task<Result<CostsData>> ReadAsync(CancellationToken ct)
    {
        var asked = ListState.Of(Navigation.Uri).Filter("month");
        DateOnly? month = DateOnly.TryParseExact(asked + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        return new CostsData(await costs.MonthAsync(month, ct), clock.GetUtcNow());
    }

    // what is typed stays while the numbers move
    protected override void OnRead(CostsData data)
    {
        var own = data.Report.Limit.Own?.ToString("0.##", CultureInfo.CurrentCulture) ?? "";
        if (!isRead || typed.Trim() == read)
            typed = own;
        (read, isRead) = (own, true);
    }

    private void GoTo(ChangeEventArgs e)
    {
        var month = (e.Value as string) == $"{AiMonth.Of(Data!.Now):yyyy-MM}" ? null : e.Value as string;
        Navigation.NavigateTo(ListState.Of(Navigation.Uri).With(("month", month)));
    }

    private async Task SaveAsync()
    {
        isSaved = await DoAsync(async () =>
        {
            var set = await budgets.SetAsync(typed, Leaving);
            if (set.Ok)
                read = typed = typed.Trim();
            return set;
        });
        if (isSaved)
            await script.ForgetTypedAsync("ai-budget");
    }
}
