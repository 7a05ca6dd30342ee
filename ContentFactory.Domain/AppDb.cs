using System.Linq.Expressions;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain;

/// <summary>
/// The rows of one tenant. Opened only by <see cref="Db"/>, which sets <see cref="TenantId"/> and the database's own setting;
/// both the filter here and row-level security there must fail before a foreign row shows. One partial file per feature.
/// </summary>
public sealed partial class AppDb(DbContextOptions<AppDb> options) : DbContext(options)
{
    private Guid? tenantId;

    /// <exception cref="InvalidOperationException">The context was not opened by <see cref="Db"/>.</exception>
    public Guid TenantId
    {
        get => tenantId ?? throw new InvalidOperationException("This context has no tenant: open it with Db.OpenAsync.");
        internal set => tenantId = value;
    }

    /// <summary>The time by which rows fall due. A node's own clock may be ahead of it or behind.</summary>
    internal async Task<DateTimeOffset> NowAsync(CancellationToken ct) => (await Database.SqlQuery<DateTimeOffset>($"select app_now() as \"Value\"").ToListAsync(ct))[0];

    internal Access.Actor? Actor { get; set; }
    internal Access.Origin? Origin { get; set; }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw new NotSupportedException("Save asynchronously.");

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        foreach (var entry in ChangeTracker.Entries<ITenantOwned>())
            if (entry.State is not EntityState.Unchanged && entry.Entity.TenantId != TenantId)
                throw new InvalidOperationException($"{entry.Metadata.ShortName()} belongs to another tenant.");
        // the database would refuse it too, but not in words
        if (Actor is { ViewAs: not null })
            throw Access.NotPermittedException.Looking(Access.Permission.ViewAs);
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    public override void Dispose()
    {
        Forget();
        base.Dispose();
    }

    public override ValueTask DisposeAsync()
    {
        Forget();
        return base.DisposeAsync();
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => SnakeCase.StoreEnums(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        MapAccess(modelBuilder);
        MapChannels(modelBuilder);
        MapTrends(modelBuilder);
        MapContent(modelBuilder);
        MapPublishing(modelBuilder);
        MapAnalytics(modelBuilder);
        MapAi(modelBuilder);
        MapAffiliates(modelBuilder);
        MapBilling(modelBuilder);
        MapSandbox(modelBuilder);
        MapLongWork(modelBuilder);
        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(e => typeof(ITenantOwned).IsAssignableFrom(e.ClrType)))
            modelBuilder.Entity(entity.ClrType).HasQueryFilter(OfTenant(entity.ClrType));
        modelBuilder.Entity<Access.Tenant>().HasQueryFilter(t => t.Id == TenantId);
        SnakeCase.Apply(modelBuilder);
    }

    private LambdaExpression OfTenant(Type type)
    {
        var row = Expression.Parameter(type);
        var own = Expression.Property(Expression.Constant(this), nameof(TenantId));
        return Expression.Lambda(Expression.Equal(Expression.Property(row, nameof(ITenantOwned.TenantId)), own), row);
    }

    /// <summary>A pooled context keeps its fields: the next rent must not inherit this one's tenant.</summary>
    private void Forget() => (tenantId, Actor, Origin) = (null, null, null);
}
