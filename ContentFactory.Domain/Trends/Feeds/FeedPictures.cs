using System.Xml.Linq;

namespace ContentFactory.Domain.Trends.Feeds;

/// <summary>The picture that an entry declares: Media RSS, enclosure, or a podcast's cover.</summary>
internal static class FeedPictures
{
    private static readonly string[] Endings = [".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"];

    public static Uri? Find(XElement item, Uri address)
    {
        var media = item.Elements().SelectMany(e => e.Name.LocalName == "group" ? e.Elements() : [e]).Take(200).ToList();
        var found = Named(media, "content", IsPicture, e => (string?)e.Attribute("url"))
            .Concat(Named(media, "thumbnail", _ => true, e => (string?)e.Attribute("url") ?? e.Value))
            .Concat(Named(media, "enclosure", IsPicture, e => (string?)e.Attribute("url")))
            .Concat(Named(media, "link", e => (string?)e.Attribute("rel") == "enclosure" && IsPicture(e), e => (string?)e.Attribute("href")))
            .Concat(Named(media, "image", _ => true, e => (string?)e.Attribute("href") ?? (e.HasElements ? null : e.Value)));
        return found.Select(f => f.Element.Link(address, f.Reference)).FirstOrDefault(l => l is not null);
    }

    private static IEnumerable<(XElement Element, string? Reference)> Named(
        List<XElement> media, string name, Func<XElement, bool> fits, Func<XElement, string?> reference) =>
        media.Where(e => e.Name.LocalName == name && fits(e)).Select(e => (e, reference(e)));

    private static bool IsPicture(XElement element)
    {
        var type = (string?)element.Attribute("type") ?? (string?)element.Attribute("medium");
        if (type is not null)
            return type.StartsWith("image", StringComparison.OrdinalIgnoreCase);
        var path = ((string?)element.Attribute("url") ?? "").Split('?')[0];
        return Endings.Any(e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase));
    }
}
