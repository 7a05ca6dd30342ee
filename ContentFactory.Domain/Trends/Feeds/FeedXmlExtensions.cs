using System.Xml.Linq;

namespace ContentFactory.Domain.Trends.Feeds;

/// <summary>What all XML feeds share: names whose namespace nobody gets right, and links relative to xml:base.</summary>
internal static class FeedXmlExtensions
{
    private static readonly XName Base = XNamespace.Xml + "base";

    public static IEnumerable<XElement> All(this XElement parent, string name) =>
        parent.Elements().Where(e => e.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The child without a prefix if there is one (an "atom:link" or "media:title" is not the item's own).</summary>
    public static XElement? Own(this XElement parent, string name) =>
        parent.All(name).FirstOrDefault(e => e.Name.Namespace == parent.Name.Namespace);

    public static XElement? In(this XElement parent, string name, string namespacePart) =>
        parent.All(name).FirstOrDefault(e => e.Name.NamespaceName.Contains(namespacePart, StringComparison.OrdinalIgnoreCase));

    public static Uri? Link(this XElement element, Uri address, string? reference) => WebAddress(element.BaseAddress(address), reference);

    public static Uri? WebAddress(Uri at, string? reference)
    {
        reference = reference?.Trim();
        return reference is { Length: > 0 and <= 2_000 } && Uri.TryCreate(at, reference, out var link)
            && (link.Scheme == Uri.UriSchemeHttp || link.Scheme == Uri.UriSchemeHttps) ? link : null;
    }

    private static Uri BaseAddress(this XElement element, Uri address)
    {
        foreach (var holder in element.AncestorsAndSelf().Take(16).Reverse())
            address = WebAddress(address, (string?)holder.Attribute(Base)) ?? address;
        return address;
    }
}
