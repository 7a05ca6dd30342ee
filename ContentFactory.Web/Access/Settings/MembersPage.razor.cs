using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using ContentFactory.Web.Shell.Tools;
using ContentFactory.Web.Ui;
using ContentFactory.Web.Ui.Lists;
using Microsoft.JSInterop;

namespace ContentFactory.Web.Access.Settings;

public sealed record MembersData(ListPage<MemberRow> Page, MemberRoom Room, IReadOnlyList<InvitationRow> Invitations);

public sealed partial class MembersPage(MemberQueries members, MemberDesk desk, InvitationQueries invitations, InvitationDesk inviting, IJSRuntime script)
{
    private static readonly string[] InviteFields = [nameof(NewInvitation.Email)];

    private Sheet? inviteSheet;
    private Sheet? roleSheet;
    private MemberRow? chosen;
    private MemberRole role = MemberRole.Editor;
    private string email = "";
    private string? done;
    private bool inSheet;

    protected override IReadOnlyList<string> Topics => [ChangeTopics.Members];

    private bool MayManage => Actor.May(Permission.ManageMembers);

    private string Hint => Data!.Room.Limit is { } limit ? T["Members_Room", Data.Room.Used, limit] : T.Plural("Members_Count", Data.Room.Used);

    private IReadOnlyList<ListOption> Roles => [.. Enum.GetValues<MemberRole>().Select(r => new ListOption(r.ToString().ToLowerInvariant(), T[$"Role_{r}"]))];

    protected override async Task<Result<MembersData>> ReadAsync(CancellationToken ct)
    {
        var asked = ListState.Of(Navigation.Uri);
        return new MembersData(
            await members.ListAsync(MemberExport.FilterOf(asked), ct), await members.RoomAsync(ct),
            MayManage ? await invitations.OpenAsync(ct) : []);
    }

    private async Task OpenInviteAsync()
    {
        (Problem, done, inSheet, role) = (null, null, true, MemberRole.Editor);
        await inviteSheet!.OpenAsync();
    }

    private async Task OpenRoleAsync(MemberRow member)
    {
        (Problem, done, inSheet, chosen, role) = (null, null, true, member, member.Role);
        StateHasChanged();
        await roleSheet!.OpenAsync();
    }

    private void Closed() => (inSheet, Problem) = (false, null);

    private async Task InviteAsync()
    {
        if (await DoAsync(() => inviting.InviteAsync(new(email, role), Leaving)) is not { } sent)
            return;
        await script.ForgetTypedAsync("invite");
        await inviteSheet!.CloseAsync();
        (email, done) = ("", T[sent.Again ? "Invite_SentAgain" : "Invite_Sent", EmailAddress.Show(sent.Email)]);
    }

    private async Task ChangeRoleAsync()
    {
        if (chosen is not { } member || !await DoAsync(() => desk.ChangeRoleAsync(member.Id, role, Leaving)))
            return;
        await roleSheet!.CloseAsync();
        done = T["Members_RoleChanged", member.Name, T[$"Role_{role}"]];
    }

    private async Task RemoveAsync(MemberRow member)
    {
        done = null;
        if (await DoAsync(() => desk.RemoveAsync(member.Id, Leaving)))
            done = T["Members_Removed", member.Name];
    }

    private async Task LeaveAsync()
    {
        done = null;
        // after leaving there is nothing here to read again
        var left = false;
        await DoAsync(async () =>
        {
            var result = await desk.LeaveAsync(Leaving);
            left = result.Ok;
            return result;
        });
        if (left)
            Navigation.NavigateTo("/companies", forceLoad: true);
    }

    private async Task ResendAsync(InvitationRow invitation)
    {
        done = null;
        if (await DoAsync(() => inviting.ResendAsync(invitation.Id, Leaving)) is { } sent)
            done = T["Invite_SentAgain", EmailAddress.Show(sent.Email)];
        StateHasChanged();
    }

    private async Task RevokeAsync(InvitationRow invitation)
    {
        done = null;
        if (await DoAsync(() => inviting.RevokeAsync(invitation.Id, Leaving)) is { } revoked)
            done = T["Invite_Revoked", EmailAddress.Show(revoked.Email)];
        StateHasChanged();
    }
}
