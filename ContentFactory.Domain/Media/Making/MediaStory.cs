namespace ContentFactory.Domain.Media.Making;

/// <summary>What a card or a short is to say, whatever it was taken from.</summary>
/// <param name="Company">Whose it is.</param>
/// <param name="Handle">Where people find it: the host of a link, or a name.</param>
/// <param name="Language">"ru" or "en".</param>
public sealed record MediaStory(string Title, string? Hook, string Text, string? CallToAction, string Company, string? Handle, string Language)
{
    /// <summary>What the link says in sight: its host.</summary>
    public static string? HostOf(string? link) =>
        Uri.TryCreate(link, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address.Host.StartsWith("www.", StringComparison.Ordinal) ? address.Host[4..] : address.Host : null;
}

public enum CardLayout { Statement, Quote, Points, Fact, Question }

public enum CardSize { Square, Portrait, Story, Wide }

/// <summary>What stands on a card.</summary>
internal sealed record CardContent(CardLayout Layout, string Headline, string? Sub, IReadOnlyList<string> Points, string? Figure, string Company, string? Handle, string Language);

internal static class CardSizes
{
    public static (int Width, int Height) Pixels(this CardSize size) => size switch
    {
        CardSize.Square => (1080, 1080),
        CardSize.Portrait => (1080, 1350),
        CardSize.Story => (1080, 1920),
        CardSize.Wide => (1200, 630),
    };
}
