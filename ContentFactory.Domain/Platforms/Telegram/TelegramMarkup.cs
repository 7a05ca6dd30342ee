using System.Net;
using System.Text;
using ContentFactory.Domain.Platforms.Formatting;

namespace ContentFactory.Domain.Platforms.Telegram;

/// <summary>A formatted text in the tags of parse mode HTML (Bot API, "HTML style").</summary>
internal static class TelegramMarkup
{
    public static string Html(IReadOnlyList<MarkedPart> parts)
    {
        var (html, open) = (new StringBuilder(), new List<MarkedPart>());
        foreach (var part in parts)
        {
            switch (part)
            {
                case { Step: MarkedStep.Text }:
                    html.Append(TelegramText.Html(part.Text));
                    break;
                // words of a link are a link before they are code
                case { Mark: TextMark.Code, Step: not MarkedStep.Text } when open.Exists(o => o.Mark is TextMark.Link):
                    break;
                // code can be part of no other mark but a quote: those around it end before and begin anew after it
                case { Step: MarkedStep.Open, Mark: TextMark.Code }:
                    html.Append(string.Concat(Around(open).Reverse().Select(o => $"</{TagOf(o.Mark)}>"))).Append("<code>");
                    break;
                case { Step: MarkedStep.Close, Mark: TextMark.Code }:
                    html.Append("</code>").Append(string.Concat(Around(open).Select(Begin)));
                    break;
                case { Step: MarkedStep.Open }:
                    open.Add(part);
                    html.Append(Begin(part));
                    break;
                case { Step: MarkedStep.Close }:
                    open.RemoveAt(open.Count - 1);
                    html.Append("</").Append(TagOf(part.Mark)).Append('>');
                    break;
            }
        }
        return html.ToString();
    }

    private static IEnumerable<MarkedPart> Around(List<MarkedPart> open) => open.Where(o => o.Mark is not TextMark.Quote);

    private static string Begin(MarkedPart part) => part.Mark is TextMark.Link ? $"<a href=\"{WebUtility.HtmlEncode(part.Text)}\">" : $"<{TagOf(part.Mark)}>";

    private static string TagOf(TextMark mark) => mark switch
    {
        TextMark.Bold => "b",
        TextMark.Italic => "i",
        TextMark.Underline => "u",
        TextMark.Strike => "s",
        TextMark.Spoiler => "tg-spoiler",
        TextMark.Code => "code",
        TextMark.Link => "a",
        TextMark.Quote => "blockquote",
    };
}
