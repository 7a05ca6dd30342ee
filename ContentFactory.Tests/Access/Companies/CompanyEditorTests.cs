using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Lists;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Access;

public sealed class CompanyEditorTests(TestDomain domain) : IClassFixture<TestDomain>
{
    private static int tenants;

    [Fact]
    public async Task Companies_made_at_once_get_numbers_of_their_own()
    {
        var tenant = await TenantAsync();

        var made = await Task.WhenAll(Enumerable.Range(2, 6).Select(n => AddAsync(tenant, new CompanyEntry($"Brand {n} of {tenant.Slug}"))));

        Assert.All(made, one => Assert.True(one.Ok, one.Problem?.TextKey));
        var list = await ListAsync(tenant);
        Assert.Equal(["COMP001", "COMP002", "COMP003", "COMP004", "COMP005", "COMP006", "COMP007"], list.Select(c => c.Code));
    }

    [Fact]
    public async Task A_taken_address_answers_the_same_whoever_has_it()
    {
        var (tenant, other) = (await TenantAsync(), await TenantAsync());
        var foreign = await AddAsync(other, new CompanyEntry("Theirs", $"{other.Slug}-second"));
        Assert.True(foreign.Ok);

        foreach (var slug in new[] { tenant.Slug, other.Slug, $"{other.Slug}-second" })
        {
            var refused = (await AddAsync(tenant, new CompanyEntry("Mine", slug))).Problem;

            Assert.Equal((ProblemKind.Conflict, "Slug", "Access.SlugTaken"), (refused?.Kind, refused?.Field, refused?.TextKey));
            Assert.Equal([slug, $"{slug}-2"], refused!.Args);
            Assert.True((await AddAsync(tenant, new CompanyEntry("Mine", (string)refused.Args[1]))).Ok);
        }
    }

    [Fact]
    public async Task Companies_of_one_name_get_different_addresses()
    {
        var tenant = await TenantAsync();

        await AddAsync(tenant, new CompanyEntry("Кофейня у дома"));
        await AddAsync(tenant, new CompanyEntry("Кофейня у дома"));

        Assert.Equal(["kofeynya-u-doma", "kofeynya-u-doma-2"], (await ListAsync(tenant)).Skip(1).Select(c => c.Slug));
    }

    public static TheoryData<string, CompanyEntry> Wrong => new()
    {
        { "Name", new CompanyEntry(new string('x', 300)) },
        { "Name", new CompanyEntry("  \u202E\u200F\u0007 ") },
        { "Slug", new CompanyEntry("x", "Кофейня") },
        { "Slug", new CompanyEntry("x", "-x-") },
        { "Slug", new CompanyEntry("x", new string('x', 61)) },
        { "Website", new CompanyEntry("x", Website: "javascript:alert(1)") },
        { "Website", new CompanyEntry("x", Website: "data:text/html,<script>alert(1)</script>") },
        { "Website", new CompanyEntry("x", Website: "https://bank.example@evil.test/") },
        { "Website", new CompanyEntry("x", Website: "two words.test") },
        { "Website", new CompanyEntry("x", Website: "https://x.test/" + new string('x', 500)) },
        { "Description", new CompanyEntry("x", Description: new string('x', 4001)) },
        { "ShopType", new CompanyEntry("x", ShopType: new string('x', 41)) },
        { "RequiredApprovals", new CompanyEntry("x", RequiredApprovals: 3) },
        { "Type", new CompanyEntry("x", Type: (CompanyType)9) },
        { "Platforms", new CompanyEntry("x", Platforms: []) },
        { "Platforms", new CompanyEntry("x", Platforms: ["elsewhere"]) },
        { "PrivacyRu", new CompanyEntry("x", PrivacyRu: new string('x', 20_001)) },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Bad_input_is_named_at_its_field(string field, CompanyEntry entry)
    {
        var tenant = await TenantAsync();

        Assert.Equal(field, (await AddAsync(tenant, entry)).Problem?.Field);
        Assert.Equal(field, (await ChangeAsync(tenant, entry, (await OneAsync(tenant)).Version)).Problem?.Field);
        Assert.Equal("COMP001", Assert.Single(await ListAsync(tenant)).Code);
    }

    [Fact]
    public async Task Names_keep_their_letters_and_lose_what_nobody_sees()
    {
        var tenant = await TenantAsync();

        var made = await AddAsync(tenant, new CompanyEntry(" \u202EКафе <b>«Ёж»</b> 🦔\u0000\u200F ", Website: "ezh.test/menu", Platforms: ["telegram", "telegram"]));

        var kept = (await OneAsync(tenant, made.Value)).Entry;
        Assert.Equal(("Кафе <b>«Ёж»</b> 🦔", "https://ezh.test/menu"), (kept.Name, kept.Website));
        Assert.Equal(["telegram"], kept.Platforms);
    }

    [Fact]
    public async Task All_fields_come_back_as_they_were_given()
    {
        var tenant = await TenantAsync();
        var entry = new CompanyEntry("All", $"{tenant.Slug}-all", "What it is", "https://all.test/", CompanyType.Hybrid, "showroom", 2, true, ["telegram"], "https://all.test/privacy", "Мы храним только адрес.");

        Assert.True((await ChangeAsync(tenant, entry, (await OneAsync(tenant)).Version)).Ok);

        Assert.Equivalent(entry, (await OneAsync(tenant)).Entry, strict: true);
        Assert.Equal(CompanyParts.Deliveries | CompanyParts.Appointments, Company.PartsOf(CompanyType.Hybrid));
        Assert.Equal((true, false), (CompanyEntry.LinkOf(entry.PrivacyEn) is not null, CompanyEntry.LinkOf(entry.PrivacyRu) is not null));
        Assert.Null(CompanyEntry.LinkOf("javascript:alert(1)"));
        var audited = await tenant.DbAsync(db => db.AuditLog.Where(a => a.Action == Permission.EditCompanies).SingleAsync());
        Assert.Equal((tenant.Slug, "All"), (audited.Before!.RootElement.GetProperty("Name").GetString(), audited.After!.RootElement.GetProperty("Name").GetString()));
    }

    [Fact]
    public async Task A_change_of_somebody_else_is_not_written_over()
    {
        var tenant = await TenantAsync();
        var seen = await OneAsync(tenant);
        Assert.True((await ChangeAsync(tenant, seen.Entry with { Name = "Theirs" }, seen.Version)).Ok);

        var late = await ChangeAsync(tenant, seen.Entry with { Name = "Mine" }, seen.Version);

        Assert.Equal((ProblemKind.Conflict, "Access.CompanyChanged"), (late.Problem?.Kind, late.Problem?.TextKey));
        Assert.Equal("Theirs", (await OneAsync(tenant)).Name);
    }

    [Fact]
    public async Task A_foreign_company_is_not_there()
    {
        var (tenant, other) = (await TenantAsync(), await TenantAsync());

        Assert.Equal(ProblemKind.NotFound, (await tenant.AsAsync<CompanyQueries, Result<CompanyView>>(MemberRole.Owner, q => q.OneAsync(other.CompanyId))).Problem?.Kind);
        Assert.Equal(ProblemKind.NotFound, (await tenant.AsAsync<CompanyEditor, Result>(MemberRole.Owner, e => e.ChangeAsync(other.CompanyId, new CompanyEntry("x"), 1))).Problem?.Kind);
        Assert.Equal(ProblemKind.NotFound, (await tenant.AsAsync<CompanyActivity, Result>(MemberRole.Owner, a => a.DeactivateAsync(other.CompanyId))).Problem?.Kind);
    }

    [Fact]
    public async Task An_inactive_company_takes_nothing_new()
    {
        var tenant = await TenantAsync();
        var second = (await AddAsync(tenant, new CompanyEntry("Second"))).Value;

        Assert.True((await MoveAsync(tenant, a => a.DeactivateAsync(second))).Ok);

        Assert.DoesNotContain(second, (await tenant.AsAsync<CompanyQueries, IReadOnlyList<CompanyOption>>(MemberRole.Viewer, q => q.ChoicesAsync())).Select(c => c.Id));
        Assert.Equal("Content.CompanyMissing", (await NewPostAsync(tenant, second)).Problem?.TextKey);
        Assert.True((await MoveAsync(tenant, a => a.ActivateAsync(second))).Ok);
        Assert.True((await NewPostAsync(tenant, second)).Ok);
    }

    [Fact]
    public async Task One_company_stays_active_even_against_two_at_once()
    {
        var tenant = await TenantAsync();
        var second = (await AddAsync(tenant, new CompanyEntry("Second"))).Value;

        var moved = await Task.WhenAll(MoveAsync(tenant, a => a.DeactivateAsync(tenant.CompanyId)), MoveAsync(tenant, a => a.DeactivateAsync(second)));

        Assert.Equal("Access.LastCompany", Assert.Single(moved, m => !m.Ok).Problem!.TextKey);
        Assert.Single(await ListAsync(tenant), c => c.Status is CompanyStatus.Active);
    }

    [Fact]
    public async Task Only_an_administrator_ends_a_suspension()
    {
        var tenant = await TenantAsync();
        var admin = new Actor(Ids.New(domain.Clock), tenant.Id, Role.Admin);
        Assert.True((await tenant.RunAsync(admin, s => Activity(s).SuspendAsync(tenant.CompanyId))).Ok);

        Assert.Equal("Access.CompanySuspended", (await MoveAsync(tenant, a => a.ActivateAsync(tenant.CompanyId))).Problem?.TextKey);
        await Assert.ThrowsAsync<NotPermittedException>(() => MoveAsync(tenant, a => a.SuspendAsync(tenant.CompanyId)));
        Assert.True((await tenant.RunAsync(admin, s => Activity(s).ActivateAsync(tenant.CompanyId))).Ok);
    }

    private static CompanyActivity Activity(IServiceProvider services) => (CompanyActivity)services.GetService(typeof(CompanyActivity))!;

    private static Task<Result<Guid>> NewPostAsync(TestTenant tenant, Guid companyId) =>
        tenant.AsAsync<PostEditor, Result<Guid>>(MemberRole.Editor, e => e.CreateAsync(new NewPost(companyId, PostType.TextPost)));

    private static Task<Result> MoveAsync(TestTenant tenant, Func<CompanyActivity, Task<Result>> move) => tenant.AsAsync(MemberRole.Owner, move);

    private static Task<Result<Guid>> AddAsync(TestTenant tenant, CompanyEntry entry) => tenant.AsAsync<CompanyEditor, Result<Guid>>(MemberRole.Owner, e => e.AddAsync(entry));

    private static Task<Result> ChangeAsync(TestTenant tenant, CompanyEntry entry, uint version) =>
        tenant.AsAsync<CompanyEditor, Result>(MemberRole.Owner, e => e.ChangeAsync(tenant.CompanyId, entry, version));

    private static async Task<CompanyView> OneAsync(TestTenant tenant, Guid? id = null) =>
        (await tenant.AsAsync<CompanyQueries, Result<CompanyView>>(MemberRole.Viewer, q => q.OneAsync(id ?? tenant.CompanyId))).Value;

    private static async Task<IReadOnlyList<CompanyRow>> ListAsync(TestTenant tenant) =>
        (await tenant.AsAsync<CompanyQueries, ListPage<CompanyRow>>(MemberRole.Viewer, q => q.ListAsync(new CompanyFilter()))).Rows;

    private Task<TestTenant> TenantAsync() => domain.AddTenantAsync($"company-{Interlocked.Increment(ref tenants)}");
}
