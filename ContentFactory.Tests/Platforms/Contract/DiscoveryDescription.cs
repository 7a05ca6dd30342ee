using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ContentFactory.Tests.Platforms.Contract;

/// <summary>Checks requests and answers against Google's discovery documents: methods, parameters, schemas all the way down.</summary>
internal sealed class DiscoveryDescription
{
    private readonly List<JsonObject> methods = [];
    private readonly JsonObject schemas = [];
    private readonly HashSet<string> general = [];

    public static DiscoveryDescription YouTube { get; } = new("google.youtube.v3.discovery.json", "google.youtubeAnalytics.v2.discovery.json");

    private DiscoveryDescription(params IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            var root = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Platforms", "specs", file)))!;
            foreach (var (_, resource) in root["resources"]!.AsObject())
                methods.AddRange(resource!["methods"]!.AsObject().Select(m => m.Value!.AsObject()));
            foreach (var (name, schema) in root["schemas"]!.AsObject())
                schemas[name] = schema!.DeepClone();
            general.UnionWith(root["parameters"]!.AsObject().Select(p => p.Key));
        }
    }

    /// <summary>The method's id, such as "youtube.videos.list"; uploads are found by their own paths. Null where there is none.</summary>
    public string? MethodOf(ContractCall call) => (string?)methods.FirstOrDefault(m => IsFor(m, call))?["id"];

    public IReadOnlyList<string> Violations(ContractCall call)
    {
        if (methods.FirstOrDefault(m => IsFor(m, call)) is not { } method)
            return [$"{call}: no such method"];
        var id = (string)method["id"]!;
        var known = method["parameters"]?.AsObject() ?? [];
        var found = new List<string>();
        foreach (var group in call.Query.GroupBy(p => p.Key))
            if (known[group.Key] is JsonObject parameter)
                found.AddRange(Parameter(parameter, [.. group.Select(p => p.Value)]).Select(v => $"{id} {group.Key}: {v}"));
            else if (!general.Contains(group.Key))
                found.Add($"{id} knows no parameter {group.Key}");
        found.AddRange(known.Where(p => (bool?)p.Value!["required"] == true && call.Query.All(q => q.Key != p.Key)).Select(p => $"{id} needs {p.Key}"));
        if ((string?)method["request"]?["$ref"] is { } body)
            found.AddRange(call.Json is null ? [$"{id}: the body must be JSON of {body}"] : Value(new JsonObject { ["$ref"] = body }, call.Json, body));
        return found;
    }

    public IEnumerable<string> AnswerViolations(ContractCall call, JsonNode? answer) =>
        (string?)methods.First(m => IsFor(m, call))["response"]?["$ref"] is { } schema ? Value(new JsonObject { ["$ref"] = schema }, answer, schema) : [];

    private static bool IsFor(JsonObject method, ContractCall call)
    {
        if ((string)method["httpMethod"]! != call.Method)
            return false;
        var paths = method["mediaUpload"]?["protocols"]?.AsObject().Select(p => (string)p.Value!["path"]!) ?? [];
        return paths.Append('/' + (string)method["path"]!).Contains(call.Path);
    }

    private static IEnumerable<string> Parameter(JsonObject parameter, List<string> values)
    {
        if ((bool?)parameter["repeated"] != true && values.Count > 1)
            return ["given more than once"];
        return values.SelectMany(v => (bool?)parameter["repeated"] == true ? v.Split(',') : [v]).SelectMany(v => Text(parameter, v));
    }

    private static IEnumerable<string> Text(JsonObject of, string text)
    {
        if (of["enum"] is JsonArray values && !values.Any(v => (string)v! == text))
            yield return $"'{text}' is none of {string.Join(", ", values.Select(v => (string)v!))}";
        var right = ((string?)of["type"], (string?)of["format"]) switch
        {
            ("boolean", _) => text is "true" or "false",
            ("integer", _) => long.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= Bound(of, "minimum", long.MinValue) && number <= Bound(of, "maximum", long.MaxValue),
            ("string", "uint64" or "int64") => decimal.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            ("string", "date-time" or "google-datetime") => text.Contains('T', StringComparison.Ordinal) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
            _ => text.Length > 0 || of["location"] is null,
        };
        if (!right)
            yield return $"'{text}' is no {of["type"]} {of["format"]}";
    }

    private static long Bound(JsonObject of, string name, long otherwise) => long.TryParse((string?)of[name], CultureInfo.InvariantCulture, out var bound) ? bound : otherwise;

    private IEnumerable<string> Value(JsonObject of, JsonNode? value, string path)
    {
        if ((string?)of["$ref"] is { } name)
            return Value(schemas[name]!.AsObject(), value, path);
        var kind = value?.GetValueKind() ?? JsonValueKind.Null;
        return (string?)of["type"] switch
        {
            "object" when value is JsonObject json => json.SelectMany(p => Member(of, p.Key, p.Value, $"{path}.{p.Key}")),
            "array" when value is JsonArray items => items.SelectMany((item, i) => Value(of["items"]!.AsObject(), item, $"{path}[{i}]")),
            "string" when kind is JsonValueKind.String => Text(of, (string)value!).Select(v => $"{path}: {v}"),
            "boolean" when kind is JsonValueKind.True or JsonValueKind.False => [],
            "integer" or "number" when kind is JsonValueKind.Number => [],
            "any" => [],
            var type => [$"{path}: {kind} is no {type}"],
        };
    }

    private IEnumerable<string> Member(JsonObject of, string name, JsonNode? value, string path) =>
        of["properties"]?[name] is JsonObject property ? Value(property, value, path)
        : of["additionalProperties"] is JsonObject more ? Value(more, value, path)
        : [$"{path}: the description knows no such field"];
}
