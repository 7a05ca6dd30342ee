using System.Text.Json;

namespace ContentFactory.Domain.Platforms.Http;

/// <summary>Reads foreign JSON without trusting its shape: what is missing or of another type is null.</summary>
internal static class JsonReads
{
    /// <summary>Undefined where it is no JSON, as an answer that was cut off.</summary>
    public static JsonElement Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }

    public static JsonElement? Property(this JsonElement json, string name) =>
        json.ValueKind is JsonValueKind.Object && Has(json, name, out var value) ? value : null;

    /// <summary>A value inside of objects, e.g. "snippet", "title".</summary>
    public static JsonElement? At(this JsonElement json, params ReadOnlySpan<string> path)
    {
        JsonElement? here = json;
        foreach (var name in path)
            here = here?.Property(name);
        return here;
    }

    public static string? Word(this JsonElement json, params ReadOnlySpan<string> path) => json.At(path) switch
    {
        { ValueKind: JsonValueKind.String } text => TextOf(text),
        // ids come as numbers in some answers
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    public static long? Whole(this JsonElement json, params ReadOnlySpan<string> path) => json.At(path) switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out var value) => value,
        _ => null,
    };

    /// <summary>The same where the network writes 64-bit numbers as text, as Google does.</summary>
    public static long? WholeOrText(this JsonElement json, params ReadOnlySpan<string> path) => json.At(path) switch
    {
        { ValueKind: JsonValueKind.String } text when long.TryParse(TextOf(text), System.Globalization.CultureInfo.InvariantCulture, out var value) => value,
        _ => json.Whole(path),
    };

    public static bool? Flag(this JsonElement json, params ReadOnlySpan<string> path) =>
        json.At(path) is { ValueKind: JsonValueKind.True or JsonValueKind.False } flag ? flag.GetBoolean() : null;

    public static IEnumerable<JsonElement> Items(this JsonElement json, params ReadOnlySpan<string> path) =>
        json.At(path) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    /// <summary>The parts of an object by their names; those with names that hold half a character are left out.</summary>
    public static IEnumerable<(string Name, JsonElement Value)> Parts(this JsonElement json)
    {
        if (json.ValueKind is not JsonValueKind.Object)
            yield break;
        foreach (var part in json.EnumerateObject())
            if (NameOf(part) is { } name)
                yield return (name, part.Value);
    }

    private static string? NameOf(JsonProperty part)
    {
        try
        {
            return part.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Null where it holds half a character, such as an emoji that was cut in the middle.</summary>
    private static string? TextOf(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    // the names of the object are read too, and one of them may hold half a character
    private static bool Has(JsonElement json, string name, out JsonElement value)
    {
        try
        {
            return json.TryGetProperty(name, out value);
        }
        catch (InvalidOperationException)
        {
            value = default;
            return false;
        }
    }
}
