namespace ContentFactory.Domain.Media.Making;

/// <summary>Which layouts a story has words for, and what it then puts on a card.</summary>
internal static class CardContents
{
    private const int MostPoints = 5;
    private const int LongestPoint = 90;
    private const int LongestSub = 200;

    /// <summary>The best first. A statement can always be made.</summary>
    public static IReadOnlyList<CardLayout> Fitting(StoryParts parts)
    {
        var fitting = new List<CardLayout>();
        if (parts.Quote is not null)
            fitting.Add(CardLayout.Quote);
        if (parts.Items.Count >= 3)
            fitting.Add(CardLayout.Points);
        if (parts.Asks)
            fitting.Add(CardLayout.Question);
        if (parts.Figure is not null)
            fitting.Add(CardLayout.Fact);
        if (parts.Items.Count < 3 && Points(parts).Count >= 3)
            fitting.Add(CardLayout.Points);
        fitting.Add(CardLayout.Statement);
        return fitting;
    }

    /// <param name="wanted">Null leaves the choice to the text and the seed.</param>
    public static CardContent Of(MediaStory story, CardType type, CardLayout? wanted, int seed)
    {
        var parts = StoryParts.Of(story, type);
        var fitting = Fitting(parts);
        var layout = wanted is { } asked && fitting.Contains(asked) ? asked : fitting[seed % fitting.Count];
        var (title, language) = (Typography.Headline(parts.Title, story.Language), story.Language);
        var sub = parts.Sentences is [var first, ..] ? PlainText.Cut(Typography.Of(first, language), LongestSub) : null;
        var card = new CardContent(layout, title, sub, [], null, Name(story.Company, type), Name(story.Handle, type), language);
        return layout switch
        {
            CardLayout.Statement or CardLayout.Question => card,
            CardLayout.Quote => card with { Headline = Typography.Of(parts.Quote!, language), Sub = parts.QuoteBy is { } by ? Typography.Of(by, language) : null },
            CardLayout.Points => card with { Points = [.. Points(parts).Select(p => Typography.Headline(Upper(p), language).TrimEnd(';', ','))], Sub = null },
            CardLayout.Fact => card with { Figure = Typography.Of(parts.Figure!, language), Sub = sub is not null && StoryParts.FigureOf(parts.Title) is null ? sub : Explaining(parts, language) },
        };
    }

    /// <summary>A name on a card is one line of the language of whoever bears it.</summary>
    private static string Name(string? name, CardType type) => PlainText.Visible(type.Drawn(name ?? ""));

    private static IReadOnlyList<string> Points(StoryParts parts) => parts.Items.Count >= 3
        ? [.. parts.Items.Take(MostPoints)]
        : [.. parts.Sentences.Where(s => s.Length is > 12 and <= LongestPoint && !s.EndsWith('?')).Take(3)];

    private static string? Explaining(StoryParts parts, string language) =>
        parts.Sentences.FirstOrDefault(s => s.Length <= LongestSub) is { } sentence ? Typography.Of(sentence, language) : null;

    private static string Upper(string text) => text.Length > 0 && char.IsLower(text[0]) ? char.ToUpperInvariant(text[0]) + text[1..] : text;
}
