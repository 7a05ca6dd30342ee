using ContentFactory.Domain.Data;
using Npgsql;

namespace ContentFactory.Domain.Access.Keys;

/// <summary>How many secrets a tenant has, and how many of them stand under its newest key.</summary>
internal sealed record SealedCount(long All, long Renewed)
{
    public static SealedCount operator +(SealedCount one, SealedCount other) => new(one.All + other.All, one.Renewed + other.Renewed);
}

/// <summary>The sealed secrets of a tenant in all registered columns. A secret that somebody changes meanwhile is left as it was changed.</summary>
internal sealed class SealedRows(SystemDb database, TenantSeal seal, IEnumerable<SealedColumn> columns)
{
    private const int Batch = 500;

    public async Task<SealedCount> CountAsync(Guid tenantId, int generation, CancellationToken ct)
    {
        var all = new SealedCount(0, 0);
        await using var connection = await database.OpenAsync(ct);
        foreach (var c in columns)
        {
            await using var command = new NpgsqlCommand($"select count(*), count(*) filter (where {Begins(c)} = $2) from {c.Table} where tenant_id = $1 and {c.Column} is not null", connection)
            {
                Parameters = { new() { Value = tenantId }, new() { Value = TenantSeal.PrefixOf(generation) } },
            };
            await using var row = await command.ExecuteReaderAsync(ct);
            await row.ReadAsync(ct);
            all += new SealedCount(row.GetInt64(0), row.GetInt64(1));
        }
        return all;
    }

    /// <summary>Wraps what stands under another key anew, row by row: no statement waits for two rows, so none of anybody else waits for this.</summary>
    /// <returns>How many were wrapped anew.</returns>
    public async Task<int> RenewAsync(Guid tenantId, int generation, CancellationToken ct)
    {
        var renewed = 0;
        foreach (var column in columns)
        {
            var after = Guid.Empty;
            while (await ReadAsync(column, tenantId, generation, after, ct) is { Count: > 0 } old)
            {
                foreach (var row in old)
                    renewed += await RenewAsync(column, row, ct);
                after = old[^1].Id;
            }
        }
        return renewed;
    }

    private async Task<int> RenewAsync(SealedColumn column, SealedRow row, CancellationToken ct)
    {
        if (seal.Renew(row.Purpose, row.Cipher) is not { } renewed)
            return 0;
        await using var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand($"update {column.Table} set {column.Column} = $1 where tenant_id = $2 and {column.Key} = $3 and {column.Column} = $4", connection)
        {
            Parameters = { new() { Value = renewed }, new() { Value = row.Purpose.TenantId }, new() { Value = row.Id }, new() { Value = row.Cipher } },
        };
        return await command.ExecuteNonQueryAsync(ct);
    }

    private async Task<List<SealedRow>> ReadAsync(SealedColumn column, Guid tenantId, int generation, Guid after, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand($"""
            select {column.Key}, {column.Column}, array[{string.Join(", ", column.Row)}]::text[] from {column.Table}
            where tenant_id = $1 and {column.Column} is not null and {Begins(column)} <> $2 and {column.Key} > $3 order by {column.Key} limit {Batch}
            """, connection)
        {
            Parameters = { new() { Value = tenantId }, new() { Value = TenantSeal.PrefixOf(generation) }, new() { Value = after } },
        };
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new List<SealedRow>();
        while (await rows.ReadAsync(ct))
            found.Add(new(rows.GetGuid(0), new(column.Kind, tenantId, rows.GetFieldValue<string[]>(2)), rows.GetFieldValue<byte[]>(1)));
        return found;
    }

    private static string Begins(SealedColumn column) => $"substring({column.Column} from 1 for {TenantSeal.Prefix})";

    private sealed record SealedRow(Guid Id, SealPurpose Purpose, byte[] Cipher);
}
