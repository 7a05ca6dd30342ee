using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.Discord;

/// <summary>Sends a post as one message or, where it is longer, as several: files and title with the first one.</summary>
internal sealed class DiscordPublishing(DiscordApi api, TimeProvider clock)
{
    // one more call with files may follow, and a call of the connector may last three minutes
    private static readonly TimeSpan LatestStep = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan NextCall = TimeSpan.FromSeconds(1);

    public async Task<PublishOutcome> PublishAsync(DiscordSeat seat, OutgoingPost post, CancellationToken ct)
    {
        var (began, parts, sent) = (clock.GetTimestamp(), DiscordRules.PartsOf(post), SentParts.Of(post.Ticket?.Handle));
        var read = await api.GetAsync(seat, seat.Place, ct);
        // where Discord, or a gateway before it, says no to reading, it would say no to writing; what is unclear costs the link alone
        if (!read.IsSuccess && DiscordErrors.JudgeHarmless(read, seat) is var refusal && (refusal.Kind is PublishKind.AccountRefused or PublishKind.RateLimited || read.Status is 401 or 403 or 404))
            return sent.Then(refusal.Outcome, parts.Count);
        DiscordPlace? place = read.IsSuccess ? DiscordPlace.Of(seat, read) : null;
        while (sent.Count < parts.Count)
        {
            if (sent.Count > 0 && clock.GetElapsedTime(began) > LatestStep)
                return sent.Then(Pause, parts.Count);
            // what is out must be known before the next part goes: another node would send it again
            if (post.Ticket is { } ticket && !await ticket.Remember(sent.Handle))
                return sent.Count == 0 ? Pause with { Kind = PublishKind.Waiting } : sent.Lost();
            var reply = await api.PostAsync(seat, DiscordMessage.Of(seat, post, parts, sent.Count), sent.Count == 0 ? post.Media : [], ct);
            if (!reply.IsSuccess || reply.Json.Word("id") is not { Length: > 0 and <= 40 } id)
                return sent.Then(DiscordErrors.Judge(reply, seat).Outcome, parts.Count);
            sent = sent.With([id]);
        }
        return new(PublishKind.Published, sent.Ids[0], api.AddressOf(seat.Account, place, sent.Ids[0]), sent.Ids);
    }

    private static PublishOutcome Pause => new(PublishKind.RateLimited, Code: "budget", Message: "", Reason: Problem.Unavailable(DiscordErrors.Key("GoesOn")), RetryAfter: NextCall);
}
