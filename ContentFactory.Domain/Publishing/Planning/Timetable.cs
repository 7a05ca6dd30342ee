using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing;

/// <summary>Which rule is in the way of one more publication: the plan's month, the channel's day, the company's day, or the least gap.</summary>
internal enum Crowd { Month, Day, Company, Gap }

/// <summary>What stands on some channels and their companies in a stretch of time, and what their rules still let in. Read once, then asked about any number of times.</summary>
internal sealed class Timetable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Dictionary<Guid, OfChannel> channels = [];
    private readonly Dictionary<Guid, OfCompany> companies = [];
    private MonthRoom months = null!;

    /// <summary>In the order asked for; those that are not the tenant's are missing.</summary>
    public IReadOnlyList<Channel> Channels { get; private set; } = [];

    public static async Task<Timetable> ReadAsync(AppDb rows, IReadOnlyList<Guid> channelIds, DateTimeOffset from, DateTimeOffset until, CancellationToken ct)
    {
        var (table, order) = (new Timetable(), channelIds.ToList());
        var found = await rows.Channels.AsNoTracking().Where(c => order.Contains(c.Id)).ToListAsync(ct);
        var zone = await rows.Tenants.Select(t => t.ZoneId).SingleAsync(ct);
        table.months = await MonthRoom.ReadAsync(rows, zone, MonthRoom.Months(from, until), [], ct);
        table.Channels = [.. found.OrderBy(c => order.IndexOf(c.Id))];
        foreach (var company in found.GroupBy(c => c.CompanyId))
            table.Know(company.Key, company, await SettingsReader.ReadAsync(rows, company.Key, ct));
        var ids = table.companies.Keys.ToList();
        // a post that stands near the edge counts for its day and keeps its distance
        var widest = table.channels.Values.Select(c => c.Gap).DefaultIfEmpty().Max() + TimeSpan.FromDays(2);
        var (start, end) = (from - widest, until + widest);
        foreach (var one in await PostSchedule.StandingIn(rows).Where(p => p.ScheduledAt >= start && p.ScheduledAt < end)
            .Join(rows.Channels.Where(c => ids.Contains(c.CompanyId)), p => p.ChannelId, c => c.Id, (p, c) => new { c.Id, c.CompanyId, p.ScheduledAt, p.DueAt }).ToListAsync(ct))
            table.Add(one.Id, one.CompanyId, one.ScheduledAt, one.DueAt);
        return table;
    }

    public string ZoneOf(Guid channelId) => channels[channelId].ZoneId;

    public bool IsFree(Guid channelId, DateTimeOffset at) => Against(channelId, at) is null;

    /// <summary>What stands against a publication at that instant; null where it is free.</summary>
    public Crowd? Against(Guid channelId, DateTimeOffset at)
    {
        if (months.IsFull(at))
            return Crowd.Month;
        var channel = channels[channelId];
        var company = companies[channel.CompanyId];
        var day = LocalDay.At(at, channel.ZoneId);
        if (channel.Days.GetValueOrDefault(day) >= channel.WarmUp.LimitOn(day))
            return Crowd.Day;
        if (company.Days.GetValueOrDefault(LocalDay.At(at, company.ZoneId)) >= company.Limit)
            return Crowd.Company;
        return channel.Taken.Exists(t => (t - at).Duration() < channel.Gap) ? Crowd.Gap : null;
    }

    /// <summary>What is proposed for one channel of a company counts for the next.</summary>
    public void Take(Guid channelId, DateTimeOffset at)
    {
        Add(channelId, channels[channelId].CompanyId, at, at);
        months.Take(at);
    }

    private void Know(Guid companyId, IEnumerable<Channel> ofCompany, EffectiveSettings settings)
    {
        var (zone, gap) = (settings.Of(SettingCatalogue.ZoneId), TimeSpan.FromHours(settings.Of(SettingCatalogue.MinGapHours)));
        companies[companyId] = new(zone, settings.Of(SettingCatalogue.MaxPostsPerDay));
        foreach (var channel in ofCompany)
            channels[channel.Id] = new(
                companyId, channel.ZoneId ?? zone, gap > Minute ? gap : Minute, WarmUpRamp.Of(channel, settings.Of(SettingCatalogue.WarmUpDays), channel.ZoneId ?? zone));
    }

    private void Add(Guid channelId, Guid companyId, DateTimeOffset at, DateTimeOffset due)
    {
        Count(companies[companyId].Days, LocalDay.At(at, companies[companyId].ZoneId));
        if (!channels.TryGetValue(channelId, out var channel))
            return;
        Count(channel.Days, LocalDay.At(at, channel.ZoneId));
        channel.Taken.Add(due);
    }

    private static void Count(Dictionary<DateOnly, int> days, DateOnly day) => days[day] = days.GetValueOrDefault(day) + 1;

    private sealed record OfCompany(string ZoneId, int Limit)
    {
        public Dictionary<DateOnly, int> Days { get; } = [];
    }

    private sealed record OfChannel(Guid CompanyId, string ZoneId, TimeSpan Gap, WarmUpRamp WarmUp)
    {
        public Dictionary<DateOnly, int> Days { get; } = [];
        public List<DateTimeOffset> Taken { get; } = [];
    }
}
