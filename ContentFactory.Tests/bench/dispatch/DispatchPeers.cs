using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using ContentFactory.Tests.Support;
using Npgsql;

namespace ContentFactory.Tests.Bench;

/// <summary>The peers on the same cluster, each in a new database of its own: rows a second.</summary>
internal static partial class DispatchPeers
{
    private const int ClaimedRows = 100_000;
    private const int ClaimedAtOnce = 100;

    private const string Jobs = """
        create table jobs (id bigint primary key, state smallint not null, payload jsonb not null, changed_at timestamptz not null);
        create index on jobs (id) where state = 0;
        insert into jobs select n, 0, '{"text": "x"}', now() from generate_series(1, $1) n
        """;

    public static async Task<double> GraphileAsync(int jobs)
    {
        var said = await RunAsync("node", [Script("graphile.mjs"), $"{jobs}"], await PostgresCluster.CreateBareDatabaseAsync());
        return jobs / double.Parse(said.Trim(), CultureInfo.InvariantCulture);
    }

    /// <summary>One client that claims a hundred plain rows in one statement and completes them in the next.</summary>
    public static async Task<double> PgbenchAsync()
    {
        var database = await PostgresCluster.CreateBareDatabaseAsync();
        await using (var connection = await Sql.OpenAsync(PostgresCluster.ConnectionString("postgres", database)))
        {
            foreach (var statement in Jobs.Split(';'))
                await Sql.RunAsync(connection, statement.Replace("$1", $"{ClaimedRows}", StringComparison.Ordinal));
            await Sql.RunAsync(connection, "vacuum analyze jobs");
        }
        var said = await RunAsync("pgbench", ["-n", "-M", "prepared", "-c", "1", "-t", $"{ClaimedRows / ClaimedAtOnce}", "-f", Script("claims.sql")], database);
        return ClaimedAtOnce * double.Parse(Rate().Match(said).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private static string Script(string name) => Path.Combine(SourceTree.Root, "ContentFactory.Tests/bench/dispatch", name);

    private static async Task<string> RunAsync(string program, string[] arguments, string database)
    {
        var to = new NpgsqlConnectionStringBuilder(PostgresCluster.ConnectionString("postgres", database));
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        (start.Environment["PGHOST"], start.Environment["PGUSER"], start.Environment["PGPASSWORD"], start.Environment["PGDATABASE"]) = (to.Host, to.Username, to.Password, database);
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? said : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }

    [GeneratedRegex(@"tps = ([0-9.]+)")]
    private static partial Regex Rate();
}
