using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ContentFactory.Domain.Platforms.Discord;

/// <summary>One part of a post as the API's message.</summary>
internal static class DiscordMessage
{
    /// <summary>The longest nonce is 25 characters.</summary>
    private const int NonceLength = 25;

    /// <param name="parts">The words of all parts; files and title go with the first.</param>
    public static JsonObject Of(DiscordSeat seat, OutgoingPost post, IReadOnlyList<string> parts, int place)
    {
        var message = new JsonObject
        {
            // generated words shall ring nobody's bell unless a person chose so
            ["allowed_mentions"] = new JsonObject { ["parse"] = DiscordRules.MayMention(post) ? new JsonArray("users", "roles", "everyone") : new JsonArray() },
        };
        if (DiscordRules.IsEmbed(post) && Embed(post, parts[place], place) is { Count: > 0 } embed)
            message["embeds"] = new JsonArray(embed);
        else if (parts[place].Length > 0)
            message["content"] = DiscordText.Sent(post, parts[place]);
        if (place == 0 && post.Media.Count > 0)
            message["attachments"] = new JsonArray([.. post.Media.Select(Attachment)]);
        // a bot's message that is sent twice within minutes is made once
        if (seat.IsBot && post.Ticket is { } ticket)
            (message["nonce"], message["enforce_nonce"]) = (Nonce(ticket.Key, place, message.ToJsonString()), true);
        return message;
    }

    /// <summary>Without what would end a header or a path.</summary>
    public static string FileName(OutgoingMedia file)
    {
        var safe = string.Concat(file.FileName.EnumerateRunes().Where(r => !Rune.IsControl(r)).Select(r => r.Value is '"' or '\\' or '/' ? "_" : r.ToString())).Trim();
        return safe.Length == 0 ? "file" : PlainText.Cut(safe, 200);
    }

    private static JsonObject Embed(OutgoingPost post, string words, int place)
    {
        var embed = new JsonObject();
        if (place == 0 && DiscordRules.TitleOf(post) is { Length: > 0 } title)
            embed["title"] = title;
        if (words.Length > 0)
            embed["description"] = DiscordText.Sent(post, words);
        return embed;
    }

    private static JsonNode Attachment(OutgoingMedia file, int n)
    {
        var attachment = new JsonObject { ["id"] = n.ToString(CultureInfo.InvariantCulture), ["filename"] = FileName(file) };
        if (OutgoingWords.Clean(file.AltText ?? "") is { Length: > 0 } alt)
            attachment["description"] = alt;
        return attachment;
    }

    // of what it says too: after an edit the same publication is another message
    private static string Nonce(Guid key, int place, string message) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{key:N}|{place}|{message}"))))[..NonceLength];
}
