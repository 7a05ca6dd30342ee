using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.LongWork;

public enum LongTaskState { Queued, Running, Done, Failed, Cancelled }

/// <summary>
/// One piece of long work: a row before it is an action. People add it and ask for its end (<see cref="LongTasks"/>); everything between is
/// moved by <see cref="LongWorkQueue"/> in statements of its own, because the node that works and the person who cancels write at once.
/// </summary>
public sealed class LongTask : ITenantOwned
{
    private LongTask() { }

    internal LongTask(Guid tenantId, Guid id, WorkKind kind, Guid? personId, Guid? companyId, string input, DateTimeOffset now) =>
        (TenantId, Id, Kind, Alone, PersonId, CompanyId, Input, CreatedAt) = (tenantId, id, kind.Name, kind.Alone, personId, companyId, input, now);

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }

    /// <summary>The name of a <see cref="WorkKind"/>.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>A tenant has at most one task of this kind under way.</summary>
    public bool Alone { get; private set; }

    /// <summary>Who started it; null for the system itself.</summary>
    public Guid? PersonId { get; private set; }

    public Guid? CompanyId { get; private set; }
    public LongTaskState State { get; private set; }

    /// <summary>JSON that only the kind understands.</summary>
    public string Input { get; private set; } = "{}";

    /// <summary>JSON of the kind: where to go on after a stop or a crash.</summary>
    public string? Cursor { get; private set; }

    public int Done { get; private set; }
    public int? Total { get; private set; }
    public string? StepKey { get; private set; }
    public string[] StepArgs { get; private set; } = [];
    public string? ResultKey { get; private set; }
    public string[] ResultArgs { get; private set; } = [];

    /// <summary>Where the result lies: an address inside the tenant without a leading slash.</summary>
    public string? Link { get; private set; }

    public string? ProblemKey { get; private set; }
    public string[] ProblemArgs { get; private set; } = [];
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset? StartedAt { get; private set; }
    public DateTimeOffset? FinishedAt { get; private set; }
    public DateTimeOffset? CancelRequestedAt { get; private set; }
    public string? LeaseOwner { get; private set; }
    public DateTimeOffset? LeaseUntil { get; private set; }
    public DateTimeOffset? HeartbeatAt { get; private set; }

    /// <summary>Counts claims: what an earlier claim still sends is refused.</summary>
    public long Fence { get; private set; }

    /// <summary>Claims since the last saved cursor, so that work that kills its node is not begun for ever.</summary>
    public int Tries { get; private set; }

    internal static void Map(EntityTypeBuilder<LongTask> task)
    {
        task.ToTable("long_tasks", t =>
        {
            t.HasCheckConstraint("ck_long_tasks_done", "done >= 0 and (total is null or done <= total)");
            t.HasCheckConstraint("ck_long_tasks_finished_at", "(finished_at is not null) = (state in ('done', 'failed', 'cancelled'))");
            t.HasCheckConstraint("ck_long_tasks_lease_until", "(lease_until is not null) = (state = 'running') and (state <> 'running' or started_at is not null)");
            t.HasCheckConstraint("ck_long_tasks_problem_key", "state <> 'failed' or problem_key is not null");
        });
        task.HasKey(t => new { t.TenantId, t.Id });
        task.Property(t => t.Kind).HasMaxLength(60);
        task.Property(t => t.Input).HasColumnType("jsonb");
        task.Property(t => t.Cursor).HasColumnType("jsonb");
        task.Property(t => t.StepKey).HasMaxLength(100);
        task.Property(t => t.ResultKey).HasMaxLength(100);
        task.Property(t => t.ProblemKey).HasMaxLength(100);
        task.Property(t => t.Link).HasMaxLength(500);
        task.Property(t => t.LeaseOwner).HasMaxLength(100);
        task.HasIndex(t => new { t.TenantId, t.CreatedAt });
        task.HasIndex(t => new { t.TenantId, t.Kind }).IsUnique().HasFilter("alone and state in ('queued', 'running')");
        task.HasIndex(t => t.CreatedAt).HasFilter("state in ('queued', 'running')");
        task.HasIndex(t => t.FinishedAt).HasFilter("finished_at is not null");
        task.HasOne<Company>().WithMany().HasForeignKey(t => new { t.TenantId, t.CompanyId }).OnDelete(DeleteBehavior.ClientNoAction);
        task.HasOne<Tenant>().WithMany().HasForeignKey(t => t.TenantId).OnDelete(DeleteBehavior.NoAction);
    }
}
