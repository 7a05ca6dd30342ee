using System.Text.Json;
using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.Sandbox;

/// <summary>A button below a message that opens an address.</summary>
public sealed record SandboxButton(string Text, string Url);

/// <summary>What a message of Telegram remembers beside its words: the rows of its buttons, and whether it is pinned.</summary>
internal sealed record SandboxNote(bool IsPinned, IReadOnlyList<IReadOnlyList<SandboxButton>> Buttons)
{
    private static readonly SandboxNote None = new(false, []);

    public static SandboxNote Of(string data)
    {
        if (data is "{}")
            return None;
        var json = JsonSerializer.Deserialize<JsonElement>(data);
        return new(json.Flag("pinned") is true, [.. json.Items("reply_markup", "inline_keyboard").Select(Row).Where(row => row.Count > 0)]);
    }

    public static string Pinned(string data)
    {
        var json = JsonNode.Parse(data)!.AsObject();
        json["pinned"] = true;
        return json.ToJsonString();
    }

    private static List<SandboxButton> Row(JsonElement row) =>
        [.. row.Items().Where(b => b.Word("text") is not null && b.Word("url") is not null).Select(b => new SandboxButton(b.Word("text")!, b.Word("url")!))];
}
