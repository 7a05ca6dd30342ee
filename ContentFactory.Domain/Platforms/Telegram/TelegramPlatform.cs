using ContentFactory.Domain.Platforms.Formatting;

namespace ContentFactory.Domain.Platforms.Telegram;

/// <summary>Telegram channels and groups through a bot. Effect class D: the Bot API takes no idempotency key and shows no sent messages.</summary>
internal sealed class TelegramPlatform(TelegramClient client, TelegramConnection connection, TelegramPin pin, TelegramFeed feed, TelegramMetrics metrics, TelegramRemoval removal) : IPlatform
{
    public string Key => "telegram";

    public PlatformLimits Limits => TelegramRules.Limits;

    /// <summary>https://core.telegram.org/bots/faq: about 30 messages a second for a bot, 20 a minute in one group.</summary>
    public PlatformRates Rates { get; } = new(App: new(30, TimeSpan.FromSeconds(1)), Account: new(20, TimeSpan.FromMinutes(1)));

    public EffectClass EffectOf(OutgoingPost post) => EffectClass.D;

    public IReadOnlyList<PublishOption> Options => TelegramRules.Options;

    public IReadOnlyList<string> MessagesOf(OutgoingPost post) => [.. TelegramParts.Of(post).Select(OutgoingWords.Whole)];

    public bool Formats => true;

    public int MarkedLengthOf(string text) => MarkedText.Plain(text).Length;

    public CoverLimits? CoverOf(OutgoingPost post) => TelegramRules.CoverLimitsOf(post);

    public IReadOnlyList<Problem> Validate(OutgoingPost post) => TelegramRules.Check(post);

    public Task<Result<ConnectedAccount>> CheckAsync(PlatformAccount account, CancellationToken ct) => connection.CheckAsync(account, ct);

    public async Task<PublishOutcome> PublishAsync(PlatformAccount account, OutgoingPost post, CancellationToken ct)
    {
        if (TelegramToken.Of(account) is not { } token)
            return Refuse(PublishKind.AccountRefused, TelegramErrors.Text(ProblemKind.Invalid, null, "TokenMalformed"));
        if (TelegramChat.Parse(account.AccountId) is not { } chat)
            return Refuse(PublishKind.AccountRefused, TelegramErrors.Text(ProblemKind.Invalid, null, "ChatIdMalformed"));
        if (Validate(post) is [var fault, ..])
            return Refuse(PublishKind.Rejected, fault);

        var (parts, sent) = (TelegramParts.Of(post), SentParts.Of(post.Ticket?.Handle));
        PublishOutcome? last = null;
        foreach (var part in parts.Skip(sent.Count))
        {
            // what is out must be known before the next part goes: another node would send it again
            if (last is not null && post.Ticket is { } ticket && !await ticket.Remember(sent.Handle))
                return sent.Lost();
            last = await SendAsync(account, token, chat, part, ct);
            if (last.Kind is not PublishKind.Published)
                return sent.Then(last, parts.Count);
            sent = sent.With(last.PartIds!);
        }
        var published = TelegramMessage.Whole(account, client.WebBase(account), sent, last);
        if (!TelegramPin.IsWanted(post))
            return published;
        // a process that dies while it pins leaves a post that is known to be out
        if (last is not null && post.Ticket is { } memory && !await memory.Remember(sent.Handle))
            return TelegramPin.Left(published);
        return await pin.PinAsync(account, token, chat, post, published, ct);
    }

    public Task<LookOutcome> LookAsync(PlatformAccount account, LostPost lost, CancellationToken ct) => feed.LookAsync(account, lost, ct);

    public Task<MetricsOutcome> ReadMetricsAsync(PlatformAccount account, string externalId, CancellationToken ct) =>
        metrics.ReadAsync(account, externalId, ct);

    public bool Deletes => true;

    public Task<DeleteOutcome> DeleteAsync(PlatformAccount account, PublishedPost post, CancellationToken ct) => removal.DeleteAsync(account, post, ct);

    private async Task<PublishOutcome> SendAsync(PlatformAccount account, string token, TelegramChat chat, OutgoingPost part, CancellationToken ct)
    {
        var reply = await client.CallAsync(account, token, TelegramMessage.For(chat, part), ct);
        if (reply.Kind != ReplyKind.Ok)
            return TelegramErrors.ToOutcome(reply);
        return TelegramMessage.Published(reply.Result, account, client.WebBase(account))
            ?? TelegramErrors.ToOutcome(reply with { Kind = ReplyKind.Unclear, Text = "the reply names no message" });
    }

    private static PublishOutcome Refuse(PublishKind kind, Problem reason) => new(kind, Code: "local", Reason: reason);
}
