using System.Globalization;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Publishing.Chaos;

/// <summary>
/// Nodes, networks and database as real processes, disturbed by a plan, and judged at the end by what the networks' ledger and the
/// database's trail say. One rig serves any number of runs, each with a database and a folder of its own.
/// </summary>
internal sealed class ChaosRig : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    private const string Progress = """
        select count(*) filter (where p.state in ('scheduled', 'leased', 'sending', 'accepted')),
               count(*) filter (where p.state = 'unknown' and c.platform not like 'blind%'),
               (select coalesce(max(at), '-infinity') < clock_timestamp() - $1 from chaos_moves)
        from publications p join channels c on c.tenant_id = p.tenant_id and c.id = p.channel_id
        """;

    private readonly string folder;
    private readonly Guard guard;
    private readonly TimeProvider clock = TimeProvider.System;
    private ChaosDatabase? database;
    private int runs;

    private ChaosRig(string folder) => (this.folder, guard) = (folder, new(folder));

    public static async Task<ChaosRig> StartAsync()
    {
        var rig = new ChaosRig(TemporaryFolder.NewPath());
        Directory.CreateDirectory(rig.folder);
        try
        {
            rig.database = await ChaosDatabase.StartAsync(Path.Combine(rig.folder, "database"));
            return rig;
        }
        catch
        {
            await rig.DisposeAsync();
            throw;
        }
    }

    /// <param name="keep">A folder that gets ledger, rows and logs of the run; null where nobody will read them.</param>
    public async Task<Verdict> RunAsync(RunPlan plan, string? keep = null)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"run_{++runs}");
        var place = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        await database!.CreateAsync(name);
        try
        {
            return await DisturbAsync(plan, name, place);
        }
        finally
        {
            Keep(place, keep);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (database is not null)
            await database.DisposeAsync();
        guard.Dispose();
    }

    private async Task<Verdict> DisturbAsync(RunPlan plan, string name, string place)
    {
        var begun = clock.GetTimestamp();
        await using var proxy = new PostgresProxy(database!.SocketPath);
        using var network = ChildProcess.Start(place, "network", new Dictionary<string, string>(), "network", place, $"{plan.Seed}", plan.Scale.Factor.ToString(CultureInfo.InvariantCulture));
        var address = await network.ReadyAsync();
        using var fleet = new Fleet(place, node => SettingsOf(plan, place, address, database.SettingsThrough(proxy.Port, name, node)), clock);
        await Task.WhenAll(Enumerable.Range(0, plan.Nodes).Select(_ => fleet.Start().ReadyAsync()));
        await ChaosContent.SaveAsync(new(database.Settings(name)) { ["Data:Folder"] = place }, plan);
        var disturber = new Disturber(plan, fleet, proxy, database, clock);
        await disturber.PlayAsync();
        await ComeToRestAsync(plan, name);
        fleet.Dispose();
        var system = database.ConnectionString("postgres", name);
        await Trail.WriteAsync(system, Path.Combine(place, "database.jsonl"));
        var evidence = new Evidence(
            plan, await PublicationFact.ReadAsync(system), await Trail.ReadAsync(system), Ledger.Read(Path.Combine(place, NetworkProgram.LedgerName)),
            fleet.Events, disturber.Outages, disturber.Cuts, disturber.LostCommits, clock.GetElapsedTime(begun))
        {
            Attempts = await AttemptFact.ReadAsync(system),
        };
        return Judge.Of(evidence);
    }

    private static Dictionary<string, string> SettingsOf(RunPlan plan, string place, string address, Dictionary<string, string> connections)
    {
        var settings = plan.Scale.Settings();
        (settings[NodeProgram.Network], settings["Data__Folder"]) = (address, place);
        foreach (var (key, value) in connections)
            settings[key] = value;
        return settings;
    }

    /// <summary>Until nothing is open and nothing is left to be found out, or nothing moves any more. What then stands is what is judged.</summary>
    private async Task ComeToRestAsync(RunPlan plan, string name)
    {
        var begun = clock.GetTimestamp();
        using var timer = new PeriodicTimer(Look, clock);
        await using var connection = await Sql.OpenAsync(database!.ConnectionString("postgres", name));
        while (clock.GetElapsedTime(begun) < plan.Spread + (plan.Scale.Quiet * 5))
        {
            var rows = await Sql.RowsAsync(connection, Progress, row => (Open: row.GetInt64(0), Unclear: row.GetInt64(1), Quiet: row.GetBoolean(2)), plan.Scale.Quiet);
            if (rows[0].Open == 0 && (rows[0].Unclear == 0 || rows[0].Quiet))
                return;
            await timer.WaitForNextTickAsync();
        }
    }

    private static void Keep(string place, string? keep)
    {
        if (keep is null)
            return;
        var target = Directory.CreateDirectory(Path.Combine(keep, Path.GetFileName(place))).FullName;
        foreach (var file in Directory.GetFiles(place).Where(f => Path.GetExtension(f) is ".log" or ".jsonl"))
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)), overwrite: true);
    }
}
