using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ContentFactory.Tests.Platforms.Contract;

/// <summary>Checks requests and answers against Meta's node tables: edges with their parameters, readable fields, types and enums.</summary>
internal sealed class GraphDescription
{
    // every node takes these; the tables leave them out
    private static readonly string[] General = ["access_token", "appsecret_proof", "fields", "limit", "after", "before"];

    private readonly JsonObject types;
    private readonly Dictionary<string, string[]> enums;

    public static GraphDescription Current { get; } = new(Path.Combine(AppContext.BaseDirectory, "Platforms", "specs", "meta.graph.instagram.json"));

    public static GraphDescription Pages { get; } = new(Path.Combine(AppContext.BaseDirectory, "Platforms", "specs", "meta.graph.pages.json"));

    private GraphDescription(string file)
    {
        var root = JsonNode.Parse(File.ReadAllText(file))!;
        (types, Version) = (root["types"]!.AsObject(), (string)root["graph_api_version"]!);
        enums = root["enums"]!.AsArray().ToDictionary(e => (string)e!["name"]!, e => e!["values"]!.AsArray().Select(v => (string)v!).ToArray());
    }

    public string Version { get; }

    /// <param name="edge">Null for the node itself.</param>
    /// <param name="more">Parameters that the network's guide names and the tables lack.</param>
    public IReadOnlyList<string> Violations(string node, string? edge, ContractCall call, params IReadOnlyList<string> more)
    {
        var api = types[node]!["apis"]!.AsArray().FirstOrDefault(a =>
            (string?)a!["endpoint"] == edge && (string)a["method"]! == call.Method && (edge is not null || ((string?)a["name"])?.StartsWith('#') == true));
        if (api is null)
            return [$"{node} has no {call.Method} {edge ?? "of its own"}"];
        var known = api["params"]!.AsArray().ToDictionary(p => (string)p!["name"]!, p => p!);
        var given = call.Parameters.ToList();
        var found = new List<string>();
        found.AddRange(given.Select(p => p.Key).Except(known.Keys).Except(General).Except(more).Select(p => $"{node}/{edge} knows no parameter {p}"));
        found.AddRange(given.GroupBy(p => p.Key).Where(g => g.Count() > 1).Select(g => $"{node}/{edge}: {g.Key} is given {g.Count()} times"));
        found.AddRange(known.Values.Where(p => (bool)p["required"]! && given.All(g => g.Key != (string)p["name"]!)).Select(p => $"{node}/{edge} needs {(string)p["name"]!}"));
        foreach (var (name, value) in given.Where(p => known.ContainsKey(p.Key)))
            found.AddRange(Value((string)known[name]["type"]!, value).Select(v => $"{node}/{edge} {name}: {v}"));
        if (call.Text("fields") is { } fields)
            found.AddRange(Fields(edge is null ? node : (string)api["return"]! is var of && (types.ContainsKey(of) || of == "Permission") ? of : Returned(node, edge), fields));
        return found;
    }

    /// <summary>Fields of an answer that the node does not have, or of another type.</summary>
    public IEnumerable<string> AnswerViolations(string node, JsonNode? answer)
    {
        if (answer is not JsonObject json)
            return [$"{node}: not an object"];
        var known = FieldsOf(node);
        return json.SelectMany(f => !known.TryGetValue(f.Key, out var type) ? (IsEdge(node, f.Key) ? [] : [$"{node} has no field {f.Key}"]) : Kind(type, f.Value).Select(v => $"{node}.{f.Key}: {v}"));
    }

    // The tables of the Instagram-only host name the nodes that they return by other names.
    private static string Returned(string node, string? edge) => (node, edge) switch
    {
        (_, "media" or "stories" or "children") => node.EndsWith("ForIGOnlyAPI", StringComparison.Ordinal) ? "IGMediaForIGOnlyAPI" : "IGMedia",
        (_, "comments") => "IGComment",
        (_, "content_publishing_limit") => "ContentPublishingLimitResponse",
        _ => node,
    };

    private IEnumerable<string> Fields(string node, string fields)
    {
        if (node == "Permission")
            return [];
        var known = FieldsOf(node);
        return Split(fields).SelectMany(field => field.IndexOf('{', StringComparison.Ordinal) is var at and >= 0 ? Nested(node, known, field[..at], field[(at + 1)..^1])
            : known.ContainsKey(field) || IsEdge(node, field) || (node == "Page" && field == "tasks") ? [] : [$"{node} has no field {field}"]);
    }

    private IEnumerable<string> Nested(string node, Dictionary<string, string> known, string name, string inner)
    {
        if (name.Split('.')[0] is "children" or "insights" || IsEdge(node, name))
            return [];
        return !known.TryGetValue(name, out var type) ? [$"{node} has no field {name}"] : types.ContainsKey(type) ? Fields(type, inner) : [];
    }

    // "comments.limit(0).summary(true)" is an edge that is read along with its node
    private bool IsEdge(string node, string field) =>
        types[node]!["apis"]!.AsArray().Any(a => (string?)a!["endpoint"] == field.Split('.')[0] && (string)a["method"]! == "GET");

    private Dictionary<string, string> FieldsOf(string node) => types[node]!["fields"]!.AsArray().ToDictionary(f => (string)f!["name"]!, f => (string)f!["type"]!);

    private static IEnumerable<string> Split(string fields)
    {
        var (depth, start) = (0, 0);
        for (var i = 0; i <= fields.Length; i++)
            if (i == fields.Length || (fields[i] == ',' && depth == 0))
            {
                yield return fields[start..i];
                start = i + 1;
            }
            else
                depth += fields[i] == '{' ? 1 : fields[i] == '}' ? -1 : 0;
    }

    private IEnumerable<string> Value(string type, string text)
    {
        if (enums.TryGetValue(type, out var values))
            return values.Contains(text) ? [] : [$"'{text}' is none of {string.Join(", ", values)}"];
        if (type.StartsWith("list<", StringComparison.Ordinal))
            return Items(text, type[5..^1]);
        var right = type switch
        {
            "bool" => text is "true" or "false",
            "int" => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            "unsigned int" => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _),
            "datetime" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _) || long.TryParse(text, CultureInfo.InvariantCulture, out _),
            "map" or "Object" => Parse(text) is JsonObject,
            _ => true,
        };
        return right ? [] : [$"'{text}' is no {type}"];
    }

    // A list travels as a JSON array or, of plain words, with commas.
    private IEnumerable<string> Items(string text, string type) => Parse(text) switch
    {
        JsonArray items => items.SelectMany(item => Value(type, item is JsonValue value && value.GetValueKind() is JsonValueKind.String ? (string)item! : item?.ToJsonString() ?? "")),
        _ when type is "map" or "Object" => [$"'{text}' is no list of {type}"],
        _ => text.Split(',').SelectMany(item => item.Length == 0 ? [$"'{text}' has an empty item"] : Value(type, item)),
    };

    private static IEnumerable<string> Kind(string type, JsonNode? value)
    {
        var kind = value?.GetValueKind() ?? JsonValueKind.Null;
        var right = type switch
        {
            "string" or "datetime" => kind is JsonValueKind.String,
            "bool" => kind is JsonValueKind.True or JsonValueKind.False,
            "int" or "unsigned int" => kind is JsonValueKind.Number,
            _ => true,
        };
        return right ? [] : [$"{kind} is no {type}"];
    }

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
