using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Access;

/// <summary>What a person is in the tenant at this moment: a link does no more than its maker could now.</summary>
internal static class RoleNow
{
    /// <param name="asAdmin">Made as an administrator of the installation, who has no place in the tenant that could be lost.</param>
    /// <returns>Null where the person has no place any more, or no account that stands.</returns>
    public static async Task<Role?> OfAsync(AppDb rows, Guid personId, bool asAdmin, CancellationToken ct) =>
        await rows.Database.SqlQuery<string?>($"select role_in_tenant({personId}, {asAdmin}) as \"Value\"").SingleAsync(ct) is { } role ? Enum.Parse<Role>(role, ignoreCase: true) : null;
}
