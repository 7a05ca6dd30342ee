namespace ContentFactory.Domain.Trends.Clusters;

internal readonly record struct Band(short Number, long Hash);

/// <summary>
/// Finds who might be alike without comparing all with all: items with an equal hash in two of twelve bands. Eight bands of two minima
/// stand for the headline, four of three for the lead (docs/decisions/0035-near-duplicates.md).
/// </summary>
internal static class MinHash
{
    private const int TitleBands = 8;
    private const int TitleRows = 2;
    private const int LeadBands = 4;
    private const int LeadRows = 3;
    private const int LeastLead = 8;

    /// <summary>Those who share one band only are alike by chance nearly always.</summary>
    public const int LeastShared = 2;

    public static IEnumerable<Band> Bands(StoryWords words) =>
        Bands([.. words.Head, .. Likeness.Pairs(words.Head)], 0, TitleBands, TitleRows)
            .Concat(words.Lead.Length < LeastLead ? [] : Bands([.. Likeness.Pairs(words.Lead)], TitleBands, LeadBands, LeadRows));

    /// <param name="first">The number of the first band.</param>
    internal static IEnumerable<Band> Bands(IReadOnlyCollection<string> features, int first, int bands, int rows)
    {
        if (features.Count == 0)
            yield break;
        var hashes = features.Select(Hash).Distinct().ToArray();
        for (var band = first; band < first + bands; band++)
        {
            var together = (ulong)band;
            for (var row = 0; row < rows; row++)
                together = Mix(together ^ Least(hashes, Mix((ulong)(band * rows + row + 1))));
            yield return new((short)band, unchecked((long)together));
        }
    }

    private static ulong Least(ulong[] hashes, ulong seed)
    {
        var least = ulong.MaxValue;
        foreach (var hash in hashes)
            least = Math.Min(least, Mix(hash ^ seed));
        return least;
    }

    /// <summary>FNV-1a over the characters: the same on every node and for ever, which string.GetHashCode is not.</summary>
    internal static ulong Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text)
            hash = (hash ^ c) * 1099511628211UL;
        return Mix(hash);
    }

    /// <summary>The finish of SplitMix64: every bit of the input reaches every bit of the output.</summary>
    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9UL;
        x = (x ^ (x >> 27)) * 0x94d049bb133111ebUL;
        return x ^ (x >> 31);
    }
}
