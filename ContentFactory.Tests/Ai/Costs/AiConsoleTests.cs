using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Ai.Costs;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using ContentFactory.Tests.Ai.Makers;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Ai.Costs;

/// <summary>What administrators see and set for the whole installation.</summary>
public sealed class AiConsoleTests(AiDomain domain) : IClassFixture<AiDomain>
{
    [Fact]
    public async Task The_log_holds_requests_of_all_tenants_and_is_filtered()
    {
        var (one, two) = (await domain.TenantAsync(AiDomain.Claude, AiDomain.Gpt), await domain.TenantAsync(AiDomain.Claude, AiDomain.Claude));
        domain.Anthropic.Sayings.Enqueue(new("no"));
        (domain.Anthropic.Always, domain.OpenAi.Always) = (new(Drafts.Said()), new(Drafts.Said()));
        await one.WriteAsync(Drafts.Request());
        await two.WriteAsync(Drafts.Request());

        var of = (AiLogFilter f) => AsAdminAsync<AiLog, ListPage<AiLogRow>>(l => l.ListAsync(f, default));
        var all = await of(new());
        var failed = await of(new(AiOutcome.Failed));
        var found = await of(new(List: new ListQuery(one.Slug)));

        Assert.True(all.Total >= 3);
        Assert.Contains(failed.Rows, r => r.Slug == one.Slug && r.Fault == "prose");
        Assert.All(failed.Rows, r => Assert.Equal("failed", r.Outcome));
        Assert.Equal([AiDomain.Claude, AiDomain.Gpt], found.Rows.Select(r => r.Model).Order());
        Assert.All((await of(new(Model: AiDomain.Gpt))).Rows, r => Assert.Equal(AiDomain.Gpt, r.Model));
        Assert.Contains(AiDomain.Gpt, await AsAdminAsync<AiLog, IReadOnlyList<string>>(l => l.ModelsAsync(default)));
    }

    [Fact]
    public async Task A_price_holds_from_its_day_and_changes_nothing_counted()
    {
        var tenant = await domain.TenantAsync(AiDomain.Claude);
        domain.Anthropic.Always = new(Drafts.Said(), Input: 1_000_000 / 100, Output: 0);
        await tenant.WriteAsync(Drafts.Request());
        var today = DateOnly.FromDateTime(domain.Clock.GetUtcNow().UtcDateTime);
        Assert.True((await SetAsync(new(AiDomain.Claude, today.AddDays(1), "9", "9", "9,5", "test"))).Ok);
        await tenant.WriteAsync(Drafts.Request());

        Assert.All(await tenant.RequestsAsync(), r => Assert.Equal(0.02m, r.Cost));
        var rows = (await AsAdminAsync<AiPriceDesk, IReadOnlyList<PriceRow>>(d => d.ListAsync(default))).Where(p => p.Model == AiDomain.Claude).ToList();
        Assert.Equal([(today.AddDays(1), 9.5m, false), (new DateOnly(2026, 11, 1), 10m, true)], rows.Select(r => (r.ValidFrom!.Value, r.Output!.Value, r.IsInForce)));
        Assert.True((await AsAdminAsync<AiPriceDesk, Result>(d => d.RemoveAsync(AiDomain.Claude, today.AddDays(1), default))).Ok);
        Assert.Equal(2, await AuditedAsync());
    }

    [Fact]
    public async Task A_model_without_a_price_stands_on_top_as_unknown()
    {
        var first = (await AsAdminAsync<AiPriceDesk, IReadOnlyList<PriceRow>>(d => d.ListAsync(default)))[0];

        Assert.Equal((AiDomain.Own, null, true), (first.Model, first.Input, first.IsOffered));
    }

    [Theory]
    [InlineData("", "1", nameof(PriceEntry.Model))]
    [InlineData("a b", "1", nameof(PriceEntry.Model))]
    [InlineData("a", "", nameof(PriceEntry.Input))]
    [InlineData("a", "-1", nameof(PriceEntry.Input))]
    [InlineData("a", "1.23456", nameof(PriceEntry.Input))]
    public async Task A_price_that_is_none_is_refused_at_its_field(string model, string input, string field) =>
        Assert.Equal(field, (await SetAsync(new(model, new DateOnly(2026, 11, 20), input, "1", "1", null))).Problem?.Field);

    [Fact]
    public async Task Owners_see_the_month_by_company_kind_and_model()
    {
        var tenant = await domain.TenantAsync(AiDomain.Claude);
        domain.Anthropic.Always = new(Drafts.Said(), Input: 1_000, Output: 1_000);
        await tenant.WriteAsync(Drafts.Request());

        var report = await tenant.AsAsync<AiCosts, CostReport>(MemberRole.Owner, c => c.MonthAsync(null, default));

        Assert.Equal((0.012m, 0m, 0.024m), (report.Spent, report.Held, report.Share));
        Assert.Equal((tenant.Slug, 1, 2_000L, 0.012m), report.Companies.Select(c => (c.Name, c.Requests, c.Tokens, c.Cost)).Single());
        Assert.Equal("Draft", Assert.Single(report.Kinds).Name);
        Assert.Equal(0, (await tenant.AsAsync<AiCosts, CostReport>(MemberRole.Owner, c => c.MonthAsync(new DateOnly(2026, 10, 5), default))).Requests);
        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.AsAsync<AiCosts, CostReport>(MemberRole.Editor, c => c.MonthAsync(null, default)));
    }

    private Task<Result> SetAsync(PriceEntry entry) => AsAdminAsync<AiPriceDesk, Result>(d => d.SetAsync(entry, default));

    private Task<T> AsAdminAsync<TVerb, T>(Func<TVerb, Task<T>> act) where TVerb : notnull =>
        domain.Services.GetRequiredService<Tenants>().RunAsync(Guid.Empty, new Actor(Guid.Empty, Guid.Empty, Role.Admin), s => act(s.GetRequiredService<TVerb>()));

    private async Task<long> AuditedAsync() => await domain.OwnerSqlAsync<long>($"select count(*) from audit_log where action = 'edit_ai_prices' and coalesce(before, after)::text like '%{AiDomain.Claude}%'");
}
