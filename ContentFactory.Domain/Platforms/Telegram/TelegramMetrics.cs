using System.Globalization;
using System.Text;

namespace ContentFactory.Domain.Platforms.Telegram;

/// <summary>Numbers of a post. The Bot API has none, so views and reactions come from the public page, followers from the Bot API.</summary>
internal sealed class TelegramMetrics(TelegramClient client, TelegramConnection connection)
{
    public const string PageSource = "public_page";
    public const string ApiSource = "bot_api";

    public async Task<MetricsOutcome> ReadAsync(PlatformAccount account, string externalId, CancellationToken ct)
    {
        if (TelegramChat.PublicName(account) is not { } name)
            return NotObtainable("ViewsPrivate", await FollowersAsync(account, ct));
        if (!long.TryParse(externalId, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return Failed("PageUnreadable");

        var page = await client.PageAsync(account, string.Create(CultureInfo.InvariantCulture, $"/{name}/{id}?embed=1&mode=tme"), ct);
        if (page.Status == 429)
            return new(MetricsKind.RateLimited, RetryAfter: page.RetryAfter ?? TelegramErrors.DefaultWait);
        if (page.Status is (>= 300 and < 400) or 404)
            return NotObtainable("PageNotPublic", await FollowersAsync(account, ct));
        if (page.Status != 200 || page.Body is null)
            return page.Fault is { } fault ? new(MetricsKind.Failed, Reason: fault) : Failed("PageUnavailable", page.Status);
        return await ReadAsync(account, TelegramPublicPage.Read(Encoding.UTF8.GetString(page.Body), name, id), ct);
    }

    private async Task<MetricsOutcome> ReadAsync(PlatformAccount account, TelegramPublicPage page, CancellationToken ct) => page.State switch
    {
        PageState.Shown => new(MetricsKind.Read, new(Views: page.Views, Likes: page.Reactions, Followers: await FollowersAsync(account, ct)), PageSource),
        PageState.PostNotFound => new(MetricsKind.Removed, Source: PageSource),
        PageState.Closed => NotObtainable("PageNotPublic", await FollowersAsync(account, ct)),
        PageState.Unreadable => Failed("PageUnreadable"),
    };

    private async Task<int?> FollowersAsync(PlatformAccount account, CancellationToken ct) =>
        TelegramToken.Of(account) is { } token && TelegramChat.Parse(account.AccountId) is { } chat
            ? await connection.FollowersAsync(account, token, chat.Field, ct)
            : null;

    private static MetricsOutcome NotObtainable(string key, int? followers) =>
        new(MetricsKind.NotObtainable, followers is null ? null : new(Followers: followers), followers is null ? null : ApiSource,
            Problem.Unavailable(TelegramErrors.Key(key)));

    private static MetricsOutcome Failed(string key, params object[] args) =>
        new(MetricsKind.Failed, Reason: Problem.Unavailable(TelegramErrors.Key(key), args));
}
