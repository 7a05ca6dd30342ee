using System.Diagnostics;
using System.Text.Json;
using ContentFactory.Tests.Support;
using Npgsql;

namespace ContentFactory.Tests.Bench;

/// <summary>
/// What row security costs: the statements of the list pages as cf_app, under the policies, and as a member of it with BYPASSRLS, on the same
/// rows and in turns. The time is the database's with the way there and back, without EF.
/// </summary>
internal static class RlsBench
{
    private const int Rounds = 21;
    private const int TenantsPerRound = 80;
    private const int VisitsOfLargest = 4;
    private const double MostOver = 0.10;
    private const double LongestSearch = 10;

    public static async Task<int> RunAsync()
    {
        var database = await TestDatabase.CreateAsync();
        var superuser = PostgresCluster.ConnectionString("postgres", database.Name);
        Console.WriteLine($"{RlsData.Tenants} tenants, {RlsData.Posts} posts, one tenant with {RlsData.LargestTenant}:");
        var tenants = await RlsData.LoadAsync(superuser);
        var (largest, word) = (await RlsData.LargestAsync(superuser), await RlsData.RareWordAsync(superuser));
        var queries = await RlsQueries.RecordAsync(database, tenants[1], word);
        var plain = RlsQueries.Plain(tenants[1], word);
        var ordinary = tenants.Where(t => t != largest).ToList();

        // as the application connects: prepared by use
        await using var app = await Sql.OpenAsync(database.ConnectionString("cf_app") + ";Max Auto Prepare=50");
        await using var free = await Sql.OpenAsync(await FreeRoleAsync(superuser) + ";Max Auto Prepare=50");
        var bench = new Turns(app, free, tenants[1]);
        var lines = new List<Line>();
        Console.WriteLine($"{"",-62} {"p50",7} {"p95",7}  without: {"p50",7} {"p95",7}   over at p95 (median of {Rounds} rounds, lowest and highest of them)");
        foreach (var query in queries.Append(plain))
            lines.Add(Shown(await bench.MeasureAsync(query, query.Name, ordinary, TenantsPerRound)));
        foreach (var query in queries.Where(q => q is { Search: true, Name: "content, one in a hundred" or "palette" }).Append(plain))
            lines.Add(Shown(await bench.MeasureAsync(query, $"largest tenant: {query.Name}", [largest], VisitsOfLargest)));
        Console.WriteLine($"milliseconds; budget: lists at most {MostOver:0%} over, searches at most {LongestSearch} ms");
        // the plain ILIKE is there to be compared with, and the largest tenant stands for none of the thousand
        var held = lines.Take(queries.Count).ToList();
        var within = held.All(l => l.Search ? l.P95 <= LongestSearch : l.Over <= MostOver);
        Console.WriteLine(JsonSerializer.Serialize(new { tenants = RlsData.Tenants, posts = RlsData.Posts, within, lines }, JsonSerializerOptions.Web));
        return within ? 0 : 1;
    }

    /// <summary>A superuser would also be spared the checks of table rights, which are not row security's cost.</summary>
    private static async Task<string> FreeRoleAsync(string superuser)
    {
        await using var owner = await Sql.OpenAsync(superuser);
        await Sql.RunAsync(owner, "create role rls_free login bypassrls in role cf_app password 'rls_free'");
        return new NpgsqlConnectionStringBuilder(superuser) { Username = "rls_free", Password = "rls_free" }.ConnectionString;
    }

    private static Line Shown(Line l)
    {
        Console.WriteLine($"{(l.Search ? "search: " : "list: ") + l.Name,-62} {l.P50,7:0.00} {l.P95,7:0.00}           {l.FreeP50,7:0.00} {l.FreeP95,7:0.00}   {l.Over,6:+0.0%;-0.0%} ({l.MedianRound:+0.0%;-0.0%}, {l.Least:+0%;-0%} to {l.Most:+0%;-0%})");
        return l;
    }

    private static double At(List<double> times, double part)
    {
        var sorted = times.Order().ToList();
        return Math.Round(sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * part))], 3);
    }

    private sealed record Line(string Name, bool Search, double P50, double P95, double FreeP50, double FreeP95, double Over, double MedianRound, double Least, double Most);

    /// <summary>Both connections run the same statements for the same tenant one after the other; who begins changes.</summary>
    private sealed class Turns(NpgsqlConnection app, NpgsqlConnection free, Guid recorded)
    {
        private readonly Random random = new(7);

        public async Task<Line> MeasureAsync(RlsQuery query, string name, IReadOnlyList<Guid> tenants, int count)
        {
            var rounds = new List<(List<double> App, List<double> Free)>();
            await RoundAsync(query, tenants, 3);
            for (var i = 0; i < Rounds; i++)
                rounds.Add(await RoundAsync(query, tenants, count));
            var (with, without) = (rounds.SelectMany(r => r.App).ToList(), rounds.SelectMany(r => r.Free).ToList());
            var over = rounds.Select(r => Over(At(r.App, 0.95), At(r.Free, 0.95))).ToList();
            return new(name, query.Search, At(with, 0.5), At(with, 0.95), At(without, 0.5), At(without, 0.95), Over(At(with, 0.95), At(without, 0.95)), At(over, 0.5), over.Min(), over.Max());
        }

        private static double Over(double with, double without) => Math.Round(with / without - 1, 3);

        private async Task<(List<double> App, List<double> Free)> RoundAsync(RlsQuery query, IReadOnlyList<Guid> tenants, int count)
        {
            var (with, without) = (new List<double>(), new List<double>());
            for (var i = 0; i < count; i++)
            {
                var tenant = tenants[random.Next(tenants.Count)];
                await EnterAsync(app, tenant);
                await EnterAsync(free, tenant);
                // the first reading fetches the pages for both
                await TimeAsync(app, query, tenant);
                await TimeAsync(free, query, tenant);
                foreach (var first in new[] { true, false })
                    if (first == (i % 2 == 0))
                        with.Add(await TimeAsync(app, query, tenant));
                    else
                        without.Add(await TimeAsync(free, query, tenant));
                foreach (var first in new[] { false, true })
                    if (first == (i % 2 == 0))
                        with.Add(await TimeAsync(app, query, tenant));
                    else
                        without.Add(await TimeAsync(free, query, tenant));
            }
            return (with, without);
        }

        private static Task EnterAsync(NpgsqlConnection connection, Guid tenant) =>
            Sql.RunAsync(connection, "select set_config('app.tenant_id', $1, false), set_config('app.person_id', '', false)", tenant.ToString());

        private async Task<double> TimeAsync(NpgsqlConnection connection, RlsQuery query, Guid tenant)
        {
            var begun = Stopwatch.GetTimestamp();
            foreach (var statement in query.Statements)
                await statement.RunAsync(connection, recorded, tenant);
            return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        }
    }
}
