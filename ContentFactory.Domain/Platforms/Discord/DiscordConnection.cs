using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.Discord;

/// <summary>Server and channel of a seat; messages name only the channel, and a link needs both.</summary>
internal sealed record DiscordPlace(string? Guild, string? Channel)
{
    public static DiscordPlace Of(DiscordSeat seat, PlatformReply reply) =>
        new(reply.Json.Word("guild_id"), seat.IsBot ? reply.Json.Word("id") ?? seat.Id : reply.Json.Word("channel_id"));
}

/// <summary>The live check of the connect form: whose bot and which channel, or which webhook.</summary>
internal sealed class DiscordConnection(DiscordApi api)
{
    public const string TokenField = "BotToken";
    public const string ChannelField = "ChannelId";
    public const string WebhookField = "WebhookUrl";

    /// <summary>GUILD_TEXT, GUILD_VOICE, GUILD_ANNOUNCEMENT, the three kinds of threads and GUILD_STAGE_VOICE: those with messages of their own.</summary>
    private static readonly long[] Writable = [0, 2, 5, 10, 11, 12, 13];

    public async Task<Result<ConnectedAccount>> CheckAsync(PlatformAccount account, CancellationToken ct)
    {
        var seat = api.SeatOf(account);
        if (!seat.Ok)
            return seat.Problem;
        return seat.Value.IsBot ? await CheckBotAsync(seat.Value, ct) : await CheckWebhookAsync(seat.Value, ct);
    }

    private async Task<Result<ConnectedAccount>> CheckWebhookAsync(DiscordSeat seat, CancellationToken ct)
    {
        var reply = await api.GetAsync(seat, seat.Place, ct);
        if (!reply.IsSuccess || reply.Json.Word("id") is not { } id)
            return Failed(reply, seat, WebhookField);
        if (id != seat.Id || (seat.Account.AccountId.Length > 0 && seat.Account.AccountId != id))
            return DiscordErrors.Fault(WebhookField, "OtherWebhook");
        return new ConnectedAccount(id, null, reply.Json.Word("name") is { Length: > 0 } name ? name : id, null, null, null);
    }

    private async Task<Result<ConnectedAccount>> CheckBotAsync(DiscordSeat seat, CancellationToken ct)
    {
        var me = await api.GetAsync(seat, DiscordSeat.Me, ct);
        if (!me.IsSuccess || me.Json.Word("id") is not { } bot)
            return Failed(me, seat, TokenField);
        var channel = await api.GetAsync(seat, seat.Place, ct);
        if (!channel.IsSuccess || channel.Json.Word("id") is not { } id)
            return Failed(channel, seat, ChannelField);
        if (channel.Json.Whole("type") is not { } type || !Writable.Contains(type))
            return DiscordErrors.Fault(ChannelField, "ChannelType");
        return new ConnectedAccount(id, null, channel.Json.Word("name") is { Length: > 0 } name ? $"#{name}" : id, channel.Json.Word("topic"), null, null, bot);
    }

    // a wrong token may first show at any call; everything that is not a clear refusal is weather, not input
    private static Problem Failed(PlatformReply reply, DiscordSeat seat, string field)
    {
        var refusal = DiscordErrors.JudgeHarmless(reply, seat);
        return refusal.Kind is PublishKind.AccountRefused or PublishKind.Rejected
            ? refusal.Reason with { Field = reply.Status == 401 && seat.IsBot ? TokenField : field }
            : refusal.Reason with { Kind = ProblemKind.Unavailable };
    }
}
