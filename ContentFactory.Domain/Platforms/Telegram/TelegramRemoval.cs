using System.Globalization;
using System.Text.Json.Nodes;

namespace ContentFactory.Domain.Platforms.Telegram;

/// <summary>Deletes all messages of a post.</summary>
internal sealed class TelegramRemoval(TelegramClient client)
{
    private static readonly string[] Gone = ["message to delete not found", "message_id_invalid"];

    /// <summary>Too old, or another's and without the right.</summary>
    private static readonly string[] Forbidden = ["can't be deleted", "message_delete_forbidden"];

    /// <summary>One by one, because deleteMessages does not say which ones it left; from the last part on, so that what is left can be read from its beginning.</summary>
    public async Task<DeleteOutcome> DeleteAsync(PlatformAccount account, PublishedPost post, CancellationToken ct)
    {
        if (TelegramToken.Of(account) is not { } token)
            return Refused("TokenMalformed");
        if (TelegramChat.Parse(account.AccountId) is not { } chat)
            return Refused("ChatIdMalformed");
        foreach (var id in post.PartIds.Prepend(post.ExternalId).Distinct(StringComparer.Ordinal).Reverse())
        {
            if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var message))
                return Refused("DeleteRefused", id);
            var reply = await client.CallAsync(account, token, new("deleteMessage", new() { ["chat_id"] = chat.Field, ["message_id"] = message }), ct);
            if (!reply.IsTrue && !Says(reply, Gone))
                return Judge(reply);
        }
        return new(DeleteKind.Deleted);
    }

    private static DeleteOutcome Judge(TelegramReply reply)
    {
        if (Says(reply, Forbidden) || (reply.Kind is ReplyKind.Refused && TelegramErrors.LacksRight(reply)))
            return Refused("DeleteForbidden", TelegramErrors.Words(reply));
        var refusal = TelegramErrors.ToOutcome(reply);
        return refusal.Kind switch
        {
            PublishKind.RateLimited => new(DeleteKind.RateLimited, refusal.Reason, refusal.RetryAfter),
            PublishKind.Unknown => new(DeleteKind.Unknown, TelegramErrors.Unavailable(reply)),
            // a later call may get through
            PublishKind.NotSent => new(DeleteKind.Unknown, TelegramErrors.Unavailable(reply)),
            PublishKind.Rejected => Refused("DeleteRefused", TelegramErrors.Words(reply)),
            PublishKind.AccountRefused or PublishKind.Published or PublishKind.Waiting => new(DeleteKind.Refused, refusal.Reason),
        };
    }

    private static bool Says(TelegramReply reply, string[] fragments) =>
        reply.Kind is ReplyKind.Refused && fragments.Any(f => TelegramErrors.Words(reply).Contains(f, StringComparison.OrdinalIgnoreCase));

    private static DeleteOutcome Refused(string key, params object[] args) => new(DeleteKind.Refused, TelegramErrors.Text(ProblemKind.Invalid, null, key, args));
}
