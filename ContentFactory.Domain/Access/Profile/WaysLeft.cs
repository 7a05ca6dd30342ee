namespace ContentFactory.Domain.Access;

public enum WayKind { Passkey, Login, Telegram }

/// <param name="Provider">Of a login.</param>
/// <param name="Name">As its owner knows it.</param>
public sealed record Way(WayKind Kind, string Key, string Name, string? Provider = null);

/// <summary>What opens an account, or acts for it, beside the password: looked at after a reset, because a thief may have left one behind.</summary>
public sealed class WaysLeft(OwnLogins logins, OwnPasskeys passkeys, TelegramLinks telegram)
{
    public async Task<IReadOnlyList<Way>> ReadAsync(Person person, CancellationToken ct) =>
    [
        .. (await passkeys.ListAsync(person)).Select(p => new Way(WayKind.Passkey, p.Id, p.Name)),
        .. (await logins.ReadAsync(person)).Logins.Select(l => new Way(WayKind.Login, l.Key, l.Shown, l.Provider)),
        .. await telegram.LinkedAsync(person.Id, ct) is { } linked ? [new Way(WayKind.Telegram, "", linked)] : Array.Empty<Way>(),
    ];

    public Task<Result> RemoveAsync(OwnSession own, Way way, CancellationToken ct) => way.Kind switch
    {
        WayKind.Passkey => passkeys.RemoveAsync(own, way.Key, ct),
        WayKind.Login => logins.RemoveAsync(own, way.Provider ?? "", way.Key, ct),
        WayKind.Telegram => telegram.UnlinkAsync(own, ct),
    };
}
