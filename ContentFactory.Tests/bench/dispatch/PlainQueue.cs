using System.Diagnostics;
using System.Net.Http.Json;
using ContentFactory.Tests.Support;
using Npgsql;

namespace ContentFactory.Tests.Bench;

/// <summary>
/// The least that the promise "a row before the act" costs: one narrow table, no tenants, rules, limits, tokens or timeline. Claim, committed attempt,
/// the same call over HTTP to the same network, recorded outcome; statements by the hundred. What the product reaches is to be seen beside it.
/// </summary>
internal static class PlainQueue
{
    private const int AtOnce = 200;
    private const int Calls = 8;
    private const int Lanes = 4;

    private const string Table = """
        create table jobs (id bigint primary key, state smallint not null, fence int not null default 0, text text not null, started_at timestamptz, ended_at timestamptz, external_id text);
        create index on jobs (id) where state = 0;
        insert into jobs (id, state, text) select n, 0, 'Post ' || n || ' of a channel: what a studio of five people did this week, and what they would do otherwise if it began again.' from generate_series(1, $1) n
        """;

    private const string Claim = """
        update jobs set state = 1, fence = fence + 1, started_at = now()
        where id in (select id from jobs where state = 0 order by id limit $1 for update skip locked) returning id, text
        """;

    private const string Record = "update jobs j set state = 2, ended_at = now(), external_id = k.external_id from unnest($1, $2) as k (id, external_id) where j.id = k.id and j.state = 1";

    public static async Task<double> RunAsync(int jobs, string network)
    {
        var database = PostgresCluster.ConnectionString("postgres", await PostgresCluster.CreateBareDatabaseAsync());
        await using (var connection = await Sql.OpenAsync(database))
        {
            foreach (var statement in Table.Split(';'))
                await Sql.RunAsync(connection, statement.Replace("$1", $"{jobs}", StringComparison.Ordinal));
            await Sql.RunAsync(connection, "vacuum analyze jobs");
        }
        using var http = new HttpClient { BaseAddress = new(network) };
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => LaneAsync(database, http)));
        return jobs / watch.Elapsed.TotalSeconds;
    }

    private static async Task LaneAsync(string database, HttpClient http)
    {
        await using var connection = await Sql.OpenAsync(database);
        while (await Sql.RowsAsync(connection, Claim, r => (Id: r.GetInt64(0), Text: r.GetString(1)), AtOnce) is { Count: > 0 } claimed)
        {
            var sent = new string[claimed.Count];
            await Parallel.ForAsync(0, claimed.Count, new ParallelOptions { MaxDegreeOfParallelism = Calls }, async (n, ct) =>
            {
                using var answer = await http.PostAsJsonAsync("/bot1:A/sendMessage", new { chat_id = -100, text = claimed[n].Text }, ct);
                sent[n] = (await answer.Content.ReadFromJsonAsync<Answer>(ct))!.Result.Message_id.ToString(System.Globalization.CultureInfo.InvariantCulture);
            });
            await Sql.RunAsync(connection, Record, claimed.Select(c => c.Id).ToArray(), sent);
        }
    }

    private sealed record Answer(Message Result);

    private sealed record Message(long Message_id);
}
