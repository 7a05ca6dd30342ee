using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentFactory.Domain.Access;

/// <summary>How many tenants the acting person owns, and whether the next one comes with the one trial a person has.</summary>
internal sealed record TenantClaim(long Owned, bool Trial)
{
    /// <summary>Holds until the transaction ends: of all that the person begins at once, one after the other counts.</summary>
    public static async Task<TenantClaim> TakeAsync(AppDb rows, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select owned, trial from claim_tenant()", (NpgsqlConnection)rows.Database.GetDbConnection());
        await using var answer = await command.ExecuteReaderAsync(ct);
        await answer.ReadAsync(ct);
        return new(answer.GetInt64(0), answer.GetBoolean(1));
    }
}
