using System.Globalization;
using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.Discord;

/// <summary>Messages that exist: removes them, counts their reactions, and looks for one whose answer was lost.</summary>
internal sealed class DiscordMessages(DiscordApi api)
{
    public const string ListSource = "channel_messages";
    public const string MessageSource = "message";


    /// <summary>From the last part on, so that what is left can be read from its beginning.</summary>
    public async Task<DeleteOutcome> DeleteAsync(DiscordSeat seat, PublishedPost post, CancellationToken ct)
    {
        foreach (var id in post.PartIds.Prepend(post.ExternalId).Distinct(StringComparer.Ordinal).Reverse())
        {
            var reply = await api.DeleteAsync(seat, seat.Message(id), ct);
            if (reply.IsSuccess || IsGone(reply))
                continue;
            var refusal = DiscordErrors.Judge(reply, seat);
            return refusal.Kind switch
            {
                PublishKind.RateLimited => new(DeleteKind.RateLimited, refusal.Reason, refusal.RetryAfter),
                // a later call may get through
                PublishKind.NotSent => new(DeleteKind.Unknown, refusal.Reason),
                PublishKind.Unknown => new(DeleteKind.Unknown, Problem.Unavailable(DiscordErrors.Key("Unavailable"), refusal.Words)),
                PublishKind.Rejected => new(DeleteKind.Refused, DiscordErrors.Fault(null, "DeleteRefused", refusal.Words)),
                PublishKind.AccountRefused or PublishKind.Published or PublishKind.Waiting => new(DeleteKind.Refused, refusal.Reason),
            };
        }
        return new(DeleteKind.Deleted);
    }

    /// <summary>Discord counts no views: reactions, and what was written in the message's thread.</summary>
    public async Task<MetricsOutcome> ReadMetricsAsync(DiscordSeat seat, string id, CancellationToken ct)
    {
        var reply = await api.GetAsync(seat, seat.Message(id), ct);
        if (IsGone(reply))
            return new(MetricsKind.Removed, Source: MessageSource);
        if (reply.IsSuccess && reply.Json.Word("id") is not null)
            return new(MetricsKind.Read, new(Likes: reply.Json.Items("reactions").Sum(r => r.Whole("count") ?? 0), Comments: reply.Json.Whole("thread", "message_count")), MessageSource);
        var refusal = DiscordErrors.JudgeHarmless(reply, seat);
        return new(refusal.Kind is PublishKind.RateLimited ? MetricsKind.RateLimited : MetricsKind.Failed, Reason: refusal.Reason, RetryAfter: refusal.RetryAfter);
    }

    /// <summary>A webhook reads only messages whose id it knows; a bot reads its channel.</summary>
    public async Task<LookOutcome> LookAsync(DiscordSeat seat, LostPost lost, CancellationToken ct)
    {
        // before the first message something is remembered, if only that none is out
        if (lost.Handle is null)
            return new(LookKind.Absent);
        if (!seat.IsBot)
            return new(LookKind.NotReadable, Reason: Problem.Unavailable(DiscordErrors.Key("LookWebhook")));
        var reply = await api.GetAsync(seat, seat.Send, ct, ("limit", "100"));
        // what is no list shows nothing of the channel, not that it is empty
        if (!reply.IsSuccess || reply.Json.ValueKind is not JsonValueKind.Array)
            return Unread(seat, reply);
        var place = await api.GetAsync(seat, seat.Place, ct) is { IsSuccess: true } read ? DiscordPlace.Of(seat, read) : null;
        var own = reply.Json.Items().Where(m => seat.Account.AppKey is not { } bot || m.Word("author", "id") == bot).Select(Read);
        return Compare(lost, own, id => api.AddressOf(seat.Account, place, id));
    }

    private static LookOutcome Compare(LostPost lost, IEnumerable<Shown?> shown, Func<string, string?> address)
    {
        var (parts, sent) = (DiscordRules.PartsOf(lost.Post), SentParts.Of(lost.Handle));
        // of several parts only the last one makes the post complete
        var wanted = sent.Count == parts.Count - 1 ? OutgoingWords.Bare(DiscordText.Sent(lost.Post, parts[^1])) : "";
        // a post without words looks like any other picture
        var latest = LatestPosts.Since(lost.From, shown, m => new(m.Id, address(m.Id), m.At, m.Text), m => wanted.Length > 0 && !sent.Ids.Contains(m.Id) && OutgoingWords.Bare(m.Text) == wanted);
        if (latest.Only is not { } found)
            return new(LookKind.Unclear, Seen: latest.Seen, Source: ListSource);
        List<string> ids = [.. sent.Ids, found.Id];
        return new(LookKind.Found, ids[0], address(ids[0]), ids, latest.Seen, ListSource);
    }

    private static Shown? Read(JsonElement message)
    {
        if (message.Word("id") is not { Length: > 0 } id)
            return null;
        DateTimeOffset? at = DateTimeOffset.TryParse(message.Word("timestamp"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read) ? read : null;
        var text = message.Word("content") is { Length: > 0 } content ? content : message.Items("embeds").Select(e => e.Word("description")).FirstOrDefault(d => d is not null);
        return new(id, at, text ?? "");
    }

    private static LookOutcome Unread(DiscordSeat seat, PlatformReply reply)
    {
        var refusal = DiscordErrors.JudgeHarmless(reply, seat);
        if (reply is { State: ReplyState.Answered, Status: 403 } && refusal.Kind is PublishKind.AccountRefused)
            return new(LookKind.NotReadable, Source: ListSource, Reason: DiscordErrors.Fault(null, "LookForbidden", refusal.Words));
        return new(refusal.Kind is PublishKind.RateLimited ? LookKind.RateLimited : LookKind.Failed, Reason: refusal.Reason, RetryAfter: refusal.RetryAfter);
    }

    // that a webhook or channel is gone says nothing of the message
    private static bool IsGone(PlatformReply reply) => reply is { State: ReplyState.Answered, Status: 404 } && DiscordErrors.CodeOf(reply) is DiscordErrors.UnknownMessage;

    private sealed record Shown(string Id, DateTimeOffset? At, string Text);
}
