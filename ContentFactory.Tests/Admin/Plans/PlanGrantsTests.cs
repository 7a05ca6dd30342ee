using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Admin.Plans;
using ContentFactory.Domain.Billing;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Data;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Admin.Plans;

public sealed class PlanGrantsTests(TestDomain domain) : IClassFixture<TestDomain>
{
    private static int tenants;

    [Fact]
    public async Task A_plan_by_hand_holds_at_once_and_is_told_in_the_log_of_the_tenant()
    {
        var tenant = await TenantAsync();
        Assert.True((await GiveAsync(tenant, "growth", null)).Ok);
        var first = await CurrentAsync(tenant);
        Assert.Equal(("growth", SubscriptionStatus.Active, SubscriptionSource.Manual, null), (first.Plan, first.Status, first.Source, first.EndsAt));
        Assert.Equal(4, (await RoomAsync(tenant)).Limit);

        Assert.True((await GiveAsync(tenant, "special", first.SubscriptionId, new(2026, 12, 31), SubscriptionSource.Promo)).Ok);

        var second = await CurrentAsync(tenant);
        // the last day is theirs to its end, by their own clock
        Assert.Equal(("special", SubscriptionSource.Promo, new DateTimeOffset(2026, 12, 31, 21, 0, 0, TimeSpan.Zero)), (second.Plan, second.Source, second.EndsAt));
        Assert.Equal([SubscriptionStatus.Cancelled, SubscriptionStatus.Active], await tenant.DbAsync(db => db.Subscriptions.OrderBy(s => s.CancelledAt == null).Select(s => s.Status).ToListAsync()));
        var log = await tenant.DbAsync(db => db.AuditLog.AsNoTracking().Where(a => a.Action == Permission.GivePlans).ToListAsync());
        Assert.Equal(["growth", "special"], log.Select(a => a.After!.RootElement.GetProperty("Plan").GetString()).Order(StringComparer.Ordinal));
        Assert.All(log, a => Assert.Equal("agreed", a.After!.RootElement.GetProperty("Reason").GetString()));
    }

    [Fact]
    public async Task Two_administrators_at_once_give_one_plan_and_the_other_hears_which()
    {
        var tenant = await TenantAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Task.Run(() => GiveAsync(tenant, n % 2 == 0 ? "growth" : "double", null))));

        Assert.Single(answers, a => a.Ok);
        var now = (await CurrentAsync(tenant)).Plan;
        Assert.All(answers.Where(a => !a.Ok), a => Assert.Equal(("Billing.SubscriptionChanged", now), (a.Problem!.TextKey, a.Problem.Args[0])));
    }

    [Fact]
    public async Task A_plan_that_was_given_until_a_day_ends_after_it()
    {
        var (tenant, trial) = (await TenantAsync(), await TenantAsync());
        Assert.True((await GiveAsync(tenant, "growth", null, DateOnly.FromDateTime(domain.Clock.GetUtcNow().UtcDateTime).AddDays(1))).Ok);
        await domain.OwnerSqlAsync<Guid>($"insert into subscriptions (tenant_id, id, plan_id, status, source, currency, starts_at, ends_at) select '{trial.Id}', '{trial.Id}', id, 'trial', 'manual', 'USD', app_now(), app_now() + interval '1 hour' from plans where code = 'single' returning plan_id");
        var ended = domain.Services.GetRequiredService<EndedPlans>();
        await ended.EndAsync(default);
        Assert.Equal("growth", (await CurrentAsync(tenant)).Plan);

        await domain.AdvanceAsync(TimeSpan.FromDays(2));
        await ended.EndAsync(default);

        Assert.Null((await CurrentAsync(tenant)).Plan);
        Assert.Equal(1, (await RoomAsync(tenant)).Limit);
        Assert.Equal("single", (await CurrentAsync(trial)).Plan);
    }

    [Fact]
    public async Task What_cannot_be_given_is_refused()
    {
        var tenant = await TenantAsync();
        var paid = await TenantAsync();
        await domain.OwnerSqlAsync<Guid>($"insert into subscriptions (tenant_id, id, plan_id, status, source, currency, starts_at) select '{paid.Id}', '{paid.Id}', id, 'active', 'stripe', 'USD', app_now() from plans where code = 'single' returning plan_id");

        foreach (var day in new DateOnly[] { new(2026, 11, 1), new(2037, 1, 1), DateOnly.MaxValue })
            Assert.Equal("Billing.UntilInvalid", (await GiveAsync(tenant, "growth", null, day)).Problem?.TextKey);
        Assert.Equal("Billing.SourceInvalid", (await GiveAsync(tenant, "growth", null, source: SubscriptionSource.Stripe)).Problem?.TextKey);
        Assert.Equal("Access.ReasonMissing", (await GiveAsync(tenant, "growth", null, reason: "  ")).Problem?.TextKey);
        Assert.Equal("Billing.PaidByStripe", (await GiveAsync(paid, "growth", paid.Id)).Problem?.TextKey);
        await Assert.ThrowsAsync<NotPermittedException>(() => RunAsync(g => g.GiveAsync(new(tenant.Id, tenant.Id, SubscriptionSource.Manual, null, "mine", null), default), Role.Manager));
    }

    private async Task<TestTenant> TenantAsync() => await domain.AddTenantAsync($"granted-{Interlocked.Increment(ref tenants)}");

    private async Task<Result> GiveAsync(TestTenant tenant, string plan, Guid? seen, DateOnly? until = null, SubscriptionSource source = SubscriptionSource.Manual, string reason = "agreed")
    {
        var planId = await domain.OwnerSqlAsync<Guid>($"select id from plans where code = '{plan}'");
        return await RunAsync(g => g.GiveAsync(new(tenant.Id, planId, source, until, reason, seen), default));
    }

    private Task<CurrentGrant> CurrentAsync(TestTenant tenant) => RunAsync(g => g.CurrentAsync(tenant.Id, default));

    private static Task<ChannelRoom> RoomAsync(TestTenant tenant) => tenant.AsAsync<ChannelRooms, ChannelRoom>(MemberRole.Owner, r => r.ReadAsync(default));

    private Task<T> RunAsync<T>(Func<PlanGrants, Task<T>> act, Role role = Role.Admin) => domain.Services.GetRequiredService<Tenants>()
        .RunAsync(Guid.Empty, new Actor(Ids.New(domain.Clock), Guid.Empty, role), services => act(services.GetRequiredService<PlanGrants>()));
}
