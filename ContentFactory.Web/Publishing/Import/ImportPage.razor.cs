using System.Globalization;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Publishing.Import;
using ContentFactory.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Publishing.Import;

/// <param name="File">Null before one is given.</param>
public sealed record ImportData(ImportView? File);

/// <summary>Posts from a file: given by a form, looked through as long work, brought in when a person has seen what was found.</summary>
public sealed partial class ImportPage(PostImports imports, LongTasks works)
{
    private static readonly string[] OwnFields = ["File"];
    private static readonly string[] Kinds = [LookThroughPosts.Kind, BringInPosts.Kind];

    private RunningWork? work;
    private bool running;

    [SupplyParameterFromQuery(Name = "file")] public string? FileId { get; set; }
    [SupplyParameterFromQuery(Name = "fault")] public string? Fault { get; set; }
    [SupplyParameterFromQuery(Name = "target")] public string? Target { get; set; }
    [SupplyParameterFromQuery(Name = "repeats")] public string? Repeats { get; set; }

    protected override IReadOnlyList<string> Topics => [ChangeTopics.LongWork];

    private static bool IsRussian => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ru";

    private IReadOnlyList<ImportTarget> Targets => MayPlan ? Enum.GetValues<ImportTarget>() : [ImportTarget.Draft, ImportTarget.Ready];
    private bool MayPlan => Actor.May(Permission.ApprovePosts) && Actor.May(Permission.SchedulePosts);

    private ImportTarget Wanted => Data?.File?.Target ?? ImportEndpoints.TargetOf(Target) ?? Targets[^1];

    /// <summary>What the form's way back says about the file.</summary>
    private Problem? FileFault => ImportEndpoints.FaultOf(Fault);

    protected override async Task<Result<ImportData>> ReadAsync(CancellationToken ct)
    {
        Actor.Demand(Permission.EditPosts);
        if (!Guid.TryParse(FileId, out var id))
            return new ImportData(null);
        var found = await imports.OneAsync(id, ct);
        return found.Ok ? new ImportData(found.Value) : found.Problem;
    }

    protected override void OnRead(ImportData data) => Repeats ??= data.File is { Repeats: true } ? "yes" : null;

    /// <summary>Small files are looked through before the page can hear of it.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        await base.OnAfterRenderAsync(firstRender);
        if (firstRender && Data?.File is { State: ImportState.Waiting })
            await ReloadAsync();
    }

    private Task UnderWayAsync(bool underWay)
    {
        running = underWay;
        return underWay ? Task.CompletedTask : ReloadAsync();
    }

    private string TemplateAddress(string format) => $"/t/{Uri.EscapeDataString(Tenant)}/export/{PostTemplateExport.ListName}?format={format}";

    private async Task BringInAsync()
    {
        await DoAsync(() => imports.BringInAsync(Data!.File!.Id, CultureInfo.CurrentCulture.Name, Leaving));
        await (work?.RefreshAsync() ?? Task.CompletedTask);
    }

    /// <summary>What goes on, or why it broke off; what was found stands below.</summary>
    private async Task<IReadOnlyList<LongTaskView>> WorkAsync(CancellationToken ct) =>
        (await works.MineAsync(ct)).LastOrDefault(t => Kinds.Contains(t.Kind)) is { State: not LongTaskState.Done } last ? [last] : [];

    private static string Word(ImportTarget target) => target.ToString().ToLowerInvariant();
}
