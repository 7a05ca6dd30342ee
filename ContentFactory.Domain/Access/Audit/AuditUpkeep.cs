using ContentFactory.Domain.Data;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ContentFactory.Domain.Access;

/// <summary>Takes away what the audit log has kept long enough: whole months as parts of the table, the rest of a month row by row.</summary>
internal sealed class AuditUpkeep(SystemDb database, IOptions<AccessOptions> options, TimeProvider clock, ILogger<AuditUpkeep> log)
{
    private const int Batch = 10_000;

    private const string Drop = "select drop_partitions('audit_log', $1)";

    private const string Remove = """
        delete from audit_log a using (select tenant_id, id, at from audit_log where at < $1 order by at limit $2) old
        where a.tenant_id = old.tenant_id and a.id = old.id and a.at = old.at and a.at < $1
        """;

    /// <summary>Returns how many months went, and how many single rows beside them.</summary>
    public async Task<(int Months, int Rows)> ForgetAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow().AddDays(-options.Value.AuditDays);
        await using var connection = await database.OpenAsync(ct);
        var gone = (Months: await DropAsync(connection, new DateOnly(before.Year, before.Month, 1), ct), Rows: 0);
        int removed;
        do
        {
            await using var command = new NpgsqlCommand(Remove, connection) { Parameters = { new NpgsqlParameter<DateTimeOffset> { TypedValue = before }, new NpgsqlParameter<int> { TypedValue = Batch } } };
            removed = await command.ExecuteNonQueryAsync(ct);
            gone.Rows += removed;
        }
        while (removed == Batch);
        if (gone is not (0, 0))
            log.LogInformation("The audit log gave up {Months} months and {Rows} rows from before {Before}", gone.Months, gone.Rows, before);
        return gone;
    }

    private async Task<int> DropAsync(NpgsqlConnection connection, DateOnly month, CancellationToken ct)
    {
        try
        {
            await using var command = new NpgsqlCommand(Drop, connection) { Parameters = { new NpgsqlParameter<DateOnly> { TypedValue = month } } };
            return (int)(await command.ExecuteScalarAsync(ct))!;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            // somebody reads or writes it: the rows go one by one now, their empty month next time
            log.LogInformation("Months of the audit log from before {Month} are in use and are dropped later", month);
            return 0;
        }
    }
}
