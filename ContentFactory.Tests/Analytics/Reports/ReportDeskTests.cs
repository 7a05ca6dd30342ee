using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics.Reports;
using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Domain.Lists;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Media;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Analytics.Reports;

/// <summary>Reports are ordered, made, given out, deleted and forgotten.</summary>
public sealed class ReportDeskTests(ReportsDomain domain) : IClassFixture<ReportsDomain>, IAsyncLifetime
{
    private static readonly ReportWish Week = new(7, null, null, null, null, null, Xlsx: true, Pdf: true);

    public Task InitializeAsync() => domain.QuietAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_report_is_a_row_before_it_is_work_and_files_after()
    {
        var tenant = await domain.AddTenantAsync("desk1");
        var id = await domain.OrderAsync(tenant, Week);

        var waiting = Assert.Single((await domain.ListAsync(tenant)).Rows);
        Assert.Equal((id, ReportState.Making, "viewer"), (waiting.Id, waiting.State, waiting.Person));
        var today = LocalDay.At(domain.Clock.GetUtcNow(), "Europe/Moscow");
        Assert.Equal((today.AddDays(-6), today), (waiting.FirstDay, waiting.LastDay));

        await domain.WorkAsync();

        var made = Assert.Single((await domain.ListAsync(tenant)).Rows);
        Assert.Equal(ReportState.Ready, made.State);
        Assert.Equal([ReportFormat.Xlsx, ReportFormat.Pdf], made.Files.Select(f => f.Format).Order());
        Assert.All(made.Files, f => Assert.True(f.Size > 1000));
    }

    [Theory]
    [InlineData("Pacific/Niue"), InlineData("Pacific/Kiritimati")]
    public async Task Days_up_to_today_end_with_the_tenants_today(string zone)
    {
        var tenant = await domain.AddTenantAsync($"desk12{zone[8]}".ToLowerInvariant(), zone);
        // the same instant is a day earlier or later there than in UTC
        await domain.GoToAsync(new DateTimeOffset(domain.Clock.GetUtcNow().UtcDateTime.Date.AddDays(1).AddHours(zone == "Pacific/Niue" ? 8 : 15), TimeSpan.Zero));
        var today = DateOnly.FromDateTime(domain.Clock.GetUtcNow().UtcDateTime).AddDays(zone == "Pacific/Niue" ? -1 : 1);

        await domain.OrderAsync(tenant, Week);

        var report = Assert.Single((await domain.ListAsync(tenant)).Rows);
        Assert.Equal((today.AddDays(-6), today), (report.FirstDay, report.LastDay));
    }

    [Fact]
    public async Task Many_clicks_make_one_report()
    {
        var tenant = await domain.AddTenantAsync("desk2");

        var clicks = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => domain.OrderAsync(tenant, Week)));

        Assert.Single(clicks.Distinct());
        Assert.Single((await domain.ListAsync(tenant)).Rows);
        await domain.WorkAsync();
        Assert.NotEqual(clicks[0], await domain.OrderAsync(tenant, Week));
        await domain.WorkAsync();
    }

    [Fact]
    public async Task Another_order_is_refused_while_one_is_made()
    {
        var tenant = await domain.AddTenantAsync("desk9");
        var id = await domain.OrderAsync(tenant, Week);
        Task<Result<Guid>> AskAsync(MemberRole role, ReportWish wish) => tenant.AsAsync<ReportDesk, Result<Guid>>(role, d => d.OrderAsync(wish, default));

        Assert.Equal((ProblemKind.Conflict, "Analytics.Report_Another"), ((await AskAsync(MemberRole.Editor, Week)).Problem!.Kind, (await AskAsync(MemberRole.Editor, Week)).Problem!.TextKey));
        foreach (var other in new[] { Week with { Days = 28 }, Week with { Pdf = false }, Week with { CompanyId = tenant.CompanyId } })
            Assert.Equal("Analytics.Report_Another", (await AskAsync(MemberRole.Viewer, other)).Problem!.TextKey);

        Assert.Equal(id, await domain.OrderAsync(tenant, Week));
        await domain.WorkAsync();
        await domain.OrderAsync(tenant, Week with { Days = 28 });
        await domain.WorkAsync();
    }

    [Fact]
    public async Task Pages_hold_all_and_a_letter_finds_its_report()
    {
        var tenant = await domain.AddTenantAsync("desk10");
        var ids = Enumerable.Range(0, 25).Select(n => Ids.New(domain.Clock.GetUtcNow().AddMinutes(n))).ToList();
        await tenant.DbAsync(db =>
        {
            foreach (var (n, id) in ids.Index())
                db.Reports.Add(new Report(tenant.Id, id, new(new Period(new(2026, 11, 1), new(2026, 11, 7)), null, null, null, "en", true, true), tenant.Person(MemberRole.Viewer), null, domain.Clock.GetUtcNow().AddMinutes(n)));
            return db.SaveChangesAsync();
        });
        Task<ReportList> ListAsync(int page, Guid? wanted) => tenant.AsAsync<ReportQueries, ReportList>(MemberRole.Viewer, q => q.ListAsync(new ListQuery(Page: page), wanted, default));

        var (first, last) = (await ListAsync(1, ids[0]), await ListAsync(2, ids[0]));
        var gone = await ListAsync(1, Ids.New(domain.Clock));

        Assert.Equal(ids.AsEnumerable().Reverse(), first.Rows.Concat(last.Rows).Select(r => r.Id));
        Assert.Equal((20, 25, 2), (first.Rows.Count, first.Page.Total, last.Page.Page));
        Assert.Equal((ids[0], false), (first.Wanted?.Id, first.IsGone));
        Assert.Equal((null, false), (last.Wanted?.Id, last.IsGone));
        Assert.Equal((null, true), (gone.Wanted?.Id, gone.IsGone));
        Assert.False((await ListAsync(1, null)).IsGone);
    }

    [Fact]
    public async Task Who_deletes_or_forgets_waits_for_a_file_on_its_way()
    {
        var tenant = await domain.AddTenantAsync("desk11");
        var (deleted, old) = (await domain.OrderAsync(tenant, Week), Guid.Empty);
        await domain.WorkAsync();
        old = await domain.OrderAsync(tenant, Week);
        await domain.WorkAsync();
        await domain.SystemSqlAsync($"update reports set created_at = created_at - interval '91 days' where id = '{old}'");
        // as whoever moves files to another store does
        await using var mover = await Sql.OpenAsync(domain.Database.ConnectionString("cf_system"));
        await using var moving = await mover.BeginTransactionAsync();
        await Sql.RunAsync(mover, $"select 1 from reports where tenant_id = '{tenant.Id}' for no key update");

        var deleting = DeleteAsync(tenant, MemberRole.Viewer, deleted);
        await domain.BlockedAsync();
        Assert.Equal(0, await domain.Services.GetRequiredService<ReportUpkeep>().ForgetAsync(default));
        await Sql.RunAsync(mover, $"update report_files set store_key = store_key || '.moved' where tenant_id = '{tenant.Id}'");
        await moving.CommitAsync();

        Assert.True((await deleting).Ok);
        Assert.Equal(1, await domain.Services.GetRequiredService<ReportUpkeep>().ForgetAsync(default));
        var left = await tenant.DbAsync(db => db.MediaLeftovers.Select(l => l.StoreKey).ToListAsync());
        Assert.Equal(4, left.Count);
        Assert.All(left, key => Assert.EndsWith(".moved", key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cancelled_report_is_not_made()
    {
        var tenant = await domain.AddTenantAsync("desk3");
        var id = await domain.OrderAsync(tenant, Week);
        Assert.Equal("Analytics.Report_UnderWay", (await DeleteAsync(tenant, MemberRole.Viewer, id)).Problem!.TextKey);
        var task = await TaskAsync(tenant);

        Assert.True((await tenant.AsAsync<LongTasks, Result>(MemberRole.Viewer, t => t.CancelAsync(task))).Ok);
        await domain.WorkAsync();

        Assert.Equal(ReportState.Cancelled, Assert.Single((await domain.ListAsync(tenant)).Rows).State);
        Assert.Equal(0, await tenant.DbAsync(db => db.ReportFiles.CountAsync()));
        Assert.True((await DeleteAsync(tenant, MemberRole.Viewer, id)).Ok);
        Assert.Empty((await domain.ListAsync(tenant)).Rows);
    }

    [Fact]
    public async Task Work_of_a_dead_node_goes_on_and_ends_in_one_set_of_files()
    {
        var tenant = await domain.AddTenantAsync("desk4");
        var id = await domain.OrderAsync(tenant, Week);
        // claimed by a node that was killed
        var lost = Assert.Single(await domain.Worker.ClaimAsync(100, default), t => t.TenantId == tenant.Id);
        await domain.AdvanceAsync(TimeSpan.FromMinutes(10));

        await domain.WorkAsync();
        Assert.Equal(ReportState.Ready, Assert.Single((await domain.ListAsync(tenant)).Rows).State);
        // and it wakes again
        await domain.Worker.RunAsync(lost, default);

        Assert.Equal(2, await tenant.DbAsync(db => db.ReportFiles.CountAsync(f => f.ReportId == id)));
    }

    [Fact]
    public async Task Files_go_with_a_report_that_is_deleted()
    {
        var tenant = await domain.AddTenantAsync("desk5");
        var id = await domain.OrderAsync(tenant, Week, role: MemberRole.Editor);
        await domain.WorkAsync();
        var keys = await tenant.DbAsync(db => db.ReportFiles.Select(f => f.StoreKey).ToListAsync());
        var disk = domain.Services.GetRequiredService<MediaFiles>();
        Assert.All(keys, key => Assert.True(disk.Exists(key)));

        Assert.Equal(ProblemKind.Forbidden, (await DeleteAsync(tenant, MemberRole.Viewer, id)).Problem!.Kind);
        Assert.True((await DeleteAsync(tenant, MemberRole.Editor, id)).Ok);
        await tenant.AsSystemAsync<MediaLeftovers, int>(l => l.DropAsync(default));

        Assert.All(keys, key => Assert.False(disk.Exists(key)));
        Assert.Equal(ProblemKind.NotFound, (await tenant.AsAsync<ReportDesk, Result<ReportDownload>>(MemberRole.Editor, d => d.FileAsync(id, ReportFormat.Pdf, default))).Problem!.Kind);
    }

    [Fact]
    public async Task The_clock_forgets_what_was_kept_for_ninety_days()
    {
        var tenant = await domain.AddTenantAsync("desk6");
        var (old, young) = (await domain.OrderAsync(tenant, Week), Guid.Empty);
        await domain.WorkAsync();
        await domain.SystemSqlAsync($"update reports set created_at = created_at - interval '89 days' where id = '{old}'");
        Assert.Equal(0, await domain.Services.GetRequiredService<ReportUpkeep>().ForgetAsync(default));
        young = await domain.OrderAsync(tenant, Week);
        await domain.WorkAsync();
        await domain.SystemSqlAsync($"update reports set created_at = created_at - interval '2 days' where id = '{old}'");

        Assert.Equal(1, await domain.Services.GetRequiredService<ReportUpkeep>().ForgetAsync(default));

        Assert.Equal([young], (await domain.ListAsync(tenant)).Rows.Select(r => r.Id));
        Assert.Equal(2, await tenant.DbAsync(db => db.MediaLeftovers.CountAsync()));
    }

    [Fact]
    public async Task Nothing_of_another_workspace_is_found_or_ordered()
    {
        var (tenant, rival) = (await domain.AddTenantAsync("desk7"), await domain.AddTenantAsync("desk7rival"));
        var id = await domain.OrderAsync(tenant, Week);
        await domain.WorkAsync();

        Assert.Equal(ProblemKind.NotFound, (await rival.AsAsync<ReportDesk, Result<ReportDownload>>(MemberRole.Owner, d => d.FileAsync(id, ReportFormat.Xlsx, default))).Problem!.Kind);
        Assert.Equal(ProblemKind.NotFound, (await rival.AsAsync<ReportDesk, Result>(MemberRole.Owner, d => d.DeleteAsync(id, default))).Problem!.Kind);
        Assert.Equal(ProblemKind.NotFound, (await rival.AsAsync<ReportDesk, Result<Guid>>(MemberRole.Owner, d => d.OrderAsync(Week with { CompanyId = tenant.CompanyId }, default))).Problem!.Kind);
        Assert.Empty((await domain.ListAsync(rival)).Rows);
    }

    [Fact]
    public async Task A_report_without_a_format_or_a_right_is_refused()
    {
        var tenant = await domain.AddTenantAsync("desk8");
        Assert.Equal("Analytics.Report_NoFormat", (await tenant.AsAsync<ReportDesk, Result<Guid>>(MemberRole.Viewer, d => d.OrderAsync(Week with { Xlsx = false, Pdf = false }, default))).Problem!.TextKey);
        foreach (var act in new Func<IServiceProvider, Task>[]
        {
            s => s.GetRequiredService<ReportDesk>().OrderAsync(Week, default),
            s => s.GetRequiredService<ReportDesk>().FileAsync(tenant.Id, ReportFormat.Pdf, default),
            s => s.GetRequiredService<ReportQueries>().ListAsync(ListQuery.First, null, default),
        })
            await Assert.ThrowsAsync<NotPermittedException>(() => tenant.RunAsync<object?>(Actor.Guest(tenant.Id, "test"), async s =>
            {
                await act(s);
                return null;
            }));
    }

    private static Task<Result> DeleteAsync(TestTenant tenant, MemberRole role, Guid id) => tenant.AsAsync<ReportDesk, Result>(role, d => d.DeleteAsync(id, default));

    private static Task<Guid> TaskAsync(TestTenant tenant) => tenant.DbAsync(db => db.LongTasks.OrderByDescending(t => t.CreatedAt).Select(t => t.Id).FirstAsync());
}
