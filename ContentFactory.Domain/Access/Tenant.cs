using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Access;

public enum TenantStatus { Active, Suspended, Deleting }

internal static class ClosedTenant
{
    /// <summary>What is said of a tenant that is not active.</summary>
    public static Problem Closed(this TenantStatus status) => Problem.Conflict(status is TenantStatus.Deleting ? "Access.TenantDeleting" : "Access.TenantSuspended");
}

/// <summary>A business: the unit of isolation and billing. Its id is the tenant_id of every other row.</summary>
public sealed class Tenant
{
    private Tenant() { }

    public Tenant(Guid id, string name, string slug, string zoneId, string language, DateTimeOffset now) =>
        (Id, Name, Slug, ZoneId, Language, CreatedAt) = (id, name, slug, zoneId, language, now);

    public Guid Id { get; private set; }
    public string Name { get; private set; } = "";
    public string Slug { get; private set; } = "";
    public string ZoneId { get; private set; } = "Europe/Moscow";
    public string Language { get; private set; } = "ru";
    public string Currency { get; internal set; } = "USD";
    public TenantStatus Status { get; private set; }
    public Guid? ManagerId { get; private set; }
    public string[] Platforms { get; private set; } = ["telegram"];
    public string[] Interests { get; private set; } = [];
    public bool IsDemo { get; init; }
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>Null while the tenant publishes.</summary>
    public DateTimeOffset? PublishingStoppedAt { get; private set; }

    public Guid? PublishingStoppedBy { get; private set; }

    internal Result StopPublishing(Guid personId, DateTimeOffset now)
    {
        if (PublishingStoppedAt is not null)
            return Problem.Conflict("Access.PublishingStopped");
        (PublishingStoppedAt, PublishingStoppedBy) = (now, personId);
        return Result.Done;
    }

    internal Result ResumePublishing()
    {
        if (PublishingStoppedAt is null)
            return Problem.Conflict("Access.PublishingRuns");
        (PublishingStoppedAt, PublishingStoppedBy) = (null, null);
        return Result.Done;
    }

    /// <summary>A tenant has at most one manager: this column is the assignment.</summary>
    public void AssignManager(Guid? managerId) => ManagerId = managerId;

    internal void Move(TenantStatus status) => Status = status;

    internal void Describe(TenantEdit edit) =>
        (Name, ZoneId, Language, Currency, Interests, Platforms) = (edit.Name, edit.ZoneId, edit.Language, edit.Currency, edit.Interests, edit.Platforms);

    internal static void Map(EntityTypeBuilder<Tenant> tenant)
    {
        tenant.ToTable("tenants");
        tenant.HasKey(t => t.Id);
        tenant.Property(t => t.Name).HasMaxLength(200);
        tenant.Property(t => t.Slug).HasMaxLength(60);
        tenant.Property(t => t.ZoneId).HasMaxLength(64);
        tenant.Property(t => t.Language).HasMaxLength(10);
        tenant.Property(t => t.Currency).HasMaxLength(3).IsFixedLength();
        tenant.HasIndex(t => t.Slug).IsUnique();
        tenant.Property<uint>("xmin").IsRowVersion();
        tenant.ToTable(t => t.HasCheckConstraint("ck_tenants_slug", "slug ~ '^[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?$'"));
    }
}
