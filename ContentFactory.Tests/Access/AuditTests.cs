using System.Text.RegularExpressions;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Ai.Costs;
using ContentFactory.Domain.Ai.Roles;
using ContentFactory.Domain.Analytics;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.Approvals;
using ContentFactory.Domain.Content.AutoDrafts;
using ContentFactory.Domain.Content.Templates;
using ContentFactory.Domain.Publishing.Files;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.Sandbox;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ContentFactory.Tests.Access;

/// <summary>Each audited action leaves exactly one row of its name. An action whose verb appears needs a scenario here.</summary>
public sealed class AuditTests(AuditTests.World world) : IClassFixture<AuditTests.World>
{
    /// <summary>No code uses these yet; the first use fails the test until a scenario stands below.</summary>
    private static readonly HashSet<Permission> NoVerbYet =
    [
        Permission.ManageBilling, Permission.DeleteTenant,
    ];

    private static readonly Dictionary<Permission, Scenario> Scenarios = new()
    {
        [Permission.EditTenant] = new("", async (s, _) =>
        {
            var (profile, card) = (s.GetRequiredService<TenantProfile>(), await s.GetRequiredService<TenantProfile>().ReadAsync(default));
            return await profile.EditAsync(new("Other", card.ZoneId, card.Language, card.Currency, [], [], card.Version), default);
        }),
        [Permission.ManageMembers] = new("", (s, id) => s.GetRequiredService<MemberDesk>().RemoveAsync(id("members"), default)),
        [Permission.LeaveTenant] = new("update members set role = 'owner' where tenant_id = :tenant", (s, _) => s.GetRequiredService<MemberDesk>().LeaveAsync(default)),
        [Permission.EditSettings] = new("", (s, _) => s.GetRequiredService<FirstSteps>().HideAsync(default)),
        [Permission.EditCompanies] = new("", (s, _) => s.GetRequiredService<CompanyEditor>().AddAsync(new CompanyEntry("Audited")).Of()),
        [Permission.SuspendCompanies] = new("", (s, id) => s.GetRequiredService<CompanyActivity>().SuspendAsync(id("companies")), Role.Admin),
        [Permission.EditBrandVoice] = new("update brand_voices set language = 'ru' where tenant_id = :tenant", ChangeVoiceAsync),
        [Permission.ConnectChannels] = new("", (s, _) => s.GetRequiredService<SandboxBots>().OpenAsync("telegram", "Test", default).Of()),
        [Permission.EditChannels] = new("update channels set status = 'active' where tenant_id = :tenant", (s, id) => s.GetRequiredService<ChannelCare>().PauseAsync(id("channels"), default)),
        [Permission.ReplaceCredentials] = new("update channels set status = 'active' where tenant_id = :tenant", (s, id) => s.GetRequiredService<ChannelCare>().ReplaceTokenAsync(id("channels"), "123:abc", default).Of()),
        [Permission.ApprovePosts] = new("update posts set status = 'ready' where tenant_id = :tenant", (s, id) => s.GetRequiredService<PostApproval>().ApproveAsync(id("posts"), 1)),
        [Permission.SendForApproval] = new("update posts set status = 'ready' where tenant_id = :tenant", (s, id) => s.GetRequiredService<ApprovalLinks>().CreateAsync(id("posts"), 1, new("Anna", 7, null)).Of()),
        [Permission.ArchivePosts] = new("update posts set status = 'draft' where tenant_id = :tenant", (s, id) => s.GetRequiredService<PostEditor>().ArchiveAsync(id("posts"))),
        [Permission.EditTemplates] = new("", (s, _) => s.GetRequiredService<TemplateEditor>()
            .AddAsync(new(null, "Audited", "", TemplateCategory.Tip, PostType.TextPost, [], "en", TemplateFormat.Single, "{{hook}}", [], "", [])).Of()),
        [Permission.EditAutoDrafts] = new("delete from auto_draft_plans where tenant_id = :tenant", (s, id) => s.GetRequiredService<AutoDraftEditor>().SaveAsync(id("companies"), AutoDraftEntry.First, null)),
        [Permission.DeleteMedia] = new("delete from post_media where tenant_id = :tenant; update posts set cover_media_id = null where tenant_id = :tenant; update post_variants set cover_media_id = null where tenant_id = :tenant", (s, id) => s.GetRequiredService<FileRemoval>().RemoveAsync(id("media_items"))),
        [Permission.SchedulePosts] = new("", (s, id) => s.GetRequiredService<PostSchedule>().MoveAsync(id("publications"), new DateOnly(2026, 12, 10), new TimeOnly(12, 0), default).Of()),
        [Permission.CancelPublications] = new("update publications set external_id = null where tenant_id = :tenant", (s, id) => s.GetRequiredService<PostSchedule>().CancelAsync(id("publications"), default)),
        [Permission.FollowCalendar] = new("delete from calendar_feeds where tenant_id = :tenant", (s, _) => s.GetRequiredService<CalendarFeeds>().RenewAsync(default).Of()),
        [Permission.EditAiRoles] = new("delete from role_texts where tenant_id = :tenant", (s, _) => s.GetRequiredService<RoleEditor>().SaveAsync(AiRole.Copywriter, "Write short.", 0, default)),
        [Permission.EditAiBudget] = new("delete from ai_budgets where tenant_id = :tenant", (s, _) => s.GetRequiredService<AiBudgets>().SetAsync("5", default)),
        [Permission.StopPublishing] = new("", (s, _) => s.GetRequiredService<PublishingSwitch>().StopAsync(default)),
        [Permission.SettleUnknown] = new(
            """
            update publications set state = 'leased', lease_until = app_now() where tenant_id = :tenant;
            update publications set state = 'sending' where tenant_id = :tenant;
            update publications set state = 'unknown', lease_until = null where tenant_id = :tenant
            """,
            (s, id) => s.GetRequiredService<PostSchedule>().SettleAsPublishedAsync(id("publications"), null, default)),
        [Permission.RemovePublications] = new(
            """
            delete from publication_removals where tenant_id = :tenant;
            update channels set status = 'active' where tenant_id = :tenant;
            update publications set state = 'leased', lease_until = app_now() where tenant_id = :tenant;
            update publications set state = 'sending' where tenant_id = :tenant;
            update publications set state = 'published', lease_until = null where tenant_id = :tenant
            """,
            (s, id) => s.GetRequiredService<PublicationRemovals>().RemoveAsync(id("publications"), default)),
    };

    public static TheoryData<Permission> Tried => [.. Scenarios.Keys];

    [Fact]
    public void Each_audited_action_in_use_has_a_scenario()
    {
        // what only an administrator does, in no tenant of their own, is tried by tests of its own
        // so is what people do to the own account, in no tenant at all, and what guests do who are no people here
        var known = Scenarios.Keys.Concat([Permission.FoundTenants, Permission.ManagePeople, Permission.AssignManagers, Permission.SuspendTenants, Permission.EditSystemSettings, Permission.ViewAs, Permission.EditPlans, Permission.GivePlans, Permission.EditAiPrices, Permission.DirectWorkers, Permission.OwnAccount, Permission.ReadLetters, Permission.ConnectByInvitation, Permission.ApproveByLink]).ToHashSet();
        var used = Used();
        foreach (var permission in Enum.GetValues<Permission>().Where(PermissionTable.IsAudited))
            Assert.True(used.Contains(permission) ? known.Contains(permission) : NoVerbYet.Contains(permission), $"{permission} {(used.Contains(permission) ? "is used without a scenario" : "is not used")}");
        Assert.Empty(NoVerbYet.Intersect(used));
    }

    [Theory]
    [MemberData(nameof(Tried))]
    public async Task An_audited_action_leaves_one_row(Permission permission)
    {
        var tenant = await world.AddTenantAsync($"audit-{permission}".ToLowerInvariant());
        var rows = await RowBuilder.FillAsync(world.Database, tenant.Id, $"zq{tenant.Slug}");
        await using (var system = await Sql.OpenAsync(world.Database.ConnectionString("cf_system")))
            if (Scenarios[permission].Prepare is { Length: > 0 } prepare)
                await Sql.RunAsync(system, prepare.Replace(":tenant", $"'{tenant.Id}'", StringComparison.Ordinal));

        var outcome = await tenant.RunAsync(new Actor(tenant.Person(MemberRole.Owner), tenant.Id, Scenarios[permission].As), services => Scenarios[permission].RunAsync(services, table => (Guid)rows[table]["id"]));

        Assert.True(outcome.Ok, outcome.Problem?.TextKey);
        var owner = tenant.Person(MemberRole.Owner);
        Assert.Equal(permission, Assert.Single(await tenant.DbAsync(db => db.AuditLog.Where(a => a.PersonId == owner).Select(a => a.Action).ToListAsync())));
    }

    [Fact]
    public async Task Registering_a_tenant_leaves_one_row()
    {
        var person = await world.AddPersonAsync("founder@new.test");
        var made = await world.Services.GetRequiredService<TenantRegistration>().CreateAsync(person, new NewTenant("New", null, "Europe/Moscow", "ru"), default);
        var tenant = new TestTenant(world.Services, made.Value.TenantId, Guid.Empty, made.Value.Slug, new Dictionary<MemberRole, Guid>());

        Assert.Equal([Permission.EditTenant], await tenant.DbAsync(db => db.AuditLog.Select(a => a.Action).ToListAsync()));
    }

    private static async Task<Result> ChangeVoiceAsync(IServiceProvider services, Func<string, Guid> id)
    {
        var companyId = id("companies");
        var voice = (await services.GetRequiredService<CompanyQueries>().VoiceAsync(companyId)).Value;
        return await services.GetRequiredService<BrandVoiceEditor>().ChangeAsync(companyId, voice.Entry with { FormOfAddress = "ты", Emoji = [] }, voice.Version);
    }

    private static HashSet<Permission> Used() =>
    [
        .. SourceTree.Files(SourceTree.Domain, "*.cs").Where(f => Path.GetFileName(f) is not ("Permission.cs" or "PermissionTable.cs"))
            .SelectMany(f => Regex.Matches(File.ReadAllText(f), @"\bPermission\.(\w+)")).Select(m => Enum.Parse<Permission>(m.Groups[1].Value)),
    ];

    private sealed record Scenario(string Prepare, Func<IServiceProvider, Func<string, Guid>, Task<Result>> RunAsync, Role As = Role.Owner);

    public sealed class World : TestDomain
    {
        protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings =>
            [new("PublicUrl", "https://factory.test"), new("Sandbox:Enabled", "true"), new("Sandbox:BaseUrl", "http://127.0.0.1:9"), new("Data:Folder", Path.Combine(Path.GetTempPath(), Database.Name))];

        protected override void Configure(IServiceCollection collection) => collection.RemoveAll<IPlatform>().AddSingleton<IPlatform, Agreeable>();
    }

    /// <summary>A network that knows every account.</summary>
    private sealed class Agreeable : IPlatform
    {
        public string Key => "telegram";
        public bool Deletes => true;
        public PlatformLimits Limits => new(4096, 1024, 10, 10_000_000, 50_000_000);
        public EffectClass EffectOf(OutgoingPost post) => EffectClass.D;
        public IReadOnlyList<Problem> Validate(OutgoingPost post) => [];
        public Task<Result<ConnectedAccount>> CheckAsync(PlatformAccount account, CancellationToken ct) =>
            Task.FromResult<Result<ConnectedAccount>>(new ConnectedAccount(account.AccountId, "handle", "Name", null, 1, null));
        public Task<PublishOutcome> PublishAsync(PlatformAccount account, OutgoingPost post, CancellationToken ct) => throw new NotSupportedException();
        public Task<LookOutcome> LookAsync(PlatformAccount account, LostPost lost, CancellationToken ct) => throw new NotSupportedException();
        public Task<MetricsOutcome> ReadMetricsAsync(PlatformAccount account, string externalId, CancellationToken ct) => throw new NotSupportedException();
    }
}

internal static class Outcomes
{
    /// <summary>Only whether it worked.</summary>
    public static async Task<Result> Of<T>(this Task<Result<T>> verb) => new((await verb).Problem);
}
