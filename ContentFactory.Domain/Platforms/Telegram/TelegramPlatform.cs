namespace ContentFactory.Domain.Platforms.Telegram;

/// <summary>Telegram channels and groups through a bot. Effect class D: the Bot API takes no idempotency key and shows no sent messages.</summary>
internal sealed class TelegramPlatform(TelegramClient client, TelegramConnection connection, TelegramFeed feed, TelegramMetrics metrics) : IPlatform
{
    public string Key => "telegram";

    public PlatformLimits Limits => TelegramRules.Limits;

    /// <summary>https://core.telegram.org/bots/faq: about 30 messages a second for a bot, 20 a minute in one group.</summary>
    public PlatformRates Rates { get; } = new(App: new(30, TimeSpan.FromSeconds(1)), Account: new(20, TimeSpan.FromMinutes(1)));

    public EffectClass EffectOf(OutgoingPost post) => EffectClass.D;

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

        var reply = await client.CallAsync(account, token, TelegramMessage.For(chat, post), ct);
        if (reply.Kind != ReplyKind.Ok)
            return TelegramErrors.ToOutcome(reply);
        return TelegramMessage.Published(reply.Result, account, client.WebBase(account))
            ?? TelegramErrors.ToOutcome(reply with { Kind = ReplyKind.Unclear, Text = "the reply names no message" });
    }

    public Task<LookOutcome> LookAsync(PlatformAccount account, LostPost lost, CancellationToken ct) => feed.LookAsync(account, lost, ct);

    public Task<MetricsOutcome> ReadMetricsAsync(PlatformAccount account, string externalId, CancellationToken ct) =>
        metrics.ReadAsync(account, externalId, ct);

    private static PublishOutcome Refuse(PublishKind kind, Problem reason) => new(kind, Code: "local", Reason: reason);
}
