using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics.Overview;
using Npgsql;

namespace ContentFactory.Domain.Analytics.Home;

internal sealed record HomeCompany(Guid Id, string Name, CompanyStatus Status);

/// <summary>
/// The overview's numbers of 30 days, made of the same sums; types, topics, hours, costs and the weakest posts, which Home does not show,
/// are not read.
/// </summary>
internal sealed class HomeNumbers(NpgsqlConnection connection, Guid tenantId, string zoneId, DateOnly today)
{
    public const int Days = 30;
    private const int Ranked = 5;

    public async Task<NumbersOverview> ReadAsync(Guid? companyId, IReadOnlyList<HomeCompany> companies, IReadOnlyList<HomeChannel> known, CancellationToken ct)
    {
        var wish = new AnalyticsWish(Days, CompanyId: companyId);
        var period = wish.PeriodAt(today);
        var choices = new NumberChoices(
            [.. known.Select(c => new NumberChannel(c.Id, c.Name, c.Platform, c.CompanyId, c.Sandbox))], [.. companies.Select(c => new NumberName(c.Id, c.Name))], []);
        var channels = choices.Of(wish);
        // a new tenant has nothing to add up
        if (channels.Count == 0)
            return new(wish, period, zoneId, today, null, PeriodNumbers.None, PeriodNumbers.None, [], [], NumberSlices.None, new([], []), [], [], choices, 0);
        var only = channels.Count == choices.Channels.Count ? null : channels.Select(c => c.Id).ToArray();
        var scope = PostScope.Of(tenantId, zoneId, only, wish);
        var parts = await PartsAsync(scope, period, only, ct);
        var (top, _) = Ranking.Of(await PublishedPosts.OutWithinAsync(connection, scope, period, ct), Ranked);
        var shown = await RankedPosts.ReadAsync(connection, tenantId, top, choices, ct);
        return new(
            wish, period, zoneId, today, parts.AsOf, parts.Over(period), parts.Over(period.Before), parts.Line(period), parts.Line(period.Before),
            new SliceCutter(parts, period, zoneId).Cut(channels, choices, [], null, null), new([], []), [.. top.Select(p => shown[p.Id])], [], choices, channels.Count(c => !c.Sandbox));
    }

    private async Task<OverviewParts> PartsAsync(PostScope scope, Period period, Guid[]? only, CancellationToken ct)
    {
        var both = new Period(period.Before.First, period.Last);
        var sums = await ChannelNumbers.ReadAsync(connection, tenantId, period, only, ct);
        return new(sums.Of, await PostCounts.ReadAsync(connection, scope, both, ct), await FollowerLine.ReadAsync(connection, tenantId, both, only, ct), null, sums.AsOf) { OfChannel = sums.Of };
    }
}
