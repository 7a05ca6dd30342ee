using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Analytics;

/// <summary>The days behind the chart and the sums of two weeks: of the tenant, or of the channels of one company.</summary>
internal sealed class DashboardDays(DateOnly today, IReadOnlyList<DashboardDays.Row> days)
{
    private const int Shown = 14;

    public long? LastWeek => Sum(d => d.Day > today.AddDays(-7));
    public long? WeekBefore => Sum(d => d.Day <= today.AddDays(-7));
    public DateTimeOffset? AsOf => days.Count == 0 ? null : days.Max(d => d.UpdatedAt);

    public static async Task<DashboardDays> ReadAsync(AppDb rows, Guid? companyId, DateOnly today, CancellationToken ct)
    {
        var first = today.AddDays(1 - Shown);
        var found = companyId is { } company
            ? rows.ChannelDays.Where(d => d.Day >= first && d.Day <= today && rows.Channels.Any(c => c.Id == d.ChannelId && c.CompanyId == company))
                .GroupBy(d => d.Day).Select(g => new Row(g.Key, g.Count(d => d.Views != null) > 0 ? g.Sum(d => d.Views) : null, g.Sum(d => d.Posts), g.Max(d => d.UpdatedAt)))
            : rows.TenantDays.Where(d => d.Day >= first && d.Day <= today).Select(d => new Row(d.Day, d.Views, d.Posts, d.UpdatedAt));
        return new(today, await found.ToListAsync(ct));
    }

    public IReadOnlyList<DayViews> Chart()
    {
        if (days.Count == 0)
            return [];
        var byDay = days.ToDictionary(d => d.Day);
        return [.. Enumerable.Range(1 - Shown, Shown).Select(n => today.AddDays(n)).Select(day => byDay.TryGetValue(day, out var row) ? new DayViews(day, row.Views ?? 0, row.Posts) : new DayViews(day, 0, 0))];
    }

    private long? Sum(Func<Row, bool> of) => days.Any(d => of(d) && d.Views is not null) ? days.Where(of).Sum(d => d.Views ?? 0) : null;

    internal sealed record Row(DateOnly Day, long? Views, int Posts, DateTimeOffset UpdatedAt);
}
