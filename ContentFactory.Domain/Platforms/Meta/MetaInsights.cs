using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.Meta;

/// <summary>The answer of an insights call by the names of its metrics.</summary>
internal sealed class MetaInsights
{
    private readonly Dictionary<string, JsonElement> values = new(StringComparer.Ordinal);

    public MetaInsights(JsonElement answer)
    {
        foreach (var metric in answer.Items("data"))
        {
            if (metric.Word("name") is { } name && (metric.At("total_value", "value") ?? metric.Items("values").Select(v => v.Property("value")).FirstOrDefault()) is { } value)
                values[name] = value;
        }
    }

    /// <summary>The first of these metrics that is there.</summary>
    public double? Number(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (values.TryGetValue(name, out var value) && value.ValueKind is JsonValueKind.Number)
                return value.GetDouble();
        }
        return null;
    }

    public long? Whole(params ReadOnlySpan<string> names) => (long?)Number(names);

    /// <summary>One part of a metric that is broken down, whatever the case of its letters.</summary>
    public long? Part(string name, string part) =>
        values.TryGetValue(name, out var value)
            ? value.Parts().Where(p => string.Equals(p.Name, part, StringComparison.OrdinalIgnoreCase) && p.Value.ValueKind is JsonValueKind.Number).Select(p => (long?)p.Value.GetDouble()).FirstOrDefault()
            : null;

    /// <summary>All parts of a metric that is broken down.</summary>
    public long? Sum(string name) =>
        values.TryGetValue(name, out var value) && value.ValueKind is JsonValueKind.Object
            ? value.Parts().Where(p => p.Value.ValueKind is JsonValueKind.Number).Sum(p => (long)p.Value.GetDouble())
            : null;
}
