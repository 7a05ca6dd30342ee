using ContentFactory.Domain.Data;

namespace ContentFactory.Domain.Admin;

/// <summary>What health and the status page ask of the whole system.</summary>
public sealed class SystemFacts(SystemDb system)
{
    public async Task<IReadOnlyList<string>> MissingMigrationsAsync(CancellationToken ct)
    {
        await using var connection = await system.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "select coalesce(array_agg(\"MigrationId\"), '{}') from migrations";
        return [.. Migrate.Known().Except((string[])(await command.ExecuteScalarAsync(ct))!)];
    }

    /// <summary>How long the oldest due publication has waited; zero when none is due.</summary>
    public async Task<TimeSpan> OldestOverdueAsync(CancellationToken ct)
    {
        await using var connection = await system.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "select coalesce(greatest(app_now() - min(due_at), interval '0'), interval '0') from publications where state = 'scheduled'";
        return (TimeSpan)(await command.ExecuteScalarAsync(ct))!;
    }
}
