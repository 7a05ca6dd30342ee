using System.Globalization;
using System.Net;
using System.Resources;
using System.Text;
using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Access;

/// <summary>A letter as it goes out: the text as it was written with a plain foot, and the same as HTML with the brand and one button.</summary>
internal sealed class LetterLook(IOptions<AccessOptions> access)
{
    private const string Paragraph = "margin:0 0 16px;font-size:15px;line-height:1.5;color:#18181b";
    private const string ButtonStyle = "display:inline-block;padding:12px 20px;border-radius:6px;background:#4f46e5;color:#ffffff;font-size:15px;font-weight:600;text-decoration:none";
    private const string CodeStyle = "margin:0 0 16px;font-size:28px;font-weight:700;letter-spacing:6px;color:#18181b";

    private static readonly ResourceManager Words = new(typeof(Texts));

    private string Root => access.Value.PublicUrl?.AbsoluteUri ?? "";

    public string PlainOf(DueLetter letter) => $"{letter.Text.TrimEnd()}\n\n-- \n{Foot(letter)}\n";

    public string HtmlOf(DueLetter letter)
    {
        var body = new StringBuilder();
        foreach (var paragraph in letter.Text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            AddParagraph(body, paragraph, letter);
        return $"""
            <!doctype html>
            <html lang="{letter.Culture}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{Encoded(letter.Subject)}</title></head>
            <body style="margin:0;padding:0;background:#f4f4f5;font-family:Inter,Segoe UI,Roboto,Helvetica,Arial,sans-serif">
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:24px 12px">
            <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;background:#ffffff;border:1px solid #e4e4e7;border-radius:8px">
            <tr><td style="padding:20px 28px;border-bottom:1px solid #e4e4e7;font-size:16px;font-weight:700;color:#4f46e5">ContentFactory</td></tr>
            <tr><td style="padding:28px 28px 12px">{body}</td></tr>
            </table>
            <p style="max-width:560px;margin:16px auto 0;font-size:12px;line-height:1.5;color:#52525b">{Encoded(Foot(letter))}</p>
            </td></tr></table></body></html>
            """;
    }

    private void AddParagraph(StringBuilder body, string paragraph, DueLetter letter)
    {
        if (IsOwnLink(paragraph))
            body.Append(CultureInfo.InvariantCulture, $"""<p style="{Paragraph}"><a href="{Encoded(paragraph)}" style="{ButtonStyle}">{Encoded(letter.Button ?? Say(letter, "Letter_Button"))}</a></p>""");
        else if (paragraph.Length == 6 && paragraph.All(char.IsAsciiDigit))
            body.Append(CultureInfo.InvariantCulture, $"""<p style="{CodeStyle}">{paragraph}</p>""");
        else
            body.Append(CultureInfo.InvariantCulture, $"""<p style="{Paragraph}">{string.Join("<br>", paragraph.Split('\n').Select(Encoded))}</p>""");
    }

    // only links of this installation: what a stranger could bring into a text never becomes a button
    private bool IsOwnLink(string paragraph) =>
        Root.Length > 0 && paragraph.StartsWith(Root, StringComparison.Ordinal) && !paragraph.Any(char.IsWhiteSpace);

    private string Foot(DueLetter letter) => string.Format(CultureInfo.InvariantCulture, Say(letter, "Letter_Foot"), Root);

    private static string Say(DueLetter letter, string key) => Words.GetString(key, CultureInfo.GetCultureInfo(letter.Culture)) ?? throw new InvalidOperationException($"No text {key}");

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
