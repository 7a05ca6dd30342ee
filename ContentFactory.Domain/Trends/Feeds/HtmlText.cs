using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace ContentFactory.Domain.Trends.Feeds;

/// <summary>Makes plain text out of HTML. One per feed: it has a budget of tags, because deep nesting makes a parser slow.</summary>
internal sealed partial class HtmlText
{
    private const int TagsForOneText = 3_000;
    private const int CharactersRead = 200_000;

    private static readonly HashSet<string> Dropped =
        new(["script", "style", "head", "template", "noscript", "iframe", "object", "embed", "svg", "math", "textarea", "select", "form"], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> Blocks =
        new(["p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "table", "blockquote", "section", "article", "figure", "figcaption", "pre", "hr", "dt", "dd"], StringComparer.OrdinalIgnoreCase);

    private readonly HtmlParser parser = new();
    private int tagsLeft = 60_000;

    /// <summary>The text, paragraphs on lines of their own, and the address of the first picture.</summary>
    public (string Text, string? Image) Read(string? html, int limit)
    {
        if (string.IsNullOrWhiteSpace(html))
            return ("", null);
        html = Unwrap(html.Length > CharactersRead ? html[..CharactersRead] : html);
        if (!html.AsSpan().ContainsAny('<', '&'))
            return (Tidy(html, limit), null);

        var tags = html.AsSpan().Count('<');
        if (tags > Math.Min(TagsForOneText, tagsLeft))
            return (Tidy(Tag().Replace(Hidden().Replace(html, " "), " "), limit), null);
        tagsLeft -= tags;
        using var document = parser.ParseDocument(html);
        var image = document.QuerySelectorAll("img[src]").Select(i => i.GetAttribute("src")).FirstOrDefault(s => s is { Length: > 0 and < 2_000 });
        var text = new StringBuilder();
        if (document.Body is { } body)
            Collect(body, text);
        return (Tidy(text.ToString(), limit), image);
    }

    public string Line(string? html, int limit) => Read(html, limit).Text.Replace('\n', ' ');

    /// <summary>White space tidied, invisible characters gone, cut at the limit without splitting a character.</summary>
    public static string Tidy(string text, int limit)
    {
        text = Invisible().Replace(text, "");
        text = Space().Replace(text, " ");
        text = LineBreaks().Replace(text, "\n").Trim();
        if (text.Length <= limit)
            return text;
        var end = char.IsHighSurrogate(text[limit - 2]) ? limit - 2 : limit - 1;
        return text[..end].TrimEnd() + "…";
    }

    // feeds that escape twice leave the wrapping of a CDATA section in the text
    private static string Unwrap(string html)
    {
        var trimmed = html.Trim();
        return trimmed.StartsWith("<![CDATA[", StringComparison.Ordinal) && trimmed.EndsWith("]]>", StringComparison.Ordinal) ? trimmed[9..^3] : html;
    }

    /// <summary>Adds the text of a part of a page, without what is not for reading.</summary>
    internal static void Collect(INode root, StringBuilder text)
    {
        for (INode? node = root; node is not null; node = Next(node, root))
        {
            if (node is IText piece)
                text.Append(piece.Data.Replace('\n', ' '));
            else if (Blocks.Contains(node.NodeName))
                text.Append('\n');
        }
    }

    /// <summary>Document order without recursion, leaving out what is not for reading.</summary>
    private static INode? Next(INode node, INode root)
    {
        if (node.FirstChild is { } child && !Dropped.Contains(node.NodeName))
            return child;
        while (node != root)
        {
            if (node.NextSibling is { } sibling)
                return sibling;
            node = node.Parent!;
        }
        return null;
    }

    [GeneratedRegex(@"<(script|style)\b.*?(</\1\s*>|\z)", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Hidden();

    [GeneratedRegex(@"<[^<>]*>|<")]
    private static partial Regex Tag();

    [GeneratedRegex(@"[\p{Cc}\p{Cf}\p{Co}\p{Cn}-[\n\r\t\u200D]]")]
    private static partial Regex Invisible();

    [GeneratedRegex(@"[^\S\n]+")]
    private static partial Regex Space();

    [GeneratedRegex(@" ?\n[ \n]*")]
    private static partial Regex LineBreaks();
}
