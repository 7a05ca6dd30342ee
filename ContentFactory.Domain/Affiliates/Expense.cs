using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Affiliates;

public enum ExpenseCategory { AiApi, Hosting, Proxy, VideoGeneration, VoiceGeneration, Storage, Other }

/// <summary>
/// Money that a day's work cost. What models cost is added by the database whenever a request is settled: one row for a company, post, model and day.
/// </summary>
public sealed class Expense : ITenantOwned
{
    private Expense() { }

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public Guid? CompanyId { get; private set; }
    public ExpenseCategory Category { get; private set; }

    /// <summary>Who is paid for what: maker and model.</summary>
    public string Service { get; private set; } = "";

    public decimal Amount { get; private set; }
    public string Currency { get; private set; } = "USD";

    /// <summary>The post that it was for. Drafts are paid for before their post stands, and a post may be gone: no row is demanded.</summary>
    public Guid? PostId { get; private set; }

    /// <summary>The day (UTC) that it belongs to.</summary>
    public DateOnly Day { get; private set; }

    /// <summary>Some of it is the most that a lost request can have cost.</summary>
    public bool IsEstimate { get; private set; }

    internal static void Map(EntityTypeBuilder<Expense> expense)
    {
        expense.ToTable("expenses", t => t.HasCheckConstraint("ck_expenses_amount", "amount >= 0"));
        expense.HasKey(e => new { e.TenantId, e.Id });
        expense.Property(e => e.Service).HasMaxLength(150);
        expense.Property(e => e.Amount).HasPrecision(18, 8);
        expense.Property(e => e.Currency).HasMaxLength(3).IsFixedLength();
        expense.HasIndex(e => new { e.TenantId, e.Day, e.CompanyId, e.Category, e.Service, e.PostId }).IsUnique().AreNullsDistinct(false);
        expense.HasIndex(e => new { e.TenantId, e.CompanyId });
        expense.HasOne<Tenant>().WithMany().HasForeignKey(e => e.TenantId).OnDelete(DeleteBehavior.NoAction);
        expense.HasOne<Company>().WithMany().HasForeignKey(e => new { e.TenantId, e.CompanyId }).OnDelete(DeleteBehavior.NoAction);
    }
}
