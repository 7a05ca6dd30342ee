using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Trends.Feeds;

namespace ContentFactory.Domain.Trends.Sites;

/// <summary>What stands in a page for reading: its headline, words, picture and day, without menus, advertising and comments.</summary>
internal sealed record ArticleText(string Title, string Summary, string Text, Uri? Picture, string? Date)
{
    private const int ShortestParagraph = 40;
    private const int LongestScript = 100_000;

    private const string Clutter = "nav, header nav, footer, aside, form, button, figure figcaption, [role=navigation], [role=complementary], [aria-hidden=true], .comments, #comments, .related, .share, .social, .advertisement, .ad";

    /// <summary>Null where the page is too large, or has nothing to read.</summary>
    public static ArticleText? Read(string page, Uri address)
    {
        using var document = PageMarkup.Parse(page);
        if (document?.Body is not { } body)
            return null;
        var (date, picture) = (DateOf(document), Meta(document, "og:image"));
        var title = Line(Meta(document, "og:title") ?? document.QuerySelector("h1")?.TextContent ?? document.Title);
        var summary = HtmlText.Tidy(Meta(document, "og:description") ?? Named(document, "description") ?? "", FeedLimits.Summary);
        foreach (var clutter in body.QuerySelectorAll(Clutter).ToList())
            clutter.Remove();
        var text = PageMarkup.TextOf(Densest(body), FeedLimits.Text);
        return text.Length < ShortestParagraph && summary.Length == 0 ? null : new(title, summary, text, FeedXmlExtensions.WebAddress(address, picture), date);
    }

    /// <summary>The element whose own paragraphs hold the most words that are not links: what a site calls its article, or what looks like one.</summary>
    private static IElement Densest(IElement body)
    {
        if (body.QuerySelector("[itemprop=articleBody]") is { } declared && Words(declared) >= ShortestParagraph)
            return declared;
        var articles = body.QuerySelectorAll("article").ToList();
        if (articles is [var only] && Words(only) >= ShortestParagraph)
            return only;
        return body.QuerySelectorAll("p").Where(p => Words(p) >= ShortestParagraph && p.ParentElement is not null)
            .GroupBy(p => p.ParentElement!).MaxBy(holder => holder.Sum(Words))?.Key ?? body.QuerySelector("main") ?? body;
    }

    private static int Words(IElement element) => Math.Max(0, element.TextContent.Length - element.QuerySelectorAll("a").Sum(a => a.TextContent.Length));

    private static string? DateOf(IHtmlDocument document) =>
        Meta(document, "article:published_time") ?? document.QuerySelector("[itemprop=datePublished]")?.GetAttribute("content")
        ?? document.QuerySelectorAll("script[type='application/ld+json']").Select(s => Published(s.TextContent)).FirstOrDefault(d => d is not null)
        ?? document.QuerySelector("article time[datetime], time[datetime]")?.GetAttribute("datetime");

    private static string? Published(string json)
    {
        if (json.Length > LongestScript)
            return null;
        var root = JsonReads.Parse(System.Text.Encoding.UTF8.GetBytes(json));
        var parts = root.ValueKind is JsonValueKind.Array ? root.EnumerateArray() : root.Items("@graph").Prepend(root);
        return parts.Select(p => p.Word("datePublished")).FirstOrDefault(d => d is not null);
    }

    private static string? Meta(IHtmlDocument document, string property) => document.QuerySelector($"meta[property='{property}']")?.GetAttribute("content");

    private static string? Named(IHtmlDocument document, string name) => document.QuerySelector($"meta[name='{name}']")?.GetAttribute("content");

    private static string Line(string? text) => HtmlText.Tidy(text ?? "", FeedLimits.Title).Replace('\n', ' ');
}
