using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Publishing;

/// <summary>Of a category and of a slot. What is removed stays as a row: publications that came of it say so.</summary>
public enum EvergreenState { Active, Paused, Removed }

/// <summary>Posts of a company that go out in turn, again and again, at the slots of the category.</summary>
public sealed class EvergreenCategory : ITenantOwned
{
    public const int LongestName = 100;
    public const int MostCoolDown = 365;
    public const int UsualCoolDown = 30;

    private EvergreenCategory() { }

    public EvergreenCategory(Guid tenantId, Guid id, Guid companyId, string name, int coolDownDays, Guid createdBy, DateTimeOffset now)
    {
        (TenantId, Id, CompanyId, CreatedBy, CreatedAt) = (tenantId, id, companyId, createdBy, now);
        Change(name, coolDownDays);
    }

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public Guid CompanyId { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>By which names are compared: "Tips" and "tips" are one.</summary>
    public string NameKey { get; private set; } = "";

    /// <summary>For so many days by the clock a post does not come again on the same channel.</summary>
    public int CoolDownDays { get; private set; } = UsualCoolDown;

    public EvergreenState State { get; private set; }

    /// <summary>When people last heard that nothing was free.</summary>
    public DateTimeOffset? ToldAt { get; private set; }

    public Guid CreatedBy { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }

    public void Change(string name, int coolDownDays) => (Name, NameKey, CoolDownDays) = (name, KeyOf(name), coolDownDays);

    internal static string KeyOf(string name) => name.ToLowerInvariant();

    public Result Pause() => State is EvergreenState.Active ? MoveTo(EvergreenState.Paused) : Problem.Conflict("Publishing.ChangedMeanwhile");

    public Result Resume() => State is EvergreenState.Paused ? MoveTo(EvergreenState.Active) : Problem.Conflict("Publishing.ChangedMeanwhile");

    public Result Remove() => MoveTo(EvergreenState.Removed);

    internal void Tell(DateTimeOffset now) => ToldAt = now;

    internal static void Map(EntityTypeBuilder<EvergreenCategory> category)
    {
        category.ToTable("evergreen_categories", t => t.HasCheckConstraint("ck_evergreen_categories_cool_down_days", "cool_down_days between 1 and 365"));
        category.HasKey(c => new { c.TenantId, c.Id });
        category.Property(c => c.Name).HasMaxLength(LongestName);
        category.Property(c => c.NameKey).HasMaxLength(LongestName);
        category.HasIndex(c => new { c.TenantId, c.CompanyId, c.NameKey }).IsUnique().HasFilter("state <> 'removed'");
        category.HasOne<Company>().WithMany().HasForeignKey(c => new { c.TenantId, c.CompanyId }).OnDelete(DeleteBehavior.Cascade);
        category.Property<uint>("xmin").IsRowVersion();
    }

    private Result MoveTo(EvergreenState state)
    {
        State = state;
        return Result.Done;
    }
}
