using ContentFactory.Domain.Access;
using ContentFactory.Domain.Ai.Roles;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Ai.Costs;

/// <summary>For whom and what a model is asked.</summary>
/// <param name="Role">What the model is told to be; null for media, which are told nothing.</param>
/// <param name="PersonId">Who asked, where the work is done in the background.</param>
public sealed record AiPurpose(AiKind Kind, AiRole? Role, int RoleVersion, Guid? CompanyId, Guid? PostId, Guid? PersonId = null);

/// <summary>
/// One request to a model, partitioned by month of <see cref="At"/>. The row stands before the call; what was asked and answered is not kept.
/// <see cref="AiLedger"/> writes it.
/// </summary>
public sealed class AiRequest : ITenantOwned
{
    private AiRequest() { }

    internal AiRequest(Guid tenantId, Guid id, Guid personId, AiPurpose purpose, string maker, string model, decimal? reserved, DateTimeOffset now)
    {
        (TenantId, Id, At, PersonId, Maker, Model, Reserved) = (tenantId, id, now, personId, maker, model, reserved);
        (Kind, Role, RoleVersion, CompanyId, PostId) = (purpose.Kind, purpose.Role, purpose.RoleVersion, purpose.CompanyId, purpose.PostId);
    }

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public DateTimeOffset At { get; private set; }
    public Guid? CompanyId { get; private set; }

    /// <summary>Of the post that it was for; no key, for a draft's post is made afterwards and may be gone before the log is.</summary>
    public Guid? PostId { get; private set; }

    /// <summary>Empty where a schedule asked.</summary>
    public Guid PersonId { get; private set; }

    public AiKind Kind { get; private set; }
    public AiRole? Role { get; private set; }

    /// <summary>0 is the product's own text.</summary>
    public int RoleVersion { get; private set; }

    public string Maker { get; private set; } = "";
    public string Model { get; private set; } = "";
    public AiOutcome Outcome { get; private set; }
    public AiFault? Fault { get; private set; }

    /// <summary>All that went in, the cached ones included.</summary>
    public int? InputTokens { get; private set; }

    public int? CachedTokens { get; private set; }
    public int? OutputTokens { get; private set; }

    /// <summary>The most that it can cost; null where the model has no price.</summary>
    public decimal? Reserved { get; private set; }

    /// <summary>Null while it runs, and for ever where the model has no price.</summary>
    public decimal? Cost { get; private set; }

    public string Currency { get; private set; } = "USD";

    /// <summary>The cost is what it can have been at most, not what the maker counted.</summary>
    public bool IsEstimate { get; private set; }

    public int? DurationMs { get; private set; }

    internal static void Map(EntityTypeBuilder<AiRequest> request)
    {
        request.ToTable("ai_requests", t => t.HasCheckConstraint("ck_ai_requests_role_spoken", "(role is null) = (kind in ('image', 'voice', 'video'))"));
        request.HasKey(r => new { r.TenantId, r.Id, r.At });
        request.Property(r => r.Maker).HasMaxLength(40);
        request.Property(r => r.Model).HasMaxLength(100);
        request.Property(r => r.Currency).HasMaxLength(3).IsFixedLength();
        request.Property(r => r.Reserved).HasPrecision(18, 8);
        request.Property(r => r.Cost).HasPrecision(18, 8);
        request.HasIndex(r => new { r.TenantId, r.At });
        request.HasIndex(r => new { r.TenantId, r.PostId });
        request.HasIndex(r => new { r.At, r.Id }).IncludeProperties(r => new { r.Cost });
        request.HasIndex(r => r.At).HasFilter("outcome = 'sending'");
        request.HasOne<Tenant>().WithMany().HasForeignKey(r => r.TenantId).OnDelete(DeleteBehavior.NoAction);
        request.HasOne<Company>().WithMany().HasForeignKey(r => new { r.TenantId, r.CompanyId }).OnDelete(DeleteBehavior.NoAction);
    }
}
