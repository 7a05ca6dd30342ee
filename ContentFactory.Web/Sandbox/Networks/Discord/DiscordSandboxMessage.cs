using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ContentFactory.Web.Sandbox.Networks.Discord;

/// <summary>A message as it was sent, measured with the description's limits.</summary>
internal sealed partial record DiscordSandboxMessage(string Content, IReadOnlyList<JsonNode?> Embeds, IReadOnlyList<IFormFile> Files)
{
    private const int ContentLength = 2_000;
    private const int TitleLength = 256;
    private const int EmbedLength = 4_096;
    private const int EmbedsLength = 6_000;
    private const int Most = 10;

    /// <summary>Of one file in a server that nobody boosts; common practice.</summary>
    private const long FileBytes = 10 * 1024 * 1024;

    /// <summary>Null where the form's JSON is none.</summary>
    public static DiscordSandboxMessage? Read(SandboxRequest request)
    {
        try
        {
            var body = request.Json ?? (request["payload_json"] is { Length: > 0 } json ? NetworkJson.Parse(json) : null);
            return new(body.Text("content"), body.Items("embeds"), request.Files is { } files ? [.. files] : []);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What people see of it: marks that were escaped are shown as they are.</summary>
    public string Text => Plain(Content.Length > 0 ? Content : string.Join("\n\n", Embeds.Select(e => e.Text("description")).Where(d => d.Length > 0)));

    public string? Title => Embeds.Select(e => e.Text("title")).FirstOrDefault(t => t.Length > 0) is { } title ? Plain(title) : null;

    public SandboxReply? Refusal()
    {
        if (LengthOf(Content) > ContentLength)
            return DiscordFault.TooLong(ContentLength, "content");
        if (Embeds.Count > Most)
            return DiscordFault.TooLong(Most, "embeds");
        if (Files.Count > Most)
            return DiscordFault.TooLong(Most, "attachments");
        if (Files.Any(f => f.Length > FileBytes))
            return DiscordFault.Of(413, 40005, "Request entity too large");
        return Content.Length == 0 && Files.Count == 0 && Embeds.All(IsEmpty) ? DiscordFault.Of(400, 50006, "Cannot send an empty message") : EmbedRefusal();
    }

    private SandboxReply? EmbedRefusal()
    {
        foreach (var (embed, place) in Embeds.Select((e, n) => (e, n.ToString(CultureInfo.InvariantCulture))))
        {
            if (LengthOf(embed.Text("title")) > TitleLength)
                return DiscordFault.TooLong(TitleLength, "embeds", place, "title");
            if (LengthOf(embed.Text("description")) > EmbedLength)
                return DiscordFault.TooLong(EmbedLength, "embeds", place, "description");
        }
        return Embeds.Sum(e => LengthOf(e.Text("title")) + LengthOf(e.Text("description"))) > EmbedsLength
            ? DiscordFault.Field("MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000", "embeds") : null;
    }

    private static bool IsEmpty(JsonNode? embed) => embed.Text("title").Length == 0 && embed.Text("description").Length == 0;

    // code points
    private static int LengthOf(string text) => text.EnumerateRunes().Count();

    private static string Plain(string text) => Escaped().Replace(text, "$1");

    [GeneratedRegex(@"\\([\\*_~`|#>-])")]
    private static partial Regex Escaped();
}
