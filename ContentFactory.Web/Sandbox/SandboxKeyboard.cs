using System.Text.Json;
using System.Text.Json.Nodes;

namespace ContentFactory.Web.Sandbox;

/// <summary>The inline keyboard of a call, null where it has none; the refusal where the platform would not take it.</summary>
internal sealed record SandboxKeyboard(JsonObject? Markup, SandboxAnswer? Refusal = null)
{
    /// <summary>What a message remembers of it.</summary>
    public string Data => Markup is null ? "{}" : new JsonObject { ["reply_markup"] = Markup.DeepClone() }.ToJsonString();

    /// <exception cref="JsonException">It is no JSON.</exception>
    public static SandboxKeyboard Read(SandboxCall call)
    {
        if (call["reply_markup"] is not { Length: > 0 } text)
            return new(Markup: null);
        if (JsonNode.Parse(text) is not JsonObject markup || markup["inline_keyboard"] is not JsonArray rows || !rows.All(row => row is JsonArray))
            return No("object expected as reply markup");
        foreach (var button in rows.SelectMany(row => row!.AsArray()))
            if (Fault(button) is { } fault)
                return No(fault);
        return new(rows.Count == 0 ? null : markup);
    }

    public void AddTo(JsonObject message)
    {
        if (Markup is not null)
            message["reply_markup"] = Markup.DeepClone();
    }

    private static string? Fault(JsonNode? button)
    {
        if (button is not JsonObject { Count: > 0 } fields || Text(fields, "text") is not { Length: > 0 })
            return "can't parse inline keyboard button: Field \"text\" must be of type String";
        if (Text(fields, "url") is not { } url)
            return fields.Count > 1 ? null : "Text buttons are unallowed in the inline keyboard";
        return Opens(url) ? null : $"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL";
    }

    private static bool Opens(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Host.Length > 0 && (address.Scheme == "tg" || (address.Scheme is "http" or "https" && address.Host.Contains('.', StringComparison.Ordinal)));

    private static string? Text(JsonObject fields, string name) => fields[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static SandboxKeyboard No(string why) => new(null, SandboxAnswer.BadRequest(why));
}
