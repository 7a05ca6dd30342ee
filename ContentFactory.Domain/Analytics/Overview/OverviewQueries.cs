using System.Data;
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

    /// <summary>What ends before its first day is a period without numbers, not an error.</summary>
    public Task<NumbersOverview> ReadAsync(AnalyticsWish wish, CancellationToken ct) => InOneReadingAsync(connection => ReadAsync(connection, wish, ct), ct);

    /// <summary>The period and its channels alone: no days, types, topics, hours or posts.</summary>
    public Task<NumbersOverview> ReadChannelsAsync(AnalyticsWish wish, CancellationToken ct) => InOneReadingAsync(async connection =>
    {
        var place = await PlaceAsync(connection, wish, ct);
        var parts = await PartsAsync(connection, place, wish.IsOfPosts ? await PublishedPosts.ReadAsync(connection, place.Scope, place.Period, ct) : [], ct);
        var slices = new SliceCutter(parts, place.Period, place.ZoneId).Cut(place.Channels, place.Choices, [], null, wish.TopicId);
        return place.Over(parts) with { Slices = slices };
    }, ct);

    /// <summary>The overview and the posts behind it, of one moment: a file never says two things.</summary>
    /// <param name="most">So many posts at most.</param>
    public Task<(NumbersOverview Numbers, IReadOnlyList<PostNumbers> Posts)> ReadWithPostsAsync(AnalyticsWish wish, int most, CancellationToken ct) => InOneReadingAsync(async connection =>
    {
        var numbers = await ReadAsync(connection, wish, ct);
        return (numbers, most == 0 ? [] : (IReadOnlyList<PostNumbers>)await PostTableQueries.EveryAsync(connection, actor, _ => numbers.Today, wish, new(), most, ct).ToListAsync(ct));
    }, ct);

    private async Task<NumbersOverview> ReadAsync(NpgsqlConnection connection, AnalyticsWish wish, CancellationToken ct)
    {
        var place = await PlaceAsync(connection, wish, ct);
        var (period, zone) = (place.Period, place.ZoneId);
        var posts = await PublishedPosts.ReadAsync(connection, place.Scope, period, ct);
        var parts = await PartsAsync(connection, place, posts, ct);
        var topics = place.Choices.Topics.Count == 0 ? null : await PublishedPosts.TopicsAsync(connection, actor.TenantId, posts.Select(p => p.PostId), ct);
        var ended = posts.Where(p => period.Has(LocalDay.At(p.PublishedAt, zone))).ToList();
        var (top, flop) = Ranking.Of(ended, Ranked);
        var shown = await RankedPosts.ReadAsync(connection, actor.TenantId, [.. top, .. flop], place.Choices, ct);
        return place.Over(parts) with
        {
            Days = parts.Line(period), DaysBefore = parts.Line(period.Before), Hours = Overview.Hours.Of(ended, zone),
            Slices = new SliceCutter(parts, period, zone).Cut(place.Channels, place.Choices, posts, topics, wish.TopicId),
            Top = [.. top.Select(p => shown[p.Id])], Flop = [.. flop.Select(p => shown[p.Id])],
        };
    }

    private async Task<T> InOneReadingAsync<T>(Func<NpgsqlConnection, Task<T>> read, CancellationToken ct)
    {
        actor.Demand(Permission.ViewAnalytics);
        await using var connection = await db.OpenConnectionAsync(ct);
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        var found = await read(connection);
        await moment.CommitAsync(ct);
        return found;
    }

    private async Task<Place> PlaceAsync(NpgsqlConnection connection, AnalyticsWish wish, CancellationToken ct)
    {
        var (zone, choices) = await NumberChoicesReader.ReadAsync(connection, actor.TenantId, ct);
        var today = LocalDay.At(clock.GetUtcNow(), zone);
        var channels = choices.Of(wish);
        var only = channels.Count == choices.Channels.Count ? null : channels.Select(c => c.Id).ToArray();
        return new(wish, wish.PeriodAt(today), zone, today, choices, channels, only, PostScope.Of(actor.TenantId, zone, only, wish));
    }

    private async Task<OverviewParts> PartsAsync(NpgsqlConnection connection, Place place, IReadOnlyList<PublishedPost> posts, CancellationToken ct)
    {
        var counts = await PostCounts.ReadAsync(connection, place.Scope, new(place.Period.Before.First, place.Period.Last), ct);
        return place.Wish.IsOfPosts
            ? await OfPostsAsync(connection, place.Scope, place.Period, posts, counts, ct)
            : await OfChannelsAsync(connection, place.Period, place.Only, counts, await CostsAsync(connection, place.Wish, place.ZoneId, place.Period, ct), ct);
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

    /// <param name="Only">These channels; null for all.</param>
    private sealed record Place(
        AnalyticsWish Wish, Period Period, string ZoneId, DateOnly Today, NumberChoices Choices, IReadOnlyList<NumberChannel> Channels, Guid[]? Only, PostScope Scope)
    {
        public NumbersOverview Over(OverviewParts parts) => new(
            Wish, Period, ZoneId, Today, parts.AsOf, parts.Over(Period), parts.Over(Period.Before), [], [], NumberSlices.None, new([], []), [], [], Choices, Channels.Count(c => !c.Sandbox));
    }
}
