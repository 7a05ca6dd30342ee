using ContentFactory.Domain.Content.History;

namespace ContentFactory.Domain.Content.Merging;

/// <summary>Joins two changes of one text, line by line.</summary>
internal static class TextMerge
{
    /// <summary>Null where both have touched the same lines, or lines beside each other.</summary>
    public static string? Of(string seen, string mine, string theirs)
    {
        var (origin, own, other) = (seen.Split('\n'), mine.Split('\n'), theirs.Split('\n'));
        var (ownHunks, otherHunks) = (Sequences.Hunks(origin, own), Sequences.Hunks(origin, other));
        var changes = ownHunks.Select(h => (Hunk: h, Lines: own[h.After..h.AfterEnd])).ToList();
        foreach (var change in otherHunks.Select(h => (Hunk: h, Lines: other[h.After..h.AfterEnd])))
        {
            var touching = changes.Where(c => c.Hunk.Before <= change.Hunk.BeforeEnd && change.Hunk.Before <= c.Hunk.BeforeEnd).ToList();
            if (touching is [var same] && same.Hunk.Before == change.Hunk.Before && same.Hunk.BeforeEnd == change.Hunk.BeforeEnd && same.Lines.SequenceEqual(change.Lines))
                continue;
            if (touching.Count > 0)
                return null;
            changes.Add(change);
        }
        return Apply(origin, changes);
    }

    private static string Apply(string[] origin, List<(Hunk Hunk, string[] Lines)> changes)
    {
        var lines = new List<string>();
        var at = 0;
        foreach (var (hunk, replaced) in changes.OrderBy(c => c.Hunk.Before))
        {
            lines.AddRange(origin[at..hunk.Before]);
            lines.AddRange(replaced);
            at = hunk.BeforeEnd;
        }
        lines.AddRange(origin[at..]);
        return string.Join('\n', lines);
    }
}
