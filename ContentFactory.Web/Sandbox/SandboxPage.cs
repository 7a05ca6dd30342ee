using System.Globalization;
using System.Net;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Web.Sandbox;

/// <summary>The public page of one message, with the class names of the platform's embed widget (unconfirmed practice, no stored source).</summary>
internal static class SandboxPage
{
    public static readonly string Missing = Document("<div class=\"tgme_widget_message_error\">Post not found</div>");

    public static string Of(string handle, int messageId, SandboxPublicPost post) => Document(Message(handle, messageId, post));

    /// <summary>The page of a chat with its latest messages.</summary>
    public static string Of(string handle, IEnumerable<SandboxPublicMessage> messages) =>
        Document(string.Concat(messages.Select(m => $"<div class=\"tgme_widget_message_wrap\">{Message(handle, m.MessageId, m.Post)}</div>")));

    private static string Message(string handle, int messageId, SandboxPublicPost post)
    {
        var link = string.Create(CultureInfo.InvariantCulture, $"{handle}/{messageId}");
        return $"""
            <div class="tgme_widget_message js-widget_message" data-post="{Safe(link)}">
              <div class="tgme_widget_message_author"><span class="tgme_widget_message_owner_name">{Safe(post.Title)}</span> <span class="badge badge-sandbox">Sandbox</span></div>
              <div class="tgme_widget_message_text js-message_text" dir="auto">{Safe(post.Text).Replace("\n", "<br/>", StringComparison.Ordinal)}</div>
              <div class="tgme_widget_message_info">
                <span class="tgme_widget_message_views">{SandboxNumbers.Short(post.Views)}</span>
                <time datetime="{post.SentAt.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture)}" class="datetime">{post.SentAt.ToString("HH:mm", CultureInfo.InvariantCulture)}</time>
              </div>
            </div>
            """;
    }

    private static string Document(string body) => $"""
        <!DOCTYPE html>
        <html lang="en" data-theme="system"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Sandbox</title><meta name="robots" content="noindex"><link rel="stylesheet" href="/css/tokens.css"><link rel="stylesheet" href="/css/app.css"><link rel="stylesheet" href="/css/sandbox.css"></head>
        <body class="widget_frame_base tgme_widget">
        <main class="site-body"><article class="feed-post">{body}</article></main>
        </body></html>
        """;

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
