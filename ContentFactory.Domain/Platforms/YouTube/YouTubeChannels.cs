using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.YouTube;

/// <summary>The channels of whoever signed in (channels.list, mine).</summary>
internal sealed class YouTubeChannels(YouTubeApi api, TimeProvider clock)
{
    public async Task<Result<ConnectedAccount>> CheckAsync(PlatformAccount account, CancellationToken ct)
    {
        var mine = await MineAsync(account, ct);
        if (!mine.Ok)
            return mine.Problem;
        if (account.AccountId.Length == 0)
            return mine.Value[0];
        return mine.Value.FirstOrDefault(c => c.AccountId == account.AccountId) is { } own ? own : YouTubeErrors.Fault(null, "OtherChannel", mine.Value[0].DisplayName);
    }

    /// <summary>Never empty: a person without a channel gets a problem that says what to do.</summary>
    public async Task<Result<IReadOnlyList<ConnectedAccount>>> MineAsync(PlatformAccount account, CancellationToken ct)
    {
        var reply = await ListAsync(account, "snippet,statistics", QuotaCost.Read, ct);
        if (!reply.IsSuccess)
            return ReasonOf(reply, account);
        var channels = reply.Json.Items("items").Select(c => Read(c, account.AppKey)).OfType<ConnectedAccount>().ToList();
        return channels.Count > 0 ? channels : YouTubeErrors.Fault(null, "NoChannel");
    }

    /// <summary>The list of all uploads of the channel, newest first.</summary>
    public async Task<(string? Id, PlatformReply Reply)> UploadsListAsync(PlatformAccount account, CancellationToken ct)
    {
        var reply = await ListAsync(account, "contentDetails", QuotaCost.Spare, ct);
        var channels = reply.Json.Items("items").ToList();
        var own = channels.Where(c => c.Word("id") == account.AccountId).Concat(channels).Select(c => c.Word("contentDetails", "relatedPlaylists", "uploads")).FirstOrDefault(id => id is not null);
        return (reply.IsSuccess ? own : null, reply);
    }

    public Problem ReasonOf(PlatformReply reply, PlatformAccount account) => YouTubeErrors.JudgeHarmless(reply, account, clock.GetUtcNow()).Reason;

    private Task<PlatformReply> ListAsync(PlatformAccount account, string parts, QuotaCost cost, CancellationToken ct) =>
        api.GetAsync(account, YouTubeApi.DataHost, "/youtube/v3/channels", [("part", parts), ("mine", "true")], cost, ct);

    private static ConnectedAccount? Read(JsonElement channel, string? app)
    {
        if (channel.Word("id") is not { Length: > 0 } id)
            return null;
        var handle = channel.Word("snippet", "customUrl")?.TrimStart('@');
        int? followers = channel.Flag("statistics", "hiddenSubscriberCount") is not true && channel.WholeOrText("statistics", "subscriberCount") is >= 0 and var count ? (int)Math.Min(count, int.MaxValue) : null;
        return new(id, handle, channel.Word("snippet", "title") ?? handle ?? id, channel.Word("snippet", "description"), followers, null, app);
    }
}
