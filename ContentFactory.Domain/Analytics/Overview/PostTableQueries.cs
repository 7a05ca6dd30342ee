using System.Runtime.CompilerServices;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics.Days;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using Npgsql;

namespace ContentFactory.Domain.Analytics.Overview;

/// <summary>What went out in a period, a page of it, by what each post had come to by the period's end.</summary>
/// <param name="AsOf">When the newest numbers of these rows were written; null while there are none.</param>
public sealed record PostTable(Period Period, string ZoneId, DateOnly Today, DateTimeOffset? AsOf, ListPage<PostNumbers> Page, NumberChoices Choices);

/// <summary>All publications of a period with their numbers: the rows behind the overview.</summary>
public sealed class PostTableQueries(Db db, Actor actor, TimeProvider clock)
{
    public const int PageSize = 25;

    private const int AtOnce = 500;

    private const string Ever = "select exists (select 1 from publications where tenant_id = $1 and published_at is not null)";

    private const string Found = """
        from publications p
        join posts o on o.tenant_id = p.tenant_id and o.id = p.post_id
        {totals}
        where p.tenant_id = $1 and p.published_at >= $2 and p.published_at < $3 and p.state in ('published', 'deleted', 'removed_by_platform')
          and ($4::uuid[] is null or p.channel_id = any ($4)) and ($5::text is null or o.type = $5)
          and ($6::uuid is null or exists (select 1 from post_topics t where t.tenant_id = o.tenant_id and t.post_id = o.id and t.topic_id = $6))
          and ($7::text is null or p.post_id in (select found from find_posts($7, true) found))
        """;

    private const string Newest = """
        left join lateral (
            select * from publication_days d where d.tenant_id = p.tenant_id and d.publication_id = p.id and d.day <= $8 order by d.day desc limit 1) e on true
        """;

    private static readonly string Count = "select count(*)::int " + Matching("");

    /// <summary>The key of the order of time; each figure has its own, see <see cref="KeyOf"/>.</summary>
    public const string Published = PostOrder.Published;

    /// <summary>A figure as addresses say it: "engagement-rate".</summary>
    public static string KeyOf(Figure figure) => PostOrder.Name(figure);

    /// <summary>The list can be sorted by this figure.</summary>
    public static bool CanSortBy(Figure figure) => PostOrder.Knows(figure);

    /// <param name="query">The newest first, unless a figure is asked for. Posts without that figure come last.</param>
    public async Task<PostTable> ListAsync(AnalyticsWish wish, ListQuery query, CancellationToken ct)
    {
        actor.Demand(Permission.ViewAnalytics);
        await using var connection = await db.OpenConnectionAsync(ct);
        var place = await PlaceAsync(connection, actor, Today, wish, query, ct);
        var size = Math.Clamp(query.PageSize, 1, ListQuery.LargestPage);
        var total = await CountAsync(connection, place, ct);
        var page = Math.Clamp(query.Page, 1, Math.Max(1, (total + size - 1) / size));
        var ids = await IdsAsync(connection, place, query, size, (page - 1) * size, ct);
        var (rows, asOf) = await PostTableRows.ReadAsync(connection, actor.TenantId, place.Period.Last, ids, place.Choices, ct);
        return new(place.Period, place.ZoneId, place.Today, asOf, new(rows, total, page, size), place.Choices);
    }

    /// <summary>All rows of the same order, for a file.</summary>
    public IAsyncEnumerable<PostNumbers> EveryAsync(AnalyticsWish wish, ListQuery query, int most, CancellationToken ct)
    {
        actor.Demand(Permission.ViewAnalytics);
        return StreamAsync(wish, query, most, ct);
    }

    /// <summary>Anything at all went out, whenever.</summary>
    public async Task<bool> HasAnyAsync(CancellationToken ct)
    {
        actor.Demand(Permission.ViewAnalytics);
        await using var connection = await db.OpenConnectionAsync(ct);
        await using var command = connection.Statement(Ever, actor.TenantId);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>The same within a reading that goes on.</summary>
    internal static async IAsyncEnumerable<PostNumbers> EveryAsync(
        NpgsqlConnection connection, Actor actor, Func<string, DateOnly> todayIn, AnalyticsWish wish, ListQuery query, int most, [EnumeratorCancellation] CancellationToken ct)
    {
        var place = await PlaceAsync(connection, actor, todayIn, wish, query, ct);
        foreach (var ids in (await IdsAsync(connection, place, query, most, 0, ct)).Chunk(AtOnce))
            foreach (var row in (await PostTableRows.ReadAsync(connection, actor.TenantId, place.Period.Last, ids, place.Choices, ct)).Rows)
                yield return row;
    }

    private async IAsyncEnumerable<PostNumbers> StreamAsync(AnalyticsWish wish, ListQuery query, int most, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var connection = await db.OpenConnectionAsync(ct);
        await foreach (var row in EveryAsync(connection, actor, Today, wish, query, most, ct))
            yield return row;
    }

    private DateOnly Today(string zoneId) => LocalDay.At(clock.GetUtcNow(), zoneId);

    private static async Task<Place> PlaceAsync(NpgsqlConnection connection, Actor actor, Func<string, DateOnly> todayIn, AnalyticsWish wish, ListQuery query, CancellationToken ct)
    {
        var (zone, choices) = await NumberChoicesReader.ReadAsync(connection, actor.TenantId, ct);
        var today = todayIn(zone);
        var period = wish.PeriodAt(today);
        var channels = choices.Of(wish);
        var only = channels.Count == choices.Channels.Count ? null : channels.Select(c => c.Id).ToArray();
        var search = string.IsNullOrWhiteSpace(query.Search) ? (object)DBNull.Value : LikePattern.Of(query.Search);
        return new(period, zone, today, choices, PostScope.Of(actor.TenantId, zone, only, wish), search);
    }

    private static async Task<int> CountAsync(NpgsqlConnection connection, Place place, CancellationToken ct)
    {
        await using var command = connection.Statement(Count, place.Values);
        return (int)(await command.ExecuteScalarAsync(ct))!;
    }

    private static async Task<List<Guid>> IdsAsync(NpgsqlConnection connection, Place place, ListQuery query, int most, int skip, CancellationToken ct)
    {
        var byFigure = PostOrder.KeyOf(query) is not null;
        object[] values = byFigure ? [.. place.Values, place.Period.Last, most, skip] : [.. place.Values, most, skip];
        await using var command = connection.Statement($"select p.id {Matching(byFigure ? Newest : "")} order by {PostOrder.By(query)} limit ${values.Length - 1} offset ${values.Length}", values);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var ids = new List<Guid>();
        while (await rows.ReadAsync(ct))
            ids.Add(rows.GetGuid(0));
        return ids;
    }

    private static string Matching(string totals) => Found.Replace("{totals}", totals, StringComparison.Ordinal);

    /// <param name="Search">A pattern, or nothing.</param>
    private sealed record Place(Period Period, string ZoneId, DateOnly Today, NumberChoices Choices, PostScope Scope, object Search)
    {
        /// <summary>The parameters that <see cref="Found"/> names.</summary>
        public object[] Values { get; } =
            [Scope.TenantId, LocalDay.Start(Period.First, ZoneId), LocalDay.Start(Period.Last.AddDays(1), ZoneId), Scope.Channels, Scope.Type, Scope.Topic, Search];
    }
}
