using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ContentFactory.Tests.Platforms.Telegram;

/// <summary>Checks a request against the machine-readable Bot API: method, required and unknown fields, types all the way down, attachments.</summary>
internal sealed partial class BotApiDescription
{
    private readonly JsonObject methods;
    private readonly JsonObject types;

    public static BotApiDescription Current { get; } = new(Path.Combine(AppContext.BaseDirectory, "Platforms", "specs", "telegram.bot-api.json"));

    private BotApiDescription(string file)
    {
        var root = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        (methods, types) = (root["methods"]!.AsObject(), root["types"]!.AsObject());
    }

    public IReadOnlyList<string> Violations(RecordedCall call)
    {
        if (methods[call.Method] is not JsonObject method)
            return [$"{call.Method}: no such method"];
        var found = new List<string>();
        var values = call.Json is { } json
            ? json.ToDictionary(f => f.Key, f => f.Value)
            : call.Form.ToDictionary(f => f.Key, f => FromForm(method, f.Key, f.Value));
        Fields(method, values, call.Files.Keys, call.Method, found);
        Attachments(call, values, found);
        return found;
    }

    /// <summary>The same for a reply: required and unknown fields and their types.</summary>
    public IReadOnlyList<string> ReplyViolations(JsonNode? reply, string type) => Of(reply, type, type);

    // A form carries text only: what is not declared a string is JSON in it.
    private static JsonNode? FromForm(JsonObject method, string name, string value)
    {
        var field = method["fields"]?.AsArray().FirstOrDefault(f => (string)f!["name"]! == name);
        var isText = field is null || field["types"]!.AsArray().Any(t => (string)t! == "String") && !long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
        try
        {
            return isText ? JsonValue.Create(value) : JsonNode.Parse(value);
        }
        catch (JsonException)
        {
            return JsonValue.Create(value);
        }
    }

    private void Fields(JsonObject owner, Dictionary<string, JsonNode?> values, IEnumerable<string> files, string path, List<string> found)
    {
        var fields = owner["fields"]?.AsArray().ToDictionary(f => (string)f!["name"]!, f => f!.AsObject()) ?? [];
        var parts = files.ToHashSet();
        foreach (var name in values.Keys.Except(fields.Keys))
            found.Add($"{path}.{name}: unknown field");
        foreach (var (name, field) in fields)
        {
            var declared = field["types"]!.AsArray().Select(t => (string)t!).ToList();
            if (parts.Contains(name) && !declared.Contains("InputFile"))
                found.Add($"{path}.{name}: takes no file");
            if (values.TryGetValue(name, out var value))
                Value(value, declared, field, $"{path}.{name}", found);
            else if ((bool)field["required"]! && !parts.Contains(name))
                found.Add($"{path}.{name}: required, missing");
        }
    }

    private void Value(JsonNode? value, List<string> declared, JsonObject field, string path, List<string> found)
    {
        var attempts = declared.Select(type => Of(value, type, path)).ToList();
        if (!attempts.Any(a => a.Count == 0))
            found.AddRange(attempts.OrderBy(a => a.Count).First());
        else if (MustBe().Match((string?)field["description"] ?? "") is { Success: true } match && (string?)value != match.Groups[1].Value)
            found.Add($"{path}: must be {match.Groups[1].Value}");
    }

    private List<string> Of(JsonNode? value, string type, string path)
    {
        var kind = value?.GetValueKind() ?? JsonValueKind.Null;
        var found = new List<string>();
        if (type.StartsWith("Array of ", StringComparison.Ordinal))
            Items(value, type["Array of ".Length..], path, found);
        else if (types[type] is JsonObject known && type != "InputFile")
            Typed(value, known, path, found);
        else if (!(type switch
        {
            "String" => kind == JsonValueKind.String,
            "Boolean" => kind is JsonValueKind.True or JsonValueKind.False,
            "Float" => kind == JsonValueKind.Number,
            "Integer" => kind == JsonValueKind.Number && !value!.ToJsonString().Contains('.', StringComparison.Ordinal),
            _ => false,
        }))
            found.Add($"{path}: {kind} is not {type}");
        return found;
    }

    // An album's array is declared once per item type, yet mixes photos and videos: any declared input medium will do for an item.
    private void Items(JsonNode? value, string type, string path, List<string> found)
    {
        if (value is not JsonArray items)
        {
            found.Add($"{path}: not an array");
            return;
        }
        var itemType = type.StartsWith("InputMedia", StringComparison.Ordinal) ? "InputMedia" : type;
        for (var i = 0; i < items.Count; i++)
            found.AddRange(Of(items[i], itemType, $"{path}[{i}]"));
    }

    private void Typed(JsonNode? value, JsonObject type, string path, List<string> found)
    {
        if (type["subtypes"] is JsonArray subtypes)
        {
            var attempts = subtypes.Select(t => Of(value, (string)t!, path)).ToList();
            if (!attempts.Any(a => a.Count == 0))
                found.AddRange(attempts.OrderBy(a => a.Count).First());
        }
        else if (value is JsonObject json)
        {
            Fields(type, json.ToDictionary(f => f.Key, f => f.Value), [], path, found);
            if ((string?)type["name"] == "InlineKeyboardButton")
                Button(json, path, found);
        }
        else
            found.Add($"{path}: not an object");
    }

    // what InlineKeyboardButton says of itself in words alone
    private static void Button(JsonObject button, string path, List<string> found)
    {
        if (button.Select(f => f.Key).Except(["text", "icon_custom_emoji_id", "style"]).Count() != 1)
            found.Add($"{path}: exactly one field says what a button does");
        if (button["url"] is JsonValue url && url.GetValueKind() == JsonValueKind.String && !ButtonUrl().IsMatch((string)url!))
            found.Add($"{path}.url: no HTTP or tg:// URL");
    }

    private static void Attachments(RecordedCall call, Dictionary<string, JsonNode?> values, List<string> found)
    {
        var named = AttachedName().Matches(string.Concat(values.Values.Select(v => v?.ToJsonString()))).Select(m => m.Groups[1].Value).ToList();
        foreach (var missing in named.Except(call.Files.Keys))
            found.Add($"attach://{missing}: no such part");
        foreach (var unused in call.Files.Keys.Except(named).Where(f => call.Method == "sendMediaGroup"))
            found.Add($"{unused}: a part that nothing names");
        if (call.Method == "sendMediaGroup" && values.GetValueOrDefault("media") is JsonArray { Count: < 2 or > 10 })
            found.Add("sendMediaGroup.media: 2-10 items");
    }

    [GeneratedRegex(@"must be ""?([a-z_]+)""?\z")]
    private static partial Regex MustBe();

    [GeneratedRegex(@"\A(https?|tg)://\S+\z", RegexOptions.IgnoreCase)]
    private static partial Regex ButtonUrl();

    [GeneratedRegex(@"attach://([A-Za-z0-9_]+)")]
    private static partial Regex AttachedName();
}
