using System.Net;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Admin.ViewAs;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Data;
using ContentFactory.Tests.Access;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Admin.ViewAs;

public sealed class ViewAsTests : IAsyncLifetime
{
    private static readonly string[] Places =
    [
        "", "/ideas", "/content", "/content/media", "/content/templates", "/content/hashtags", "/calendar", "/publications", "/publications/evergreen", "/channels", "/analytics", "/analytics/posts", "/analytics/channels",
        "/analytics/reports", "/settings", "/settings/members", "/settings/companies", "/settings/preferences", "/settings/ai", "/settings/ai/costs",
    ];

    private TestApplication application = null!;
    private TestTenant tenant = null!;
    private Guid admin;

    public async Task InitializeAsync()
    {
        application = await TestApplication.StartAsync();
        tenant = await application.AddTenantAsync("looked");
        admin = await application.AddPersonAsync("admin@looked.test", SystemRoles.Admin);
    }

    public Task DisposeAsync() => application.DisposeAsync().AsTask();

    [Fact]
    public void Only_what_looks_is_open()
    {
        foreach (var permission in Enum.GetValues<Permission>())
            foreach (var role in Enum.GetValues<Role>())
            {
                var actor = new Actor(admin, tenant.Id, role, ViewAs: admin);
                Assert.Equal(PermissionTable.Allows(role, permission) && PermissionTable.Outlasts(permission) && !PermissionTable.IsAudited(permission), actor.May(permission));
                if (PermissionTable.Allows(role, permission) && !actor.May(permission))
                    Assert.Equal("Access.ViewAsOnlyLooks", Assert.Throws<NotPermittedException>(() => actor.Demand(permission)).Problem.TextKey);
            }
    }

    [Fact]
    public async Task The_database_takes_no_row()
    {
        var looking = new Actor(tenant.Person(MemberRole.Owner), tenant.Id, Role.Owner, ViewAs: admin);
        var posts = new[] { "update posts set title = 'changed'", "delete from posts", "update tenants set name = 'changed'", "insert into settings (tenant_id, id, name, value, changed_at) values (gen_random_uuid(), gen_random_uuid(), 'a', 'b', now())" };
        foreach (var sql in posts)
            Assert.Equal(Npgsql.PostgresErrorCodes.ReadOnlySqlTransaction, (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => RunAsync(looking, sql))).SqlState);
        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.RunAsync(looking, async services =>
        {
            await using var rows = await services.GetRequiredService<Db>().OpenAsync();
            rows.Posts.Add(new Post(tenant.Id, Ids.New(TimeProvider.System), tenant.CompanyId, PostType.TextPost, looking.PersonId, TimeProvider.System.GetUtcNow()));
            return await rows.SaveChangesAsync();
        }));
        // the next one on the same connection writes again
        Assert.Equal(1, await RunAsync(looking with { ViewAs = null }, "update tenants set name = 'changed'"));
    }

    [Fact]
    public async Task Every_page_shows_what_the_person_sees_and_says_so()
    {
        var (client, session) = await BeginAsync(MemberRole.Owner);
        using var browser = client;
        foreach (var place in Places)
        {
            using var answer = await client.GetAsync($"/t/looked{place}");
            Assert.Equal((place, HttpStatusCode.OK), (place, answer.StatusCode));
            Assert.Contains($"data-view-as=\"{tenant.Person(MemberRole.Owner)}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        Assert.NotEqual(Guid.Empty, session);
    }

    [Fact]
    public async Task Beginning_and_end_stand_in_both_logs()
    {
        var (client, session) = await BeginAsync(MemberRole.Viewer);
        using var browser = client;

        Assert.True(await application.Services.GetRequiredService<Viewings>().EndAsync(session, null, default));
        Assert.False(await application.Services.GetRequiredService<Viewings>().EndAsync(session, null, default));

        foreach (var level in new[] { tenant.Id, Guid.Empty })
            Assert.Equal(2, await ValueAsync<long>($"select count(*) from audit_log where tenant_id = '{level}' and action = 'view_as' and person_id = '{admin}' and entity_id = '{tenant.Person(MemberRole.Viewer)}'"));
        Assert.DoesNotContain("data-view-as", await client.GetStringAsync("/t/looked"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_pages_stay_while_it_lasts_and_end_with_it()
    {
        var (client, cookie) = await application.BrowserAsync("admin@looked.test");
        using var browser = client;
        var session = await BeginInNewestAsync(MemberRole.Owner);
        var (circuit, _) = await RawCircuit.OpenAsync(browser, cookie, "/t/looked");
        await using var page = circuit;
        await application.PagesBecomeAsync(1);
        var stamp = await ValueAsync<string>($"select stamp from sessions where id = '{session}'");
        var (looking, own) = (new Presence(session, admin, stamp, tenant.Id, Role.Owner, TenantStatus.Active) { Viewed = tenant.Person(MemberRole.Owner) }, new Presence(session, admin, stamp, tenant.Id, Role.Admin, TenantStatus.Active));
        Assert.Equal(["own"], await FallenAsync(looking, own));

        Assert.True(await application.Services.GetRequiredService<Viewings>().EndAsync(session, null, default));

        await page.SaidAsync("Blazor.navigateTo");
        Assert.Equal(["looking"], await FallenAsync(looking, own));
    }

    [Fact]
    public async Task It_ends_with_its_hour_with_the_role_and_with_the_session()
    {
        foreach (var end in new[] { "update view_as set started_at = started_at - interval '1 hour', ends_at = ends_at - interval '1 hour' where ended_at is null", "update view_as set ended_at = app_now() where ended_at is null" })
        {
            var (client, _) = await BeginAsync(MemberRole.Owner);
            using var browser = client;
            await application.SqlAsync(end);
            Assert.DoesNotContain("data-view-as", await client.GetStringAsync("/t/looked"), StringComparison.Ordinal);
        }
        var (last, _) = await BeginAsync(MemberRole.Owner);
        using var former = last;
        await application.SqlAsync($"delete from person_roles where user_id = '{admin}'");
        Assert.Equal(HttpStatusCode.NotFound, (await last.GetAsync("/t/looked")).StatusCode);
    }

    [Fact]
    public async Task Nobody_looks_as_an_administrator_a_stranger_or_without_a_reason_and_nobody_else_looks()
    {
        var stranger = await application.AddPersonAsync("stranger@looked.test");
        foreach (var person in new[] { admin, stranger, Guid.Empty })
            Assert.Equal("Access.ViewAsNobody", (await DeskAsync(d => d.BeginAsync(Ids.New(TimeProvider.System), tenant.Id, person, "why", default))).Problem?.TextKey);
        Assert.Equal("Access.ReasonMissing", (await DeskAsync(d => d.BeginAsync(Ids.New(TimeProvider.System), tenant.Id, tenant.Person(MemberRole.Owner), " ", default))).Problem?.TextKey);
        // a session that is not the administrator's own
        using var owner = await application.SignInAsync(tenant, MemberRole.Owner);
        var theirs = await ValueAsync<Guid>($"select id from sessions where person_id = '{tenant.Person(MemberRole.Owner)}'");
        Assert.Equal(ProblemKind.Forbidden, (await DeskAsync(d => d.BeginAsync(theirs, tenant.Id, tenant.Person(MemberRole.Owner), "why", default))).Problem?.Kind);
        await Assert.ThrowsAsync<NotPermittedException>(() => DeskAsync(d => d.BeginAsync(theirs, tenant.Id, tenant.Person(MemberRole.Owner), "why", default), Role.Manager));
    }

    private async Task<(HttpClient Client, Guid Session)> BeginAsync(MemberRole role)
    {
        var client = await application.SignInAsync("admin@looked.test");
        return (client, await BeginInNewestAsync(role));
    }

    private Task<IReadOnlyList<string>> FallenAsync(Presence looking, Presence own) =>
        application.Services.GetRequiredService<CircuitStanding>().FallenAsync([("looking", looking), ("own", own)], default);

    private async Task<Guid> BeginInNewestAsync(MemberRole role)
    {
        var session = await ValueAsync<Guid>($"select id from sessions where person_id = '{admin}' and ended_at is null order by created_at desc limit 1");
        var begun = await DeskAsync(d => d.BeginAsync(session, tenant.Id, tenant.Person(role), "a question by phone", default));
        Assert.True(begun.Ok, begun.Problem?.TextKey);
        return session;
    }

    private async Task<T> ValueAsync<T>(string sql)
    {
        await using var system = await Sql.OpenAsync(application.Database.ConnectionString("cf_system"));
        return await Sql.ValueAsync<T>(system, sql);
    }

    private Task<int> RunAsync(Actor actor, string sql) => tenant.RunAsync(actor, async services =>
    {
        await using var connection = await services.GetRequiredService<Db>().OpenConnectionAsync();
        await using var command = new Npgsql.NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync();
    });

    private Task<Result> DeskAsync(Func<ViewAsDesk, Task<Result>> act, Role role = Role.Admin) => application.Services.GetRequiredService<Tenants>()
        .RunAsync(Guid.Empty, new Actor(admin, Guid.Empty, role), services => act(services.GetRequiredService<ViewAsDesk>()));
}
