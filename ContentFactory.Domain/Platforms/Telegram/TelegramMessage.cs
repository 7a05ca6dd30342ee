using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.Telegram;

/// <summary>A post as the Bot API's call, and the reply to it as a published post.</summary>
internal static class TelegramMessage
{
    public const string Silent = "silent";
    public const string Protect = "protect";

    private const string CoverPart = "cover_file";

    public static bool IsSilent(OutgoingPost post) => post.Options.GetValueOrDefault(Silent) is "true";

    public static TelegramCall For(TelegramChat chat, OutgoingPost post) => post.Media.Count switch
    {
        0 => Words(chat, post),
        1 => One(chat, post, post.Media[0]),
        _ => Album(chat, post),
    };

    /// <summary>Null when the reply names no message.</summary>
    public static PublishOutcome? Published(JsonElement result, PlatformAccount account, Uri web)
    {
        var messages = result.ValueKind == JsonValueKind.Array ? result.EnumerateArray().ToList() : [result];
        var ids = messages.Select(m => m.Whole("message_id")).ToList();
        if (ids.Count == 0 || ids.Contains(null))
            return null;
        var chat = messages[0].Property("chat") ?? default;
        var username = chat.Word("username") ?? TelegramChat.PublicName(account);
        var id = chat.Whole("id") ?? TelegramChat.Parse(account.AccountId)?.Id;
        var names = ids.Select(i => i!.Value.ToString(CultureInfo.InvariantCulture)).ToList();
        return new(PublishKind.Published, names[0], TelegramChat.PostUrl(web, username, id, ids[0]!.Value), names);
    }

    /// <summary>All parts of a post as one: the first message stands for it.</summary>
    /// <param name="last">Of the part that was sent in this call; null where all were out before.</param>
    public static PublishOutcome Whole(PlatformAccount account, Uri web, SentParts sent, PublishOutcome? last)
    {
        if (last is not null && sent.Count == 1)
            return last;
        var first = long.TryParse(sent.Ids[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
        return new(PublishKind.Published, sent.Ids[0], TelegramChat.PostUrl(web, TelegramChat.PublicName(account), TelegramChat.Parse(account.AccountId)?.Id, first), sent.Ids);
    }

    private static TelegramCall Words(TelegramChat chat, OutgoingPost post)
    {
        var fields = Common(chat, post);
        fields["text"] = TelegramText.Html(post);
        fields["parse_mode"] = "HTML";
        Buttons(fields, post);
        if (TelegramText.PreviewUrl(post) is { } preview)
            fields["link_preview_options"] = new JsonObject { ["url"] = preview };
        return new("sendMessage", fields);
    }

    private static TelegramCall One(TelegramChat chat, OutgoingPost post, OutgoingMedia file)
    {
        var (method, part) = file.Kind switch
        {
            MediaKind.Image => ("sendPhoto", "photo"),
            MediaKind.Animation => ("sendAnimation", "animation"),
            MediaKind.Video => ("sendVideo", "video"),
            MediaKind.Audio => ("sendAudio", "audio"),
            MediaKind.Document => ("sendDocument", "document"),
        };
        var fields = Common(chat, post);
        Caption(fields, post);
        Picture(fields, file);
        Buttons(fields, post);
        var call = new TelegramCall(method, fields);
        call.Attach(part, file);
        if (file.Kind is MediaKind.Video)
            Cover(call, fields, post);
        return call;
    }

    private static TelegramCall Album(TelegramChat chat, OutgoingPost post)
    {
        var items = new JsonArray();
        var fields = Common(chat, post);
        var call = new TelegramCall("sendMediaGroup", fields);
        var covered = post.Media.FirstOrDefault(m => m.Kind is MediaKind.Video);
        foreach (var file in post.Media)
        {
            var part = string.Create(CultureInfo.InvariantCulture, $"file{items.Count}");
            var item = new JsonObject { ["type"] = AlbumType(file.Kind), ["media"] = "attach://" + part };
            if (items.Count == 0)
                Caption(item, post);
            Picture(item, file);
            items.Add(item);
            call.Attach(part, file);
            if (ReferenceEquals(file, covered))
                Cover(call, item, post);
        }
        fields["media"] = items;
        return call;
    }

    private static JsonObject Common(TelegramChat chat, OutgoingPost post)
    {
        var fields = new JsonObject { ["chat_id"] = chat.Field };
        if (post.ProtectContent || post.Options.GetValueOrDefault(Protect) is "true")
            fields["protect_content"] = true;
        if (IsSilent(post))
            fields["disable_notification"] = true;
        return fields;
    }

    private static void Caption(JsonObject target, OutgoingPost post)
    {
        if (string.IsNullOrWhiteSpace(TelegramText.Plain(post)))
            return;
        target["caption"] = TelegramText.Html(post);
        target["parse_mode"] = "HTML";
    }

    private static void Buttons(JsonObject fields, OutgoingPost post)
    {
        if (TelegramButtons.Markup(post) is { } keyboard)
            fields["reply_markup"] = keyboard;
    }

    private static void Picture(JsonObject target, OutgoingMedia file)
    {
        if (file.Kind == MediaKind.Video)
            target["supports_streaming"] = true;
        if (file is { Kind: MediaKind.Video or MediaKind.Animation, Width: { } width, Height: { } height })
            (target["width"], target["height"]) = (width, height);
    }

    private static void Cover(TelegramCall call, JsonObject target, OutgoingPost post)
    {
        if (post.Cover is not { } cover)
            return;
        target["cover"] = "attach://" + CoverPart;
        call.Attach(CoverPart, cover);
    }

    private static string AlbumType(MediaKind kind) => kind switch
    {
        MediaKind.Image => "photo",
        MediaKind.Video => "video",
        MediaKind.Audio => "audio",
        MediaKind.Document => "document",
        MediaKind.Animation => throw new InvalidOperationException("Albums take no animations; the post was not validated."),
    };
}
