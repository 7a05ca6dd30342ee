using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentFactory.Domain.Trends.ByHand;

/// <summary>A day that is worth a post: a source of ideas that speaks up so many days ahead, once or each year.</summary>
public sealed class TrendEvent : ITenantOwned
{
    public const int MostDaysAhead = 365;

    private TrendEvent() { }

    public TrendEvent(Guid tenantId, Guid sourceId, DateOnly date, bool yearly, int daysAhead, string note) =>
        (TenantId, SourceId, Date, Yearly, DaysAhead, Note) = (tenantId, sourceId, date, yearly, daysAhead, note);

    public Guid TenantId { get; private set; }
    public Guid SourceId { get; private set; }
    public DateOnly Date { get; private set; }
    public bool Yearly { get; private set; }
    public int DaysAhead { get; private set; }
    public string Note { get; private set; } = "";

    public void Change(DateOnly date, bool yearly, int daysAhead, string note) => (Date, Yearly, DaysAhead, Note) = (date, yearly, daysAhead, note);

    /// <summary>Its next day from this one on; null when it is over. The 29th of February is the 28th in other years.</summary>
    public DateOnly? Next(DateOnly today)
    {
        if (Date >= today)
            return Date;
        if (!Yearly)
            return null;
        var thisYear = In(today.Year);
        return thisYear >= today ? thisYear : In(today.Year + 1);
    }

    /// <summary>The one after that; null when there is none.</summary>
    public DateOnly? After(DateOnly day) => Next(day.AddDays(1));

    private DateOnly In(int year) => new(year, Date.Month, Math.Min(Date.Day, DateTime.DaysInMonth(year, Date.Month)));

    internal static void Map(EntityTypeBuilder<TrendEvent> happening)
    {
        happening.ToTable("trend_events", t => t.HasCheckConstraint("ck_trend_events_days_ahead", "days_ahead between 0 and 365"));
        happening.HasKey(e => new { e.TenantId, e.SourceId });
        happening.Property(e => e.Note).HasMaxLength(4000);
        happening.HasOne<TrendSource>().WithOne().HasForeignKey<TrendEvent>(e => new { e.TenantId, e.SourceId }).OnDelete(DeleteBehavior.Cascade);
    }
}
