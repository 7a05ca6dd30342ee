using System.Text.Json;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Lists;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Access;

public sealed class AuditQueriesTests(AuditRig rig) : IClassFixture<AuditRig>
{
    [Fact]
    public async Task A_tenant_reads_its_own_acts_by_person_action_entity_and_time()
    {
        var (tenant, other) = (await rig.TenantAsync(), await rig.TenantAsync());
        var (owner, editor) = (tenant.Person(MemberRole.Owner), tenant.Person(MemberRole.Editor));
        var approved = await rig.ActAsync(tenant.Id, owner, "approve_posts", "post", TimeSpan.FromHours(1), """'{"Status":"Ready"}'""", """'{"Status":"Approved"}'""");
        var archived = await rig.ActAsync(tenant.Id, editor, "archive_posts", "post", TimeSpan.FromDays(3));
        var planned = await rig.ActAsync(tenant.Id, Guid.Empty, "schedule_posts", "publication", TimeSpan.FromDays(20));
        var old = await rig.ActAsync(tenant.Id, owner, "edit_companies", "company", TimeSpan.FromDays(40));
        await rig.ActAsync(other.Id, owner, "approve_posts", "post", TimeSpan.FromHours(1));
        await rig.ActAsync(Guid.Empty, owner, "own_account", "sign_in", TimeSpan.FromHours(1));

        Assert.Equal([approved, archived, planned], await IdsAsync(tenant, new()));
        Assert.Equal([approved, archived, planned, old], await IdsAsync(tenant, new(Span: LogSpan.All)));
        Assert.Equal([approved], await IdsAsync(tenant, new(Span: LogSpan.Day)));
        Assert.Equal([approved, old], await IdsAsync(tenant, new(owner, Span: LogSpan.All)));
        Assert.Equal([planned], await IdsAsync(tenant, new(Guid.Empty)));
        Assert.Equal([archived], await IdsAsync(tenant, new(Action: Permission.ArchivePosts)));
        Assert.Equal([planned], await IdsAsync(tenant, new(Entity: "publication")));
        Assert.Equal([new AuditChange("Status", "Ready", "Approved")], (await rig.OwnAsync(tenant, new())).Rows[0].Changes);
    }

    [Fact]
    public async Task No_tenant_learns_addresses_or_who_administers()
    {
        var tenant = await rig.TenantAsync();
        var admin = await rig.AddPersonAsync($"admin@{tenant.Slug}.test");
        await rig.ActAsync(tenant.Id, admin, "suspend_tenants", "tenant", TimeSpan.FromHours(1));
        await rig.ActAsync(tenant.Id, admin, "edit_companies", "company", TimeSpan.FromHours(2));

        var rows = (await rig.OwnAsync(tenant, new())).Rows;

        Assert.Equal([ActBy.Admin, ActBy.Gone], rows.Select(r => r.Act.By));
        Assert.All(rows, r => Assert.Equal((null, null, null), (r.Act.Name, r.Email, r.Address)));
    }

    [Fact]
    public async Task Who_left_is_still_named_and_offered()
    {
        var tenant = await rig.TenantAsync();
        var editor = tenant.Person(MemberRole.Editor);
        var member = await tenant.DbAsync(db => Task.FromResult(db.Members.Single(m => m.PersonId == editor).Id));
        await rig.ActAsync(tenant.Id, editor, "archive_posts", "post", TimeSpan.FromHours(1));
        Assert.True((await tenant.AsAsync<MemberDesk, Domain.Result>(MemberRole.Owner, d => d.RemoveAsync(member, default))).Ok);

        var people = await tenant.AsAsync<AuditQueries, IReadOnlyList<AuditPerson>>(MemberRole.Owner, q => q.PeopleAsync(default));

        Assert.Contains(people, p => p.Id == editor);
        Assert.Equal(people.Single(p => p.Id == editor).Name, (await rig.OwnAsync(tenant, new(editor))).Rows.Single().Act.Name);
    }

    [Theory]
    [InlineData(Role.Approver)]
    [InlineData(Role.Editor)]
    [InlineData(Role.Viewer)]
    public async Task The_log_is_for_owners_and_managers(Role role)
    {
        var tenant = await rig.TenantAsync();
        await Assert.ThrowsAsync<NotPermittedException>(() => rig.OwnAsync(tenant, new(), role));
        Assert.Empty((await rig.OwnAsync(tenant, new(), Role.Manager)).Rows);
    }

    [Fact]
    public async Task Administrators_read_all_tenants_and_the_installation()
    {
        var (one, two) = (await rig.TenantAsync(), await rig.TenantAsync());
        var owner = one.Person(MemberRole.Owner);
        var (a, b, c) = (await rig.ActAsync(one.Id, owner, "approve_posts", "post", TimeSpan.FromMinutes(1)), await rig.ActAsync(two.Id, two.Person(MemberRole.Owner), "approve_posts", "post", TimeSpan.FromMinutes(2)),
            await rig.ActAsync(Guid.Empty, owner, "own_account", "sign_in", TimeSpan.FromMinutes(3)));

        var all = (await rig.AllAsync(new())).Rows;
        var mail = all.Single(r => r.Act.Id == a).Email!;

        Assert.Equal([a, b, c], all.Select(r => r.Act.Id).Where(id => id == a || id == b || id == c));
        Assert.Equal((one.Slug, "192.0.2.7"), (all.Single(r => r.Act.Id == a).Slug, all.Single(r => r.Act.Id == a).Address));
        Assert.Null(all.Single(r => r.Act.Id == c).Slug);
        Assert.Equal([b], (await rig.AllAsync(new(Tenant: two.Slug))).Rows.Select(r => r.Act.Id));
        Assert.Equal([a, c], (await rig.AllAsync(new(List: new ListQuery(mail)))).Rows.Select(r => r.Act.Id));
        Assert.Equal([b], (await rig.AllAsync(new(List: new ListQuery(two.Slug)))).Rows.Select(r => r.Act.Id).Where(id => id != a));
        await Assert.ThrowsAsync<NotPermittedException>(() => rig.AllAsync(new(), Role.Manager));
    }

    [Fact]
    public async Task More_than_a_thousand_rows_are_not_counted_but_exported()
    {
        var tenant = await rig.TenantAsync();
        await rig.OwnerSqlAsync<object>($"""
            insert into audit_log (tenant_id, id, at, person_id, action, entity)
            select '{tenant.Id}', gen_random_uuid(), app_now() - make_interval(secs => n), '{tenant.Person(MemberRole.Owner)}', 'edit_posts', 'post' from generate_series(1, 1200) n returning 1
            """);

        var page = await rig.OwnAsync(tenant, new(List: new ListQuery(Page: 999)));
        var exported = await tenant.RunAsync(new Actor(tenant.Person(MemberRole.Owner), tenant.Id, Role.Owner), s => s.GetRequiredService<AuditQueries>().EveryAsync(new(), 5_000, default).CountAsync().AsTask());

        Assert.Equal((1_000, true, 50), (page.Total, page.More, page.Page));
        Assert.Equal(1_200, exported);
    }

    [Theory]
    [InlineData("""{"A":1,"B":[1,2],"C":"x"}""", """{"A":2,"B":[1,2],"C":null,"D":true}""", "A: 1 > 2", "C: x > ", "D:  > true")]
    [InlineData(null, """{"A":{"B":1}}""", """A:  > {"B":1}""")]
    [InlineData("[1]", null)]
    public void Values_that_differ_are_told(string? before, string? after, params string[] told) =>
        Assert.Equal(told, AuditChange.Between(Json(before), Json(after)).Select(c => $"{c.Field}: {c.Before} > {c.After}"));

    [Fact]
    public void Long_values_are_cut_and_names_of_states_are_written() =>
        Assert.Equal((AuditChange.LongestValue, "Owner"), (AuditChange.Between(null, AuditJson.Of(new { Text = new string('x', 900) }))[0].After!.Length, AuditChange.Between(null, AuditJson.Of(new { Role = Role.Owner }))[0].After));

    private static JsonDocument? Json(string? text) => text is null ? null : JsonDocument.Parse(text);

    private async Task<IEnumerable<Guid>> IdsAsync(TestTenant tenant, AuditFilter filter) => (await rig.OwnAsync(tenant, filter)).Rows.Select(r => r.Act.Id);
}
