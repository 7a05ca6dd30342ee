using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics.Reports;
using ContentFactory.Domain.Analytics.Reports.Making;
using ContentFactory.Domain.Analytics.Reports.Plans;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Analytics.Reports;

/// <summary>Plans fall due in the tenant's zone, and each reader gets one letter a week, whatever nodes, clocks and failures do.</summary>
public sealed class WeeklyReportTests(ReportsDomain domain) : IClassFixture<ReportsDomain>, IAsyncLifetime
{
    public Task InitializeAsync() => domain.QuietAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    private ReportRounds Rounds => domain.Services.GetRequiredService<ReportRounds>();

    [Fact]
    public async Task A_week_brings_each_reader_one_letter_with_the_figures()
    {
        var tenant = await domain.AddTenantAsync("weekly1", "Europe/Berlin");
        await domain.PlanAsync(tenant, DayOfWeek.Monday, 9, [MemberRole.Owner, MemberRole.Viewer]);

        // a Monday in summer or winter: nine in Berlin
        var plan = await ReportsDomain.PlanAsync(tenant);
        Assert.Equal((DayOfWeek.Monday, 9), (PlannedTime.Of(plan.NextAt!.Value, "Europe/Berlin").Date.DayOfWeek, PlannedTime.Of(plan.NextAt.Value, "Europe/Berlin").Time.Hour));
        await domain.GoToAsync(plan.NextAt.Value.AddMinutes(-1));
        Assert.Equal(0, await Rounds.RunAsync(default));
        await domain.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await Rounds.RunAsync(default));
        Assert.Equal(0, await Rounds.RunAsync(default));
        await domain.WorkAsync();

        var report = Assert.Single((await domain.ListAsync(tenant)).Rows);
        var due = PlannedTime.Of(plan.NextAt.Value, "Europe/Berlin").Date;
        Assert.Equal((due.AddDays(-7), due.AddDays(-1), null, ReportState.Ready), (report.FirstDay, report.LastDay, report.Person, report.State));
        Assert.Equal((1, 1, 0), (await domain.LettersAsync(tenant, MemberRole.Owner), await domain.LettersAsync(tenant, MemberRole.Viewer), await domain.LettersAsync(tenant, MemberRole.Editor)));
        var letter = await SentLetters.LatestAsync(domain.Database, Seed.Email(MemberRole.Viewer, tenant.Slug));
        Assert.Contains("Posts: 0", letter, StringComparison.Ordinal);
        Assert.Contains("Views: – ", letter, StringComparison.Ordinal);
        Assert.Contains($"\n\nhttps://app.example/t/{tenant.Slug}/analytics/reports?report={report.Id}\n\n", letter, StringComparison.Ordinal);
        Assert.Equal(plan.NextAt.Value.AddDays(7), (await ReportsDomain.PlanAsync(tenant)).NextAt);
    }

    [Theory]
    [InlineData("Europe/Berlin", 2, "2027-03-28")]
    [InlineData("Europe/Berlin", 2, "2026-10-25")]
    [InlineData("America/New_York", 2, "2027-03-14")]
    [InlineData("Australia/Lord_Howe", 2, "2027-04-04")]
    [InlineData("Africa/Cairo", 0, "2027-04-30")]
    public void A_plan_keeps_its_hour_when_clocks_change(string zone, int hour, string change)
    {
        var day = DateOnly.Parse(change, System.Globalization.CultureInfo.InvariantCulture);
        var plan = new ReportPlan(Ids.New(TimeProvider.System), Ids.New(TimeProvider.System), null, default);
        plan.Change(new(null, (int)day.DayOfWeek, hour, "en", true, true, [], true));
        var at = LocalDay.Start(day.AddDays(-15), zone);
        DateOnly? last = null;
        for (var n = 0; n < 5; n++)
        {
            plan.Aim(zone, at, last);
            var next = plan.NextAt!.Value;
            Assert.True(next > at);
            Assert.Equal(PlannedTime.At(day.AddDays(-14 + 7 * n), new TimeOnly(hour, 0), zone).Instant, next);
            (at, last) = (next, ReportPlan.WeekOf(LocalDay.At(next, zone)));
        }
    }

    [Fact]
    public async Task Two_nodes_at_once_begin_and_send_a_week_once()
    {
        var tenant = await domain.AddTenantAsync("weekly2", "Europe/Berlin");
        await domain.PlanAsync(tenant, DayOfWeek.Monday, 9, [MemberRole.Owner, MemberRole.Editor]);
        await domain.GoToAsync((await ReportsDomain.PlanAsync(tenant)).NextAt!.Value);

        var begun = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Rounds.RunAsync(default))));
        Assert.Equal(1, begun.Sum());
        // the first node is thought dead, and both come to the end
        var first = (await domain.Worker.ClaimAsync(100, default)).Single(t => t.TenantId == tenant.Id);
        await domain.AdvanceAsync(TimeSpan.FromMinutes(10));
        var second = (await domain.Worker.ClaimAsync(100, default)).Single(t => t.TenantId == tenant.Id);
        await Task.WhenAll(domain.Worker.RunAsync(first, default), domain.Worker.RunAsync(second, default));

        Assert.Equal((1, 1), (await domain.LettersAsync(tenant, MemberRole.Owner), await domain.LettersAsync(tenant, MemberRole.Editor)));
        Assert.Equal(2, await tenant.DbAsync(db => db.ReportFiles.CountAsync()));
        Assert.NotNull((await tenant.DbAsync(db => db.ReportMailings.AsNoTracking().SingleAsync())).SentAt);
    }

    [Fact]
    public async Task Who_puts_the_same_report_away_later_changes_nothing()
    {
        var tenant = await domain.AddTenantAsync("weekly10", "Europe/Berlin");
        await domain.PlanAsync(tenant, DayOfWeek.Monday, 9, [MemberRole.Owner]);
        await domain.GoToAsync((await ReportsDomain.PlanAsync(tenant)).NextAt!.Value);
        await Rounds.RunAsync(default);
        var report = await tenant.DbAsync(db => db.Reports.Select(r => r.Id).SingleAsync());
        Task<bool> KeepAsync() => tenant.AsSystemAsync<ReportMaking, bool>(m => m.KeepAsync(report, [new(ReportFormat.Pdf, [1, 2, 3])], new("Subject", "Text", "Open"), default));

        var kept = await Task.WhenAll(KeepAsync(), KeepAsync());

        Assert.Single(kept, k => k);
        Assert.False(await KeepAsync());
        Assert.Equal(1, await domain.LettersAsync(tenant, MemberRole.Owner));
        Assert.Equal((1, 2), (await tenant.DbAsync(db => db.ReportFiles.CountAsync()), await tenant.DbAsync(db => db.MediaLeftovers.CountAsync())));
    }

    [Theory]
    [InlineData(23, 1)]
    [InlineData(25, 0)]
    [InlineData(24 * 22, 0)]
    [InlineData(24 * 21 + 23, 1)]
    public async Task An_outage_is_made_up_for_once_within_a_day(int hours, int letters)
    {
        var tenant = await domain.AddTenantAsync($"weekly3-{hours}", "Europe/Berlin");
        await domain.PlanAsync(tenant, DayOfWeek.Monday, 9, [MemberRole.Owner]);
        var due = (await ReportsDomain.PlanAsync(tenant)).NextAt!.Value;
        await domain.GoToAsync(due.AddHours(hours));

        await Rounds.RunAsync(default);
        await domain.WorkAsync();
        await Rounds.RunAsync(default);

        Assert.Equal(letters, await domain.LettersAsync(tenant, MemberRole.Owner));
        Assert.True((await ReportsDomain.PlanAsync(tenant)).NextAt > domain.Clock.GetUtcNow());
        if (letters == 1)
            Assert.Equal(LocalDay.At(due.AddDays(hours / 24), "Europe/Berlin").AddDays(-1), Assert.Single((await domain.ListAsync(tenant)).Rows).LastDay);
    }

    [Fact]
    public async Task A_new_weekday_brings_no_second_letter_in_its_week()
    {
        var tenant = await domain.AddTenantAsync("weekly4", "Europe/Berlin");
        await domain.PlanAsync(tenant, DayOfWeek.Monday, 9, [MemberRole.Owner]);
        var due = (await ReportsDomain.PlanAsync(tenant)).NextAt!.Value;
        await domain.GoToAsync(due);
        await Rounds.RunAsync(default);
        await domain.WorkAsync();

        await domain.PlanAsync(tenant, DayOfWeek.Thursday, 9, [MemberRole.Owner]);

        Assert.Equal(due.AddDays(10), (await ReportsDomain.PlanAsync(tenant)).NextAt!.Value);
        await domain.PlanAsync(tenant, DayOfWeek.Thursday, 9, [MemberRole.Owner], on: false);
        await domain.PlanAsync(tenant, DayOfWeek.Thursday, 9, [MemberRole.Owner]);
        Assert.Equal(due.AddDays(10), (await ReportsDomain.PlanAsync(tenant)).NextAt!.Value);
    }

    [Fact]
    public async Task A_tenant_that_moves_to_another_zone_keeps_its_hour()
    {
        var tenant = await domain.AddTenantAsync("weekly5", "Europe/Berlin");
        await domain.PlanAsync(tenant, DayOfWeek.Monday, 9, [MemberRole.Owner]);
        await domain.SystemSqlAsync($"update tenants set zone_id = 'America/New_York' where id = '{tenant.Id}'");

        Assert.Equal(0, await Rounds.RunAsync(default));

        var next = (await ReportsDomain.PlanAsync(tenant)).NextAt!.Value;
        Assert.Equal((DayOfWeek.Monday, 9), (PlannedTime.Of(next, "America/New_York").Date.DayOfWeek, PlannedTime.Of(next, "America/New_York").Time.Hour));
    }

    [Fact]
    public async Task Work_that_failed_is_tried_again_and_sends_once()
    {
        var tenant = await domain.AddTenantAsync("weekly6", "Europe/Berlin");
        await domain.PlanAsync(tenant, DayOfWeek.Monday, 9, [MemberRole.Owner]);
        await domain.GoToAsync((await ReportsDomain.PlanAsync(tenant)).NextAt!.Value);
        await Rounds.RunAsync(default);
        await domain.SystemSqlAsync($"update long_tasks set state = 'failed', finished_at = app_now(), problem_key = 'LongWork.Broke' where tenant_id = '{tenant.Id}'");

        Assert.Equal(0, await Rounds.RunAsync(default));
        await domain.AdvanceAsync(TimeSpan.FromMinutes(11));
        Assert.Equal(1, await Rounds.RunAsync(default));
        await domain.WorkAsync();
        await domain.AdvanceAsync(TimeSpan.FromHours(2));
        Assert.Equal(0, await Rounds.RunAsync(default));

        Assert.Equal(1, await domain.LettersAsync(tenant, MemberRole.Owner));
    }

    [Fact]
    public async Task Who_left_or_turned_it_off_gets_no_letter()
    {
        var (left, off) = (await domain.AddTenantAsync("weekly7", "Europe/Berlin"), await domain.AddTenantAsync("weekly8", "Europe/Berlin"));
        foreach (var tenant in new[] { left, off })
            await domain.PlanAsync(tenant, DayOfWeek.Monday, 9, [MemberRole.Owner, MemberRole.Viewer]);
        await domain.GoToAsync((await ReportsDomain.PlanAsync(left)).NextAt!.Value);
        await Rounds.RunAsync(default);
        await domain.SystemSqlAsync($"delete from members where tenant_id = '{left.Id}' and role = 'viewer'");
        await domain.PlanAsync(off, DayOfWeek.Monday, 9, [MemberRole.Owner], on: false);

        await domain.WorkAsync();

        Assert.Equal((1, 0, 0), (await domain.LettersAsync(left, MemberRole.Owner), await domain.LettersAsync(left, MemberRole.Viewer), await domain.LettersAsync(off, MemberRole.Owner)));
    }

    [Fact]
    public async Task Only_who_may_set_up_the_workspace_plans_and_the_log_says_so()
    {
        var tenant = await domain.AddTenantAsync("weekly9");
        var entry = new ReportPlanEntry(null, 1, 9, "en", true, false, [tenant.Person(MemberRole.Viewer)], true);
        foreach (var role in new[] { MemberRole.Approver, MemberRole.Editor, MemberRole.Viewer })
            await Assert.ThrowsAsync<NotPermittedException>(() => tenant.AsAsync<ReportPlans, Result>(role, p => p.SaveAsync(entry, default)));
        Assert.Equal("Analytics.Plan_NotReader", (await ReportsDomain.SaveAsync(tenant, entry with { People = [tenant.Person(MemberRole.Viewer), Ids.New(TimeProvider.System)] })).Problem!.TextKey);
        Assert.Equal("Analytics.Plan_NoReader", (await ReportsDomain.SaveAsync(tenant, entry with { People = [] })).Problem!.TextKey);
        Assert.Equal("Analytics.Plan_Time", (await ReportsDomain.SaveAsync(tenant, entry with { Hour = 24 })).Problem!.TextKey);
        Assert.Equal(ProblemKind.NotFound, (await ReportsDomain.SaveAsync(tenant, entry with { CompanyId = Ids.New(TimeProvider.System) })).Problem!.Kind);

        Assert.True((await ReportsDomain.SaveAsync(tenant, entry)).Ok);
        Assert.True((await ReportsDomain.SaveAsync(tenant, entry with { CompanyId = tenant.CompanyId })).Ok);
        Assert.Equal(2, (await ReportsDomain.PlansAsync(tenant)).Count);
        Assert.Equal(2, await tenant.DbAsync(db => db.AuditLog.CountAsync(a => a.Entity == "report_plan")));
        var plan = await tenant.DbAsync(db => db.ReportPlans.Select(p => p.Id).FirstAsync());
        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.AsAsync<ReportPlans, Result>(MemberRole.Approver, p => p.RemoveAsync(plan, default)));
        Assert.True((await tenant.AsAsync<ReportPlans, Result>(MemberRole.Owner, p => p.RemoveAsync(plan, default))).Ok);
    }
}
