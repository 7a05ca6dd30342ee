using ContentFactory.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Channels;

/// <summary>What the person who sent a link may do now: the link does no more than its maker could.</summary>
internal readonly record struct InviterRights(bool MayConnect, bool MayReplace)
{
    public static async Task<InviterRights> OfAsync(AppDb rows, ChannelInvitation invitation, CancellationToken ct)
    {
        if (invitation.ByAdmin)
            return Of(Role.Admin);
        if (await rows.Members.Where(m => m.PersonId == invitation.CreatedBy).Select(m => (MemberRole?)m.Role).SingleOrDefaultAsync(ct) is { } member)
            return Of(member.ToRole());
        return await rows.Tenants.AnyAsync(t => t.ManagerId == invitation.CreatedBy, ct) ? Of(Role.Manager) : default;
    }

    private static InviterRights Of(Role role) => new(PermissionTable.Allows(role, Permission.ConnectChannels), PermissionTable.Allows(role, Permission.ReplaceCredentials));
}
