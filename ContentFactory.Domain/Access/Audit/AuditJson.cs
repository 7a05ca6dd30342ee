using System.Text.Json;
using System.Text.Json.Serialization;

namespace ContentFactory.Domain.Access;

/// <summary>What is written into the audit log. People read it, so states and kinds stand there by their names.</summary>
internal static class AuditJson
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new JsonStringEnumConverter() } };

    public static JsonDocument? Of(object? value) => value is null ? null : JsonSerializer.SerializeToDocument(value, Options);
}
