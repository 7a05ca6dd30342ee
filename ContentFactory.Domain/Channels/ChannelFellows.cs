using ContentFactory.Domain.Data;
using Npgsql;

namespace ContentFactory.Domain.Channels;

/// <summary>
/// Other channels that may live from the same grant: a person who connected several accounts through one app gave it one permission, and giving that
/// back would end them all, in other tenants too.
/// </summary>
public sealed class ChannelFellows(SystemDb database)
{
    private const string Fellows = "select exists (select 1 from channels where platform = $1 and app_key = $2 and not sandbox and status <> 'disconnected' and id <> $3)";

    internal async Task<bool> AnyAsync(Channel channel, CancellationToken ct)
    {
        if (channel.AppKey is not { } app || channel.Sandbox)
            return false;
        await using var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand(Fellows, connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = channel.Platform }, new NpgsqlParameter<string> { TypedValue = app }, new NpgsqlParameter<Guid> { TypedValue = channel.Id } },
        };
        return await command.ExecuteScalarAsync(ct) is true;
    }
}
