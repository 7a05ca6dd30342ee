using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace ContentFactory.Domain.Trends.Feeds;

/// <summary>Reads RSS 0.91 to 2.0, RSS 1.0, Atom 1.0 and JSON Feed. The body is hostile until proved otherwise.</summary>
public static class FeedReader
{
    public static Result<Feed> Read(ReadOnlyMemory<byte> body, string? contentType, Uri address)
    {
        var text = FeedEncoding.Decode(body.Span, contentType).TrimStart();
        if (text.Length == 0)
            return Problem.Invalid("Address", "Trends.FeedEmpty");
        if (FeedPage.Looks(text))
            return FeedPage.Refuse(text, address);
        return text[0] switch
        {
            '{' => ReadJson(text, address),
            '<' => ReadXml(text, address),
            _ => Problem.Invalid("Address", "Trends.FeedUnknown"),
        };
    }

    private static Result<Feed> ReadJson(string text, Uri address)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 32, AllowTrailingCommas = true });
            return JsonFeed.Read(document.RootElement, address);
        }
        catch (JsonException e)
        {
            return Problem.Invalid("Address", "Trends.FeedBroken", (e.LineNumber ?? 0) + 1);
        }
    }

    private static Result<Feed> ReadXml(string text, Uri address)
    {
        var read = FeedXml.Parse(text);
        if (!read.Ok)
            return read.Problem;
        var root = read.Value;
        return root.Name.LocalName.ToLowerInvariant() switch
        {
            "rss" or "rdf" => RssFeed.Read(root, address),
            "feed" => AtomFeed.Read(root, address),
            "html" => FeedPage.Refuse(text, address),
            _ => Problem.Invalid("Address", "Trends.FeedUnknown"),
        };
    }
}
