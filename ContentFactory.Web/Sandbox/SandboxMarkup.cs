using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ContentFactory.Web.Sandbox;

/// <summary>A text after its markup was read. <paramref name="Fault"/> is the platform's description when it could not be.</summary>
internal sealed record SandboxText(string Plain, JsonArray Entities, string? Fault = null)
{
    /// <summary>Reads a text in the given parse mode: none or HTML. Other modes are refused and named.</summary>
    public static SandboxText Read(string raw, string parseMode) => parseMode.ToLowerInvariant() switch
    {
        "" => new(raw.Trim(), []),
        "html" => new SandboxMarkup(raw.TrimStart()).Read(),
        _ => new("", [], "unsupported parse_mode: the sandbox reads HTML only"),
    };
}

/// <summary>Reads Telegram's HTML: a few tags, strictly nested, four named character references.</summary>
internal sealed partial class SandboxMarkup(string html)
{
    private readonly StringBuilder plain = new();
    private readonly Stack<Open> opened = new();
    private readonly List<JsonObject> entities = [];
    private int at;

    public SandboxText Read()
    {
        while (at < html.Length)
        {
            var fault = html[at] switch
            {
                '<' => ReadTag(),
                '&' => ReadReference(),
                _ => ReadCharacter(),
            };
            if (fault is not null)
                return new("", [], $"can't parse entities: {fault}");
        }
        if (opened.TryPeek(out var left))
            return new("", [], $"can't parse entities: Can't find end tag corresponding to start tag \"{left.Tag}\"");
        return new(plain.ToString().TrimEnd(), [.. entities.OrderBy(e => (int)e["offset"]!).ToArray<JsonNode>()]);
    }

    private string? ReadCharacter()
    {
        plain.Append(html[at++]);
        return null;
    }

    private string? ReadReference()
    {
        var match = Reference().Match(html, at);
        if (!match.Success)
            return ReadCharacter();
        plain.Append(WebUtility.HtmlDecode(match.Value));
        at += match.Length;
        return null;
    }

    private string? ReadTag()
    {
        var offset = Encoding.UTF8.GetByteCount(html.AsSpan(0, at));
        var match = Tag().Match(html, at);
        if (!match.Success)
            return html.IndexOf('>', at) < 0
                ? string.Create(CultureInfo.InvariantCulture, $"Unclosed start tag at byte offset {offset}")
                : string.Create(CultureInfo.InvariantCulture, $"Unsupported start tag \"{Name().Match(html, at + 1).Value}\" at byte offset {offset}");
        at += match.Length;
        var name = match.Groups["name"].Value.ToLowerInvariant();
        return match.Groups["end"].Success ? Close(name, offset) : Start(name, match.Groups["rest"].Value, offset);
    }

    private string? Start(string name, string attributes, int offset)
    {
        var type = TypeOf(name, attributes);
        if (type is null)
            return string.Create(CultureInfo.InvariantCulture, $"Unsupported start tag \"{name}\" at byte offset {offset}");
        opened.Push(new(name, type, plain.Length, Attribute().Match(attributes).Groups["value"].Value));
        return null;
    }

    private string? Close(string name, int offset)
    {
        if (!opened.TryPop(out var open))
            return string.Create(CultureInfo.InvariantCulture, $"Unexpected end tag at byte offset {offset}");
        if (open.Tag != name)
            return string.Create(CultureInfo.InvariantCulture, $"Unmatched end tag at byte offset {offset}, expected \"</{open.Tag}>\", found \"</{name}>\"");
        var entity = new JsonObject { ["type"] = open.Type, ["offset"] = open.Offset, ["length"] = plain.Length - open.Offset };
        if (open.Type == "text_link")
            entity["url"] = WebUtility.HtmlDecode(open.Value);
        if (plain.Length > open.Offset && (open.Type != "text_link" || open.Value.Length > 0))
            entities.Add(entity);
        return null;
    }

    private static string? TypeOf(string name, string attributes) => name switch
    {
        "b" or "strong" => "bold",
        "i" or "em" => "italic",
        "u" or "ins" => "underline",
        "s" or "strike" or "del" => "strikethrough",
        "tg-spoiler" => "spoiler",
        "span" => attributes.Contains("tg-spoiler", StringComparison.Ordinal) ? "spoiler" : null,
        "a" => "text_link",
        "code" => "code",
        "pre" => "pre",
        "tg-emoji" => "custom_emoji",
        "blockquote" => attributes.Contains("expandable", StringComparison.Ordinal) ? "expandable_blockquote" : "blockquote",
        _ => null,
    };

    private sealed record Open(string Tag, string Type, int Offset, string Value);

    [GeneratedRegex("""\G<(?<end>/)?(?<name>[a-zA-Z][a-zA-Z-]*)(?<rest>(\s+[a-zA-Z-]+(\s*=\s*("[^"]*"|'[^']*'|[^\s>"']+))?)*)\s*>""")]
    private static partial Regex Tag();

    [GeneratedRegex("""\G[^\s>]*""")]
    private static partial Regex Name();

    [GeneratedRegex("""href\s*=\s*("(?<value>[^"]*)"|'(?<value>[^']*)'|(?<value>[^\s>"']+))""", RegexOptions.IgnoreCase)]
    private static partial Regex Attribute();

    [GeneratedRegex("""\G&(lt|gt|amp|quot|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});""")]
    private static partial Regex Reference();
}
