using System.Text.Json;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Platforms;

/// <param name="X">Counted by the reference library of X (twitter-text 3).</param>
/// <param name="Threads">Signs, an emoji by the bytes of its UTF-8 ("Posts" of the Threads API); signs from Unicode's own segmentation.</param>
/// <param name="Discord">Code points after the escaping of marks.</param>
internal sealed record TrickyString(string Text, int Utf16, int Utf8, int X, int Threads, int Discord)
{
    /// <summary>What the rule of a network says of it, without white space at its ends and with plain line ends, as it is sent.</summary>
    public int On(string network) => network switch
    {
        "telegram" or "instagram" or "facebook" or "linkedin" or "tiktok" => Utf16,
        "youtube" => Utf8,
        "x" => X,
        "threads" => Threads,
        "discord" => Discord,
        _ => throw new ArgumentOutOfRangeException(nameof(network), network, null),
    };
}

/// <summary>Strings that are easily counted wrong, with their lengths by each network's rule: one table for the connectors and for the counters of the editor.</summary>
internal static class TrickyStrings
{
    public static readonly string[] Networks = ["discord", "facebook", "instagram", "linkedin", "telegram", "threads", "tiktok", "x", "youtube"];

    public static readonly IReadOnlyList<TrickyString> All = JsonSerializer.Deserialize<List<TrickyString>>(
        File.ReadAllText(Path.Combine(SourceTree.Root, "ContentFactory.Tests", "Platforms", "TrickyStrings.json")), JsonSerializerOptions.Web)!;
}
