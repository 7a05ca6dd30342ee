using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Trends;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Access;

public sealed class TenantScopeTests(TestDomain domain) : IClassFixture<TestDomain>
{
    [Fact]
    public void A_scope_enters_one_tenant_only_once()
    {
        using var scope = domain.Services.CreateScope();
        var tenant = scope.ServiceProvider.GetRequiredService<TenantScope>();
        var (first, second) = (Actor.System(Ids.New(domain.Clock), "first"), Actor.System(Ids.New(domain.Clock), "second"));
        tenant.Enter(first, "first");

        Assert.Throws<InvalidOperationException>(() => tenant.Enter(second, "second"));
        Assert.Throws<InvalidOperationException>(() => tenant.Enter(first, "first"));
        Assert.Equal((first, "first"), (tenant.Actor, tenant.Slug));
    }

    [Fact]
    public void One_of_many_threads_enters_a_scope()
    {
        var scope = new TenantScope();
        var actors = Enumerable.Range(0, 64).Select(_ => Actor.System(Ids.New(domain.Clock), "race")).ToList();
        var entered = 0;
        Parallel.ForEach(actors, actor =>
        {
            try
            {
                scope.Enter(actor, "");
                Interlocked.Increment(ref entered);
            }
            catch (InvalidOperationException)
            {
            }
        });
        Assert.Equal(1, entered);
    }

    [Fact]
    public async Task A_slow_save_ends_in_the_tenant_where_it_began()
    {
        var (a, b) = (await domain.AddTenantAsync("slow-a"), await domain.AddTenantAsync("slow-b"));
        var (opened, elsewhere) = (new TaskCompletionSource(), new TaskCompletionSource());
        var slow = a.RunAsync(Actor.System(a.Id, "slow"), async services =>
        {
            var db = services.GetRequiredService<Db>();
            await using (var early = await db.OpenAsync())
            {
                early.Topics.Add(Topic(a.Id, "opened before"));
                opened.SetResult();
                await elsewhere.Task;
                await early.SaveChangesAsync();
            }
            await using var late = await db.OpenAsync();
            late.Topics.Add(Topic(a.Id, "opened after"));
            return await late.SaveChangesAsync();
        });
        await opened.Task;
        await b.DbAsync(async db =>
        {
            db.Topics.Add(Topic(b.Id, "other"));
            await db.SaveChangesAsync();
            elsewhere.SetResult();
            await slow;
            return db.TenantId;
        });

        Assert.Equal(["opened after", "opened before"], await a.DbAsync(db => db.Topics.Select(t => t.Name).Order().ToListAsync()));
        Assert.Equal(["other"], await b.DbAsync(db => db.Topics.Select(t => t.Name).ToListAsync()));
    }

    [Fact]
    public async Task An_actor_of_another_tenant_may_not_be_entered()
    {
        var tenants = domain.Services.GetRequiredService<Tenants>();
        await Assert.ThrowsAsync<ArgumentException>(() => tenants.RunAsync(Ids.New(domain.Clock), Actor.System(Ids.New(domain.Clock), "wrong"), _ => Task.CompletedTask));
    }

    private Topic Topic(Guid tenantId, string name) => new(tenantId, Ids.New(domain.Clock), name, [], "ru", domain.Clock.GetUtcNow());
}
