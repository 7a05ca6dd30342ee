using ContentFactory.Domain.Data;
using Npgsql;

namespace ContentFactory.Domain.Channels;

/// <summary>Removes ways out that nobody came back from, and offers with tokens that nobody chose from.</summary>
public sealed class SignInSweep(SystemDb database)
{
    public async Task SweepAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand("delete from channel_sign_ins where expires_at < (select app_now())", connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
