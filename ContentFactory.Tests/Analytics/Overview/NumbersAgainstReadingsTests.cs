using System.Globalization;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics.Days;
using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Domain.Content;
using ContentFactory.Tests.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Analytics.Overview;

/// <summary>For random histories each figure equals what the readings themselves say, in zones whose clocks change within the period.</summary>
public sealed class NumbersAgainstReadingsTests(PublishingDomain domain) : IClassFixture<PublishingDomain>
{
    private static readonly AnalyticsWish Whole = new(From: RandomHistory.First, To: RandomHistory.Last);

    [Theory]
    [InlineData("Europe/Berlin", 1), InlineData("Europe/Berlin", 2), InlineData("America/New_York", 3), InlineData("America/New_York", 4), InlineData("Australia/Lord_Howe", 5), InlineData("Pacific/Kiritimati", 6)]
    public async Task Every_figure_equals_a_naive_count(string zone, int seed)
    {
        var (tenant, history) = await HistoryAsync($"naive{seed}", zone, seed);

        await AgreeAsync(tenant, history, zone, Whole);
        var random = new Random(seed);
        for (var n = 0; n < 3; n++)
        {
            var first = RandomHistory.First.AddDays(random.Next(40));
            await AgreeAsync(tenant, history, zone, new(From: first, To: first.AddDays(random.Next(15))));
        }
    }

    [Theory]
    [InlineData("Europe/Berlin", "Pacific/Kiritimati", 7), InlineData("Pacific/Kiritimati", "America/New_York", 8)]
    public async Task Days_follow_a_tenant_into_another_zone(string from, string to, int seed)
    {
        var (tenant, history) = await HistoryAsync($"moved{seed}", from, seed);
        await domain.SystemSqlAsync($"update tenants set zone_id = '{to}' where id = '{tenant.Id}'");

        Assert.Equal(1, await Upkeep.FollowZonesAsync(default));

        await AgreeAsync(tenant, history, to, Whole);
        Assert.Equal(0, await Upkeep.FollowZonesAsync(default));
    }

    [Fact]
    public async Task Readings_between_the_move_and_the_new_days_are_in_them()
    {
        var (tenant, history) = await HistoryAsync("movedread", "Europe/Berlin", 9);
        await domain.SystemSqlAsync($"update tenants set zone_id = 'America/New_York' where id = '{tenant.Id}'");
        var more = new RandomHistory(domain, tenant, 10, "America/New_York");

        await more.WriteAsync();
        Assert.Equal(1, await Upkeep.FollowZonesAsync(default));

        history.Posts.AddRange(more.Posts);
        history.Readings.AddRange(more.Readings);
        history.Channels.AddRange(more.Channels);
        history.Topics.AddRange(more.Topics);
        await AgreeAsync(tenant, history, "America/New_York", Whole);
    }

    [Fact]
    public async Task Making_the_days_anew_changes_nothing()
    {
        var (tenant, history) = await HistoryAsync("anew", "Europe/Berlin", 11);

        Assert.Equal(1, await Upkeep.RebuildAllAsync(tenant.Slug, default));

        await AgreeAsync(tenant, history, "Europe/Berlin", Whole);
    }

    [Fact]
    public async Task Days_of_snapshots_that_are_gone_stay()
    {
        var (tenant, history) = await HistoryAsync("kept", "Europe/Berlin", 12);
        await domain.SystemSqlAsync($"delete from metric_snapshots where tenant_id = '{tenant.Id}' and taken_at < '2026-10-10 15:00+00'; update day_zones set kept_since = '2026-10-10 15:00+00' where tenant_id = '{tenant.Id}'");

        await Upkeep.RebuildAllAsync(tenant.Slug, default);

        await AgreeAsync(tenant, history, "Europe/Berlin", Whole);
    }

    private DayUpkeep Upkeep => domain.Services.GetRequiredService<DayUpkeep>();

    private async Task<(TestTenant Tenant, RandomHistory History)> HistoryAsync(string slug, string zone, int seed)
    {
        var tenant = await domain.AddTenantAsync(slug, zone);
        var history = new RandomHistory(domain, tenant, seed, zone);
        await history.WriteAsync();
        return (tenant, history);
    }

    private static async Task AgreeAsync(TestTenant tenant, RandomHistory history, string zone, AnalyticsWish wish)
    {
        var all = await ReadAsync(tenant, wish);
        NaiveNumbers Naive(Func<PastPost, bool> of, IEnumerable<Guid>? channels = null) => new(
            [.. history.Posts.Where(of)], history.Readings, [.. channels ?? history.Channels.Select(c => c.Id)], zone, ofPosts: channels is not null && !channels.Any());

        Agrees(all, Naive(_ => true), "all");
        foreach (var slice in all.Slices.Channels)
            Agrees(slice.Now, slice.Before, all.Period, Naive(p => p.Channel == slice.Id, [slice.Id]), slice.Name);
        foreach (var company in history.Channels.GroupBy(c => c.Company))
            Agrees(await ReadAsync(tenant, wish with { CompanyId = company.Key }), Naive(p => company.Any(c => c.Id == p.Channel), company.Select(c => c.Id)), "company");
        foreach (var slice in all.Slices.Companies)
            Agrees(slice.Now, slice.Before, all.Period, Naive(p => Of(p).Company == slice.Key, history.Channels.Where(c => c.Company == slice.Key).Select(c => c.Id)), "company's slice");
        foreach (var network in history.Channels.GroupBy(c => c.Platform))
            Agrees(await ReadAsync(tenant, wish with { Network = network.Key }), Naive(p => network.Any(c => c.Id == p.Channel), network.Select(c => c.Id)), network.Key);
        foreach (var type in history.Posts.Select(p => p.Type).Distinct())
        {
            var only = await ReadAsync(tenant, wish with { Type = type });
            Agrees(only, Naive(p => p.Type == type, []), $"{type}");
            Agrees(all.Slices.Types.SingleOrDefault(s => s.Key == type)?.Now ?? PeriodNumbers.None, null, all.Period, Naive(p => p.Type == type, []), $"slice of {type}");
            foreach (var slice in only.Slices.Channels)
                Agrees(slice.Now, slice.Before, all.Period, Naive(p => p.Type == type && p.Channel == slice.Id, []), $"{type} on {slice.Name}");
        }
        foreach (var topic in history.Topics)
        {
            Agrees(await ReadAsync(tenant, wish with { TopicId = topic }), Naive(p => p.Topics.Contains(topic), []), "topic");
            Agrees(all.Slices.Topics.SingleOrDefault(s => s.Key == topic)?.Now ?? PeriodNumbers.None, null, all.Period, Naive(p => p.Topics.Contains(topic), []), "slice of a topic");
        }

        await DaysAgreeAsync(tenant, Naive(_ => true, []));
        var hours = history.Posts.Where(p => all.Period.Has(LocalDay.At(p.PublishedAt, zone))).ToLookup(p => HourOf(p.PublishedAt, zone));
        Assert.Equal(hours.Select(h => h.Key).Order(), all.Hours.Cells.Select(c => (c.Weekday, c.Hour)).Order());
        foreach (var cell in all.Hours.Cells)
            Agrees(cell.Numbers, null, all.Period, Naive(hours[(cell.Weekday, cell.Hour)].Contains, []), $"{cell.Weekday} at {cell.Hour}");

        (Guid Id, Guid Company, string Platform) Of(PastPost post) => history.Channels.Single(c => c.Id == post.Channel);
    }

    private static (DayOfWeek Weekday, int Hour) HourOf(DateTimeOffset instant, string zone)
    {
        var local = TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(zone));
        return (local.DayOfWeek, local.Hour);
    }

    /// <summary>The sums of the whole tenant, which the managers' list reads, and days beside the history on which nothing came.</summary>
    private static async Task DaysAgreeAsync(TestTenant tenant, NaiveNumbers naive)
    {
        var days = await tenant.DbAsync(db => db.TenantDays.AsNoTracking().ToDictionaryAsync(d => d.Day, d => new PeriodNumbers(
            new(new[]
            {
                d.Views, d.Impressions, d.Reach, d.Likes, d.Comments, d.Shares, d.Saves, d.Clicks, d.RatedImpressions, d.RatedReach, d.RatedViews, d.RatedEngagements,
                d.ClickableViews, d.ViewedClicks, d.WatchMs, d.WatchedViews, d.CompletionMillis, d.CompletionViews,
            }), d.Posts, null, null)));
        for (var day = RandomHistory.First.AddDays(-30); day <= RandomHistory.Last.AddDays(3); day = day.AddDays(1))
            Agrees(days.GetValueOrDefault(day, PeriodNumbers.None), null, new(day, day), naive, $"the tenant on {day:O}");
    }

    private static void Agrees(NumbersOverview shown, NaiveNumbers naive, string what)
    {
        Agrees(shown.Now, shown.Before, shown.Period, naive, what);
        foreach (var day in shown.Days.Concat(shown.DaysBefore))
            Agrees(day.Numbers, null, new(day.Day, day.Day), naive, $"{what} on {day.Day:O}");
    }

    private static void Agrees(PeriodNumbers now, PeriodNumbers? before, Period period, NaiveNumbers naive, string what)
    {
        foreach (var figure in FigureBook.All.Select(d => d.Figure))
        {
            Same(naive.Of(figure, period.First, period.Last), now.Value(figure), $"{figure} of {what}");
            if (before is not null)
                Same(naive.Of(figure, period.Before.First, period.Before.Last), before.Value(figure), $"{figure} of {what}, before");
        }
    }

    private static void Same(double? expected, double? shown, string what) =>
        Assert.True(expected is null == shown is null && Math.Abs((expected ?? 0) - (shown ?? 0)) < 1e-6, string.Create(CultureInfo.InvariantCulture, $"{what}: {shown:R} instead of {expected:R}, where nothing is none"));

    private static Task<NumbersOverview> ReadAsync(TestTenant tenant, AnalyticsWish wish) =>
        tenant.AsAsync<OverviewQueries, NumbersOverview>(MemberRole.Viewer, q => q.ReadAsync(wish, default));
}
