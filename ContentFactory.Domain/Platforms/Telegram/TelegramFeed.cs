using System.Globalization;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace ContentFactory.Domain.Platforms.Telegram;

/// <summary>Looks for a post among the latest of a public channel's web page: the Bot API lists no messages.</summary>
internal sealed class TelegramFeed(TelegramClient client)
{
    public async Task<LookOutcome> LookAsync(PlatformAccount account, LostPost lost, CancellationToken ct)
    {
        // only what is to be pinned is remembered when all of it is out
        if (SentParts.Of(lost.Handle) is { Count: > 0 } sent && sent.Count >= TelegramParts.Of(lost.Post).Count)
            return Known(account, sent, lost.Post);
        if (TelegramChat.PublicName(account) is not { } name)
            return new(LookKind.NotReadable, Reason: Problem.Unavailable(TelegramErrors.Key("LookPrivate")));
        var page = await client.PageAsync(account, $"/s/{name}", ct);
        if (page.Status == 429)
            return new(LookKind.RateLimited, RetryAfter: page.RetryAfter ?? TelegramErrors.DefaultWait);
        if (page.Status is (>= 300 and < 400) or 404)
            return new(LookKind.NotReadable, Source: TelegramMetrics.PageSource, Reason: Problem.Unavailable(TelegramErrors.Key("PageNotPublic")));
        if (page.Status != 200 || page.Body is null)
            return new(LookKind.Failed, Reason: page.Fault ?? Problem.Unavailable(TelegramErrors.Key("PageUnavailable"), page.Status));
        return Compare(Read(Encoding.UTF8.GetString(page.Body), name), lost, client.WebBase(account), name);
    }

    private LookOutcome Known(PlatformAccount account, SentParts sent, OutgoingPost lost)
    {
        var post = TelegramMessage.Whole(account, client.WebBase(account), sent, null);
        return new(LookKind.Found, post.ExternalId, post.Url, post.PartIds, Reason: TelegramPin.LeftOf(lost));
    }

    private static LookOutcome Compare(IReadOnlyList<Shown> page, LostPost lost, Uri web, string name)
    {
        var (parts, sent) = (TelegramParts.Of(lost.Post), SentParts.Of(lost.Handle));
        // of several parts only the last one makes the post complete
        var wanted = sent.Count < parts.Count - 1 ? "" : OutgoingWords.Bare(TelegramText.Plain(parts[^1]));
        // a post without words looks like any other picture
        var latest = LatestPosts.Since(lost.From, page, m => new(Number(m.Id), TelegramChat.PostUrl(web, name, null, m.Id), m.At, m.Text), m => wanted.Length > 0 && OutgoingWords.Bare(m.Text) == wanted);
        return latest.Only is { } found
            ? new(LookKind.Found, Whole(sent, found)[0], TelegramChat.PostUrl(web, name, null, long.Parse(Whole(sent, found)[0], CultureInfo.InvariantCulture)), Whole(sent, found), latest.Seen, TelegramMetrics.PageSource, TelegramPin.LeftOf(lost.Post))
            : new(LookKind.Unclear, Seen: latest.Seen, Source: TelegramMetrics.PageSource);
    }

    private static IReadOnlyList<string> Whole(SentParts sent, Shown last) => [.. sent.Ids, Number(last.Id)];

    private static List<Shown> Read(string html, string name)
    {
        var messages = new List<Shown>();
        foreach (var message in new HtmlParser().ParseDocument(html).QuerySelectorAll(".tgme_widget_message[data-post]"))
        {
            var parts = message.GetAttribute("data-post")!.Split('/');
            if (parts.Length == 2 && string.Equals(parts[0], name, StringComparison.OrdinalIgnoreCase) && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                messages.Add(new(id, TimeOf(message), TextOf(message)));
        }
        return messages;
    }

    private static DateTimeOffset? TimeOf(IElement message) =>
        DateTimeOffset.TryParse(message.QuerySelector("time[datetime]")?.GetAttribute("datetime"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    private static string TextOf(IElement message)
    {
        if (message.QuerySelector(".js-message_text") is not { } text)
            return "";
        foreach (var line in text.QuerySelectorAll("br"))
            line.OuterHtml = "\n";
        return text.TextContent.Trim();
    }

    private static string Number(long id) => id.ToString(CultureInfo.InvariantCulture);

    private sealed record Shown(long Id, DateTimeOffset? At, string Text);
}
