using System.Text.Json;

namespace ContentFactory.Domain.Access;

/// <summary>One value of an act: what it was, and what it is now.</summary>
/// <param name="Before">Null where the row says none.</param>
public sealed record AuditChange(string Field, string? Before, string? After)
{
    /// <summary>Longer values are cut: the log tells what was done, the thing itself shows all of it.</summary>
    public const int LongestValue = 200;

    private const int Most = 40;

    /// <summary>The values of a row that differ, in the order in which they were written.</summary>
    public static IReadOnlyList<AuditChange> Between(JsonDocument? before, JsonDocument? after)
    {
        var (old, made) = (Values(before), Values(after));
        return
        [
            .. old.Keys.Union(made.Keys, StringComparer.Ordinal).Select(field => new AuditChange(field, old.GetValueOrDefault(field), made.GetValueOrDefault(field)))
                .Where(c => c.Before != c.After).Take(Most),
        ];
    }

    private static Dictionary<string, string?> Values(JsonDocument? document) =>
        document?.RootElement is { ValueKind: JsonValueKind.Object } root ? root.EnumerateObject().ToDictionary(p => p.Name, p => Text(p.Value), StringComparer.Ordinal) : [];

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => Shown(value.GetString()!),
        JsonValueKind.Array when value.EnumerateArray().All(v => v.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)) => Shown(string.Join(", ", value.EnumerateArray().Select(v => v.ToString()))),
        _ => Shown(value.GetRawText()),
    };

    private static string? Shown(string text) => PlainText.Line(text) is { Length: > 0 } line ? line.Length > LongestValue ? PlainText.Cut(line, LongestValue - 1) + "…" : line : null;
}
