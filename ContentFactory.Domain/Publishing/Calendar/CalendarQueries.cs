using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing;

/// <summary>A publication as a cell of the calendar shows it: what its card says and no more.</summary>
/// <param name="Time">By the clock of the tenant's zone.</param>
/// <param name="InTheWay">Something was found ahead of its time that would keep it from going out.</param>
public sealed record CalendarItem(Guid Id, string Title, Guid ChannelId, PublicationState State, HeldReason? Held, DateTimeOffset At, TimeOnly Time, bool InTheWay)
{
    public bool CanMove => State is PublicationState.Scheduled or PublicationState.Held;
}

/// <summary>A day as the clock of the tenant's zone counts it: how much stands on it, and the first of it by time.</summary>
public sealed record CalendarDay(DateOnly Date, int Total, IReadOnlyList<CalendarItem> Items)
{
    public int Hidden => Total - Items.Count;
}

/// <param name="Most">How many of a day are read in full; the others are counted.</param>
/// <param name="Chosen">A day of which more is read.</param>
public sealed record CalendarRange(DateOnly First, DateOnly Last, int Most, DateOnly? Chosen = null, int MostOfChosen = CalendarQueries.MostOfDay);

/// <summary>A post without a time.</summary>
public sealed record TrayPost(Guid Id, string Title, Guid CompanyId, PostType Type, bool Approved);

/// <summary>What waits for a time: the first few, approved ones before those that still have to be approved, and how many there are.</summary>
public sealed record CalendarTray(IReadOnlyList<TrayPost> Posts, int Approved, int Ready);

/// <summary>What the calendar reads. Its two statements stay small however full the days are: one counts by narrow rows of an index, the other reads the cards that are shown.</summary>
public sealed partial class CalendarQueries(Db db, Actor actor)
{
    /// <summary>Nobody reads a day with more; its list has them all.</summary>
    public const int MostOfDay = 200;

    /// <summary>As many posts as one looks through for the next one to plan.</summary>
    public const int MostOfTray = 30;

    private const int MostOfRange = 20_000;

    private static readonly PublicationState[] Open =
        [PublicationState.Scheduled, PublicationState.Leased, PublicationState.Sending, PublicationState.Accepted, PublicationState.Held];

    /// <summary>Each day of the range, in order.</summary>
    public async Task<IReadOnlyList<CalendarDay>> ReadAsync(CalendarRange range, CalendarFilter filter, CancellationToken ct)
    {
        actor.Demand(Permission.ViewSchedule);
        await using var rows = await db.OpenAsync(ct);
        var zone = await rows.Tenants.Select(t => t.ZoneId).SingleAsync(ct);
        var (start, end) = (LocalDay.Start(range.First, zone), LocalDay.Start(range.Last.AddDays(1), zone));
        var found = await rows.Publications.AsNoTracking().Where(p => p.ScheduledAt >= start && p.ScheduledAt < end).Matching(filter, rows)
            .OrderBy(p => p.ScheduledAt).ThenBy(p => p.Id).Take(MostOfRange).Select(p => new { p.Id, p.ScheduledAt }).ToListAsync(ct);
        // not the local date that was planned: the tenant's zone may have changed since
        var byDay = found.ToLookup(p => LocalDay.At(p.ScheduledAt, zone), p => p.Id);
        var shown = byDay.SelectMany(day => day.Take(day.Key == range.Chosen ? range.MostOfChosen : range.Most)).ToList();
        var items = (await ItemsAsync(rows, shown, zone, ct)).ToLookup(i => LocalDay.At(i.At, zone));
        return [.. Enumerable.Range(0, range.Last.DayNumber - range.First.DayNumber + 1).Select(range.First.AddDays).Select(day => new CalendarDay(day, byDay[day].Count(), [.. items[day]]))];
    }

    /// <summary>Approved posts with no publication open, and those that are ready for approval.</summary>
    public async Task<CalendarTray> TrayAsync(Guid? companyId, CancellationToken ct)
    {
        actor.Demand(Permission.ViewPosts);
        await using var rows = await db.OpenAsync(ct);
        var waiting = rows.Posts.AsNoTracking()
            .Where(p => (p.Status == PostStatus.Approved || p.Status == PostStatus.Ready) && (companyId == null || p.CompanyId == companyId))
            .Where(p => !rows.Publications.Any(q => q.PostId == p.Id && Open.Contains(q.State)));
        var counts = await waiting.GroupBy(p => p.Status).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var posts = await waiting.OrderByDescending(p => p.Status == PostStatus.Approved).ThenByDescending(p => p.UpdatedAt).ThenBy(p => p.Id).Take(MostOfTray)
            .Select(p => new TrayPost(p.Id, p.Title, p.CompanyId, p.Type, p.Status == PostStatus.Approved)).ToListAsync(ct);
        return new(posts, counts.GetValueOrDefault(PostStatus.Approved), counts.GetValueOrDefault(PostStatus.Ready));
    }

    /// <summary>By whose clock the audience of each channel lives: the channel's own zone, or its company's.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> ZonesAsync(IReadOnlyList<Guid> channelIds, CancellationToken ct)
    {
        actor.Demand(Permission.ViewSchedule);
        await using var rows = await db.OpenAsync(ct);
        var (zones, asked) = (new Dictionary<Guid, string>(), channelIds.ToList());
        var channels = await rows.Channels.AsNoTracking().Where(c => asked.Contains(c.Id)).Select(c => new { c.Id, c.CompanyId, c.ZoneId }).ToListAsync(ct);
        foreach (var company in channels.GroupBy(c => c.CompanyId))
        {
            var settings = await SettingsReader.ReadAsync(rows, company.Key, ct);
            foreach (var channel in company)
                zones[channel.Id] = channel.ZoneId ?? settings.Of(SettingCatalogue.ZoneId);
        }
        return zones;
    }

    private static async Task<List<CalendarItem>> ItemsAsync(AppDb rows, List<Guid> ids, string zone, CancellationToken ct)
    {
        var found = await (from p in rows.Publications.AsNoTracking().Where(p => ids.Contains(p.Id))
                           join post in rows.Posts on p.PostId equals post.Id
                           orderby p.ScheduledAt, p.Id
                           select new
                           {
                               p.Id, post.Title, p.ChannelId, p.State, p.HeldReason, p.ScheduledAt,
                               InTheWay = p.State == PublicationState.Scheduled && rows.PublicationChecks.Any(c => c.PublicationId == p.Id && c.PlannedAt == p.ScheduledAt && c.Faults.Length > 0),
                           }).ToListAsync(ct);
        return [.. found.Select(p => new CalendarItem(p.Id, p.Title, p.ChannelId, p.State, p.HeldReason, p.ScheduledAt, PlannedTime.Of(p.ScheduledAt, zone).Time, p.InTheWay))];
    }
}
