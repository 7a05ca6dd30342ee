using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics;
using ContentFactory.Domain.Analytics.Days;
using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Bench;

/// <summary>
/// A tenant's numbers of 90 days among 5,000,000 snapshots of 200 tenants: what all tiles and charts cost the database, what the first HTML takes,
/// how many readings a second are written, and the sums of days out of raw snapshots beside it.
/// </summary>
internal static class AnalyticsBench
{
    private const int Rounds = 30;
    private const int Readings = 20_000;
    private const int WriteBatch = 100;

    private const string Raw = """
        select (x.taken_at at time zone 'Europe/Moscow')::date as day, sum(x.views - x.before_views), sum(x.likes - x.before_likes), sum(x.comments - x.before_comments), sum(x.shares - x.before_shares)
        from (select s.taken_at, s.views, s.likes, s.comments, s.shares, coalesce(lag(s.views) over w, 0) as before_views, coalesce(lag(s.likes) over w, 0) as before_likes,
                     coalesce(lag(s.comments) over w, 0) as before_comments, coalesce(lag(s.shares) over w, 0) as before_shares
              from metric_snapshots s where s.tenant_id = $1 and s.taken_at > now() - interval '180 days' window w as (partition by s.publication_id order by s.taken_at)) x
        group by 1 order by 1
        """;

    public static async Task<int> RunAsync()
    {
        await using var application = await TestApplication.StartAsync(new(Settings: new Dictionary<string, string?> { ["Analytics:IdleSeconds"] = "36000", ["Publishing:SweepSeconds"] = "3600" }));
        var tenant = await application.AddTenantAsync("tenant-1");
        var snapshots = await AnalyticsData.LoadAsync(application.Database);
        var made = await MadeAsync(application.Services, snapshots);
        await using (var connection = await Sql.OpenAsync(DispatchData.Superuser(application.Database)))
            await Sql.RunAsync(connection, "vacuum analyze");
        var query = await QueryAsync(application);
        var raw = await RawAsync(application);
        var page = await PageAsync(application, tenant);
        var writer = await WriteAsync(application);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            {snapshots} snapshots of {AnalyticsData.Tenants} tenants
            days made of them       {made.PerSecond,8:0} snapshots a second ({made.Seconds:0.0} s)
            numbers of 90 days      {query.DatabaseMs,8:0.0} ms of database in {query.Statements} statements ({query.WholeMs:0.0} ms in all; undisturbed {query.LeastDatabaseMs:0.0})   budget 20 ms
            days of raw snapshots   {raw,8:0.0} ms of database for four sums alone
            first HTML              {page.Ms,8:0} ms, {page.Kilobytes:0} KB, {page.DatabaseMs:0.0} ms of database in {page.Statements} statements (undisturbed {page.LeastMs:0})   budget 150 ms
            readings                {writer.PerSecond,8:0} a second claimed and written by one node   budget 2000
            """));
        Console.WriteLine(JsonSerializer.Serialize(new { snapshots, made, query, rawMs = raw, page, writer }, JsonSerializerOptions.Web));
        return query.DatabaseMs < 20 && page.Ms < 150 && writer.PerSecond >= 2000 ? 0 : 1;
    }

    private static async Task<Made> MadeAsync(IServiceProvider services, long snapshots)
    {
        var began = Stopwatch.GetTimestamp();
        await services.GetRequiredService<DayUpkeep>().RebuildAllAsync(null, default);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return new(Math.Round(seconds, 1), Math.Round(snapshots / seconds));
    }

    private static async Task<Query> QueryAsync(TestApplication application)
    {
        var (database, whole, statements) = (new List<double>(), new List<double>(), 0);
        var ids = await IdsAsync(application);
        for (var round = 0; round < Rounds + 5; round++)
        {
            var id = ids[round * 7 % ids.Count];
            using var spent = new DatabaseTime(application.Database.Name);
            var began = Stopwatch.GetTimestamp();
            var numbers = await application.Services.GetRequiredService<Tenants>().RunAsync(
                id, new Actor(Guid.Empty, id, MemberRole.Owner.ToRole()), scoped => scoped.GetRequiredService<OverviewQueries>().ReadAsync(new(Days: 90), default));
            if (numbers.Now.Posts < 250 || numbers.Days.Count != 90 || numbers.Now.Sums.Views is not > 0)
                throw new InvalidOperationException($"{numbers.Now.Posts} posts in {numbers.Days.Count} days were found.");
            // the first ones are planned and compiled
            if (round < 5)
                continue;
            whole.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            database.Add(spent.Milliseconds);
            statements = spent.Statements;
        }
        return new(Median(database), Math.Round(database.Min(), 2), Median(whole), statements);
    }

    private static async Task<double> RawAsync(TestApplication application)
    {
        await using var connection = await Sql.OpenAsync(application.Database.ConnectionString("cf_system"));
        var (times, ids) = (new List<double>(), await IdsAsync(application));
        for (var round = 0; round < Rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            if ((await Sql.RowsAsync(connection, Raw, row => row.GetFieldValue<DateOnly>(0), ids[round * 7 % ids.Count])).Count < 80)
                throw new InvalidOperationException("Days are missing.");
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        return Median(times);
    }

    private static async Task<Page> PageAsync(TestApplication application, TestTenant tenant)
    {
        using var client = await application.SignInAsync(tenant, MemberRole.Owner);
        var (times, database, bytes, statements) = (new List<double>(), new List<double>(), 0, 0);
        for (var round = 0; round < Rounds + 5; round++)
        {
            using var spent = new DatabaseTime(application.Database.Name);
            var began = Stopwatch.GetTimestamp();
            using var answer = await client.GetAsync($"/t/{tenant.Slug}/analytics?days=90");
            bytes = (await answer.Content.ReadAsByteArrayAsync()).Length;
            if (answer.StatusCode != HttpStatusCode.OK)
                throw new InvalidOperationException($"The page answered {answer.StatusCode}.");
            if (round < 5)
                continue;
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            statements = spent.Statements;
            database.Add(spent.Milliseconds);
        }
        return new(Median(times), Math.Round(times.Min(), 1), Math.Round(bytes / 1024.0, 1), Median(database), statements);
    }

    private static async Task<Written> WriteAsync(TestApplication application)
    {
        await using (var connection = await Sql.OpenAsync(application.Database.ConnectionString("cf_system")))
            await Sql.RunAsync(connection, "update publications set next_metrics_at = now() - interval '1 minute' where id in (select id from publications order by md5(id::text) limit $1)", Readings);
        var (queue, writer) = (application.Services.GetRequiredService<MetricsQueue>(), application.Services.GetRequiredService<SnapshotWriter>());
        var began = Stopwatch.GetTimestamp();
        var written = (await Task.WhenAll(Enumerable.Range(1, MetricsLoop.AtOnce).Select(seed => DrainAsync(queue, writer, new Random(seed))))).Sum();
        if (written != Readings)
            throw new InvalidOperationException($"{written} of {Readings} readings were written.");
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return new(written, Math.Round(seconds, 1), Math.Round(written / seconds));
    }

    private static async Task<int> DrainAsync(MetricsQueue queue, SnapshotWriter writer, Random random)
    {
        var written = 0;
        while (await queue.ClaimAsync(default) is { Count: > 0 } claimed)
        {
            foreach (var batch in claimed.Chunk(WriteBatch))
            {
                var readings = batch.Select(due => new TakenReading(due, new(MetricsKind.Read, new(Views: random.Next(6000), Likes: random.Next(300), Comments: random.Next(40), Shares: random.Next(20)), "bench"), due.Now.AddDays(1))).ToList();
                written += (await writer.WriteAsync(readings, default)).Count;
            }
        }
        return written;
    }

    private static async Task<List<Guid>> IdsAsync(TestApplication application)
    {
        await using var connection = await Sql.OpenAsync(application.Database.ConnectionString("cf_system"));
        return await Sql.RowsAsync(connection, "select id from tenants order by id", row => row.GetGuid(0));
    }

    private static double Median(List<double> values) => Math.Round(values.Order().ElementAt(values.Count / 2), 1);

    private sealed record Made(double Seconds, double PerSecond);

    private sealed record Query(double DatabaseMs, double LeastDatabaseMs, double WholeMs, int Statements);

    private sealed record Page(double Ms, double LeastMs, double Kilobytes, double DatabaseMs, int Statements);

    private sealed record Written(int Readings, double Seconds, double PerSecond);
}
