using ContentFactory.Domain.Data;
using Npgsql;

namespace ContentFactory.Domain.Access;

/// <summary>How often letters of the doors may be asked for, and the removal of requests that are long over.</summary>
public sealed class EntryDesk(AttemptLimits limits, EntryLimits most, SystemDb system)
{
    /// <summary>Counts the wish for one more letter; null where it may be written.</summary>
    internal async Task<Problem?> RefusedAsync(EntryKind kind, EmailAddress address, string network, CancellationToken ct)
    {
        var key = $"{kind}:{address.Key}";
        if (await limits.TakeAsync(most.LettersPerNetwork, network, ct) is { } busy)
            return TryLater(busy);
        if (await limits.TakeAsync(most.LetterPause, key, ct) is { } pause)
            return Problem.Limit("Access.LetterTooSoon", (int)Math.Ceiling(pause.TotalSeconds));
        return await limits.TakeAsync(most.LettersPerAddress, key, ct) is { } wait ? TryLater(wait) : null;
    }

    /// <summary>"Try again in N minutes", or hours where it is long.</summary>
    internal static Problem TryLater(TimeSpan wait) => wait > TimeSpan.FromMinutes(90)
        ? Problem.Limit("Access.TryLaterHours", (int)Math.Ceiling(wait.TotalHours)) : Problem.Limit("Access.TryLaterMinutes", Math.Max(1, (int)Math.Ceiling(wait.TotalMinutes)));

    public async Task<int> SweepAsync(CancellationToken ct)
    {
        await using var connection = await system.OpenAsync(ct);
        await using var command = new NpgsqlCommand("delete from entry_requests where created_at < app_now() - interval '1 day'", connection);
        return await command.ExecuteNonQueryAsync(ct) + await limits.SweepAsync(ct);
    }
}
