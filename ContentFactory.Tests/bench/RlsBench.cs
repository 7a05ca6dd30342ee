using System.Text.Json;
using ContentFactory.Tests.Support;
using Npgsql;

namespace ContentFactory.Tests.Bench;

/// <summary>
/// What row security costs: the list pages' queries as cf_app, under the policies, and as a member of it with BYPASSRLS, on the same rows and in
/// turns. Measured twice: as the page asks them, from opening the connection to the rows as objects, which is what lists are held to; and the bare
/// statements, where the policies weigh most, and which are the time of the search functions.
/// </summary>
internal static class RlsBench
{
    private const int Rounds = 21;
    private const int SearchRounds = 7;
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
        var free = await FreeRoleAsync(superuser);

        await using var product = RlsQueries.Product(database);
        await using var freeProduct = RlsQueries.Product(database, free);
        var pages = new RlsTurns(RlsSide.Of(product), RlsSide.Of(freeProduct));
        // as the application connects: prepared by use
        await using var app = await Sql.OpenAsync(database.ConnectionString("cf_app") + ";Max Auto Prepare=50");
        await using var freed = await Sql.OpenAsync(free + ";Max Auto Prepare=50");
        var bare = new RlsTurns(RlsSide.Of(app, tenants[1]), RlsSide.Of(freed, tenants[1]));

        Console.WriteLine($"{"",-70} {"p50",7} {"p95",7}  without: {"p50",7} {"p95",7}   over at p95 (median of the rounds, lowest and highest of them)");
        var (held, asked, lines) = (new List<RlsLine>(), new List<RlsLine>(), new List<RlsLine>());
        foreach (var query in queries.OrderBy(q => q.Search))
        {
            var rounds = query.Search ? SearchRounds : Rounds;
            var page = Shown("", await pages.MeasureAsync(query, query.Name, ordinary, rounds, TenantsPerRound));
            var statements = Shown("  statements of ", await bare.MeasureAsync(query, query.Name, ordinary, rounds, TenantsPerRound));
            asked.Add(page);
            lines.Add(statements);
            held.Add(query.Search ? statements : page);
        }
        lines.Add(Shown("", await bare.MeasureAsync(plain, plain.Name, ordinary, SearchRounds, TenantsPerRound)));
        foreach (var query in queries.Where(q => q is { Search: true, Name: "content, one in a hundred" or "palette" }).Append(plain))
            lines.Add(Shown("", await bare.MeasureAsync(query, $"largest tenant: {query.Name}", [largest], Rounds, VisitsOfLargest)));
        Console.WriteLine($"milliseconds; budget: lists at most {MostOver:0%} over as the page asks them, the statements of searches at most {LongestSearch} ms");
        var within = held.All(l => l.Search ? l.P95 <= LongestSearch : l.Over <= MostOver);
        Console.WriteLine(JsonSerializer.Serialize(new { tenants = RlsData.Tenants, posts = RlsData.Posts, within, pages = asked, statements = lines }, JsonSerializerOptions.Web));
        return within ? 0 : 1;
    }

    /// <summary>A superuser would also be spared the checks of table rights, which are not row security's cost.</summary>
    private static async Task<string> FreeRoleAsync(string superuser)
    {
        await using var owner = await Sql.OpenAsync(superuser);
        await Sql.RunAsync(owner, "create role rls_free login bypassrls in role cf_app password 'rls_free'");
        return new NpgsqlConnectionStringBuilder(superuser) { Username = "rls_free", Password = "rls_free" }.ConnectionString;
    }

    private static RlsLine Shown(string way, RlsLine l)
    {
        Console.WriteLine($"{$"{way}{(l.Search ? "search: " : "list: ")}{l.Name}",-70} {l.P50,7:0.00} {l.P95,7:0.00}           {l.FreeP50,7:0.00} {l.FreeP95,7:0.00}   {l.Over,6:+0.0%;-0.0%} ({l.MedianRound:+0.0%;-0.0%}, {l.Least:+0%;-0%} to {l.Most:+0%;-0%})");
        return l;
    }
}
