using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing;

/// <summary>How many publications a day takes, and how close together. Exact only while the tenant is locked: two who plan at once must see each other.</summary>
public sealed partial class PostSchedule
{
    // for the next free time: a plan that is fuller than that has none that would help
    private const int LookedThrough = 1000;

    private static async Task<Problem?> CrowdedAsync(
        AppDb rows, List<Channel> channels, List<(Guid ChannelId, PlannedTime Planned)> plans, Moving moving, CancellationToken ct)
    {
        var zone = await ZoneAsync(rows, ct);
        if (await MonthIsFullAsync(rows, zone, plans.Select(p => p.Planned.Instant), moving, ct) is { } month)
            return month;
        foreach (var company in channels.GroupBy(c => c.CompanyId))
        {
            var settings = await SettingsReader.ReadAsync(rows, company.Key, ct);
            var (ofCompany, warmUp) = (settings.Of(SettingCatalogue.ZoneId), settings.Of(SettingCatalogue.WarmUpDays));
            foreach (var channel in company)
            {
                var wanted = Instants([channel.Id]);
                var crowded = await DayIsFullAsync(rows, channel, channel.ZoneId ?? ofCompany, warmUp, wanted, moving, ct)
                    ?? await TooCloseAsync(rows, channel, zone, settings.Of(SettingCatalogue.MinGapHours), wanted, moving, ct);
                if (crowded is not null)
                    return crowded with { Subject = channel.Id };
            }
            if (await CompanyIsFullAsync(rows, company.Key, ofCompany, settings.Of(SettingCatalogue.MaxPostsPerDay), Instants([.. company.Select(c => c.Id)]), moving, ct) is { } full)
                return full;
        }
        return null;

        List<DateTimeOffset> Instants(Guid[] ids) => [.. plans.Where(p => ids.Contains(p.ChannelId)).Select(p => p.Planned.Instant).Order()];
    }

    private static async Task<Problem?> MonthIsFullAsync(AppDb rows, string zone, IEnumerable<DateTimeOffset> plans, Moving moving, CancellationToken ct)
    {
        var wanted = plans.ToList();
        var room = await MonthRoom.ReadAsync(rows, zone, wanted, moving.Ids, ct);
        foreach (var at in moving.To(_ => true))
            room.Take(at);
        foreach (var at in wanted)
        {
            if (room.IsFull(at))
                return Problem.Limit("Publishing.PlanMonthFull", room.Limit!, room.MonthOf(at));
            room.Take(at);
        }
        return null;
    }

    /// <summary>The limit counts by the day of the channel's own zone, or its company's.</summary>
    private static async Task<Problem?> DayIsFullAsync(
        AppDb rows, Channel channel, string zone, int warmUpDays, List<DateTimeOffset> wanted, Moving moving, CancellationToken ct)
    {
        var ofChannel = Others(rows, moving).Where(p => p.ChannelId == channel.Id);
        var warmUp = WarmUpRamp.Of(channel, warmUpDays, zone);
        if (await FullDayAsync(ofChannel, moving.To(b => b.ChannelId == channel.Id), warmUp.LimitOn, zone, wanted, ct) is not { } day)
            return null;
        return warmUp.LimitOn(day) < channel.DailyLimit
            ? Problem.Limit("Publishing.WarmingUp", channel.DisplayName, day, warmUp.LimitOn(day), channel.DailyLimit, warmUp.LastDay.AddDays(1))
            : Problem.Limit("Publishing.DailyLimit", channel.DisplayName, channel.DailyLimit, day);
    }

    private static async Task<Problem?> CompanyIsFullAsync(AppDb rows, Guid companyId, string zone, int limit, List<DateTimeOffset> wanted, Moving moving, CancellationToken ct)
    {
        var ofCompany = Others(rows, moving).Where(p => rows.Channels.Any(c => c.Id == p.ChannelId && c.CompanyId == companyId));
        if (await FullDayAsync(ofCompany, moving.To(b => b.CompanyId == companyId), _ => limit, zone, wanted, ct) is not { } day)
            return null;
        var name = await rows.Companies.Where(c => c.Id == companyId).Select(c => c.Name).SingleAsync(ct);
        return Problem.Limit("Publishing.CompanyDayFull", name, limit, day);
    }

    private static async Task<DateOnly?> FullDayAsync(
        IQueryable<Publication> others, List<DateTimeOffset> beside, Func<DateOnly, int> limitOn, string zone, List<DateTimeOffset> wanted, CancellationToken ct)
    {
        foreach (var day in wanted.GroupBy(at => LocalDay.At(at, zone)))
        {
            var (start, end) = LocalDay.Of(day.Key, zone);
            var taken = await others.CountAsync(p => p.ScheduledAt >= start && p.ScheduledAt < end, ct) + beside.Count(at => at >= start && at < end);
            if (taken + day.Count() > limitOn(day.Key))
                return day.Key;
        }
        return null;
    }

    /// <param name="wanted">In order.</param>
    private static async Task<Problem?> TooCloseAsync(
        AppDb rows, Channel channel, string zone, int hours, List<DateTimeOffset> wanted, Moving moving, CancellationToken ct)
    {
        var gap = TimeSpan.FromHours(hours);
        if (hours == 0)
            return null;
        var (from, until) = (wanted[0] - gap, wanted[^1] + gap);
        // the due time is the plan, unless the network made it wait or a person sent it again
        var ofChannel = Others(rows, moving).Where(p => p.ChannelId == channel.Id && p.DueAt > from).Select(p => p.DueAt);
        var beside = moving.To(b => b.ChannelId == channel.Id);
        List<DateTimeOffset> taken = [.. await ofChannel.Where(due => due < until).ToListAsync(ct), .. beside.Where(at => at > from && at < until)];
        foreach (var at in wanted)
        {
            if (taken.Exists(t => (t - at).Duration() < gap))
                return Problem.Invalid("Time", "Publishing.TooClose", channel.DisplayName, hours, PlannedTime.Of(await FreeAsync(at), zone).ToDateTime());
            taken.Add(at);
        }
        return null;

        async Task<DateTimeOffset> FreeAsync(DateTimeOffset at) =>
            NextFree([.. taken, .. beside.Where(b => b >= until), .. await ofChannel.Where(due => due >= until).OrderBy(due => due).Take(LookedThrough).ToListAsync(ct)], at, gap);
    }

    /// <summary>A whole minute, as a form takes it.</summary>
    private static DateTimeOffset NextFree(List<DateTimeOffset> taken, DateTimeOffset wanted, TimeSpan gap)
    {
        var free = taken.Order().Aggregate(wanted, (at, t) => (t - at).Duration() < gap ? t + gap : at);
        var minute = new DateTimeOffset(free.Ticks - free.Ticks % TimeSpan.TicksPerMinute, free.Offset);
        return minute == free ? free : minute.AddMinutes(1);
    }

    private static IQueryable<Publication> Others(AppDb rows, Moving moving) => StandingIn(rows).Where(p => !moving.Ids.Contains(p.Id));

    /// <summary>Everything that takes a place of a day.</summary>
    internal static IQueryable<Publication> StandingIn(AppDb rows) => rows.Publications.AsNoTracking().Where(p => Standing.Contains(p.State));

    /// <summary>Publications that leave their places at once.</summary>
    /// <param name="Ids">Whose present places are free.</param>
    /// <param name="Beside">Where those of them go that are not asked about.</param>
    private sealed record Moving(List<Guid> Ids, List<(Guid CompanyId, Guid ChannelId, DateTimeOffset At)> Beside)
    {
        public static readonly Moving Nothing = new([], []);

        public List<DateTimeOffset> To(Func<(Guid CompanyId, Guid ChannelId, DateTimeOffset At), bool> there) => [.. Beside.Where(there).Select(b => b.At)];
    }
}
