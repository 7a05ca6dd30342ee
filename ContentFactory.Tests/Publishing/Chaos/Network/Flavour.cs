using ContentFactory.Domain.Platforms;

namespace ContentFactory.Tests.Publishing.Chaos;

/// <summary>One fake network: its key as a platform and what it lets a caller find out afterwards.</summary>
/// <param name="Listed">Whether the posts of an account can be read.</param>
/// <param name="Once">What a second publish of one container is told: the first post (true) or that it is too late (false).</param>
internal sealed record Flavour(string Key, EffectClass Class, bool Listed = false, bool Once = false)
{
    public static readonly IReadOnlyList<Flavour> All =
    [
        new("keyed_a", EffectClass.B), new("keyed_b", EffectClass.B),
        new("stepped_a", EffectClass.C, Once: true), new("stepped_b", EffectClass.C),
        new("blind_listed", EffectClass.D, Listed: true), new("blind", EffectClass.D),
    ];

    public static Flavour Of(string key) => All.Single(f => f.Key == key);

    /// <summary>Accounts carry their network in the name, so that a ledger line says by itself where it belongs.</summary>
    public static Flavour OfAccount(string account) => Of(account[..account.IndexOf('.', StringComparison.Ordinal)]);
}
