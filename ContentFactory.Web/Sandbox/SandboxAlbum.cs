using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Web.Sandbox;

/// <summary>sendMediaGroup: two to ten files as one album.</summary>
internal sealed class SandboxAlbum(SandboxPosts posts, SandboxSender bot, SandboxCall call, TimeProvider clock)
{
    private static readonly string[] Kinds = ["photo", "video", "document", "audio"];

    public async Task<SandboxAnswer> SendAsync(CancellationToken ct)
    {
        if (Items() is not { Count: >= 2 and <= 10 } items)
            return SandboxAnswer.BadRequest("an album must have from 2 to 10 media");
        var parts = new List<Part>();
        foreach (var item in items)
        {
            var part = await ReadAsync(item, ct);
            if (part.Refusal is not null)
                return part.Refusal;
            parts.Add(part);
        }
        if (parts.FirstOrDefault(p => p.Kind is "document" or "audio" && parts.Any(o => o.Kind != p.Kind)) is { } mixed)
            return SandboxAnswer.BadRequest($"{mixed.Kind} can't be mixed with other media types");
        return await RecordAsync(parts, ct);
    }

    private List<JsonElement>? Items()
    {
        if (call["media"].Length == 0)
            return null;
        using var media = JsonDocument.Parse(call["media"]);
        return media.RootElement.ValueKind is JsonValueKind.Array ? [.. media.RootElement.EnumerateArray().Select(e => e.Clone())] : null;
    }

    private async Task<Part> ReadAsync(JsonElement item, CancellationToken ct)
    {
        var kind = Text(item, "type");
        if (!Kinds.Contains(kind))
            return new(kind, null, null, SandboxAnswer.BadRequest("wrong type of media specified"));
        var (caption, refusal) = SandboxMethods.Caption(Text(item, "caption"), Text(item, "parse_mode"));
        var file = await SandboxFile.ReadAsync(call, kind, Text(item, "media"), null, ct);
        var cover = kind == "video" ? await SandboxFile.CoverAsync(call, Text(item, "cover"), ct) : null;
        return new(kind, file, caption, file.Refusal ?? cover?.Refusal ?? refusal) { Cover = cover };
    }

    private async Task<SandboxAnswer> RecordAsync(List<Part> parts, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var album = (now.UtcTicks / 10 + Math.Abs(bot.ChatId % 1000)).ToString(CultureInfo.InvariantCulture);
        var first = await posts.RecordAsync(bot.Id, [.. parts.Select(p => p.File!.Drafted("sendMediaGroup", p.Caption!.Plain, p.Cover) with { AlbumId = album })], ct);
        return SandboxAnswer.Done(new JsonArray([.. parts.Select((part, index) =>
        {
            var message = SandboxShapes.Message(bot, first + index, now);
            message["media_group_id"] = album;
            message[part.Kind] = part.File!.ToReply(part.Kind, call);
            part.Cover?.AddTo(message[part.Kind]!, call);
            SandboxMethods.AddCaption(message, part.Caption!);
            return message;
        })]));
    }

    private static string Text(JsonElement item, string name) =>
        item.ValueKind is JsonValueKind.Object && item.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString()! : "";

    private sealed record Part(string Kind, SandboxFile? File, SandboxText? Caption, SandboxAnswer? Refusal)
    {
        public SandboxFile? Cover { get; init; }
    }
}
