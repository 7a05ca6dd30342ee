using System.Globalization;
using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Web.Sandbox.Networks.Discord;

/// <summary>Messages of the webhook: made, read with their reactions, removed. None of them can be listed, as at Discord.</summary>
internal sealed class DiscordSandboxMessages(SandboxVisit visit)
{
    public async Task<SandboxReply> CreateAsync(SandboxReply unreadable, CancellationToken ct)
    {
        if (DiscordSandboxMessage.Read(visit.Request) is not { } message)
            return unreadable;
        if (message.Refusal() is { } refusal)
            return refusal;
        var files = new List<SandboxAttachment>();
        foreach (var file in message.Files)
            files.Add(await AttachmentAsync(file, ct));
        var facts = new JsonObject { ["content"] = message.Content, ["embeds"] = new JsonArray([.. message.Embeds.Select(e => e?.DeepClone())]) };
        var number = await SandboxSet.RecordAsync(visit, new(MethodOf(message, files), message.Text) { Title = message.Title }, facts, files, ct);
        // who does not wait learns no id
        return visit.Request["wait"] is "true" && await FindAsync(number, ct) is { } entry ? SandboxReply.Json(Message(entry)) : new(204, "");
    }

    public async Task<SandboxReply> ReadAsync(string id, CancellationToken ct)
    {
        if (await FindAsync(SandboxSnowflake.NumberOf(visit.Account, id), ct) is not { } entry)
            return Unknown;
        var message = Message(entry);
        var views = visit.Views(entry);
        message["reactions"] = new JsonArray([.. new[] { ("👍", views / 25), ("🔥", views / 60) }.Where(r => r.Item2 > 0).Select(r => new JsonObject
        {
            ["count"] = r.Item2, ["me"] = false, ["emoji"] = new JsonObject { ["id"] = null, ["name"] = r.Item1 },
        })]);
        return SandboxReply.Json(message);
    }

    public async Task<SandboxReply> DeleteAsync(string id, CancellationToken ct)
    {
        if (await FindAsync(SandboxSnowflake.NumberOf(visit.Account, id), ct) is not { } entry)
            return Unknown;
        await SandboxSet.RemoveAsync(visit, entry, ct);
        return new(204, "");
    }

    private static SandboxReply Unknown => DiscordFault.Of(404, 10008, "Unknown Message");

    private Task<SandboxEntry?> FindAsync(int? number, CancellationToken ct) => SandboxSet.FindAsync(visit, number, ct);

    private static string MethodOf(DiscordSandboxMessage message, List<SandboxAttachment> files) => files switch
    {
        [var first, ..] => first.Kind,
        [] => message.Embeds.Count > 0 ? "embed" : "text",
    };

    /// <summary>Bytes of a picture are kept under their true type, whatever the form says of them.</summary>
    private static async Task<SandboxAttachment> AttachmentAsync(IFormFile file, CancellationToken ct)
    {
        var (name, type) = (Path.GetFileName(file.FileName), file.ContentType is { Length: > 0 } said ? said : "application/octet-stream");
        if (file.Length is 0 or > SandboxSet.KeptBytes)
            return new(name, type, null);
        var bytes = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, ct);
        return PictureHeader.Read(bytes) is { } picture ? new(name, picture.ContentType, bytes) : new(name, type, null);
    }

    private JsonObject Message(SandboxEntry entry)
    {
        var (facts, channel) = (entry.Facts(), DiscordSandbox.ChannelOf(visit));
        return new()
        {
            ["id"] = SandboxSnowflake.Of(visit.Account, entry.Number), ["type"] = 0, ["channel_id"] = channel, ["webhook_id"] = visit.AccountId, ["content"] = facts.Text("content"),
            ["embeds"] = facts.At("embeds")?.DeepClone(), ["timestamp"] = entry.SentAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'+00:00'", CultureInfo.InvariantCulture), ["edited_timestamp"] = null,
            ["author"] = new JsonObject { ["id"] = visit.AccountId, ["username"] = visit.Account.Title, ["bot"] = true, ["discriminator"] = "0000", ["avatar"] = null },
            ["attachments"] = new JsonArray([.. Enumerable.Range(0, SandboxSet.FilesOf(entry)).Select(place => Attachment(entry, place))]),
            ["mentions"] = new JsonArray(), ["mention_roles"] = new JsonArray(), ["mention_everyone"] = false, ["pinned"] = false, ["tts"] = false,
        };
    }

    private JsonObject Attachment(SandboxEntry entry, int place)
    {
        var id = SandboxSnowflake.Of(visit.Account, entry.Number + place);
        return new() { ["id"] = id, ["filename"] = place == 0 ? entry.FileName : id, ["size"] = 0, ["url"] = $"https://cdn.discordapp.com/attachments/{DiscordSandbox.ChannelOf(visit)}/{id}" };
    }
}
