using System.Text.Json.Nodes;
using ContentFactory.Domain;

namespace ContentFactory.Web.Sandbox.Networks;

/// <summary>Reads of a call's JSON: what is missing or of another type is null, and texts can be stored.</summary>
internal static class NetworkJson
{
    public static JsonNode? At(this JsonNode? json, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            json = (json as JsonObject)?[name];
        return json;
    }

    public static string? Word(this JsonNode? json, params ReadOnlySpan<string> path) => json.At(path) is JsonValue value && value.TryGetValue(out string? text) ? PlainText.Clean(text) : null;

    public static long? Whole(this JsonNode? json, params ReadOnlySpan<string> path) => json.At(path) is JsonValue value && value.TryGetValue(out long number) ? number : null;

    public static bool Flag(this JsonNode? json, params ReadOnlySpan<string> path) => json.At(path) is JsonValue value && value.TryGetValue(out bool flag) && flag;

    public static IReadOnlyList<string> Words(this JsonNode? json, params ReadOnlySpan<string> path) =>
        json.At(path) is JsonArray array ? [.. array.Select(item => item.Word()).OfType<string>()] : [];
}
