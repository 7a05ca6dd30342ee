using ContentFactory.Domain.Access;

namespace ContentFactory.Tests.Access;

public sealed class PermissionTests
{
    [Fact]
    public void The_table_answers_for_each_role_and_action()
    {
        foreach (var role in Enum.GetValues<Role>())
            foreach (var permission in Enum.GetValues<Permission>())
            {
                var actor = new Actor(Guid.Empty, Guid.Empty, role);
                var denied = Record.Exception(() => actor.Demand(permission));
                Assert.Equal(actor.May(permission), denied is null);
                if (denied is not null)
                    Assert.Equal(permission, Assert.IsType<NotPermittedException>(denied).Permission);
            }
    }

    [Fact]
    public void A_higher_member_may_all_that_a_lower_one_may()
    {
        Role[] ladder = [Role.Viewer, Role.Editor, Role.Approver, Role.Owner, Role.Admin];
        foreach (var (lower, higher) in ladder.Zip(ladder.Skip(1)))
            Assert.Empty(Allowed(lower).Except(Allowed(higher)));
        Assert.Empty(Allowed(Role.Approver).Except(Allowed(Role.Manager)));
    }

    [Fact]
    public void A_viewer_changes_nothing_but_oneself_and_may_leave() => Assert.All(Allowed(Role.Viewer).Where(p => p is not (Permission.LeaveTenant or Permission.OwnAccount or Permission.FollowCalendar)), p => Assert.StartsWith("View", p.ToString(), StringComparison.Ordinal));

    [Fact]
    public void Only_owners_decide_about_money_members_and_the_end()
    {
        foreach (var permission in new[] { Permission.ManageMembers, Permission.ManageBilling, Permission.DeleteTenant })
            Assert.Equal([Role.Owner, Role.Admin], Enum.GetValues<Role>().Where(r => PermissionTable.Allows(r, permission)));
    }

    [Fact]
    public void Approval_is_a_persons_decision_never_the_systems() => Assert.DoesNotContain(Permission.ApprovePosts, Allowed(Role.System));

    [Theory]
    [InlineData(-1)]
    [InlineData(8)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(37)]
    public void A_role_that_does_not_exist_may_nothing(int role) => Assert.Empty(Allowed((Role)role));

    [Theory]
    [InlineData(-1)]
    [InlineData(1000)]
    [InlineData(int.MaxValue)]
    public void An_action_that_does_not_exist_is_refused(int action)
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            var actor = new Actor(Guid.Empty, Guid.Empty, role);
            Assert.False(actor.May((Permission)action));
            Assert.Throws<NotPermittedException>(() => actor.Demand((Permission)action));
        }
    }

    private static IEnumerable<Permission> Allowed(Role role) => Enum.GetValues<Permission>().Where(p => PermissionTable.Allows(role, p));
}
