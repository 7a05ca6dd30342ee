using System.Globalization;
using ContentFactory.Domain.Admin.Overview;
using ContentFactory.Web.Admin.Overview;
using ContentFactory.Web.Ai;
using ContentFactory.Web.Ui;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Localization;

namespace ContentFactory.Tests.Admin;

/// <summary>What the tiles of the administrators' overview make of numbers that all differ.</summary>
public sealed class OverviewTilesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    private static readonly Installation Numbers = new(
        Now, new(100, 11, 42), new(5, 2, 1, 3, 4),
        [new("growth", 49.99m, "USD", 4, 2, 1, 1, 2), new("single", 9.99m, "USD", 1, 0, 0, 0, 0), new("agreement", null, "USD", 3, 0, 0, 0, 1)],
        new(12.5m, 10m, 7), new(30, 20, 10, 16), [.. Enumerable.Range(0, 24).Select(n => new HourCount(Now.AddHours(n - 23), n, 23 - n))],
        [.. Enum.GetValues<QueueName>().Select((name, n) => new QueueDepth(name, 10 + n, 20 + n, name is QueueName.Letters ? Now.AddMinutes(-30) : Now.AddSeconds(-5)))],
        new([new("one", Now, true), new("two", Now, true), new("lost", Now.AddMinutes(-9), false)], 19, 2, Now.AddSeconds(-20)), []);

    public OverviewTilesTests() => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    [Fact]
    public void Each_tile_shows_its_own_number()
    {
        var tiles = Tiles(Numbers);

        Assert.Equal(
            [("people", "100"), ("tenants", "8"), ("active", "8"), ("trials", "2"), ("mrr", MoneyText.Of(3 * 49.99m + 9.99m, "USD")), ("ai", CostText.Of(12.5m))],
            tiles.Business.Select(t => (t.Key, t.Value!)));
        Assert.Equal([("published", "30"), ("failed", "10"), ("failed-share", "25.0%")], tiles.Outgoing.Select(t => (t.Key, t.Value!)));
        Assert.Equal(
            [("queue-Publishing", "10"), ("queue-Settling", "11"), ("queue-Following", "12"), ("queue-Numbers", "13"), ("queue-LongWork", "14"), ("queue-Letters", "15"), ("nodes", "2"), ("parts", "2 of 3")],
            tiles.Work.Select(t => (t.Key, t.Value!)));
    }

    [Fact]
    public void What_stands_below_a_number_belongs_to_it()
    {
        var tiles = Tiles(Numbers);
        var below = tiles.Business.Concat(tiles.Outgoing).Concat(tiles.Work).ToDictionary(t => t.Key, t => t.Period!);

        Assert.Equal("11 new, 42 signed in · last 30 days", below["people"]);
        Assert.Equal("5 active, 2 suspended · 3 new in 30 days", below["tenants"]);
        Assert.Equal(("now · 3 given by hand", "now · 1 more have ended"), (below["active"], below["trials"]));
        Assert.Contains(CostText.Of(10m), below["ai"], StringComparison.Ordinal);
        Assert.EndsWith("1.3 an hour", below["published"], StringComparison.Ordinal);
        Assert.EndsWith("0.4 an hour", below["failed"], StringComparison.Ordinal);
        Assert.EndsWith("25 under way", below["queue-Letters"], StringComparison.Ordinal);
        Assert.StartsWith("19 duties", below["nodes"], StringComparison.Ordinal);
        Assert.Equal([0.25, 0.5, -0.375], tiles.Business.Concat(tiles.Outgoing).Select(t => t.Change).OfType<double>().Select(c => Math.Round(c, 6)));
        Assert.Equal(["ai", "failed"], tiles.Business.Concat(tiles.Outgoing).Where(t => t.LessIsBetter).Select(t => t.Key));
    }

    [Fact]
    public void Troubles_name_what_is_late_silent_or_broken()
    {
        var troubles = Tiles(Numbers).Troubles;

        Assert.Equal(4, troubles.Count);
        Assert.StartsWith("Letters: the oldest has been due since", troubles[0], StringComparison.Ordinal);
        Assert.StartsWith("Node lost checked in last", troubles[1], StringComparison.Ordinal);
        Assert.Equal("2 duties of the clocks did not run in their time", troubles[2]);
        Assert.Equal("Not in order: the disk", troubles[3]);
    }

    [Fact]
    public void What_does_not_exist_is_said_and_is_no_zero()
    {
        var nothing = Tiles(Numbers with
        {
            Tenants = new(0, 0, 0, 0, 0), Plans = [new("agreement", null, "USD", 0, 0, 0, 0, 0)], Ai = new(null, null, 0), Outgoing = new(0, 20, 0, 16), Clocks = new([], 0, 0, null),
        });
        var tiles = nothing.Business.Concat(nothing.Outgoing).Concat(nothing.Work).Where(t => t.Value is null).ToList();

        Assert.Equal(["tenants", "active", "trials", "mrr", "ai", "published", "failed", "failed-share", "nodes"], tiles.Select(t => t.Key));
        Assert.All(tiles, t => Assert.NotEmpty(t.Why!));
    }

    private static OverviewTiles Tiles(Installation numbers)
    {
        var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
        PartState Part(string name, HealthStatus status) => new(name, status, null);
        return new(
            services.GetRequiredService<IStringLocalizer<ContentFactory.Web.Admin.Texts>>(), services.GetRequiredService<IStringLocalizer<ContentFactory.Web.Ui.Texts>>(),
            new(numbers, [Part("database", HealthStatus.Healthy), Part("disk", HealthStatus.Unhealthy), Part("letters", HealthStatus.Healthy)]));
    }
}
