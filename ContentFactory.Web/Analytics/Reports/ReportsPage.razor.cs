using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics.Reports;
using ContentFactory.Domain.Analytics.Reports.Plans;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.LongWork;
using ContentFactory.Web.Shell;
using ContentFactory.Web.Ui;
using ContentFactory.Web.Ui.Lists;
using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Analytics.Reports;

public sealed partial class ReportsPage
{
    private OrderDraft order = new();
    private PlanDraft plan = new();
    private Sheet? sheet;
    private Sheet? planSheet;
    private bool inOrder;
    private bool inPlan;

    public sealed record View(ReportList List, IReadOnlyList<ReportPlanRow> Plans, IReadOnlyList<CompanyOption> Companies, IReadOnlyList<ChannelRow> Channels, IReadOnlyList<ReportReader> Readers);

    protected override IReadOnlyList<string> Topics => [ChangeTopics.Reports, ChangeTopics.LongWork];

    private IReadOnlyList<Crumb> Way => [new(T["Page_Analytics"], To("analytics"))];

    private bool MayPlan => Actor.May(Permission.EditSettings);

    /// <summary>All companies together, or one of them, has no weekly report yet.</summary>
    private bool HasFree => Data!.Companies.Select(c => (Guid?)c.Id).Prepend(null).Except(Data.Plans.Select(p => p.Entry.CompanyId)).Any();

    private static int KeptDays => (int)Report.KeptFor.TotalDays;

    /// <summary>The one that a letter led to.</summary>
    private Guid? Wanted => Guid.TryParse(ListState.Of(Navigation.Uri).Filter("report"), out var id) ? id : null;

    // its result stands below it
    private static RenderFragment<LongTaskView> Nothing => _ => _ => { };

    private RenderFragment<ReportRow> RowMenu => report => Menu(report);

    protected override async Task<Result<View>> ReadAsync(CancellationToken ct) => new View(
        await Reports.ListAsync(ListState.Of(Navigation.Uri).Query(), Wanted, ct), await Plans.ListAsync(ct), await Companies.ChoicesAsync(ct), await Channels.ListAsync(null, ct),
        MayPlan ? await Plans.ReadersAsync(ct) : []);

    private async Task OpenAsync()
    {
        order = new() { CompanyId = CompanyId };
        (inOrder, inPlan) = (true, false);
        Problem = null;
        await sheet!.OpenAsync();
    }

    private async Task OrderAsync()
    {
        if (await DoAsync(async () => new Result((await Desk.OrderAsync(order.Wish(), Leaving)).Problem)))
            await sheet!.CloseAsync();
    }

    private async Task EditPlanAsync(ReportPlanRow? row)
    {
        plan = row is null ? PlanDraft.New(Data!.Plans, Data.Companies, Actor.PersonId) : PlanDraft.Of(row.Entry);
        (inOrder, inPlan) = (false, true);
        Problem = null;
        await planSheet!.OpenAsync();
    }

    private async Task SavePlanAsync()
    {
        if (await DoAsync(() => Plans.SaveAsync(plan.Entry(), Leaving)))
            await planSheet!.CloseAsync();
    }

    private async Task RemovePlanAsync(Guid id) => await DoAsync(() => Plans.RemoveAsync(id, Leaving));

    private async Task DeleteAsync(Guid id) => await DoAsync(() => Desk.DeleteAsync(id, Leaving));

    private string Narrowed(ReportRow report)
    {
        string[] parts =
        [
            .. report.Company is { } company ? [company.Length > 0 ? company : T["List_Gone"]] : Array.Empty<string>(),
            .. report.Channel is { } channel ? [channel.Length > 0 ? channel : T["List_Gone"]] : Array.Empty<string>(),
            .. report.Network is { } network ? [NetworkName.Of(network)] : Array.Empty<string>(),
        ];
        return parts.Length == 0 ? T["List_Everything"] : string.Join(" · ", parts);
    }

    internal static string FormatsOf(bool xlsx, bool pdf) => xlsx && pdf ? "XLSX, PDF" : xlsx ? "XLSX" : "PDF";

    private static StatusTone Tone(ReportState state) => state switch
    {
        ReportState.Making => StatusTone.Info,
        ReportState.Ready => StatusTone.Good,
        ReportState.Failed => StatusTone.Bad,
        ReportState.Cancelled => StatusTone.Plain,
    };

    private static string Symbol(ReportState state) => state switch
    {
        ReportState.Making => "sync",
        ReportState.Ready => "check_circle",
        ReportState.Failed => "error",
        ReportState.Cancelled => "block",
    };
}
