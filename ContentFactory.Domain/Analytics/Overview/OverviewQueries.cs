using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics.Days;
using ContentFactory.Domain.Data;
using Npgsql;

namespace ContentFactory.Domain.Analytics.Overview;

/// <summary>
/// The numbers of a tenant over a period and the one before it, from stored rows only. Sums of channels' days answer what is asked of channels;
/// what is asked of types or topics comes from the days of their publications. Both say the same of the same posts.
/// </summary>
public sealed class OverviewQueries(Db db, Actor actor, TimeProvider clock)
{
    private const int Ranked = 5;

    private const string ZoneOf = "select zone_id from tenants where id = $1";

    /// <summary>What ends before its first day is a period without numbers, not an error.</summary>
    public async Task<NumbersOverview> ReadAsync(AnalyticsWish wish, CancellationToken ct)
    {
        actor.Demand(Permission.ViewAnalytics);
        await using var connection = await db.OpenConnectionAsync(ct);
        var zone = await ZoneAsync(connection, ct);
        var today = LocalDay.At(clock.GetUtcNow(), zone);
        var period = wish.PeriodAt(today);
        var choices = await NumberChoicesReader.ReadAsync(connection, actor.TenantId, ct);
        var channels = choices.Of(wish);
        var only = channels.Count == choices.Channels.Count ? null : channels.Select(c => c.Id).ToArray();
        var scope = PostScope.Of(actor.TenantId, zone, only, wish);
        var posts = await PublishedPosts.ReadAsync(connection, scope, period, ct);
        var counts = await PostCounts.ReadAsync(connection, scope, new(period.Before.First, period.Last), ct);
        var parts = wish.IsOfPosts
            ? await OfPostsAsync(connection, scope, period, posts, counts, ct)
            : await OfChannelsAsync(connection, period, only, counts, await CostsAsync(connection, wish, zone, period, ct), ct);
        var slices = await SlicesAsync(connection, parts, channels, choices, posts, scope, wish, period, ct);
        var ended = posts.Where(p => period.Has(LocalDay.At(p.PublishedAt, zone))).ToList();
        var (top, flop) = Ranking.Of(ended, Ranked);
        var shown = await RankedPosts.ReadAsync(connection, actor.TenantId, [.. top, .. flop], choices, ct);
        return new(
            wish, period, zone, today, parts.AsOf, parts.Over(period), parts.Over(period.Before), parts.Line(period), parts.Line(period.Before), slices, Hours.Of(ended, zone),
            [.. top.Select(p => shown[p.Id])], [.. flop.Select(p => shown[p.Id])], choices, channels.Count(c => !c.Sandbox));
    }

    private async Task<string> ZoneAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = connection.Statement(ZoneOf, actor.TenantId);
        return (string)(await command.ExecuteScalarAsync(ct))!;
    }

    private async Task<OverviewParts> OfChannelsAsync(NpgsqlConnection connection, Period period, Guid[]? only, PostCounts counts, AiCosts? costs, CancellationToken ct)
    {
        var sums = await ChannelNumbers.ReadAsync(connection, actor.TenantId, period, only, ct);
        var followers = await FollowerLine.ReadAsync(connection, actor.TenantId, new(period.Before.First, period.Last), only, ct);
        return new(sums.Of, counts, followers, costs, sums.AsOf) { OfChannel = sums.Of };
    }

    private static async Task<OverviewParts> OfPostsAsync(NpgsqlConnection connection, PostScope scope, Period period, IReadOnlyList<PublishedPost> posts, PostCounts counts, CancellationToken ct)
    {
        var days = await PostDays.ReadAsync(connection, scope, new(period.Before.First, period.Last), ct);
        var before = await PublishedPosts.ReadAsync(connection, scope, period.Before, ct);
        return new(days.Of, counts, null, null, days.AsOf)
        {
            OfChannel = (channel, now) => DaySums.Of((now ? posts : before).Where(p => p.ChannelId == channel).Select(p => p.Gain)),
        };
    }

    private Task<AiCosts?> CostsAsync(NpgsqlConnection connection, AnalyticsWish wish, string zone, Period period, CancellationToken ct) =>
        actor.May(Permission.ViewAiCosts) && wish.ChannelId is null && wish.Network is null ? AiCosts.ReadAsync(connection, actor.TenantId, wish.CompanyId, zone, period, ct)! : Task.FromResult<AiCosts?>(null);

    private async Task<NumberSlices> SlicesAsync(
        NpgsqlConnection connection, OverviewParts parts, IReadOnlyList<NumberChannel> channels, NumberChoices choices, IReadOnlyList<PublishedPost> posts, PostScope scope,
        AnalyticsWish wish, Period period, CancellationToken ct)
    {
        var topics = choices.Topics.Count == 0 ? null : await PublishedPosts.TopicsAsync(connection, actor.TenantId, posts.Select(p => p.PostId), ct);
        return new SliceCutter(parts, period, scope.ZoneId).Cut(channels, choices, posts, topics, wish.TopicId);
    }
}
