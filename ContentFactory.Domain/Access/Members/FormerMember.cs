using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Access;

/// <summary>Somebody who was a member once: the tenant goes on seeing the name on what they wrote. No right comes from it.</summary>
public sealed class FormerMember : ITenantOwned
{
    private FormerMember() { }

    public Guid TenantId { get; private set; }
    public Guid PersonId { get; private set; }
    public DateTimeOffset LeftAt { get; private set; }

    /// <summary>Also of who came back and goes again.</summary>
    internal static Task KeepAsync(AppDb rows, Guid personId, DateTimeOffset now, CancellationToken ct) => rows.Database.ExecuteSqlAsync($"""
        insert into former_members (tenant_id, person_id, left_at) values ({rows.TenantId}, {personId}, {now})
        on conflict (tenant_id, person_id) do update set left_at = excluded.left_at
        """, ct);

    internal static void Map(EntityTypeBuilder<FormerMember> former)
    {
        former.ToTable("former_members");
        former.HasKey(f => new { f.TenantId, f.PersonId });
        former.HasIndex(f => f.PersonId);
        former.HasOne<Tenant>().WithMany().HasForeignKey(f => f.TenantId).OnDelete(DeleteBehavior.NoAction);
    }
}
