namespace ContentFactory.Domain.Ai.Writers;

/// <summary>Fits material into what a prompt may hold: whole texts first, in their order, then the beginnings of those that are too long.</summary>
internal static class SourceBudget
{
    /// <summary>For all texts of a prompt together; some 20,000 tokens.</summary>
    public const int Characters = 60_000;

    private const int ShortestPart = 400;
    private const int LongestTitle = 300;

    public static IReadOnlyList<SourceText> Fit(IReadOnlyList<SourceText> sources, int characters = Characters)
    {
        var fitted = new SourceText?[sources.Count];
        var left = characters;
        for (var i = 0; i < sources.Count; i++)
            if (Title(sources[i]) is var source && source.Title.Length + source.Text.Length <= left)
            {
                fitted[i] = source;
                left -= source.Title.Length + source.Text.Length;
            }
        for (var i = 0; i < sources.Count && left >= ShortestPart; i++)
            if (fitted[i] is null)
            {
                var source = Title(sources[i]);
                fitted[i] = source with { Text = Beginning(source.Text, left - source.Title.Length) };
                left = 0;
            }
        return [.. fitted.OfType<SourceText>()];
    }

    private static SourceText Title(SourceText source) => source with { Title = PlainText.Cut(source.Title, LongestTitle) };

    /// <summary>Up to the last whole sentence, as far as there is one.</summary>
    private static string Beginning(string text, int room)
    {
        var part = PlainText.Cut(text, Math.Max(0, room));
        var end = part.LastIndexOfAny(['.', '!', '?', '…', '\n']);
        return end > room / 2 ? part[..(end + 1)] : part;
    }
}
