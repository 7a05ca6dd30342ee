using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Content.Approvals;

public enum WordFate { Same, Added, Removed }

/// <summary>Words in a row that share their fate.</summary>
public sealed record WordRun(WordFate Fate, string Text);

/// <summary>What became of a text, word by word: the longest common row of words stays, the rest went or came.</summary>
public static partial class WordDiff
{
    // the table grows with the product; of longer middles only the ends are compared
    private const int MostCells = 2_000_000;

    public static IReadOnlyList<WordRun> Of(string before, string after)
    {
        var (old, now) = (Words(before), Words(after));
        var start = 0;
        while (start < old.Length && start < now.Length && old[start] == now[start])
            start++;
        var end = 0;
        while (end < old.Length - start && end < now.Length - start && old[^(end + 1)] == now[^(end + 1)])
            end++;
        var fates = new List<WordRun>();
        Add(fates, WordFate.Same, now.AsSpan(0, start));
        Middle(fates, old.AsSpan(start, old.Length - start - end), now.AsSpan(start, now.Length - start - end));
        Add(fates, WordFate.Same, now.AsSpan(now.Length - end));
        return fates;
    }

    private static void Middle(List<WordRun> fates, ReadOnlySpan<string> old, ReadOnlySpan<string> now)
    {
        if ((long)old.Length * now.Length is 0 or > MostCells)
        {
            Add(fates, WordFate.Removed, old);
            Add(fates, WordFate.Added, now);
            return;
        }
        var longest = Table(old, now);
        for (int i = 0, j = 0; i < old.Length || j < now.Length;)
            if (i < old.Length && j < now.Length && old[i] == now[j])
                (_, i, j) = (Add(fates, WordFate.Same, old.Slice(i, 1)), i + 1, j + 1);
            else if (j == now.Length || (i < old.Length && longest[i + 1, j] >= longest[i, j + 1]))
                Add(fates, WordFate.Removed, old.Slice(i++, 1));
            else
                Add(fates, WordFate.Added, now.Slice(j++, 1));
    }

    private static int[,] Table(ReadOnlySpan<string> old, ReadOnlySpan<string> now)
    {
        var longest = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
            for (var j = now.Length - 1; j >= 0; j--)
                longest[i, j] = old[i] == now[j] ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
        return longest;
    }

    private static bool Add(List<WordRun> fates, WordFate fate, ReadOnlySpan<string> words)
    {
        if (words.Length == 0)
            return false;
        var text = string.Concat(words);
        if (fates is [.., { } last] && last.Fate == fate)
            fates[^1] = last with { Text = last.Text + text };
        else
            fates.Add(new(fate, text));
        return true;
    }

    private static string[] Words(string text) => [.. Word().Matches(text).Select(m => m.Value)];

    // a word takes the space behind it along, so that removing one leaves no hole
    [GeneratedRegex(@"\S+\s*|\s+")]
    private static partial Regex Word();
}
