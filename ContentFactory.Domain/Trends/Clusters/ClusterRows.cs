using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentFactory.Domain.Trends.Clusters;

/// <summary>The statements behind clusters, each for a whole batch.</summary>
internal sealed class ClusterRows(AppDb rows)
{
    /// <summary>A bucket as full as this is a phrase, not a story: its newest members are enough.</summary>
    private const int FullestBucket = 50;

    private static readonly TimeSpan Remembered = TimeSpan.FromDays(14);

    private const string Add = "insert into trend_bands (tenant_id, band, hash, item_id) select $1, b.band, b.hash, b.item_id from unnest($2, $3, $4) as b (band, hash, item_id) on conflict do nothing";

    private const string Neighbours = """
        select p.n, b.item_id from unnest($2, $3, $4) as p (n, band, hash)
        cross join lateral (select item_id from trend_bands where tenant_id = $1 and band = p.band and hash = p.hash order by item_id desc limit $5) b
        group by p.n, b.item_id having count(*) >= $6
        """;

    private const string Read = """
        select i.id, i.cluster_id, coalesce(i.published_at, i.collected_at), i.title, left(i.summary, 600), i.source_id, s.name
        from trend_items i join trend_sources s on s.tenant_id = i.tenant_id and s.id = i.source_id where i.tenant_id = $1 and i.id = any($2)
        """;

    private const string Move = """
        update trend_items i set cluster_id = m.target from unnest($2, $3) as m (old, target) where i.tenant_id = $1 and i.cluster_id = m.old
        """;

    // saved by anybody stays saved, hidden by anybody stays hidden: one story is one decision
    private const string Count = """
        with grown as (
            select i.cluster_id as id, count(distinct i.source_id)::int as sources, max(s.weight) as weight, max(i.fit) as fit, (array_agg(i.topic_id order by i.id) filter (where i.topic_id is not null))[1] as topic_id,
                   case when bool_or(i.state = 'saved') then 'saved' when bool_or(i.state = 'hidden') then 'hidden' else 'new' end as state
            from trend_items i join trend_sources s on s.tenant_id = i.tenant_id and s.id = i.source_id
            where i.tenant_id = $1 and i.cluster_id = any($2) group by i.cluster_id
        ), decided as (
            update trend_items i set state = g.state from grown g where i.tenant_id = $1 and i.cluster_id = g.id and i.id <> g.id and i.state <> g.state
        )
        update trend_items i set sources = g.sources, weight = g.weight, fit = g.fit, topic_id = coalesce(i.topic_id, g.topic_id), state = g.state,
            score = trend_score(coalesce(i.published_at, i.collected_at), g.weight, g.fit, g.sources)
        from grown g where i.tenant_id = $1 and i.id = g.id
        """;

    // the next oldest leads, and takes over what was decided
    private const string Leave = """
        update trend_items i set cluster_id = n.id, state = l.state
        from trend_items l join lateral (select id from trend_items m where m.tenant_id = l.tenant_id and m.cluster_id = l.id and m.source_id <> $2 order by id limit 1) n on true
        where l.tenant_id = $1 and l.source_id = $2 and l.cluster_id = l.id and i.tenant_id = $1 and i.cluster_id = l.id and i.source_id <> $2
        returning i.cluster_id
        """;

    private const string Followed = "select distinct cluster_id from trend_items where tenant_id = $1 and source_id = $2 and cluster_id <> id";

    /// <summary>
    /// Two sources of a tenant that are read at once would not see each other's items: they write one after the other. What follows looks up a few
    /// rows by their keys, whatever the planner thinks of tables that grow under it.
    /// </summary>
    public Task LockAsync(CancellationToken ct) => rows.Database.ExecuteSqlAsync($"""
        select pg_advisory_xact_lock(hashtextextended({$"trends {rows.TenantId:N}"}, 0)), set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true), set_config('enable_seqscan', 'off', true)
        """, ct);

    public Task ForgetAsync(DateTimeOffset now, CancellationToken ct)
    {
        // ids begin with their time
        var oldest = Ids.New(now - Remembered);
        return rows.Database.ExecuteSqlAsync($"delete from trend_bands where tenant_id = {rows.TenantId} and item_id < {oldest}", ct);
    }

    public async Task AddBandsAsync(IReadOnlyList<(Guid ItemId, Band Band)> bands, CancellationToken ct)
    {
        await using var command = Command(Add, bands.Select(b => b.Band.Number).ToArray(), bands.Select(b => b.Band.Hash).ToArray(), bands.Select(b => b.ItemId).ToArray());
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <returns>The number of the story that asked, and an item that shares enough bands with it; itself among them.</returns>
    public async Task<IReadOnlyList<(int N, Guid ItemId)>> NeighboursAsync(IReadOnlyList<(int N, Band Band)> bands, CancellationToken ct)
    {
        await using var command = Command(Neighbours, bands.Select(b => b.N).ToArray(), bands.Select(b => b.Band.Number).ToArray(), bands.Select(b => b.Band.Hash).ToArray());
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = FullestBucket });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = MinHash.LeastShared });
        return await ListAsync(command, r => (r.GetInt32(0), r.GetGuid(1)), ct);
    }

    public async Task<IReadOnlyList<(Guid Id, Guid ClusterId, DateTimeOffset At, string Title, string Summary, Guid SourceId, string SourceName)>> ReadAsync(Guid[] ids, CancellationToken ct)
    {
        await using var command = Command(Read, ids);
        return await ListAsync(command, r => (r.GetGuid(0), r.GetGuid(1), r.GetFieldValue<DateTimeOffset>(2), r.GetString(3), r.GetString(4), r.GetGuid(5), r.GetString(6)), ct);
    }

    public async Task MergeAsync(IReadOnlyList<(Guid From, Guid To)> moves, CancellationToken ct)
    {
        if (moves.Count == 0)
            return;
        await using var command = Command(Move, moves.Select(m => m.From).ToArray(), moves.Select(m => m.To).ToArray());
        await command.ExecuteNonQueryAsync(ct);
        await CountAsync([.. moves.Select(m => m.To).Distinct()], ct);
    }

    /// <summary>Counts the sources of the clusters anew and scores their leaders by it.</summary>
    public async Task CountAsync(Guid[] clusters, CancellationToken ct)
    {
        await using var command = Command(Count, clusters);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Finds new leaders for the clusters that items of this source lead.</summary>
    /// <returns>The clusters to be counted when the source is gone.</returns>
    public async Task<Guid[]> LeaveAsync(Guid sourceId, CancellationToken ct)
    {
        await using var leave = Command(Leave, sourceId);
        var led = await ListAsync(leave, r => r.GetGuid(0), ct);
        await using var follow = Command(Followed, sourceId);
        return [.. led.Concat(await ListAsync(follow, r => r.GetGuid(0), ct)).Distinct()];
    }

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, (NpgsqlConnection)rows.Database.GetDbConnection());
        command.Parameters.Add(new NpgsqlParameter { Value = rows.TenantId });
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    private static async Task<IReadOnlyList<T>> ListAsync<T>(NpgsqlCommand command, Func<NpgsqlDataReader, T> row, CancellationToken ct)
    {
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new List<T>();
        while (await reader.ReadAsync(ct))
            found.Add(row(reader));
        return found;
    }
}
