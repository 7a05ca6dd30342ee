using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Ai.Roles;
using ContentFactory.Domain.Data;
using ContentFactory.Web.Shell.Tools;
using ContentFactory.Web.Ui;
using ContentFactory.Web.Ui.Lists;
using Microsoft.JSInterop;

namespace ContentFactory.Web.Ai;

public sealed partial class RolePage(RoleBook book, RoleEditor editor, IJSRuntime script)
{
    private static readonly string[] Fields = ["Text"];

    private string typed = "";
    private string read = "";
    private AiRole? readRole;

    // the version that the person has before them
    private int seen;
    private bool isSaved;
    private bool isOvertaken;
    private bool mayFill;

    protected override IReadOnlyList<string> Topics => [ChangeTopics.Settings];

    private bool MayEdit => Actor.May(Permission.EditAiRoles);

    private bool IsTyped => typed.ReplaceLineEndings("\n").Trim() != read;

    private IReadOnlyList<Crumb> Way => [new(T["Roles_Title"], $"/t/{Uri.EscapeDataString(Tenant)}/settings/ai")];

    protected override async Task<Result<RoleHistory>> ReadAsync(CancellationToken ct) =>
        await book.HistoryAsync(ListState.Of(Navigation.Uri).Filter<AiRole>("role") ?? AiRole.Copywriter, ct);

    // what is typed stays while somebody else saves
    protected override void OnRead(RoleHistory data)
    {
        if (readRole != data.Role || mayFill || !IsTyped)
            Take(data);
        else
            isOvertaken = data.Current.Version != seen;
    }

    private void Take(RoleHistory data)
    {
        (readRole, seen, isOvertaken, mayFill) = (data.Role, data.Current.Version, false, false);
        typed = read = data.Current.Text.ReplaceLineEndings("\n").Trim();
    }

    private void TakeTheirs()
    {
        Problem = null;
        Take(Data!);
    }

    /// <summary>What is typed goes on, on top of the newest version.</summary>
    private void KeepMine() => (Problem, seen, isOvertaken) = (null, Data!.Current.Version, false);

    private async Task SaveAsync()
    {
        isSaved = await DoAsync(() => ChangedAsync(editor.SaveAsync(Data!.Role, typed, seen, Leaving)));
        if (isSaved)
            await script.ForgetTypedAsync($"role-{Data!.Role}");
        else if (Problem is { Kind: ProblemKind.Conflict })
            await ReloadAsync();
    }

    private async Task RestoreAsync(int version)
    {
        isSaved = await DoAsync(() => ChangedAsync(editor.RestoreAsync(Data!.Role, version, seen, Leaving)));
        StateHasChanged();
    }

    private async Task<Result> ChangedAsync(Task<Result> change)
    {
        var changed = await change;
        mayFill = changed.Ok;
        return changed;
    }

    private string Told(RoleVersion version, DateTimeOffset at)
    {
        var when = ZonedText.Moment(at, Door.ZoneId);
        var told = version.ByName is { } by ? T["Roles_ChangedBy", by, when].Value : when;
        return version.RestoredVersion is { } restored ? $"{told} · {(restored == 0 ? T["Role_RestoredOwn"] : T["Role_Restored", restored])}" : told;
    }
}
