using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Content.History;

public enum DiffMark { Same, Added, Removed }

public sealed record DiffPart(DiffMark Mark, string Text);

/// <summary>What differs between two texts: by paragraphs first, and inside of those by words.</summary>
public static partial class TextDiff
{
    public static IReadOnlyList<DiffPart> Of(string before, string after)
    {
        var (old, now) = (Lines(before), Lines(after));
        var parts = new List<DiffPart>();
        var at = 0;
        foreach (var hunk in Sequences.Hunks(old, now))
        {
            Add(parts, DiffMark.Same, string.Concat(old.Skip(at).Take(hunk.Before - at)));
            ByWords(parts, string.Concat(old.Skip(hunk.Before).Take(hunk.BeforeLength)), string.Concat(now.Skip(hunk.After).Take(hunk.AfterLength)));
            at = hunk.BeforeEnd;
        }
        Add(parts, DiffMark.Same, string.Concat(old.Skip(at)));
        return parts;
    }

    /// <summary>Whole entries of two lists.</summary>
    public static IReadOnlyList<DiffPart> OfList(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var parts = new List<DiffPart>();
        var at = 0;
        foreach (var hunk in Sequences.Hunks(before, after))
        {
            parts.AddRange(before.Skip(at).Take(hunk.Before - at).Select(e => new DiffPart(DiffMark.Same, e)));
            parts.AddRange(before.Skip(hunk.Before).Take(hunk.BeforeLength).Select(e => new DiffPart(DiffMark.Removed, e)));
            parts.AddRange(after.Skip(hunk.After).Take(hunk.AfterLength).Select(e => new DiffPart(DiffMark.Added, e)));
            at = hunk.BeforeEnd;
        }
        parts.AddRange(before.Skip(at).Select(e => new DiffPart(DiffMark.Same, e)));
        return parts;
    }

    private static void ByWords(List<DiffPart> parts, string before, string after)
    {
        var (old, now) = (Words(before), Words(after));
        var at = 0;
        foreach (var hunk in Joined(Sequences.Hunks(old, now), old))
        {
            Add(parts, DiffMark.Same, string.Concat(old[at..hunk.Before]));
            Add(parts, DiffMark.Removed, string.Concat(old[hunk.Before..hunk.BeforeEnd]));
            Add(parts, DiffMark.Added, string.Concat(now[hunk.After..hunk.AfterEnd]));
            at = hunk.BeforeEnd;
        }
        Add(parts, DiffMark.Same, string.Concat(old[at..]));
    }

    /// <summary>Two changes with nothing but a blank between them read as one.</summary>
    private static List<Hunk> Joined(IReadOnlyList<Hunk> hunks, string[] old)
    {
        var joined = new List<Hunk>();
        foreach (var hunk in hunks)
            if (joined is [.., var last] && hunk.Before - last.BeforeEnd == 1 && old[last.BeforeEnd].All(c => c is ' ' or '\t' or '\u00A0'))
                joined[^1] = new Hunk(last.Before, hunk.BeforeEnd - last.Before, last.After, hunk.AfterEnd - last.After);
            else
                joined.Add(hunk);
        return joined;
    }

    private static void Add(List<DiffPart> parts, DiffMark mark, string text)
    {
        if (text.Length == 0)
            return;
        if (parts is [.., var last] && last.Mark == mark)
            parts[^1] = last with { Text = last.Text + text };
        else
            parts.Add(new DiffPart(mark, text));
    }

    /// <summary>Each with its line break.</summary>
    private static List<string> Lines(string text)
    {
        var lines = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start) is >= 0 and var found ? found + 1 : text.Length;
            lines.Add(text[start..end]);
            start = end;
        }
        return lines;
    }

    internal static string[] Words(string text) => [.. Word().Matches(text).Select(m => m.Value)];

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}_]+|[^\S\n]+|[\uD800-\uDBFF][\uDC00-\uDFFF]|.", RegexOptions.Singleline)]
    private static partial Regex Word();
}
