namespace ContentFactory.Domain.Access;

/// <summary>Who acts in which tenant, with which role. Stands in the <see cref="TenantScope"/>; never comes from a page's parameter.</summary>
/// <param name="PersonId">Empty for the system itself.</param>
/// <param name="ViewAs">The admin who looks through this person's eyes, if one does: such an actor looks only.</param>
/// <param name="Reason">Why the system acts ("publishing", "demo"); null for people.</param>
public sealed record Actor(Guid PersonId, Guid TenantId, Role Role, Guid? ViewAs = null, string? Reason = null)
{
    public static Actor System(Guid tenantId, string reason) => new(Guid.Empty, tenantId, Role.System, Reason: reason);

    /// <summary>Somebody without an account, let in by a link. Whoever makes one has read the link's row and the tenant's state.</summary>
    public static Actor Guest(Guid tenantId, string reason) => new(Guid.Empty, tenantId, Role.Guest, Reason: reason);

    /// <summary>How the tenant stood when it was entered. In one that is not active nothing is changed any more; background work goes by rules of its own.</summary>
    public TenantStatus Standing { get; init; }

    public bool May(Permission permission) => PermissionTable.Allows(Role, permission) && IsOpenTo(permission);

    /// <summary>The first line of every public verb. Pages hide what <see cref="May"/> denies, so arriving here without the right is no ordinary outcome.</summary>
    /// <exception cref="NotPermittedException">The role lacks the permission, or the tenant is closed for it.</exception>
    public void Demand(Permission permission)
    {
        if (!PermissionTable.Allows(Role, permission))
            throw new NotPermittedException(permission);
        if (ViewAs is not null && !PermissionTable.OnlyLooks(permission))
            throw NotPermittedException.Looking(permission);
        if (!IsOpenTo(permission))
            throw new NotPermittedException(permission, Standing);
    }

    private bool IsOpenTo(Permission permission) => ViewAs is null ? Standing is TenantStatus.Active || PermissionTable.Outlasts(permission) : PermissionTable.OnlyLooks(permission);
}

/// <summary>Someone without the right reached a verb. The edges answer 403 or the no-permission view.</summary>
/// <param name="standing">Why, where the role would have the right: the tenant is closed.</param>
public sealed class NotPermittedException(Permission permission, TenantStatus standing = TenantStatus.Active) : Exception($"Not permitted: {permission}")
{
    public Permission Permission { get; } = permission;

    /// <summary>What is said of it.</summary>
    public Problem Problem { get; private init; } = standing is TenantStatus.Active ? Problem.Forbidden() : standing.Closed();

    /// <summary>An administrator who looks through somebody's eyes would change something.</summary>
    public static NotPermittedException Looking(Permission permission) => new(permission) { Problem = Problem.Forbidden("Access.ViewAsOnlyLooks") };
}
