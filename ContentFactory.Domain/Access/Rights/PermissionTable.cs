using System.Collections.Frozen;
using static ContentFactory.Domain.Access.Permission;

namespace ContentFactory.Domain.Access;

/// <summary>
/// Who may do what inside a tenant: the single source for domain verbs, pages and the permission document.
/// An action that is missing here fails at start-up, so that a new one cannot be forgotten.
/// </summary>
public static class PermissionTable
{
    private const RoleSet Readers = RoleSet.Viewer | Editors;
    private const RoleSet Editors = RoleSet.Editor | Approvers;
    private const RoleSet Approvers = RoleSet.Approver | RoleSet.Manager | Owners;
    private const RoleSet Owners = RoleSet.Owner | RoleSet.Admin;
    private const RoleSet WithSystem = RoleSet.System;

    private static readonly FrozenDictionary<Permission, Rule> Rules = new Dictionary<Permission, Rule>
    {
        [ViewDashboard] = Lasting(Readers),
        [ViewTenant] = Lasting(Readers | WithSystem),
        [EditTenant] = new(Owners, Audited: true),
        [ViewCompanies] = Lasting(Readers | WithSystem),
        [EditCompanies] = new(Owners, Audited: true),
        [SuspendCompanies] = new(RoleSet.Admin, Audited: true),
        [AcceptWebhooks] = new(WithSystem),
        [EditBrandVoice] = new(Approvers, Audited: true),
        [ViewMembers] = Lasting(Readers),
        [ManageMembers] = new(Owners, Audited: true),
        [LeaveTenant] = Lasting(Readers, audited: true),
        [ViewAudit] = Lasting(Owners | RoleSet.Manager),
        [ViewSettings] = Lasting(Readers | WithSystem),
        [EditSettings] = new(Owners, Audited: true),
        [ViewNotifications] = Lasting(Readers),
        [OwnAccount] = Lasting(Readers, audited: true),
        [ViewLongWork] = Lasting(Readers | WithSystem),
        [CancelLongWork] = new(Approvers),
        [ViewBilling] = Lasting(Owners),
        [ManageBilling] = new(Owners, Audited: true),
        [ViewChannels] = Lasting(Readers | WithSystem),
        [ConnectChannels] = new(Approvers, Audited: true),
        [ConnectByInvitation] = new(RoleSet.Guest, Audited: true),
        [EditChannels] = new(Approvers | WithSystem, Audited: true),
        [ViewCredentials] = Lasting(Owners | RoleSet.Manager),
        [ReplaceCredentials] = new(Owners | RoleSet.Manager, Audited: true),
        [ViewTopics] = Lasting(Readers),
        [EditTopics] = new(Editors),
        [ViewTrends] = Lasting(Readers | WithSystem),
        [EditTrendSources] = new(Editors),
        [CollectTrends] = new(Editors | WithSystem),
        [CurateTrends] = new(Editors),
        [ViewPosts] = Lasting(Readers | WithSystem),
        [EditPosts] = new(Editors | WithSystem),
        [GenerateDrafts] = new(Editors | WithSystem),
        [ViewTemplates] = Lasting(Readers | WithSystem),
        [EditTemplates] = new(Editors, Audited: true),
        [EditAutoDrafts] = new(Approvers, Audited: true),
        [ApprovePosts] = new(Approvers, Audited: true),
        [DiscussPosts] = new(Editors),
        [SendForApproval] = new(Approvers, Audited: true),
        [ApproveByLink] = new(RoleSet.Guest, Audited: true),
        [ArchivePosts] = new(Editors, Audited: true),
        [ViewMedia] = Lasting(Readers | WithSystem),
        [UploadMedia] = new(Editors | WithSystem),
        [DeleteMedia] = new(Editors, Audited: true),
        [ViewSchedule] = Lasting(Readers | WithSystem),
        [FollowCalendar] = new(Readers, Audited: true),
        [SchedulePosts] = new(Approvers | WithSystem, Audited: true),
        [CancelPublications] = new(Approvers | WithSystem, Audited: true),
        [SettleUnknown] = new(Approvers, Audited: true),
        [RemovePublications] = new(Approvers, Audited: true),
        [StopPublishing] = new(Approvers, Audited: true),
        [ViewAnalytics] = Lasting(Readers | WithSystem),
        [CollectMetrics] = new(WithSystem),
        [ViewSandbox] = Lasting(Readers),
        [SetSandboxFaults] = new(Editors),
        [RecordSandboxPosts] = new(WithSystem),
        [ViewAiRoles] = Lasting(Readers),
        [EditAiRoles] = new(Owners | RoleSet.Manager, Audited: true),
        [TryAiRoles] = new(Approvers),
        [ViewAiCosts] = Lasting(Owners | RoleSet.Manager),
        [EditAiBudget] = new(Owners, Audited: true),
        [DeleteTenant] = Lasting(Owners, audited: true),
        [ViewInstallation] = Lasting(RoleSet.Admin),
        [ViewManagedTenants] = Lasting(RoleSet.Manager),
        [ViewPeople] = Lasting(RoleSet.Admin),
        [ViewTenants] = Lasting(RoleSet.Admin),
        [ViewAiLog] = Lasting(RoleSet.Admin),
        [ViewAllAudit] = Lasting(RoleSet.Admin),
        [DirectWorkers] = new(RoleSet.Admin, Audited: true),
        [EditAiPrices] = new(RoleSet.Admin, Audited: true),
        [ManagePeople] = new(RoleSet.Admin, Audited: true),
        [ReadLetters] = new(RoleSet.Admin, Audited: true),
        [FoundTenants] = new(RoleSet.Admin, Audited: true),
        [AssignManagers] = new(RoleSet.Admin, Audited: true),
        [SuspendTenants] = new(RoleSet.Admin, Audited: true),
        [EditSystemSettings] = new(RoleSet.Admin, Audited: true),
        [ViewAs] = new(RoleSet.Admin, Audited: true),
        [EditPlans] = new(RoleSet.Admin, Audited: true),
        [GivePlans] = new(RoleSet.Admin, Audited: true),
    }.ToFrozenDictionary();

    static PermissionTable()
    {
        var missing = Enum.GetValues<Permission>().Where(p => !Rules.ContainsKey(p)).ToList();
        if (missing.Count > 0)
            throw new InvalidOperationException($"No rule for {string.Join(", ", missing)}");
    }

    /// <summary>False for a role or an action that does not exist.</summary>
    public static bool Allows(Role role, Permission permission) =>
        Enum.IsDefined(role) && Rules.TryGetValue(permission, out var rule) && rule.Roles.HasFlag((RoleSet)(1 << (int)role));

    /// <summary>Whether it goes on in a tenant that is suspended or being deleted: reading does, and going away.</summary>
    public static bool Outlasts(Permission permission) => Rules.TryGetValue(permission, out var rule) && rule.Lasts;

    /// <summary>Whether it is open to an administrator who looks through somebody's eyes: reading, and nothing that leaves a trace.</summary>
    public static bool OnlyLooks(Permission permission) => Rules.TryGetValue(permission, out var rule) && rule is { Lasts: true, Audited: false };

    /// <summary>Whether a successful use leaves a row in the audit log.</summary>
    public static bool IsAudited(Permission permission) => Rules[permission].Audited;

    [Flags]
    private enum RoleSet
    {
        Owner = 1 << Role.Owner,
        Approver = 1 << Role.Approver,
        Editor = 1 << Role.Editor,
        Viewer = 1 << Role.Viewer,
        Manager = 1 << Role.Manager,
        Admin = 1 << Role.Admin,
        System = 1 << Role.System,
        Guest = 1 << Role.Guest,
    }

    private static Rule Lasting(RoleSet roles, bool audited = false) => new(roles, audited) { Lasts = true };

    private sealed record Rule(RoleSet Roles, bool Audited = false)
    {
        public bool Lasts { get; init; }
    }
}
