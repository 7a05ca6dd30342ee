using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Affiliates;
using ContentFactory.Domain.Ai.Costs;
using ContentFactory.Domain.Ai.Makers;
using ContentFactory.Domain.Ai.Roles;
using ContentFactory.Tests.Ai.Makers;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Ai.Costs;

public sealed class BudgetTests(AiDomain domain) : IClassFixture<AiDomain>
{
    private static readonly ModelOffer Claude = new(ModelOffer.Anthropic, AiDomain.Claude);

    [Fact]
    public async Task A_hundred_requests_at_once_take_exactly_the_budget()
    {
        var tenant = await domain.TenantAsync();
        await SetAsync(tenant, "0.25");

        // a thousand tokens out cost a cent
        var opened = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => OpenAsync(tenant, 1_000)));

        Assert.Equal(25, opened.Count(o => o.Ok));
        Assert.All(opened.Where(o => !o.Ok), o => Assert.Equal((ProblemKind.Limit, "Ai.BudgetSpent"), (o.Problem!.Kind, o.Problem.TextKey)));
        Assert.Equal((0m, 0.25m), await MonthAsync(tenant));
        Assert.Equal(25, (await tenant.RequestsAsync()).Count);
    }

    [Fact]
    public async Task What_was_not_spent_is_given_back()
    {
        var tenant = await domain.TenantAsync();
        var opened = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => OpenAsync(tenant, 1_000)));

        await Task.WhenAll(opened.Select(o => SettleAsync(tenant, o.Value, new TokenUse(0, 0, 100))));

        Assert.Equal((0.02m, 0m), await MonthAsync(tenant));
    }

    [Fact]
    public async Task The_owners_hear_once_that_most_of_it_is_gone()
    {
        var tenant = await domain.TenantAsync();
        await SetAsync(tenant, "0.10");
        for (var i = 0; i < 9; i++)
            await SettleAsync(tenant, (await OpenAsync(tenant, 1_000)).Value, new TokenUse(0, 0, 1_000));

        var notices = await tenant.DbAsync(db => db.Notifications.Where(n => n.TextKey == AiLedger.WarningKey).ToListAsync());
        var notice = Assert.Single(notices);
        Assert.Equal(tenant.Person(MemberRole.Owner), notice.PersonId);
        Assert.Equal(["0.08", "0.10"], notice.Args);
    }

    [Fact]
    public async Task The_plans_limit_holds_where_the_own_one_is_higher()
    {
        var tenant = await domain.TenantAsync();
        await SetAsync(tenant, "1000");

        Assert.Equal(new BudgetLimit(1000, 0.5m), (await tenant.AsAsync<AiCosts, CostReport>(MemberRole.Owner, c => c.MonthAsync(null, default))).Limit);
        Assert.False((await OpenAsync(tenant, 60_000)).Ok);
    }

    [Fact]
    public async Task A_model_without_a_price_is_not_asked_against_a_budget()
    {
        var tenant = await domain.TenantAsync(AiDomain.Own, AiDomain.Own);
        var before = domain.Compatible.Calls.Count;

        var written = await tenant.WriteAsync(Drafts.Request());

        Assert.Equal(("Ai.PriceUnknown", AiDomain.Own, before), (written.Problem?.TextKey, written.Problem?.Args[0], domain.Compatible.Calls.Count));
        Assert.Empty(await tenant.RequestsAsync());
    }

    [Fact]
    public async Task Without_any_limit_an_unpriced_model_costs_something_unknown()
    {
        var tenant = await domain.TenantAsync(AiDomain.Own, AiDomain.Own);
        domain.Compatible.Always = new(Drafts.Said());
        await domain.UnlimitedAsync(tenant);

        var written = await tenant.WriteAsync(Drafts.Request());

        Assert.True(written.Ok, written.Problem?.TextKey);
        Assert.Null(Assert.Single(await tenant.RequestsAsync()).Cost);
        var report = await tenant.AsAsync<AiCosts, CostReport>(MemberRole.Owner, c => c.MonthAsync(null, default));
        Assert.Equal((1, 1), (report.Unpriced, Assert.Single(report.Models).Unpriced));
    }

    [Fact]
    public async Task What_a_killed_node_left_is_written_off_at_its_most()
    {
        var tenant = await domain.TenantAsync();
        var lost = (await OpenAsync(tenant, 1_000)).Value;
        var sweep = domain.Services.GetRequiredService<AiSweep>();
        await sweep.WriteOffAsync(default);
        Assert.Equal(AiOutcome.Sending, Assert.Single(await tenant.RequestsAsync()).Outcome);

        await domain.AdvanceAsync(TimeSpan.FromMinutes(16));
        await sweep.WriteOffAsync(default);
        // the node was only slow: the late answer changes nothing any more
        await SettleAsync(tenant, lost, new TokenUse(0, 0, 10));

        var row = Assert.Single(await tenant.RequestsAsync());
        Assert.Equal((AiOutcome.Unknown, true, 0.01m), (row.Outcome, row.IsEstimate, row.Cost));
        Assert.Equal((0.01m, 0m), await MonthAsync(tenant));
    }

    [Fact]
    public async Task What_models_cost_stands_in_the_expenses_of_the_day()
    {
        var tenant = await domain.TenantAsync();
        await SettleAsync(tenant, (await OpenAsync(tenant, 1_000)).Value, new TokenUse(0, 0, 100));
        await SettleAsync(tenant, (await OpenAsync(tenant, 1_000)).Value, new TokenUse(0, 0, 200));
        var day = DateOnly.FromDateTime(domain.Clock.GetUtcNow().UtcDateTime);
        await OpenAsync(tenant, 1_000);
        await domain.AdvanceAsync(TimeSpan.FromMinutes(16));
        await domain.Services.GetRequiredService<AiSweep>().WriteOffAsync(default);

        var expense = Assert.Single(await tenant.DbAsync(db => db.Expenses.ToListAsync()));

        Assert.Equal((tenant.CompanyId, ExpenseCategory.AiApi, $"{Claude.Maker} {Claude.Model}", 0.013m), (expense.CompanyId, expense.Category, expense.Service, expense.Amount));
        Assert.Equal((day, true), (expense.Day, expense.IsEstimate));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1.234")]
    [InlineData("100001")]
    [InlineData("ten")]
    [InlineData("1e3")]
    public async Task A_sum_that_is_none_is_refused_at_its_field(string typed)
    {
        var tenant = await domain.TenantAsync();

        var set = await tenant.AsAsync<AiBudgets, Result>(MemberRole.Owner, b => b.SetAsync(typed, default));

        Assert.Equal(("Budget", "Ai.BudgetInvalid"), (set.Problem?.Field, set.Problem?.TextKey));
    }

    private static Task<Result<OpenRequest>> OpenAsync(TestTenant tenant, int mostTokens) =>
        tenant.AsAsync<AiLedger, Result<OpenRequest>>(MemberRole.Editor, l => l.OpenAsync(new AiPurpose(AiKind.Draft, AiRole.Copywriter, 0, tenant.CompanyId, null), Claude, 0, mostTokens, default));

    private static Task<decimal?> SettleAsync(TestTenant tenant, OpenRequest open, TokenUse usage) =>
        tenant.AsAsync<AiLedger, decimal?>(MemberRole.Editor, l => l.SettleAsync(open, new Settlement(AiOutcome.Done, null, TimeSpan.Zero, usage, MayCost: true)));

    private static async Task SetAsync(TestTenant tenant, string sum) => Assert.True((await tenant.AsAsync<AiBudgets, Result>(MemberRole.Owner, b => b.SetAsync(sum, default))).Ok);

    private static async Task<(decimal Spent, decimal Reserved)> MonthAsync(TestTenant tenant)
    {
        var month = await tenant.MonthAsync();
        return (month.Spent, month.Reserved);
    }
}
