using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Access;

/// <summary>What a person is in the tenant at this moment: a link does no more than its maker could now.</summary>
internal static class RoleNow
{
    /// <param name="asAdmin">An administrator of the installation, who has no place in the tenant that could be lost.</param>
    public static async Task<Role?> OfAsync(AppDb rows, Guid personId, bool asAdmin, CancellationToken ct)
    {
        if (asAdmin)
            return Role.Admin;
        if (await rows.Members.Where(m => m.PersonId == personId).Select(m => (MemberRole?)m.Role).SingleOrDefaultAsync(ct) is { } member)
            return member.ToRole();
        return await rows.Tenants.AnyAsync(t => t.ManagerId == personId, ct) ? Role.Manager : null;
    }
}
