using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Web.Sandbox.Networks;

/// <summary>More reads of JSON that may have any shape.</summary>
internal static class JsonNodeReads
{
    /// <summary>Empty where there is no such text.</summary>
    public static string Text(this JsonNode? json, params ReadOnlySpan<string> path) => json.Word(path) ?? "";

    public static IReadOnlyList<JsonNode?> Items(this JsonNode? json, params ReadOnlySpan<string> path) => json.At(path) is JsonArray items ? [.. items] : [];

    /// <summary>What the network remembers of an entry.</summary>
    public static JsonObject Facts(this SandboxEntry entry) => JsonNode.Parse(entry.Data) as JsonObject ?? [];
}
