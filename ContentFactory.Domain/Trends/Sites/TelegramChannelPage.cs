using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ContentFactory.Domain.Trends.Feeds;

namespace ContentFactory.Domain.Trends.Sites;

/// <summary>The latest posts of a public channel as its page <c>t.me/s/{name}</c> shows them.</summary>
internal static partial class TelegramChannelPage
{
    private static readonly Uri Site = new("https://t.me");

    public static Result<Feed> Read(string page, Uri address)
    {
        using var document = PageMarkup.Parse(page);
        var messages = document?.QuerySelectorAll(".tgme_widget_message[data-post]").ToList();
        // a person, a closed channel and a name that nobody has lead to the page of t.me about the app
        if (messages is not { Count: > 0 })
            return Problem.Unavailable("Trends.TelegramClosed");
        var title = document!.QuerySelector(".tgme_channel_info_header_title")?.TextContent ?? document.QuerySelector("meta[property='og:title']")?.GetAttribute("content");
        return FeedItems.Feed(HtmlText.Tidy(title ?? "", FeedLimits.Title), null, address, address, messages.AsEnumerable().Reverse().Select(Item));
    }

    private static RawItem Item(IElement message)
    {
        var id = message.GetAttribute("data-post");
        var text = PageMarkup.TextOf(message.QuerySelector(".tgme_widget_message_text.js-message_text") ?? message.QuerySelector(".tgme_widget_message_text"), FeedLimits.Text);
        return new RawItem(
            id, FeedXmlExtensions.WebAddress(Site, "/" + id), "", HtmlText.Tidy(text, FeedLimits.Summary), text, Picture(message),
            message.QuerySelector(".tgme_widget_message_date time[datetime]")?.GetAttribute("datetime") ?? message.QuerySelector("time[datetime]")?.GetAttribute("datetime"), []);
    }

    private static Uri? Picture(IElement message) =>
        message.QuerySelector(".tgme_widget_message_photo_wrap[style]")?.GetAttribute("style") is { } style && Background().Match(style) is { Success: true } found
            ? FeedXmlExtensions.WebAddress(Site, found.Groups[1].Value) : null;

    [GeneratedRegex(@"background-image:\s*url\('([^'()]{1,1500})'\)", RegexOptions.CultureInvariant)]
    private static partial Regex Background();
}
