using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Ai.Roles;
using ContentFactory.Domain.Data;
using ContentFactory.Web.Ui.Lists;
using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Ai;

public sealed partial class BenchPage(RoleBook book, RoleTrials trials, CompanyQueries companies, Tenants tenants)
{
    private static readonly string[] Fields = [nameof(TrialInput.Title), nameof(TrialInput.Text)];

    private readonly Side[] sides = [new("A"), new("B")];
    private CancellationTokenSource? running;
    private Guid companyId;
    private AiRole role;
    private bool isFilled;
    private string language = "ru";
    private string title = "";
    private string text = "";

    protected override IReadOnlyList<string> Topics => [ChangeTopics.Settings];

    private bool IsRunning => sides.Any(s => s.IsRunning);

    private IReadOnlyList<RoleVersion> Versions => Data!.Roles.First(r => r.Role == role).Versions;

    protected override async Task<Result<BenchData>> ReadAsync(CancellationToken ct)
    {
        Actor.Demand(Permission.TryAiRoles);
        var histories = new List<RoleHistory>();
        foreach (var one in Enum.GetValues<AiRole>())
            histories.Add(await book.HistoryAsync(one, ct));
        return new BenchData(await companies.ChoicesAsync(ct), histories, trials.Models());
    }

    protected override void OnRead(BenchData data)
    {
        if (data.Companies.All(c => c.Id != companyId))
            companyId = data.Companies is [var first, ..] ? first.Id : Guid.Empty;
        if (isFilled)
            return;
        isFilled = true;
        language = System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName is "ru" ? "ru" : "en";
        if (ListState.Of(Navigation.Uri).Filter<AiRole>("role") is { } asked)
            role = asked;
        for (var i = 0; i < sides.Length; i++)
            sides[i].Model = i < data.Models.Count ? data.Models[i] : data.Models.Count > 0 && i > 0 ? data.Models[0] : "";
        ShowNewest();
    }

    private void ChooseRole(ChangeEventArgs e)
    {
        if (Enum.TryParse<AiRole>(e.Value as string, out var chosen))
            role = chosen;
        ShowNewest();
    }

    private void ShowNewest()
    {
        foreach (var side in sides)
            side.Version = Versions[0].Version;
    }

    /// <summary>Both at once, each in a scope of its own, for neither waits for the other.</summary>
    private async Task RunAsync()
    {
        if (IsRunning)
            return;
        Problem = null;
        using var stop = running = CancellationTokenSource.CreateLinkedTokenSource(Leaving);
        var input = new TrialInput(companyId, role, title, text, language);
        await Task.WhenAll(sides.Select(side => RunAsync(side, input, stop.Token)));
        running = null;
    }

    private async Task RunAsync(Side side, TrialInput input, CancellationToken ct)
    {
        (side.Outcome, side.IsRunning) = (null, true);
        try
        {
            var asked = new TrialSide(side.Model, side.Version);
            var run = await tenants.RunAsync(Scope.TenantId, Scope.Actor, s => s.GetRequiredService<RoleTrials>().RunAsync(input, asked, ct), Scope.Origin);
            if (run.Ok)
                side.Outcome = run.Value;
            else if (run.Problem.Field is { } field && Fields.Contains(field))
                Problem = run.Problem;
            else
                side.Outcome = new TrialOutcome(null, run.Problem, side.Model, side.Version, 0, 0, TimeSpan.Zero);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
        }
        finally
        {
            side.IsRunning = false;
            if (!Leaving.IsCancellationRequested)
                StateHasChanged();
        }
    }

    private Task CancelAsync() => running?.CancelAsync() ?? Task.CompletedTask;

    private string NameOf(RoleVersion version) =>
        version == Versions[0] ? T["Bench_Newest", version.Version] : version.Version == 0 ? T["Role_Own"] : T["Roles_Version", version.Version];

    private sealed class Side(string name)
    {
        public string Name => name;
        public string Model { get; set; } = "";
        public int Version { get; set; }
        public TrialOutcome? Outcome { get; set; }
        public bool IsRunning { get; set; }
    }
}
