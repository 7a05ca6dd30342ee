using ContentFactory.Domain.Content.History;

namespace ContentFactory.Domain.Content.Merging;

/// <summary>Joins two changes of one text.</summary>
internal static class TextMerge
{
    /// <summary>Null where both have touched the same lines, or lines beside each other.</summary>
    public static string? ByLines(string seen, string mine, string theirs) => Of(seen.Split('\n'), mine.Split('\n'), theirs.Split('\n'), "\n");

    /// <summary>The same for words: for a person's own change, where nobody is surprised by half a sentence of another.</summary>
    public static string? ByWords(string seen, string mine, string theirs) => Of(TextDiff.Words(seen), TextDiff.Words(mine), TextDiff.Words(theirs), "");

    private static string? Of(string[] origin, string[] own, string[] other, string between)
    {
        var changes = Sequences.Hunks(origin, own).Select(h => (Hunk: h, Pieces: own[h.After..h.AfterEnd])).ToList();
        foreach (var change in Sequences.Hunks(origin, other).Select(h => (Hunk: h, Pieces: other[h.After..h.AfterEnd])))
        {
            var touching = changes.Where(c => c.Hunk.Before <= change.Hunk.BeforeEnd && change.Hunk.Before <= c.Hunk.BeforeEnd).ToList();
            if (touching is [var same] && same.Hunk.Before == change.Hunk.Before && same.Hunk.BeforeEnd == change.Hunk.BeforeEnd && same.Pieces.SequenceEqual(change.Pieces))
                continue;
            if (touching.Count > 0)
                return null;
            changes.Add(change);
        }
        return string.Join(between, Apply(origin, changes));
    }

    private static List<string> Apply(string[] origin, List<(Hunk Hunk, string[] Pieces)> changes)
    {
        var pieces = new List<string>();
        var at = 0;
        foreach (var (hunk, replaced) in changes.OrderBy(c => c.Hunk.Before))
        {
            pieces.AddRange(origin[at..hunk.Before]);
            pieces.AddRange(replaced);
            at = hunk.BeforeEnd;
        }
        pieces.AddRange(origin[at..]);
        return pieces;
    }
}
