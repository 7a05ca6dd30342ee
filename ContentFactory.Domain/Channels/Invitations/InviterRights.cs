using ContentFactory.Domain.Access;

namespace ContentFactory.Domain.Channels;

/// <summary>What the person who sent a link may do now: the link does no more than its maker could.</summary>
internal readonly record struct InviterRights(bool MayConnect, bool MayReplace)
{
    public static async Task<InviterRights> OfAsync(AppDb rows, ChannelInvitation invitation, CancellationToken ct) =>
        await RoleNow.OfAsync(rows, invitation.CreatedBy, invitation.ByAdmin, ct) is { } role
            ? new(PermissionTable.Allows(role, Permission.ConnectChannels), PermissionTable.Allows(role, Permission.ReplaceCredentials)) : default;
}
