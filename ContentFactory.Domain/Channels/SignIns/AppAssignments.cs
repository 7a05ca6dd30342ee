using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Npgsql;

namespace ContentFactory.Domain.Channels;

/// <summary>The app of a pool that a tenant's accounts are connected with.</summary>
public sealed class AppAssignment : ITenantOwned
{
    private AppAssignment() { }

    public Guid TenantId { get; private set; }

    /// <summary>Whose apps, e.g. "meta".</summary>
    public string Pool { get; private set; } = "";

    public string AppId { get; private set; } = "";
    public DateTimeOffset AssignedAt { get; private set; }

    internal static void Map(EntityTypeBuilder<AppAssignment> assignment)
    {
        assignment.ToTable("platform_app_assignments");
        assignment.HasKey(a => new { a.TenantId, a.Pool });
        assignment.Property(a => a.Pool).HasMaxLength(40);
        assignment.Property(a => a.AppId).HasMaxLength(100);
        assignment.HasIndex(a => new { a.Pool, a.AppId });
        assignment.HasOne<Tenant>().WithMany().HasForeignKey(a => a.TenantId).OnDelete(DeleteBehavior.NoAction);
    }
}

/// <summary>Which of the registered apps a tenant's accounts are connected with: the same one always, at first the one with the fewest tenants.</summary>
public sealed class AppAssignments(SystemDb database, PlatformApps apps)
{
    // an app that is not in the settings any more gives its tenants to another one
    private const string Assign = """
        insert into platform_app_assignments as kept (tenant_id, pool, app_id, assigned_at)
        select $1, $2, a.id, app_now()
        from unnest($3) with ordinality a(id, place)
        left join (select app_id, count(*) as tenants from platform_app_assignments where pool = $2 group by app_id) u on u.app_id = a.id
        order by coalesce(u.tenants, 0), a.place limit 1
        on conflict (tenant_id, pool) do update set
            app_id = case when kept.app_id = any ($3) then kept.app_id else excluded.app_id end,
            assigned_at = case when kept.app_id = any ($3) then kept.assigned_at else excluded.assigned_at end
        returning app_id
        """;

    /// <summary>Null where the pool is empty.</summary>
    internal async Task<PlatformApp?> AssignAsync(Actor actor, string pool, CancellationToken ct)
    {
        if (!actor.May(Permission.ConnectByInvitation))
            actor.Demand(Permission.ConnectChannels);
        var ids = apps.Of(pool).Select(a => a.Id).ToArray();
        if (ids.Length == 0)
            return null;
        await using var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand(Assign, connection)
        {
            Parameters = { new NpgsqlParameter<Guid> { TypedValue = actor.TenantId }, new NpgsqlParameter<string> { TypedValue = pool }, new NpgsqlParameter<string[]> { TypedValue = ids } },
        };
        return apps.Find(pool, (string)(await command.ExecuteScalarAsync(ct))!);
    }
}
