using ContentFactory.Domain.Data;
using Npgsql;

namespace ContentFactory.Domain.Access;

/// <summary>Removes what was read and is older than 60 days, and after 180 days what nobody read.</summary>
internal sealed class NotificationUpkeep(SystemDb system)
{
    // never waits for a row, so it stands in nobody's way: what is being told again or marked is left for the next day
    private const string Remove = """
        with old as materialized (
            select tenant_id, id from notifications
            where created_at < app_now() - interval '60 days' and (read_at is not null or created_at < app_now() - interval '180 days')
            for update skip locked)
        delete from notifications n using old where n.tenant_id = old.tenant_id and n.id = old.id
        """;

    public async Task<int> RemoveOldAsync(CancellationToken ct)
    {
        await using var connection = await system.OpenAsync(ct);
        await using var command = new NpgsqlCommand(Remove, connection);
        return await command.ExecuteNonQueryAsync(ct);
    }
}
