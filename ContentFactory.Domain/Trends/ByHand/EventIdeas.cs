using System.Globalization;
using ContentFactory.Domain.Trends.Feeds;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Trends.ByHand;

/// <summary>Makes the idea of an event when its time has come. Asked twice, it is still one idea: its key is the day.</summary>
internal static class EventIdeas
{
    /// <summary>When people begin their day in the tenant's zone.</summary>
    private static readonly TimeOnly Morning = new(8, 0);

    /// <returns>How many ideas were new.</returns>
    public static async Task<int> CollectAsync(AppDb rows, TrendSource source, DateTimeOffset now, CancellationToken ct)
    {
        var happening = await rows.TrendEvents.SingleAsync(e => e.SourceId == source.Id, ct);
        var tenant = await rows.Tenants.Select(t => new { t.ZoneId, t.Language }).SingleAsync(ct);
        var (today, added) = (LocalDay.At(now, tenant.ZoneId), 0);
        var next = happening.Next(today);
        if (next is { } day && today >= day.AddDays(-happening.DaysAhead))
        {
            var item = new FeedItem($"{day:yyyy-MM-dd}", null, $"{source.Name}: {day.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo(tenant.Language))}", happening.Note, happening.Note, null, now, []);
            added = await new TrendItemWriter(rows).AddAsync(source, new Feed(source.Name, tenant.Language, null, [item]), now, ct);
            next = happening.After(day);
        }
        var paused = source.State is SourceState.Paused;
        source.Checked(null, null, now, added > 0);
        if (next is { } then)
            source.WaitUntil(PlannedTime.At(then.AddDays(-happening.DaysAhead), Morning, tenant.ZoneId).Instant);
        if (paused || next is null)
            source.Pause();
        return added;
    }
}
