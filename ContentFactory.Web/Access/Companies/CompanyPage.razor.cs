using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Trends;
using ContentFactory.Web.Shell.Tools;
using ContentFactory.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ContentFactory.Web.Access.Companies;

public sealed partial class CompanyPage(
    CompanyQueries companies, CompanyEditor editor, CompanyActivity activity, CompanyWebhook webhook, CompanyInterests interests, IJSRuntime script)
{
    private CompanyDraft draft = new();
    private TypedOver<CompanyEntry>? over;
    private bool isSaved;
    private bool mayFill;
    private Guid shown;

    /// <summary>Shown until the page is left, and never again.</summary>
    private string? secret;

    [Parameter] public new Guid CompanyId { get; set; }

    protected override IReadOnlyList<string> Topics => [ChangeTopics.Companies, ChangeTopics.Trends];

    private CompanyView Company => Data!.Company;
    private IReadOnlyList<Crumb> Way => [new(T["Companies_Title"], $"/t/{Uri.EscapeDataString(Tenant)}/settings/companies")];
    private bool IsTyped => over?.HasTyped(draft.Entry()) is true;

    private bool MayActivate =>
        Company.Status is CompanyStatus.Inactive && Actor.May(Permission.EditCompanies) || Company.Status is CompanyStatus.Suspended && Actor.May(Permission.SuspendCompanies);

    protected override async Task<Result<View>> ReadAsync(CancellationToken ct)
    {
        var company = await companies.OneAsync(CompanyId, ct);
        return company.Ok ? new View(company.Value, await interests.ReadAsync(CompanyId, ct)) : company.Problem;
    }

    protected override void OnRead(View data)
    {
        if (shown != data.Company.Id)
            (over, secret, shown) = (null, null, data.Company.Id);
        if (over is null || mayFill || over.See(data.Company.Entry, data.Company.Version, draft.Entry()))
            Fill();
    }

    private void Fill()
    {
        draft = CompanyDraft.Of(Company.Entry);
        (over, mayFill) = (new(Company.Entry, Company.Version), false);
    }

    private async Task SaveAsync()
    {
        isSaved = false;
        if (await DoAsync(ChangeAsync))
        {
            isSaved = true;
            await script.ForgetTypedAsync("company");
        }
        else if (Problem is { TextKey: "Access.CompanyChanged" })
        {
            Problem = null;
            await ReloadAsync();
        }
        StateHasChanged();
    }

    private async Task<Result> ChangeAsync()
    {
        var changed = await editor.ChangeAsync(CompanyId, draft.Entry(), over!.Version, Leaving);
        // what is read next is what was typed, as the domain keeps it
        mayFill = changed.Ok;
        return changed;
    }

    private async Task KeepMineAsync()
    {
        over = new(Company.Entry, Company.Version);
        await SaveAsync();
    }

    private async Task TakeTheirsAsync()
    {
        Problem = null;
        Fill();
        await script.ForgetTypedAsync("company");
    }

    private Task MoveAsync(Func<Guid, CancellationToken, Task<Result>> move) => DoAsync(() => move(CompanyId, Leaving));

    private Task SetInterestAsync((Guid TopicId, bool Wanted) choice) => DoAsync(() => interests.SetAsync(CompanyId, choice.TopicId, choice.Wanted, Leaving));

    private async Task MakeSecretAsync() => secret = await DoAsync(() => webhook.RotateAsync(CompanyId, Leaving)) ?? secret;

    public sealed record View(CompanyView Company, IReadOnlyList<Interest> Interests);
}
