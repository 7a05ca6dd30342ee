using System.Text.Json;
using System.Text.Json.Nodes;

namespace ContentFactory.Domain.Ai.Writers;

/// <summary>The JSON that a draft comes as.</summary>
internal static class DraftShape
{
    /// <summary>The two that are shown while the rest is still being written.</summary>
    public const string Title = "title", Text = "text";

    /// <summary>As both makers take it strictly: every property named, none beside them.</summary>
    public static JsonElement Schema(CompositionRequest request)
    {
        var variant = Of(new JsonObject
        {
            ["platform"] = request.Platforms.Count == 0 ? Words() : new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. request.Platforms.Select(p => (JsonNode)p.Platform)]) },
            ["parts"] = List(Words()),
        });
        return JsonSerializer.SerializeToElement(Of(new JsonObject
        {
            [Title] = Words(), ["hooks"] = List(Words()), [Text] = Words(), ["hashtags"] = List(Words()), ["key_phrases"] = List(Words()),
            ["video_idea"] = Words(), ["mini_script"] = Words(), ["image_prompt"] = Words(), ["video_prompt"] = Words(), ["variants"] = List(variant),
        }));
    }

    private static JsonObject Of(JsonObject properties) => new()
    {
        ["type"] = "object", ["properties"] = properties, ["required"] = new JsonArray([.. properties.Select(p => (JsonNode)p.Key)]), ["additionalProperties"] = false,
    };

    private static JsonObject Words() => new() { ["type"] = "string" };

    private static JsonObject List(JsonObject items) => new() { ["type"] = "array", ["items"] = items };
}

/// <summary>The same, read.</summary>
internal sealed record DraftAnswer(
    string Title, IReadOnlyList<string> Hooks, string Text, IReadOnlyList<string> Hashtags, IReadOnlyList<string> KeyPhrases, string VideoIdea, string MiniScript, string ImagePrompt, string VideoPrompt,
    IReadOnlyList<DraftVariant> Variants);

internal sealed record DraftVariant(string Platform, IReadOnlyList<string> Parts);
