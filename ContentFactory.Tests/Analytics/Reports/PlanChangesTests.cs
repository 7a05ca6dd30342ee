using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics.Reports;
using ContentFactory.Domain.Analytics.Reports.Making;
using ContentFactory.Domain.Analytics.Reports.Plans;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Analytics.Reports;

/// <summary>People change, remove and add plans, and tenants move, at the very moment when a week falls due.</summary>
public sealed class PlanChangesTests(ReportsDomain domain) : IClassFixture<ReportsDomain>, IAsyncLifetime
{
    public Task InitializeAsync() => domain.QuietAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    private ReportRounds Rounds => domain.Services.GetRequiredService<ReportRounds>();

    [Fact]
    public async Task A_form_that_is_out_of_date_overwrites_nothing()
    {
        var tenant = await domain.AddTenantAsync("plans1", "Europe/Berlin");
        await domain.PlanAsync(tenant, DayOfWeek.Monday, 9, [MemberRole.Owner]);
        var seen = (await ReportsDomain.PlansAsync(tenant))[0].Entry;

        Assert.Equal((ProblemKind.Conflict, "Analytics.Plan_Changed"), await RefusedAsync(tenant, seen with { PlanId = null, Version = 0, Hour = 12 }));
        // the next time is no change of a person
        await domain.GoToAsync((await ReportsDomain.PlanAsync(tenant)).NextAt!.Value);
        await Rounds.RunAsync(default);
        Assert.True((await ReportsDomain.SaveAsync(tenant, seen with { Hour = 10 })).Ok);
        Assert.Equal((ProblemKind.Conflict, "Analytics.Plan_Changed"), await RefusedAsync(tenant, seen with { Hour = 11 }));
        Assert.Equal((ProblemKind.Conflict, "Analytics.Plan_Changed"), await RefusedAsync(tenant, (await ReportsDomain.PlansAsync(tenant))[0].Entry with { CompanyId = tenant.CompanyId }));
        Assert.Equal(ProblemKind.NotFound, (await RefusedAsync(tenant, seen with { PlanId = Ids.New(domain.Clock) })).Kind);

        Assert.Equal(10, (await ReportsDomain.PlanAsync(tenant)).Hour);
    }

    [Fact]
    public async Task A_plan_changed_when_its_hour_has_come_sends_that_week()
    {
        var tenant = await domain.AddTenantAsync("plans2", "Europe/Berlin");
        await domain.PlanAsync(tenant, DayOfWeek.Monday, 9, [MemberRole.Owner]);
        var due = (await ReportsDomain.PlanAsync(tenant)).NextAt!.Value;
        await domain.GoToAsync(due);

        await domain.PlanAsync(tenant, DayOfWeek.Thursday, 9, [MemberRole.Owner, MemberRole.Viewer]);
        Assert.Equal(0, await Rounds.RunAsync(default));
        await domain.WorkAsync();

        Assert.Equal((1, 1), (await domain.LettersAsync(tenant, MemberRole.Owner), await domain.LettersAsync(tenant, MemberRole.Viewer)));
        Assert.Equal(LocalDay.At(due, "Europe/Berlin").AddDays(-1), Assert.Single((await domain.ListAsync(tenant)).Rows).LastDay);
        Assert.Equal(due.AddDays(10), (await ReportsDomain.PlanAsync(tenant)).NextAt);
    }

    [Fact]
    public async Task A_move_past_the_hour_still_sends_the_week()
    {
        var tenant = await domain.AddTenantAsync("plans3", "America/New_York");
        await domain.PlanAsync(tenant, DayOfWeek.Monday, 9, [MemberRole.Owner]);
        var due = (await ReportsDomain.PlanAsync(tenant)).NextAt!.Value;
        // nine in Berlin has passed, nine in New York has not
        await domain.GoToAsync(due.AddHours(-2));
        await MoveAsync(tenant, "Europe/Berlin");

        Assert.Equal(1, await Rounds.RunAsync(default));
        Assert.Equal(0, await Rounds.RunAsync(default));
        await domain.WorkAsync();

        Assert.Equal(1, await domain.LettersAsync(tenant, MemberRole.Owner));
        Assert.Equal(LocalDay.At(due, "America/New_York").AddDays(-1), Assert.Single((await domain.ListAsync(tenant)).Rows).LastDay);
        var next = PlannedTime.Of((await ReportsDomain.PlanAsync(tenant)).NextAt!.Value, "Europe/Berlin");
        Assert.Equal((LocalDay.At(due, "America/New_York").AddDays(7), new TimeOnly(9, 0)), (next.Date, next.Time));
    }

    [Theory]
    [InlineData("sent")]
    [InlineData("made later")]
    public async Task A_move_brings_no_week_that_is_not_owed(string how)
    {
        var tenant = await domain.AddTenantAsync($"plans4-{how[..4]}", "Europe/Berlin");
        await domain.PlanAsync(tenant, DayOfWeek.Monday, 9, [MemberRole.Owner], on: how == "sent");
        var day = LocalDay.At(domain.Clock.GetUtcNow(), "Europe/Berlin");
        while (day.DayOfWeek is not DayOfWeek.Monday)
            day = day.AddDays(1);
        await domain.GoToAsync(PlannedTime.At(day.AddDays(7), new TimeOnly(9, 30), "Europe/Berlin").Instant);
        await Rounds.RunAsync(default);
        await domain.WorkAsync();
        await domain.PlanAsync(tenant, DayOfWeek.Monday, 9, [MemberRole.Owner]);
        var letters = await domain.LettersAsync(tenant, MemberRole.Owner);
        await MoveAsync(tenant, "America/New_York");

        Assert.Equal(0, await Rounds.RunAsync(default));
        // and by the clock of New York nine has not even come
        await domain.AdvanceAsync(TimeSpan.FromHours(8));
        Assert.Equal(0, await Rounds.RunAsync(default));

        Assert.Equal(how == "sent" ? 1 : 0, letters);
        Assert.Equal(letters, await domain.LettersAsync(tenant, MemberRole.Owner));
        Assert.Equal(day.AddDays(14), LocalDay.At((await ReportsDomain.PlanAsync(tenant)).NextAt!.Value, "America/New_York"));
    }

    [Fact]
    public async Task A_plan_removed_and_added_again_sends_a_week_once()
    {
        var tenant = await domain.AddTenantAsync("plans5", "Europe/Berlin");
        await domain.PlanAsync(tenant, DayOfWeek.Monday, 9, [MemberRole.Owner]);
        var due = (await ReportsDomain.PlanAsync(tenant)).NextAt!.Value;
        await domain.GoToAsync(due);
        await Rounds.RunAsync(default);
        await domain.WorkAsync();
        var plan = await ReportsDomain.PlanAsync(tenant);

        Assert.True((await RemoveAsync(tenant, plan.Id)).Ok);
        Assert.Empty(await ReportsDomain.PlansAsync(tenant));
        Assert.Equal(ProblemKind.NotFound, (await RemoveAsync(tenant, plan.Id)).Problem!.Kind);
        Assert.Equal(ProblemKind.NotFound, (await RefusedAsync(tenant, new(null, 1, 9, "en", true, true, plan.People, true, plan.Id, plan.Version))).Kind);
        await domain.PlanAsync(tenant, DayOfWeek.Friday, 9, [MemberRole.Owner]);

        Assert.Single(await ReportsDomain.PlansAsync(tenant));
        Assert.Equal(due.AddDays(11), (await ReportsDomain.PlanAsync(tenant)).NextAt);
        await domain.GoToAsync(due.AddDays(10));
        Assert.Equal(0, await Rounds.RunAsync(default));
        Assert.Equal(1, await domain.LettersAsync(tenant, MemberRole.Owner));
    }

    [Fact]
    public async Task A_plan_removed_while_its_report_is_put_away_sends_nothing()
    {
        var tenant = await domain.AddTenantAsync("plans6", "Europe/Berlin");
        await domain.PlanAsync(tenant, DayOfWeek.Monday, 9, [MemberRole.Owner]);
        await domain.GoToAsync((await ReportsDomain.PlanAsync(tenant)).NextAt!.Value);
        await Rounds.RunAsync(default);
        var report = await tenant.DbAsync(db => db.Reports.Select(r => r.Id).SingleAsync());
        await using var owner = await Sql.OpenAsync(domain.Database.ConnectionString("cf_system"));
        await using var removing = await owner.BeginTransactionAsync();
        await Sql.RunAsync(owner, $"select 1 from tenants where id = '{tenant.Id}' for no key update");

        var keeping = tenant.AsSystemAsync<ReportMaking, bool>(m => m.KeepAsync(report, [new(ReportFormat.Pdf, [1, 2, 3])], new("Subject", "Text", "Open"), default));
        await domain.BlockedAsync();
        await Sql.RunAsync(owner, $"update report_plans set removed_at = app_now(), next_at = null where tenant_id = '{tenant.Id}'");
        await removing.CommitAsync();

        Assert.True(await keeping);
        Assert.Equal(ReportState.Ready, Assert.Single((await domain.ListAsync(tenant)).Rows).State);
        Assert.Equal(0, await domain.LettersAsync(tenant, MemberRole.Owner));
        Assert.Equal((null, true), ((await ReportsDomain.MailingAsync(tenant)).SentAt, (await ReportsDomain.MailingAsync(tenant)).SettledAt is not null));
    }

    private Task<int> MoveAsync(TestTenant tenant, string zone) => domain.SystemSqlAsync($"update tenants set zone_id = '{zone}' where id = '{tenant.Id}'");

    private static Task<Result> RemoveAsync(TestTenant tenant, Guid id) => tenant.AsAsync<ReportPlans, Result>(MemberRole.Owner, p => p.RemoveAsync(id, default));

    private static async Task<(ProblemKind Kind, string Key)> RefusedAsync(TestTenant tenant, ReportPlanEntry entry)
    {
        var problem = (await ReportsDomain.SaveAsync(tenant, entry)).Problem!;
        return (problem.Kind, problem.TextKey);
    }
}
