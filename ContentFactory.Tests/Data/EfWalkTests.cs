using System.Reflection;
using System.Runtime.CompilerServices;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ContentFactory.Tests.Data;

/// <summary>The same walk by EF with its filters off: only the database is left to refuse.</summary>
public sealed class EfWalkTests(TwoTenants world) : IClassFixture<TwoTenants>
{
    [Fact]
    public Task Unfiltered_queries_read_only_the_own_tenant() => world.A.DbAsync(async db =>
    {
        foreach (var entity in Entities(db))
        {
            var tenants = await CallAsync<List<Guid>>(nameof(TenantsAsync), entity, db);
            Assert.True(tenants.Count > 0 && tenants.All(t => t == world.A.Id), $"{entity.Name} shows {tenants.Count} rows, own and foreign");
        }
        return true;
    });

    [Fact]
    public Task Unfiltered_deletes_reach_no_foreign_row() => world.A.DbAsync(async db =>
    {
        foreach (var entity in Entities(db))
            Assert.Equal(0, await CallAsync<int>(nameof(DeleteForeignAsync), entity, db));
        return true;
    });

    [Fact]
    public Task A_foreign_entity_is_refused_before_it_is_saved() => world.A.DbAsync(async db =>
    {
        foreach (var entity in Entities(db).Where(e => e != typeof(Tenant)))
        {
            var row = RuntimeHelpers.GetUninitializedObject(entity);
            foreach (var property in db.Model.FindEntityType(entity)!.FindPrimaryKey()!.Properties.Where(p => p.ClrType == typeof(Guid) || p.ClrType == typeof(string)))
                property.PropertyInfo!.SetValue(row, property.Name == nameof(ITenantOwned.TenantId) ? world.B.Id : property.ClrType == typeof(Guid) ? Ids.New(world.Clock) : "key");
            db.Add(row);
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
            Assert.Equal($"{entity.Name} belongs to another tenant.", refused.Message);
            db.ChangeTracker.Clear();
        }
        return true;
    });

    [Fact]
    public async Task A_context_without_a_tenant_reads_nothing()
    {
        await using var db = await world.Services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        foreach (var entity in Entities(db))
            Assert.Empty(await CallAsync<List<Guid>>(nameof(TenantsAsync), entity, db));
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.Posts.ToListAsync());
    }

    [Fact]
    public async Task A_scope_without_a_tenant_opens_no_context()
    {
        await using var scope = world.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.OpenAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.OpenConnectionAsync());
    }

    [Fact]
    public Task People_of_other_tenants_do_not_show() => world.A.DbAsync(async db =>
    {
        var shown = await db.People.Select(p => p.Id).ToListAsync();
        Assert.Contains(world.A.Person(MemberRole.Viewer), shown);
        Assert.DoesNotContain(world.B.Person(MemberRole.Viewer), shown);
        return true;
    });

    private static IEnumerable<Type> Entities(AppDb db) =>
        db.Model.GetEntityTypes().Select(e => e.ClrType).Where(t => t == typeof(Tenant) || typeof(ITenantOwned).IsAssignableFrom(t));

    private static Task<T> CallAsync<T>(string method, Type entity, AppDb db) =>
        (Task<T>)typeof(EfWalkTests).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(entity).Invoke(null, [db])!;

    private static Task<List<Guid>> TenantsAsync<T>(AppDb db) where T : class =>
        db.Set<T>().IgnoreQueryFilters().Select(row => EF.Property<Guid>(row, typeof(T) == typeof(Tenant) ? "Id" : "TenantId")).ToListAsync();

    private static async Task<int> DeleteForeignAsync<T>(AppDb db) where T : class
    {
        var (own, column) = (db.TenantId, typeof(T) == typeof(Tenant) ? "Id" : "TenantId");
        try
        {
            return await db.Set<T>().IgnoreQueryFilters().Where(row => EF.Property<Guid>(row, column) != own).ExecuteDeleteAsync();
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return 0;
        }
    }
}
