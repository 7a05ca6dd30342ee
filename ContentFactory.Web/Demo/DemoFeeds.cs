using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ContentFactory.Web.Demo;

/// <summary>The demo's feeds and the pages of their articles. Dates count back from the start, so that news is always fresh.</summary>
internal sealed partial class DemoFeeds(DemoStudio studio, TimeProvider clock)
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Content = "http://purl.org/rss/1.0/modules/content/";
    private readonly DateTimeOffset start = clock.GetUtcNow();

    public IResult Document(string name, HttpRequest request) => Text(name, request) is { } text ? Results.Text(text, "application/xml; charset=utf-8") : Results.NotFound();

    public IResult Article(string slug, HttpRequest request)
    {
        var link = $"/demo/articles/{slug}";
        var found = studio.Feeds.Select(f => XDocument.Parse(Text(f.File, request)!))
            .SelectMany(d => d.Descendants("item").Concat(d.Descendants(Atom + "entry")))
            .FirstOrDefault(i => (i.Element("link")?.Value ?? i.Element(Atom + "link")?.Attribute("href")?.Value ?? "").EndsWith(link, StringComparison.Ordinal));
        if (found is null)
            return Results.NotFound();
        var title = WebUtility.HtmlEncode((found.Element("title") ?? found.Element(Atom + "title"))!.Value);
        var body = (found.Element(Content + "encoded") ?? found.Element(Atom + "content"))!.Value;
        return Results.Content($"""
            <!DOCTYPE html>
            <html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title><link rel="stylesheet" href="/css/app.css"></head>
            <body><main class="site-body"><article class="notice"><h1>{title}</h1>{body}</article></main></body></html>
            """, "text/html; charset=utf-8");
    }

    private string? Text(string name, HttpRequest request)
    {
        if (studio.Feeds.All(f => f.File != name))
            return null;
        using var reader = new StreamReader(DemoStudio.Resource($"Demo/Feeds/{name}.xml"));
        return Token().Replace(reader.ReadToEnd(), token => token.Groups[1].Value switch
        {
            "base" => $"{request.Scheme}://{request.Host}",
            "rfc" => Ago(token).ToString("r", CultureInfo.InvariantCulture),
            _ => Ago(token).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        });
    }

    private DateTimeOffset Ago(Match token) => start.AddHours(-int.Parse(token.Groups[2].ValueSpan, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"\{\{(base|rfc|iso)(?::(\d+))?\}\}")]
    private static partial Regex Token();
}
