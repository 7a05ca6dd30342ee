using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics.Reports;
using ContentFactory.Domain.Analytics.Reports.Plans;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Analytics.Reports;

/// <summary>A week that cannot go out any more is settled, and holds up nothing and nobody else.</summary>
public sealed class ReportRoundsTests(ReportsDomain domain) : IClassFixture<ReportsDomain>, IAsyncLifetime
{
    public Task InitializeAsync() => domain.QuietAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    private ReportRounds Rounds => domain.Services.GetRequiredService<ReportRounds>();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_report_that_is_gone_holds_up_no_other_plan(bool deleted)
    {
        var (tenant, other) = (await domain.AddTenantAsync($"rounds1-{deleted}".ToLowerInvariant(), "Europe/Berlin"), await domain.AddTenantAsync($"rounds2-{deleted}".ToLowerInvariant(), "Europe/Berlin"));
        await domain.PlanAsync(tenant, DayOfWeek.Monday, 9, [MemberRole.Owner]);
        await domain.PlanAsync(tenant, DayOfWeek.Monday, 9, [MemberRole.Owner], companyId: tenant.CompanyId);
        await domain.PlanAsync(other, DayOfWeek.Monday, 9, [MemberRole.Owner]);
        await domain.GoToAsync((await ReportsDomain.PlanAsync(other)).NextAt!.Value);
        Assert.Equal(3, await Rounds.RunAsync(default));
        await FailAsync(tenant);
        await FailAsync(other);
        var gone = await tenant.DbAsync(db => db.Reports.Where(r => r.CompanyId == null).Select(r => r.Id).SingleAsync());
        if (deleted)
            Assert.True((await tenant.AsAsync<ReportDesk, Result>(MemberRole.Approver, d => d.DeleteAsync(gone, default))).Ok);
        else
            await domain.SystemSqlAsync($"delete from reports where id = '{gone}'");
        Assert.Equal(deleted, (await MailingAsync(tenant, gone)).SettledAt is not null);

        await domain.AdvanceAsync(TimeSpan.FromMinutes(11));
        Assert.Equal(2, await Rounds.RunAsync(default));
        await domain.WorkAsync();

        Assert.Equal((1, 1), (await domain.LettersAsync(tenant, MemberRole.Owner), await domain.LettersAsync(other, MemberRole.Owner)));
        Assert.Equal((null, true), ((await MailingAsync(tenant, gone)).SentAt, (await MailingAsync(tenant, gone)).SettledAt is not null));
    }

    [Fact]
    public async Task A_tenant_that_meets_a_bug_holds_up_no_other()
    {
        TestTenant[] tenants = [await domain.AddTenantAsync("rounds3", "Europe/Berlin"), await domain.AddTenantAsync("rounds4", "Europe/Berlin"), await domain.AddTenantAsync("rounds5", "Europe/Berlin")];
        foreach (var tenant in tenants)
            await domain.PlanAsync(tenant, DayOfWeek.Monday, 9, [MemberRole.Owner]);
        await domain.GoToAsync((await ReportsDomain.PlanAsync(tenants[0])).NextAt!.Value);
        await domain.SystemSqlAsync($"update report_plans set zone_id = 'No/Such_Zone' where tenant_id = '{tenants[1].Id}'");

        Assert.Equal(2, await Rounds.RunAsync(default));
        await domain.WorkAsync();

        Assert.Equal((1, 0, 1), (await domain.LettersAsync(tenants[0], MemberRole.Owner), await domain.LettersAsync(tenants[1], MemberRole.Owner), await domain.LettersAsync(tenants[2], MemberRole.Owner)));
    }

    [Theory]
    [InlineData("cancelled")]
    [InlineData("failed")]
    [InlineData("late")]
    public async Task What_can_no_longer_go_out_is_settled(string how)
    {
        var tenant = await domain.AddTenantAsync($"rounds6-{how}", "Europe/Berlin");
        await domain.PlanAsync(tenant, DayOfWeek.Monday, 9, [MemberRole.Owner]);
        await domain.GoToAsync((await ReportsDomain.PlanAsync(tenant)).NextAt!.Value);
        Assert.Equal(1, await Rounds.RunAsync(default));
        Assert.Equal(0, await Rounds.RunAsync(default));
        Assert.Null((await ReportsDomain.MailingAsync(tenant)).SettledAt);

        if (how == "cancelled")
            await domain.SystemSqlAsync($"update long_tasks set state = 'cancelled', finished_at = app_now() where tenant_id = '{tenant.Id}'");
        if (how == "failed")
            for (var n = 1; n <= ReportMailing.MostTries; n++)
            {
                await FailAsync(tenant);
                await domain.AdvanceAsync(TimeSpan.FromMinutes(51));
                Assert.Equal(n < ReportMailing.MostTries ? 1 : 0, await Rounds.RunAsync(default));
            }
        if (how == "late")
            await domain.AdvanceAsync(ReportMailing.Grace + TimeSpan.FromMinutes(1));
        Assert.Equal(0, await Rounds.RunAsync(default));

        var mailing = await ReportsDomain.MailingAsync(tenant);
        Assert.Equal((null, true), (mailing.SentAt, mailing.SettledAt is not null));
    }

    [Fact]
    public async Task Nothing_is_said_to_be_sent_where_nobody_was_written_to()
    {
        var (left, stays) = (await domain.AddTenantAsync("rounds7", "Europe/Berlin"), await domain.AddTenantAsync("rounds8", "Europe/Berlin"));
        foreach (var tenant in new[] { left, stays })
            await domain.PlanAsync(tenant, DayOfWeek.Monday, 9, [MemberRole.Viewer]);
        await domain.GoToAsync((await ReportsDomain.PlanAsync(left)).NextAt!.Value);
        await Rounds.RunAsync(default);
        await domain.SystemSqlAsync($"delete from members where tenant_id = '{left.Id}' and role = 'viewer'");
        await domain.WorkAsync();

        Assert.NotNull((await ReportsDomain.MailingAsync(left)).SettledAt);
        var rows = await left.AsAsync<ReportPlans, IReadOnlyList<ReportPlanRow>>(MemberRole.Owner, p => p.ListAsync(default));
        Assert.Null(Assert.Single(rows).SentAt);
        Assert.NotNull(Assert.Single(await ReportsDomain.PlansAsync(stays)).SentAt);
    }

    private Task<int> FailAsync(TestTenant tenant) =>
        domain.SystemSqlAsync($"update long_tasks set state = 'failed', finished_at = app_now(), problem_key = 'LongWork.Broke' where tenant_id = '{tenant.Id}' and state = 'queued'");

    private static Task<ReportMailing> MailingAsync(TestTenant tenant, Guid report) => tenant.DbAsync(db => db.ReportMailings.AsNoTracking().SingleAsync(m => m.ReportId == report));
}
