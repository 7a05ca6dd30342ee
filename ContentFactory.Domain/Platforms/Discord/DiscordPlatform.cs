namespace ContentFactory.Domain.Platforms.Discord;

/// <summary>
/// Messages in channels of Discord, by a webhook or by a bot. Effect class D: a webhook takes no key, and how long Discord remembers a bot's is said
/// nowhere ("a few minutes").
/// </summary>
internal sealed class DiscordPlatform(DiscordApi api, DiscordPublishing publishing, DiscordConnection connection, DiscordMessages messages) : IPlatform
{
    public string Key => "discord";

    public PlatformLimits Limits => DiscordRules.Limits;

    /// <summary>Code points, with what has to be escaped.</summary>
    public int LengthOf(string text) => DiscordText.LengthOf(text);

    public bool Formats => true;

    public int MarkedLengthOf(string text) => DiscordText.MarkedLengthOf(text);

    /// <summary>50 requests a second for a bot ("Rate Limits"); 30 messages a minute in one channel are common practice.</summary>
    public PlatformRates Rates { get; } = new(App: new(50, TimeSpan.FromSeconds(1)), Account: new(30, TimeSpan.FromMinutes(1)));

    public EffectClass EffectOf(OutgoingPost post) => EffectClass.D;

    public IReadOnlyList<EntryWay> Entries { get; } =
    [
        new("webhook", [new(DiscordConnection.WebhookField, DiscordSeat.WebhookSecret)]),
        new("bot", [new(DiscordConnection.TokenField, DiscordSeat.BotSecret), new(DiscordConnection.ChannelField)]),
    ];

    public IReadOnlyList<PublishOption> Options => DiscordRules.Options;

    public IReadOnlyList<string> MessagesOf(OutgoingPost post) => DiscordRules.PartsOf(post);

    public IReadOnlyList<Problem> Validate(OutgoingPost post) => DiscordRules.Check(post);

    public Task<Result<ConnectedAccount>> CheckAsync(PlatformAccount account, CancellationToken ct) => connection.CheckAsync(account, ct);

    public async Task<PublishOutcome> PublishAsync(PlatformAccount account, OutgoingPost post, CancellationToken ct)
    {
        var seat = api.SeatOf(account);
        if (!seat.Ok)
            return new(PublishKind.AccountRefused, Code: "local", Reason: seat.Problem);
        if (Validate(post) is [var fault, ..])
            return new(PublishKind.Rejected, Code: "local", Reason: fault);
        return await publishing.PublishAsync(seat.Value, post, ct);
    }

    public async Task<LookOutcome> LookAsync(PlatformAccount account, LostPost lost, CancellationToken ct)
    {
        var seat = api.SeatOf(account);
        return seat.Ok ? await messages.LookAsync(seat.Value, lost, ct) : new(LookKind.Failed, Reason: seat.Problem);
    }

    public async Task<MetricsOutcome> ReadMetricsAsync(PlatformAccount account, string externalId, CancellationToken ct)
    {
        var seat = api.SeatOf(account);
        return seat.Ok ? await messages.ReadMetricsAsync(seat.Value, externalId, ct) : new(MetricsKind.Failed, Reason: seat.Problem);
    }

    public bool Deletes => true;

    public async Task<DeleteOutcome> DeleteAsync(PlatformAccount account, PublishedPost post, CancellationToken ct)
    {
        var seat = api.SeatOf(account);
        return seat.Ok ? await messages.DeleteAsync(seat.Value, post, ct) : new(DeleteKind.Refused, seat.Problem);
    }
}
