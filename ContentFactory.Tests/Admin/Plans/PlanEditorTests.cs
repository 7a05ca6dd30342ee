using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Admin.Plans;
using ContentFactory.Domain.Data;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Admin.Plans;

public sealed class PlanEditorTests(TestDomain domain) : IClassFixture<TestDomain>
{
    private static int plans;

    [Fact]
    public async Task A_plan_is_added_and_changed_and_the_log_says_how()
    {
        var code = $"team_{Interlocked.Increment(ref plans)}";
        Assert.True((await SaveAsync(null, Entry(code))).Ok);
        var added = await FindAsync(code);
        Assert.True((await SaveAsync(added, Entry(code) with { MonthlyPrice = "12,5", Features = "One\n\n  Two  ", OnSale = true })).Ok);

        var changed = await FindAsync(code);
        Assert.Equal((12.5m, 3, (int?)null, "One\nTwo", true), (changed.MonthlyPrice, changed.Channels, changed.PostsPerMonth, changed.Features, changed.OnSale));
        var log = await domain.OwnerSqlAsync<string>($"select string_agg(coalesce(before ->> 'MonthlyPrice', '-') || ' ' || (after ->> 'MonthlyPrice'), ', ' order by before is not null) from audit_log where action = 'edit_plans' and entity_id = '{changed.Id}'");
        Assert.Equal("- 10.00, 10.00 12.50", log);
    }

    [Theory]
    [InlineData("Code", "Big Plan", "Billing.PlanCodeInvalid")]
    [InlineData("Code", "free", "Billing.PlanCodeTaken")]
    [InlineData("Currency", "usd", "Billing.CurrencyInvalid")]
    [InlineData("MonthlyPrice", "-1", "Billing.PriceInvalid")]
    [InlineData("YearlyPrice", "1.234", "Billing.PriceInvalid")]
    [InlineData("Channels", "1.5", "Billing.LimitInvalid")]
    [InlineData("PostsPerMonth", "many", "Billing.LimitInvalid")]
    [InlineData("Members", "0", "Billing.MembersLimitInvalid")]
    public async Task What_makes_no_sense_is_refused_at_its_field(string field, string typed, string key)
    {
        var entry = Entry("nonsense");
        entry = field switch
        {
            "Code" => entry with { Code = typed },
            "Currency" => entry with { Currency = typed },
            "MonthlyPrice" => entry with { MonthlyPrice = typed },
            "YearlyPrice" => entry with { YearlyPrice = typed },
            _ => entry with { Limits = new Dictionary<PlanLimit, string> { [Enum.Parse<PlanLimit>(field)] = typed } },
        };

        var refused = (await SaveAsync(null, entry)).Problem;

        Assert.Equal((field, key), (refused?.Field, refused?.TextKey));
        Assert.DoesNotContain(await ListAsync(), p => p.Code == "nonsense");
    }

    [Fact]
    public async Task The_second_of_two_who_edit_is_told()
    {
        var code = $"race_{Interlocked.Increment(ref plans)}";
        Assert.True((await SaveAsync(null, Entry(code))).Ok);
        var seen = await FindAsync(code);

        var answers = await Task.WhenAll(Enumerable.Range(1, 20).Select(n => Task.Run(() => SaveAsync(seen, Entry(code) with { MonthlyPrice = $"{n}" }))));

        Assert.Single(answers, a => a.Ok);
        Assert.All(answers.Where(a => !a.Ok), a => Assert.Equal("Billing.PlanChanged", a.Problem!.TextKey));
    }

    [Fact]
    public async Task A_name_that_subscriptions_know_stays()
    {
        var free = await FindAsync("free");
        Assert.Equal("Billing.PlanCodeStays", (await SaveAsync(free, Entry("gratis"))).Problem?.TextKey);
    }

    [Fact]
    public async Task Those_above_a_lowered_limit_are_counted()
    {
        var tenant = await domain.AddTenantAsync($"above-{Interlocked.Increment(ref plans)}");
        var code = $"low_{plans}";
        Assert.True((await SaveAsync(null, Entry(code))).Ok);
        var plan = await FindAsync(code);
        await domain.OwnerSqlAsync<Guid>($"insert into subscriptions (tenant_id, id, plan_id, status, source, currency, starts_at) values ('{tenant.Id}', '{tenant.Id}', '{plan.Id}', 'active', 'manual', 'USD', app_now()) returning id");
        Assert.Equal((1, 0), await CountsAsync());

        Assert.True((await SaveAsync(plan, Entry(code) with { Limits = new Dictionary<PlanLimit, string> { [PlanLimit.Members] = "1" } })).Ok);

        Assert.Equal((1, 1), await CountsAsync());
        async Task<(int, int)> CountsAsync() => await FindAsync(code) is var row ? (row.Tenants, row.Above) : default;
    }

    [Theory]
    [InlineData(Role.Manager)]
    [InlineData(Role.Owner)]
    public async Task Nobody_but_an_administrator_edits(Role role)
    {
        await Assert.ThrowsAsync<NotPermittedException>(() => RunAsync(e => e.SaveAsync(null, Entry("theirs"), "", default), role));
        await Assert.ThrowsAsync<NotPermittedException>(() => RunAsync(e => e.ListAsync(default), role));
    }

    private static PlanEntry Entry(string code) => new(code, "10", "", "USD", new Dictionary<PlanLimit, string> { [PlanLimit.Channels] = "3" }, "", 50, false);

    private async Task<PlanRow> FindAsync(string code) => (await ListAsync()).Single(p => p.Code == code);

    private Task<IReadOnlyList<PlanRow>> ListAsync() => RunAsync(e => e.ListAsync(default));

    private Task<Result> SaveAsync(PlanRow? seen, PlanEntry entry) => RunAsync(e => e.SaveAsync(seen?.Id, entry, seen?.Version ?? "", default));

    private Task<T> RunAsync<T>(Func<PlanEditor, Task<T>> act, Role role = Role.Admin) => domain.Services.GetRequiredService<Tenants>()
        .RunAsync(Guid.Empty, new Actor(Ids.New(domain.Clock), Guid.Empty, role), services => act(services.GetRequiredService<PlanEditor>()));
}
