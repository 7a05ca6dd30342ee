namespace ContentFactory.Domain.Access;

/// <summary>Who acts in which tenant, with which role. Stands in the <see cref="TenantScope"/>; never comes from a page's parameter.</summary>
/// <param name="PersonId">Empty for the system itself.</param>
/// <param name="ViewAs">The admin who looks through this person's eyes, if one does; kept for the audit log.</param>
/// <param name="Reason">Why the system acts ("publishing", "demo"); null for people.</param>
public sealed record Actor(Guid PersonId, Guid TenantId, Role Role, Guid? ViewAs = null, string? Reason = null)
{
    public static Actor System(Guid tenantId, string reason) => new(Guid.Empty, tenantId, Role.System, Reason: reason);

    public bool May(Permission permission) => PermissionTable.Allows(Role, permission);

    /// <summary>The first line of every public verb. Pages hide what <see cref="May"/> denies, so arriving here without the right is no ordinary outcome.</summary>
    /// <exception cref="NotPermittedException">The role lacks the permission.</exception>
    public void Demand(Permission permission)
    {
        if (!May(permission))
            throw new NotPermittedException(permission);
    }
}

/// <summary>Someone without the right reached a verb. The edges answer 403 or the no-permission view.</summary>
public sealed class NotPermittedException(Permission permission) : Exception($"Not permitted: {permission}")
{
    public Permission Permission { get; } = permission;
}
