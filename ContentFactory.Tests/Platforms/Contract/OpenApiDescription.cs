using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ContentFactory.Tests.Platforms.Contract;

/// <summary>Checks requests and answers against an OpenAPI document: paths, methods, query, JSON bodies and answers.</summary>
internal sealed class OpenApiDescription
{
    private readonly OpenApiSchema schemas;
    private readonly List<(string Method, Regex Path, JsonArray Shared, JsonObject Operation)> operations = [];

    public static OpenApiDescription X { get; } = new("x.openapi.json");

    public static OpenApiDescription Discord { get; } = new("discord.openapi.json");

    public static OpenApiDescription Anthropic { get; } = new("anthropic.openapi.json");

    public static OpenApiDescription OpenAi { get; } = new("openai.openapi.json");

    public static OpenApiDescription ElevenLabs { get; } = new("elevenlabs.openapi.json");

    public static OpenApiDescription HeyGen { get; } = new("heygen.openapi.json");

    public static OpenApiDescription Runway { get; } = new("runway.openapi.json");

    private OpenApiDescription(string file)
    {
        var root = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Platforms", "specs", file)))!.AsObject();
        schemas = new(root);
        var prefix = new Uri((string)root["servers"]![0]!["url"]!).AbsolutePath.TrimEnd('/');
        // an address without holes outranks one with a hole in the same place
        foreach (var (path, item) in root["paths"]!.AsObject().OrderBy(p => p.Key.Count(c => c == '{')))
            foreach (var (method, operation) in item!.AsObject().Where(o => o.Key != "parameters"))
                operations.Add((method.ToUpperInvariant(), Pattern(prefix + path), item["parameters"]?.AsArray() ?? [], operation!.AsObject()));
    }

    /// <summary>The operation's id; null where the description knows no such address.</summary>
    public string? OperationOf(ContractCall call) => Find(call) is var (_, _, _, operation) ? (string?)operation["operationId"] : null;

    /// <summary>What stands in a hole of the path, e.g. "id".</summary>
    public string Hole(ContractCall call, string name) => Find(call)!.Value.Path.Match(call.Path).Groups[name].Value;

    /// <param name="call">What was asked.</param>
    /// <param name="body">What the body says, where it is not JSON (the fields of a multipart form).</param>
    public IReadOnlyList<string> Violations(ContractCall call, JsonNode? body = null)
    {
        if (Find(call) is not var (_, path, shared, operation))
            return [$"{call}: no such operation"];
        var parameters = shared.Concat(operation["parameters"]?.AsArray() ?? []).Select(p => schemas.Whole(p!.AsObject())).ToList();
        var holes = path.Match(call.Path).Groups;
        return
        [
            .. parameters.Where(p => (string?)p["in"] == "path").SelectMany(p => Text(p, [holes[(string)p["name"]!].Value])),
            .. Query(call, [.. parameters.Where(p => (string?)p["in"] == "query")]),
            .. Body(call, operation["requestBody"]?.AsObject(), body ?? call.Json),
        ];
    }

    public IEnumerable<string> AnswerViolations(ContractCall call, Answer answer)
    {
        var answers = Find(call)!.Value.Operation["responses"]!.AsObject();
        var key = answer.Status.ToString(CultureInfo.InvariantCulture);
        if ((answers[key] ?? answers[$"{key[0]}XX"] ?? answers["default"]) is not JsonObject known)
            return [$"the description knows no answer {key}"];
        if (schemas.Whole(known)["content"] is not JsonObject content)
            return answer.Body.Length == 0 ? [] : [$"an answer {key} has no body"];
        return content[answer.ContentType.Split(';')[0]]?["schema"] is JsonObject schema ? schemas.Value(schema, answer.Body.Length == 0 ? null : JsonNode.Parse(answer.Body), "answer")
            : [$"no answer {key} is {answer.ContentType}"];
    }

    /// <summary>For what comes in pieces, such as an event of a stream.</summary>
    public IEnumerable<string> ValueViolations(string schema, JsonNode? value) => schemas.Value(new JsonObject { ["$ref"] = $"#/components/schemas/{schema}" }, value, schema);

    private (string Method, Regex Path, JsonArray Shared, JsonObject Operation)? Find(ContractCall call) =>
        operations.Where(o => o.Method == call.Method && o.Path.IsMatch(call.Path)).Select(o => ((string, Regex, JsonArray, JsonObject)?)o).FirstOrDefault();

    private static Regex Pattern(string path) => new($@"\A{Regex.Replace(Regex.Escape(path), @"\\\{(\w+)}", "(?<$1>[^/]+)")}\z", RegexOptions.CultureInvariant);

    private IEnumerable<string> Query(ContractCall call, List<JsonObject> known)
    {
        foreach (var group in call.Query.GroupBy(q => q.Key))
            foreach (var violation in known.Find(p => (string?)p["name"] == group.Key) is { } parameter ? Text(parameter, [.. group.Select(q => q.Value)]) : ["the description knows no such parameter"])
                yield return $"{group.Key}: {violation}";
        foreach (var missing in known.Where(p => (bool?)p["required"] == true && call.Query.All(q => q.Key != (string?)p["name"])))
            yield return $"needs {missing["name"]}";
    }

    private IEnumerable<string> Text(JsonObject parameter, List<string> values)
    {
        var schema = schemas.Whole(parameter["schema"]!.AsObject());
        if (values.Count > 1)
            return ["given more than once"];
        var isList = (string?)schema["type"] == "array";
        var one = isList ? schemas.Whole(schema["items"]!.AsObject()) : schema;
        var typed = (isList ? values[0].Split(',') : [values[0]]).Select(v => OpenApiSchema.Typed(one, v)).ToArray();
        return schemas.Value(schema, isList ? new JsonArray(typed) : typed[0], (string)parameter["name"]!);
    }

    private IEnumerable<string> Body(ContractCall call, JsonObject? request, JsonNode? body)
    {
        if (request is null)
            return call.Body.Length == 0 ? [] : ["takes no body"];
        var type = (call.Header("Content-Type") ?? "").Split(';')[0].Trim();
        var content = request["content"]!.AsObject();
        if (content[type]?["schema"] is null)
            return [$"a body is {string.Join(" or ", content.Select(c => c.Key))}, not '{type}'"];
        // a form's fields are those of the JSON; its files are the fake's own business
        return body is null ? ["the body is no JSON"] : schemas.Value(content["application/json"]!["schema"]!.AsObject(), body, "body");
    }
}
