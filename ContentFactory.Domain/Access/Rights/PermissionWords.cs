using static ContentFactory.Domain.Access.Permission;

namespace ContentFactory.Domain.Access;

/// <summary>One action in plain words, for the permission document.</summary>
public sealed record ActionWords(Permission Action, string Sentence);

/// <summary>What each action lets people do, by area and in the order of the document. A test fails for an action that is missing here.</summary>
public static class PermissionWords
{
    public static IReadOnlyList<(string Area, IReadOnlyList<ActionWords> Actions)> Areas { get; } =
    [
        ("Tenant and companies",
        [
            new(ViewDashboard, "See the dashboard."),
            new(ViewTenant, "See name, zone, language and currency of the tenant."),
            new(EditTenant, "Change them, and register a tenant."),
            new(ViewCompanies, "See the companies."),
            new(EditCompanies, "Add companies and change what they are."),
            new(SuspendCompanies, "Suspend companies and let them work again."),
            new(AcceptWebhooks, "Take in what a webhook delivers."),
            new(EditBrandVoice, "Change how a company sounds."),
            new(ViewSettings, "See the settings."),
            new(EditSettings, "Change the settings of the tenant and of its companies."),
            new(DeleteTenant, "Delete the tenant with all it holds."),
        ]),
        ("People",
        [
            new(ViewMembers, "See who works here, and as what."),
            new(ManageMembers, "Invite and remove people and change their roles."),
            new(LeaveTenant, "Leave the tenant."),
            new(ViewAudit, "Read the audit log."),
            new(ViewNotifications, "Read one's own notices."),
            new(OwnAccount, "Sign in, and change how one signs in."),
        ]),
        ("Billing",
        [
            new(ViewBilling, "See plan, use and invoices."),
            new(ManageBilling, "Change the plan and pay."),
        ]),
        ("Channels",
        [
            new(ViewChannels, "See the channels and how they are."),
            new(ConnectChannels, "Connect and disconnect channels, and invite others to connect theirs."),
            new(ConnectByInvitation, "Connect the own account by the link of an invitation: what guests do who have no account here."),
            new(EditChannels, "Change posting hours and limits, pause and resume."),
            new(ViewCredentials, "See the connections, their secrets masked."),
            new(ReplaceCredentials, "Replace the secret of a connection."),
            new(ViewSandbox, "See what the sandbox network received."),
            new(SetSandboxFaults, "Let the sandbox network fail on purpose."),
            new(RecordSandboxPosts, "Be the sandbox network that takes a post."),
        ]),
        ("Ideas",
        [
            new(ViewTopics, "See topics and niches."),
            new(EditTopics, "Add, change and remove topics and niches."),
            new(ViewTrends, "See sources and ideas."),
            new(EditTrendSources, "Add, change and remove sources and events."),
            new(CollectTrends, "Read sources now."),
            new(CurateTrends, "Bring, import, save and hide ideas."),
        ]),
        ("Content",
        [
            new(ViewPosts, "See posts and their history."),
            new(EditPosts, "Write posts and ask for approval."),
            new(GenerateDrafts, "Have drafts composed."),
            new(ViewTemplates, "See templates."),
            new(EditTemplates, "Add, change and remove templates."),
            new(EditAutoDrafts, "Say when drafts are composed by themselves, and from what."),
            new(ApprovePosts, "Approve and reject posts."),
            new(DiscussPosts, "Read what the team says about a post, and take part."),
            new(SendForApproval, "Make links by which people without an account approve or reject a post, and take them back."),
            new(ApproveByLink, "Approve or reject one version of a post by such a link: what guests do who have no account here."),
            new(ArchivePosts, "Archive posts and take them back."),
            new(ViewMedia, "See and download files."),
            new(UploadMedia, "Upload files, describe, sort and crop them."),
            new(DeleteMedia, "Delete files that no approved, planned or published post uses."),
        ]),
        ("AI",
        [
            new(ViewAiRoles, "See what AI roles are told, and were told before."),
            new(EditAiRoles, "Change what AI roles are told."),
            new(TryAiRoles, "Compare roles and models at the test bench."),
            new(ViewAiCosts, "See what models cost."),
            new(EditAiBudget, "Set the monthly budget for models."),
        ]),
        ("Publishing",
        [
            new(ViewSchedule, "See the calendar and the publications."),
            new(FollowCalendar, "Make an own secret address of the calendar for other programs, and take it back."),
            new(SchedulePosts, "Plan posts, move them and publish now."),
            new(CancelPublications, "Cancel planned publications."),
            new(SettleUnknown, "Say what became of an unclear publication."),
            new(RemovePublications, "Delete published posts at their networks."),
            new(StopPublishing, "Stop all publishing of the tenant, and let it go on."),
        ]),
        ("Numbers and long work",
        [
            new(ViewAnalytics, "See the numbers of posts and channels."),
            new(CollectMetrics, "Store numbers that a network reported."),
            new(ViewLongWork, "See what is running, and its outcome."),
            new(CancelLongWork, "Cancel or repeat what somebody else started."),
        ]),
        ("The installation",
        [
            new(ViewInstallation, "See the numbers of the whole installation: people, plans, costs, queues, the largest tenants."),
            new(ViewManagedTenants, "See the list of the tenants that one manages, with their plans and what waits there."),
            new(ViewPeople, "Find people of all tenants."),
            new(ManagePeople, "Deactivate and reactivate people, and switch a lost second factor off."),
            new(ViewAiLog, "See requests to models of all tenants, and the prices of models."),
            new(ViewAllAudit, "Read the audit log of all tenants and of the installation."),
            new(DirectWorkers, "Try again what failed in a queue, and take out what has not begun."),
            new(EditAiPrices, "Change the prices of models."),
            new(ReadLetters, "Open the mailbox of all letters."),
            new(ViewTenants, "Find tenants, with their owners and managers."),
            new(FoundTenants, "Make tenants for others, and put people into them."),
            new(AssignManagers, "Say who manages a tenant."),
            new(SuspendTenants, "Suspend tenants and let them work again."),
        ]),
    ];
}
