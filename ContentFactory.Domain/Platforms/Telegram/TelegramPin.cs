using System.Globalization;
using System.Text.Json.Nodes;

namespace ContentFactory.Domain.Platforms.Telegram;

/// <summary>Pins a post that is out. Whatever becomes of that, the post is published: only the reason says more.</summary>
internal sealed class TelegramPin(TelegramClient client)
{
    public const string Option = "pin";

    public static bool IsWanted(OutgoingPost post) => post.Options.GetValueOrDefault(Option) is "true";

    /// <summary>The post is out and nothing may follow, because this process lost its hold.</summary>
    public static PublishOutcome Left(PublishOutcome published) => published with { Code = "lease_lost", Reason = Problem.Unavailable(TelegramErrors.Key("PinLeft")) };

    /// <summary>Of a post that was found after its process died: whether it was pinned, nothing tells.</summary>
    public static Problem? LeftOf(OutgoingPost post) => IsWanted(post) ? Problem.Unavailable(TelegramErrors.Key("PinMaybe")) : null;

    public async Task<PublishOutcome> PinAsync(PlatformAccount account, string token, TelegramChat chat, OutgoingPost post, PublishOutcome published, CancellationToken ct)
    {
        // of several messages the first is the post
        var message = long.TryParse(published.ExternalId, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
        var fields = new JsonObject { ["chat_id"] = chat.Field, ["message_id"] = message };
        if (TelegramMessage.IsSilent(post))
            fields["disable_notification"] = true;
        var reply = await CallAsync(account, token, new("pinChatMessage", fields), ct);
        return reply.IsTrue ? published : published with { Code = reply.Code, Message = reply.Text, Reason = Why(reply) };
    }

    /// <summary>A cancelled call must not hide that the post is out.</summary>
    private async Task<TelegramReply> CallAsync(PlatformAccount account, string token, TelegramCall call, CancellationToken ct)
    {
        try
        {
            return await client.CallAsync(account, token, call, ct);
        }
        catch (OperationCanceledException)
        {
            return new(ReplyKind.Unclear, "cancelled");
        }
    }

    private static Problem Why(TelegramReply reply) => reply.Kind switch
    {
        ReplyKind.NotSent => Problem.Unavailable(TelegramErrors.Key("PinNotSent"), reply.Code),
        ReplyKind.Refused when TelegramErrors.LacksRight(reply) => TelegramErrors.Text(ProblemKind.Invalid, null, "PinForbidden", TelegramErrors.Words(reply)),
        ReplyKind.Refused => TelegramErrors.Text(ProblemKind.Invalid, null, "PinRefused", TelegramErrors.Words(reply)),
        ReplyKind.Unclear or ReplyKind.Ok => Problem.Unavailable(TelegramErrors.Key("PinUnclear"), TelegramErrors.Words(reply)),
    };
}
