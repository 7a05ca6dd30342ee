using System.Text.Json;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Access;

/// <summary>Who did what to which entity. Rows are only added; a system-level row (sign-in, create-admin) carries the empty tenant id.</summary>
public sealed class AuditEntry : ITenantOwned
{
    private AuditEntry() { }

    public AuditEntry(Guid id, Actor actor, Permission action, string entity, Guid? entityId, JsonDocument? before, JsonDocument? after, DateTimeOffset now)
    {
        (TenantId, Id, At, PersonId, ViewAs, Reason) = (actor.TenantId, id, now, actor.PersonId, actor.ViewAs, actor.Reason);
        (Action, Entity, EntityId, Before, After) = (action, entity, entityId, before, after);
    }

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public DateTimeOffset At { get; private set; }
    public Guid PersonId { get; private set; }
    public Guid? ViewAs { get; private set; }
    public string? Reason { get; private set; }
    public Permission Action { get; private set; }
    public string Entity { get; private set; } = "";
    public Guid? EntityId { get; private set; }
    public JsonDocument? Before { get; private set; }
    public JsonDocument? After { get; private set; }
    public string? Address { get; set; }
    public string? UserAgent { get; set; }

    internal static void Map(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.ToTable("audit_log");
        entry.HasKey(e => new { e.TenantId, e.Id, e.At });
        entry.Property(e => e.Reason).HasMaxLength(100);
        entry.Property(e => e.Entity).HasMaxLength(60);
        entry.Property(e => e.Address).HasMaxLength(64);
        entry.Property(e => e.UserAgent).HasMaxLength(300);
        entry.HasIndex(e => new { e.TenantId, e.At });
        entry.HasIndex(e => new { e.TenantId, e.EntityId });
        entry.HasIndex(e => e.At);
        entry.HasIndex(e => new { e.PersonId, e.At });
        entry.HasIndex(e => new { e.Action, e.At });
        entry.HasIndex(e => new { e.Entity, e.At });
    }
}
