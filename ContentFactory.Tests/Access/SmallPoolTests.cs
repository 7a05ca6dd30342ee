using System.Collections.Concurrent;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Trends;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ContentFactory.Tests.Access;

/// <summary>Three connections for everybody: each is reused at once, after successes, exceptions and cancels alike.</summary>
public sealed class SmallPoolTests(SmallPoolTests.ThreeConnections domain) : IClassFixture<SmallPoolTests.ThreeConnections>
{
    private const int Tasks = 1000;

    private readonly ConcurrentQueue<string> wrong = new();
    private readonly ConcurrentDictionary<Guid, int> added = new();

    [Fact]
    public async Task A_thousand_mixed_tasks_meet_no_foreign_row()
    {
        var tenants = new List<TestTenant>();
        for (var i = 0; i < 5; i++)
            tenants.Add(await domain.AddTenantAsync($"pool-{i}"));

        await Parallel.ForEachAsync(Enumerable.Range(0, Tasks), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) => await OneAsync(i, tenants[i % tenants.Count]));

        Assert.Empty(wrong);
        foreach (var tenant in tenants)
            Assert.Equal(added[tenant.Id], await tenant.DbAsync(db => db.Topics.CountAsync()));
        await NothingIsInheritedAsync();
    }

    private async Task OneAsync(int i, TestTenant tenant)
    {
        try
        {
            await tenant.RunAsync(Actor.System(tenant.Id, "mixed"), services => Kind(i / 5 % 5)(services.GetRequiredService<Db>(), tenant.Id));
        }
        catch (Exception e) when (e is OperationCanceledException or PlannedException or PostgresException { SqlState: PostgresErrorCodes.DivisionByZero })
        {
        }
    }

    private Func<Db, Guid, Task<bool>> Kind(int kind) => kind switch
    {
        0 => ReadAsync,
        1 => AddAsync,
        2 => RawAsync,
        3 => CancelAsync,
        _ => FailAsync,
    };

    private async Task<bool> ReadAsync(Db db, Guid tenantId)
    {
        await using var rows = await db.OpenAsync();
        foreach (var row in await rows.Topics.IgnoreQueryFilters().AsNoTracking().ToListAsync())
            Expect(tenantId, row.TenantId);
        return true;
    }

    private async Task<bool> AddAsync(Db db, Guid tenantId)
    {
        await using var rows = await db.OpenAsync();
        var id = Ids.New(TimeProvider.System);
        rows.Topics.Add(new Topic(tenantId, id, id.ToString(), [], "ru", domain.Clock.GetUtcNow()));
        await rows.SaveChangesAsync();
        added.AddOrUpdate(tenantId, 1, (_, n) => n + 1);
        return true;
    }

    private async Task<bool> RawAsync(Db db, Guid tenantId)
    {
        await using var connection = await db.OpenConnectionAsync();
        Expect(tenantId, Guid.Parse(await Sql.ValueAsync<string>(connection, "select current_setting('app.tenant_id')")));
        foreach (var id in await Sql.RowsAsync(connection, "select id from tenants", r => r.GetGuid(0)))
            Expect(tenantId, id);
        return true;
    }

    private async Task<bool> CancelAsync(Db db, Guid tenantId)
    {
        using var cancel = new CancellationTokenSource();
        await using var rows = await db.OpenAsync(CancellationToken.None);
        var running = rows.Database.ExecuteSqlRawAsync("select pg_sleep(5)", cancel.Token);
        await cancel.CancelAsync();
        await running;
        return true;
    }

    private async Task<bool> FailAsync(Db db, Guid tenantId)
    {
        await using var rows = await db.OpenAsync();
        await using var transaction = await rows.Database.BeginTransactionAsync();
        rows.Topics.Add(new Topic(tenantId, Ids.New(TimeProvider.System), "never saved", [], "ru", domain.Clock.GetUtcNow()));
        await rows.SaveChangesAsync();
        if (tenantId.GetHashCode() % 2 == 0)
            throw new PlannedException();
        await rows.Database.ExecuteSqlRawAsync("select 1 / 0");
        return true;
    }

    /// <summary>Every context and connection of the pools is rented at once: none remembers who had it before.</summary>
    private async Task NothingIsInheritedAsync()
    {
        var factory = domain.Services.GetRequiredService<IDbContextFactory<AppDb>>();
        var contexts = Enumerable.Range(0, 40).Select(_ => factory.CreateDbContext()).ToList();
        foreach (var context in contexts)
        {
            Assert.Throws<InvalidOperationException>(() => context.TenantId);
            Assert.Null(context.Actor);
            Assert.Null(context.Origin);
            Assert.Empty(context.ChangeTracker.Entries());
        }
        foreach (var context in contexts.Take(3))
            Assert.Equal("", await context.Database.SqlQueryRaw<string>("select coalesce(current_setting('app.tenant_id', true), '') as \"Value\"").SingleAsync());
        foreach (var context in contexts)
            await context.DisposeAsync();
    }

    private void Expect(Guid own, Guid seen)
    {
        if (own != seen)
            wrong.Enqueue($"{seen} in {own}");
    }

    private sealed class PlannedException : Exception;

    public sealed class ThreeConnections : TestDomain
    {
        protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings =>
            [new("ConnectionStrings:Default", Database.ConnectionString("cf_app") + ";Maximum Pool Size=3;Timeout=60")];
    }
}
