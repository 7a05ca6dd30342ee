namespace ContentFactory.Domain.Platforms.Formatting;

/// <summary>How a stretch of a formatted text looks, on networks that know formatting.</summary>
public enum TextMark { Bold, Italic, Underline, Strike, Spoiler, Code, Link, Quote }

public enum MarkedStep { Text, Open, Close }

/// <summary>A stretch of text, or where a mark begins or ends; marks end in the order in which they began.</summary>
/// <param name="Text">The words as a reader sees them; of a link that opens its address, https or http.</param>
public readonly record struct MarkedPart(MarkedStep Step, string Text, TextMark Mark)
{
    internal static MarkedPart Words(string text) => new(MarkedStep.Text, text, default);

    internal static MarkedPart Open(TextMark mark, string address = "") => new(MarkedStep.Open, address, mark);

    internal static MarkedPart Close(TextMark mark) => new(MarkedStep.Close, "", mark);
}
