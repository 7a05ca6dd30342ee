using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ContentFactory.Tests.Platforms.Contract;

/// <summary>The schemas of an OpenAPI document (3.0 and 3.1). What a schema of an object does not name is refused.</summary>
internal sealed class OpenApiSchema(JsonObject root)
{
    /// <summary>Without references and with everything that "allOf" brings together.</summary>
    public JsonObject Whole(JsonObject schema)
    {
        if ((string?)schema["$ref"] is { } reference)
            return Whole(reference.Split('/').Skip(1).Aggregate((JsonNode)root, (node, name) => node[name]!).AsObject());
        if (schema["allOf"] is not JsonArray all)
            return schema;
        var whole = (JsonObject)schema.DeepClone();
        whole.Remove("allOf");
        foreach (var part in all.Select(p => Whole(p!.AsObject())))
            Merge(whole, part);
        return whole;
    }

    /// <summary>A value of an address as the JSON that its schema asks for; the text itself where it is not of that type.</summary>
    public static JsonNode? Typed(JsonObject schema, string text) => (string?)schema["type"] switch
    {
        "integer" or "number" when decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        "boolean" when text is "true" or "false" => JsonValue.Create(text == "true"),
        _ => JsonValue.Create(text),
    };

    public IEnumerable<string> Value(JsonObject of, JsonNode? value, string path)
    {
        var schema = Whole(of);
        var kind = value?.GetValueKind() ?? JsonValueKind.Null;
        if (Types(schema) is { Count: > 0 } types && !types.Exists(t => Is(t, kind, value)))
            return [$"{path}: {kind} is no {string.Join(" or ", types)}"];
        // the words of a list say nothing of a value that may be missing
        if (value is null && (bool?)schema["nullable"] == true)
            return [];
        if (schema["enum"] is JsonArray values && !values.Any(v => JsonNode.DeepEquals(v, value)))
            return [$"{path}: {value?.ToJsonString()} is none of {values.ToJsonString()}"];
        if (schema["const"] is { } only && !JsonNode.DeepEquals(only, value))
            return [$"{path}: {value?.ToJsonString()} is not {only.ToJsonString()}"];
        if ((schema["oneOf"] ?? schema["anyOf"]) is JsonArray branches)
            return branches.Select(b => Value(b!.AsObject(), value, path).ToList()).MinBy(v => v is [var other] && other.StartsWith($"{path}: {kind} is no ", StringComparison.Ordinal) ? int.MaxValue : v.Count)!;
        return value switch
        {
            JsonObject json => Members(schema, json, path),
            JsonArray items => Items(schema, items, path),
            not null when kind is JsonValueKind.String => Words(schema, (string)value!, path),
            not null when kind is JsonValueKind.Number => Number(schema, Number(value), path),
            _ => [],
        };
    }

    private static List<string> Types(JsonObject schema) =>
    [
        .. schema["type"] switch { JsonArray several => several.Select(t => (string)t!), { } one => [(string)one!], _ => [] },
        .. (bool?)schema["nullable"] == true && schema["type"] is not null ? ["null"] : Array.Empty<string>(),
    ];

    private static bool Is(string type, JsonValueKind kind, JsonNode? value) => type switch
    {
        "object" => kind is JsonValueKind.Object,
        "array" => kind is JsonValueKind.Array,
        "string" => kind is JsonValueKind.String,
        "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
        "integer" => kind is JsonValueKind.Number && decimal.IsInteger(Number(value!)),
        "number" => kind is JsonValueKind.Number,
        _ => kind is JsonValueKind.Null,
    };

    private IEnumerable<string> Members(JsonObject schema, JsonObject json, string path)
    {
        foreach (var name in (schema["required"]?.AsArray() ?? []).Select(r => (string)r!).Where(r => !json.ContainsKey(r)))
            yield return $"{path} needs {name}";
        // a schema without any property describes anything
        if (schema["properties"] is null && schema["additionalProperties"] is null)
            yield break;
        foreach (var (name, value) in json)
            foreach (var violation in Member(schema, name, value, $"{path}.{name}"))
                yield return violation;
    }

    private IEnumerable<string> Member(JsonObject schema, string name, JsonNode? value, string path) =>
        schema["properties"]?[name] is JsonObject property ? Value(property, value, path)
        : schema["additionalProperties"] is JsonObject more ? Value(more, value, path)
        : schema["additionalProperties"]?.GetValueKind() is JsonValueKind.True ? []
        : [$"{path}: the description knows no such field"];

    private IEnumerable<string> Items(JsonObject schema, JsonArray items, string path)
    {
        if (items.Count < ((int?)schema["minItems"] ?? 0) || items.Count > ((int?)schema["maxItems"] ?? int.MaxValue))
            yield return $"{path}: {items.Count} items";
        if ((bool?)schema["uniqueItems"] == true && items.Select(i => i?.ToJsonString()).Distinct().Count() < items.Count)
            yield return $"{path}: an item stands there twice";
        foreach (var violation in items.SelectMany((item, i) => schema["items"] is JsonObject one ? Value(one, item, $"{path}[{i}]") : []))
            yield return violation;
    }

    private static IEnumerable<string> Words(JsonObject schema, string text, string path)
    {
        // JSON Schema counts code points
        var length = text.EnumerateRunes().Count();
        if (length < ((int?)schema["minLength"] ?? 0) || length > ((int?)schema["maxLength"] ?? int.MaxValue))
            yield return $"{path}: {length} characters";
        if ((string?)schema["pattern"] is { } pattern && !Regex.IsMatch(text, pattern))
            yield return $"{path}: '{text}' is not {pattern}";
        if ((string?)schema["format"] == "date-time" && !(text.Contains('T', StringComparison.Ordinal) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _)))
            yield return $"{path}: '{text}' is no date-time";
    }

    private static IEnumerable<string> Number(JsonObject schema, decimal number, string path)
    {
        if (number < ((decimal?)schema["minimum"] ?? decimal.MinValue) || number > ((decimal?)schema["maximum"] ?? decimal.MaxValue))
            yield return $"{path}: {number} is out of its range";
    }

    // whatever type of number it was made of
    private static decimal Number(JsonNode value) => decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static void Merge(JsonObject whole, JsonObject part)
    {
        foreach (var (name, value) in part)
            if (whole[name] is null)
                whole[name] = value?.DeepClone();
            else if (name == "properties")
                Merge(whole[name]!.AsObject(), value!.AsObject());
            else if (name == "required")
                foreach (var required in value!.AsArray())
                    whole[name]!.AsArray().Add(required?.DeepClone());
    }
}
