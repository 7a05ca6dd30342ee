using System.Net;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace ContentFactory.Domain.Trends.Feeds;

/// <summary>XML without document types, outside entities or anything else that reaches beyond the text.</summary>
internal static partial class FeedXml
{
    private const int DeepestElement = 200;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = 20_000_000,
        CheckCharacters = false,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    public static Result<XElement> Parse(string text)
    {
        // RSS 0.91 prescribes this document type; nothing is declared inside, so leaving it out changes nothing
        text = NetscapeDocumentType().Replace(text, "", 1);
        if (HasDocumentType(text))
            return Problem.Invalid("Address", "Trends.FeedHasDocumentType");
        try
        {
            return Load(text);
        }
        catch (XmlException)
        {
            return ParseRepaired(text);
        }
    }

    private static Result<XElement> ParseRepaired(string text)
    {
        try
        {
            return Load(Repair(text));
        }
        catch (XmlException e)
        {
            return Problem.Invalid("Address", "Trends.FeedBroken", e.LineNumber);
        }
    }

    private static bool HasDocumentType(string text)
    {
        var at = text.IndexOf("<!DOCTYPE", StringComparison.OrdinalIgnoreCase);
        return at >= 0 && RootElement().Match(text) is { Success: true } root && at < root.Index;
    }

    private static XElement Load(string text)
    {
        CheckDepth(text);
        using var reader = XmlReader.Create(new StringReader(text), Settings);
        return XDocument.Load(reader).Root!;
    }

    /// <summary>Building a tree costs the square of its depth; reading past the tags does not.</summary>
    private static void CheckDepth(string text)
    {
        using var reader = XmlReader.Create(new StringReader(text), Settings);
        while (reader.Read())
        {
            if (reader.Depth > DeepestElement)
                throw new XmlException("Nested too deeply.", null, ((IXmlLineInfo)reader).LineNumber, 0);
        }
    }

    /// <summary>Common faults of real feeds: HTML's named entities, bare ampersands, control characters.</summary>
    private static string Repair(string text)
    {
        text = NamedEntity().Replace(text, m => m.Groups[1].Value is "lt" or "gt" or "amp" or "quot" or "apos" ? m.Value : Named(m.Value));
        text = BareAmpersand().Replace(text, "&amp;");
        return ControlCharacter().Replace(text, "");
    }

    private static string Named(string entity) => WebUtility.HtmlDecode(entity) is var plain && plain == entity ? "&amp;" + entity[1..] : plain;

    [GeneratedRegex("""<!DOCTYPE\s+rss\s+(PUBLIC\s+"[^"<>\[]*"|SYSTEM)\s+"[^"<>\[]*"\s*>""", RegexOptions.IgnoreCase)]
    private static partial Regex NetscapeDocumentType();

    [GeneratedRegex("<[A-Za-z_]")]
    private static partial Regex RootElement();

    [GeneratedRegex("&([A-Za-z][A-Za-z0-9]{1,30});")]
    private static partial Regex NamedEntity();

    [GeneratedRegex("&(?!([A-Za-z][A-Za-z0-9]{0,30}|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});)")]
    private static partial Regex BareAmpersand();

    [GeneratedRegex(@"[\x00-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]")]
    private static partial Regex ControlCharacter();
}
