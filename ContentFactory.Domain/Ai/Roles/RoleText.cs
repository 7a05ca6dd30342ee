using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Ai.Roles;

/// <summary>What a model is told to be.</summary>
public enum AiRole { Copywriter, TrendAnalyst, NicheAnalyst, Adapter, Predictor, Assistant }

/// <summary>A version of what a tenant tells a role. Versions are only added; the highest holds.</summary>
public sealed class RoleText : ITenantOwned
{
    public const int Longest = 8_000;

    private RoleText() { }

    public RoleText(Guid tenantId, Guid id, AiRole role, int version, string? text, int? restored, Guid personId, DateTimeOffset now) =>
        (TenantId, Id, Role, Version, Text, RestoredVersion, PersonId, CreatedAt) = (tenantId, id, role, version, text, restored, personId, now);

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public AiRole Role { get; private set; }

    /// <summary>From 1; 0 is the product's own text, which has no row.</summary>
    public int Version { get; private set; }

    /// <summary>Null takes the product's own text again, whatever that will be.</summary>
    public string? Text { get; private set; }

    /// <summary>The version that this one brought back.</summary>
    public int? RestoredVersion { get; private set; }

    public Guid PersonId { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }

    internal static void Map(EntityTypeBuilder<RoleText> text)
    {
        text.ToTable("role_texts");
        text.HasKey(t => new { t.TenantId, t.Id });
        text.Property(t => t.Text).HasMaxLength(Longest);
        text.HasIndex(t => new { t.TenantId, t.Role, t.Version }).IsUnique();
        text.HasOne<Tenant>().WithMany().HasForeignKey(t => t.TenantId).OnDelete(DeleteBehavior.NoAction);
    }
}
