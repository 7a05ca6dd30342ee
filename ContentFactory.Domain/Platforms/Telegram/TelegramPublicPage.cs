using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace ContentFactory.Domain.Platforms.Telegram;

internal enum PageState
{
    Shown,
    PostNotFound,
    /// <summary>The page says something else than "not found": no such channel, or closed to the public.</summary>
    Closed,
    Unreadable,
}

/// <summary>What the embeddable page of a post shows. Its shape is common practice, documented nowhere.</summary>
internal sealed partial record TelegramPublicPage(PageState State, long? Views = null, long? Reactions = null)
{
    public static TelegramPublicPage Read(string html, string name, long id)
    {
        var page = new HtmlParser().ParseDocument(html);
        if (page.QuerySelector(".tgme_widget_message_error") is { } error)
            return new(PostNotFound().IsMatch(error.TextContent) ? PageState.PostNotFound : PageState.Closed);
        if (Message(page, string.Create(CultureInfo.InvariantCulture, $"{name}/{id}")) is not { } message)
            return new(PageState.Unreadable);
        return new(PageState.Shown, ViewsOf(message), ReactionsOf(message));
    }

    /// <summary>"987", "1.2K", "3.4M" as a number; null for anything else.</summary>
    public static long? Count(string? text)
    {
        if (Abbreviated().Match(text?.Trim() ?? "") is not { Success: true } match)
            return null;
        var number = decimal.Parse(match.Groups[1].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return (long)(number * match.Groups[2].Value.ToUpperInvariant() switch { "K" => 1_000, "M" => 1_000_000, "B" => 1_000_000_000, _ => 1 });
    }

    private static IElement? Message(IParentNode page, string post) =>
        page.QuerySelectorAll(".tgme_widget_message[data-post]")
            .FirstOrDefault(m => string.Equals(m.GetAttribute("data-post"), post, StringComparison.OrdinalIgnoreCase))
        ?? (page.QuerySelector("[data-post]") is null ? page.QuerySelector(".tgme_widget_message") : null);

    private static long? ViewsOf(IElement message) => Count(message.QuerySelector(".tgme_widget_message_views")?.TextContent);

    // The number is the reaction's own text; the emoji stands in elements inside it.
    private static long? ReactionsOf(IElement message)
    {
        var counts = message.QuerySelectorAll(".tgme_reaction")
            .Select(r => Count(string.Concat(r.ChildNodes.OfType<IText>().Select(t => t.Data))))
            .OfType<long>()
            .ToList();
        return counts.Count == 0 ? null : counts.Sum();
    }

    [GeneratedRegex(@"\bpost\b.{0,20}\bnot found\b", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex PostNotFound();

    [GeneratedRegex(@"\A([0-9]{1,12}(?:\.[0-9]{1,3})?)\s?([KMB]?)\z", RegexOptions.IgnoreCase)]
    private static partial Regex Abbreviated();
}
