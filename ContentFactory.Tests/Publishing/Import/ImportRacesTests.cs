using System.Globalization;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Publishing;
using ContentFactory.Domain.Publishing.Import;
using ContentFactory.Tests.Content.History;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentFactory.Tests.Publishing.Import;

/// <summary>Files of posts beside what others of the tenant do at the same moment.</summary>
public sealed class ImportRacesTests(ImportDomain domain) : IClassFixture<ImportDomain>
{
    private DateOnly Tomorrow => DateOnly.FromDateTime(domain.Clock.GetUtcNow().UtcDateTime).AddDays(1);

    [Fact]
    public async Task Looking_through_waits_for_nobody_who_plans_and_nor_do_posts_without_a_time()
    {
        var tenant = await domain.TenantAsync();
        await using var gate = await GateAsync("select 1 from tenants where id = $1 for no key update", tenant.Id);

        Assert.Equal((1, 1), Of(await domain.LookAsync(tenant, Planned("One", 9))));
        var found = await domain.LookAsync(tenant, "text\nTwo\n");
        Assert.Equal(LongTaskState.Done, (await domain.BringInAsync(tenant, found.Id)).State);
        Assert.Equal(["Two"], (await ImportDomain.PostsAsync(tenant)).Select(p => p.Text));
    }

    [Fact]
    public async Task Of_a_file_and_a_person_who_plan_too_close_at_once_one_comes_first()
    {
        var tenant = await domain.TenantAsync();
        await PublishingDomain.SetAsync(tenant, tenant.CompanyId, SettingCatalogue.MinGapHours, 3);
        var (post, channel) = (await domain.AddPostAsync(tenant), await tenant.DbAsync(db => db.Channels.Select(c => c.Id).SingleAsync()));
        var found = await domain.LookAsync(tenant, Planned("One", 9));

        // both are held before they count
        await using var gate = await GateAsync("select 1 from tenants where id = $1 for no key update", tenant.Id);
        var file = Task.Run(() => domain.BringInAsync(tenant, found.Id));
        await WaitingAsync(1);
        var person = Task.Run(() => tenant.AsAsync<PostSchedule, Result<IReadOnlyList<PlannedPublication>>>(MemberRole.Owner, s => s.ScheduleAsync(new(post, [new(channel, Tomorrow, new(10, 0))]), default)));
        await WaitingAsync(2);
        await Sql.RunAsync(gate, "rollback");

        await file;
        var imported = (await ImportDomain.ViewAsync(tenant, found.Id)).State is ImportState.Imported;
        Assert.NotEqual(imported, (await person).Ok);
        Assert.Equal(1, await tenant.DbAsync(db => db.Publications.CountAsync()));
    }

    [Fact]
    public async Task Two_nodes_at_the_same_posts_bring_them_in_once()
    {
        var tenant = await domain.TenantAsync();
        var (one, two) = (await domain.LookAsync(tenant, "text\nOne\nTwo\n", ImportTarget.Draft), await domain.LookAsync(tenant, "text\nOne\nTwo\n", ImportTarget.Draft));

        // no post is written before both are there
        await using var gate = await GateAsync("lock table posts in share mode");
        var both = Task.WhenAll(Task.Run(() => BringInAsync(tenant, one.Id)), Task.Run(() => BringInAsync(tenant, two.Id)));
        await WaitingAsync(2);
        await Sql.RunAsync(gate, "rollback");

        Assert.Equal([0, 2], (await both).Select(i => i.Value.Posts).Order());
        Assert.Equal(2, (await ImportDomain.PostsAsync(tenant)).Count);
    }

    [Fact]
    public async Task A_file_that_is_deleted_while_its_post_comes_in_is_said_to_have_changed()
    {
        var tenant = await domain.TenantAsync();
        var media = await VersionRestorerTests.FileAsync(tenant, "a.png");
        var found = await domain.LookAsync(tenant, "text,files\nOne,a.png\n", ImportTarget.Draft);

        await using var gate = await GateAsync("delete from media_items where id = $1", media);
        var work = Task.Run(() => domain.BringInAsync(tenant, found.Id));
        await WaitingAsync(1);
        await Sql.RunAsync(gate, "commit");

        var ended = await work;
        Assert.Equal((LongTaskState.Failed, "Publishing.ChangedMeanwhile"), (ended.State, ended.Problem?.Key));
        Assert.Empty(await ImportDomain.PostsAsync(tenant));
    }

    private string Planned(string text, int hour) => $"text,channels,date,time\n{text},News,{Tomorrow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)},{hour:00}:00\n";

    private static (int, int) Of(ImportView found) => (found.Posts, found.Planned);

    private static Task<Result<PostImport>> BringInAsync(TestTenant tenant, Guid id) => tenant.AsAsync<ImportedPosts, Result<PostImport>>(
        MemberRole.Owner, i => i.RunAsync(id, true, CultureInfo.InvariantCulture, new LongProgress(null, new Reached(0, null, null), (_, _) => Task.CompletedTask), default));

    /// <summary>A transaction that has done this and holds what it locked.</summary>
    private async Task<NpgsqlConnection> GateAsync(string sql, params object[] values)
    {
        var gate = await Sql.OpenAsync(domain.Database.ConnectionString("cf_owner"));
        await Sql.RunAsync(gate, "begin");
        await Sql.RunAsync(gate, sql, values);
        return gate;
    }

    private Task<long> WaitingAsync(long count) => Eventually.BecomesAsync(
        () => domain.OwnerSqlAsync<long>("select count(distinct l.pid) from pg_locks l join pg_stat_activity a on a.pid = l.pid where not l.granted and a.datname = current_database()"), waiting => waiting == count);
}
