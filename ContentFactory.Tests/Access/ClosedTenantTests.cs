using ContentFactory.Domain;
using ContentFactory.Domain.Access;

namespace ContentFactory.Tests.Access;

/// <summary>A suspended tenant, and one that is being deleted, can be read and left; each other action is refused with the reason.</summary>
public sealed class ClosedTenantTests
{
    // one's own account is no matter of the tenant
    private static readonly HashSet<Permission> StillOpen = [Permission.LeaveTenant, Permission.DeleteTenant, Permission.OwnAccount];

    public static TheoryData<Permission> All => [.. Enum.GetValues<Permission>()];

    [Theory]
    [MemberData(nameof(All))]
    public void Whatever_changes_something_is_refused_while_closed(Permission permission)
    {
        var lasts = StillOpen.Contains(permission) || (permission is not Permission.ViewAs && permission.ToString().StartsWith("View", StringComparison.Ordinal));
        foreach (var (standing, problem) in new[] { (TenantStatus.Suspended, "Access.TenantSuspended"), (TenantStatus.Deleting, "Access.TenantDeleting") })
            foreach (var role in Enum.GetValues<Role>().Where(r => PermissionTable.Allows(r, permission)))
            {
                var actor = new Actor(Guid.Empty, Guid.Empty, role) { Standing = standing };
                Assert.Equal(lasts, actor.May(permission));
                if (!lasts)
                    Assert.Equal(problem, Assert.Throws<NotPermittedException>(() => actor.Demand(permission)).Problem.TextKey);
            }
    }

    [Fact]
    public void Who_may_not_is_told_nothing_of_the_state() =>
        Assert.Equal(Problem.Forbidden().TextKey, Assert.Throws<NotPermittedException>(() => new Actor(Guid.Empty, Guid.Empty, Role.Viewer) { Standing = TenantStatus.Suspended }.Demand(Permission.EditPosts)).Problem.TextKey);
}
