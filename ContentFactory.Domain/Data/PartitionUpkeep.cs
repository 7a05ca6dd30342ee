namespace ContentFactory.Domain.Data;

/// <summary>Keeps the months of the large tables ahead of time. Making a partition that exists does nothing.</summary>
internal sealed class PartitionUpkeep(SystemDb system)
{
    public async Task<int> EnsureAsync(CancellationToken ct)
    {
        await using var connection = await system.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "select ensure_all_partitions()";
        return (int)(await command.ExecuteScalarAsync(ct))!;
    }
}
