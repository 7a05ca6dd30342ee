using System.Text.Json;
using System.Text.Json.Nodes;
using ContentFactory.Domain;

namespace ContentFactory.Web.Sandbox.Networks;

/// <summary>Reads of a call's JSON: what is missing or of another type is null, and texts can be stored.</summary>
internal static class NetworkJson
{
    // a name that stands twice would be found out only when it is read
    private static readonly JsonDocumentOptions Once = new() { AllowDuplicateProperties = false };

    /// <summary>JSON of a call, of which any part can be stored.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static JsonNode? Parse(string text)
    {
        try
        {
            return Storable(JsonNode.Parse(text, documentOptions: Once));
        }
        catch (InvalidOperationException e)
        {
            throw HalfPair(e);
        }
    }

    /// <inheritdoc cref="Parse"/>
    public static async Task<JsonNode?> ParseAsync(Stream body, CancellationToken ct)
    {
        try
        {
            return Storable(await JsonNode.ParseAsync(body, documentOptions: Once, cancellationToken: ct));
        }
        catch (InvalidOperationException e)
        {
            throw HalfPair(e);
        }
    }

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

    private static JsonException HalfPair(InvalidOperationException e) => new("A text or a name has half of a surrogate pair.", e);

    /// <summary>PostgreSQL stores no NUL character, in JSON neither.</summary>
    private static JsonNode? Storable(JsonNode? json)
    {
        switch (json)
        {
            case JsonObject named:
                var clean = new JsonObject();
                foreach (var (name, value) in named)
                    clean[PlainText.Clean(name)] = Storable(value);
                return clean;
            case JsonArray items:
                return new JsonArray([.. items.Select(Storable)]);
            case JsonValue value when value.GetValueKind() is JsonValueKind.String:
                return PlainText.Clean(value.GetValue<string>());
            default:
                return json?.DeepClone();
        }
    }
}
