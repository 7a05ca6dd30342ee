using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Trends.Feeds;

/// <summary>Turns bytes into text. What the bytes prove counts more than what the server or the document says about them.</summary>
internal static partial class FeedEncoding
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    public static string Decode(ReadOnlySpan<byte> body, string? contentType)
    {
        if (Marked(body) is var (encoding, mark))
            return encoding.GetString(body[mark..]);
        // text of another charset is practically never valid UTF-8
        if (TryUtf8(body, out var text))
            return text;
        var named = Find(OfContentType(contentType)) ?? Find(OfDeclaration(body));
        return (named ?? Guess(body)).GetString(body);
    }

    private static (Encoding Encoding, int Mark)? Marked(ReadOnlySpan<byte> body) => body switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
        [0xFF, 0xFE, 0, 0, ..] => (Encoding.UTF32, 4),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        [(byte)'<', 0, ..] => (Encoding.Unicode, 0),
        [0, (byte)'<', ..] => (Encoding.BigEndianUnicode, 0),
        _ => null,
    };

    private static bool TryUtf8(ReadOnlySpan<byte> body, out string text)
    {
        try
        {
            text = StrictUtf8.GetString(body);
            return true;
        }
        catch (DecoderFallbackException)
        {
            text = "";
            return false;
        }
    }

    private static string? OfContentType(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) ? type.CharSet?.Trim('"', '\'', ' ') : null;

    private static string? OfDeclaration(ReadOnlySpan<byte> body)
    {
        var start = Encoding.Latin1.GetString(body[..Math.Min(body.Length, 1_000)]);
        return Declaration().Match(start) is { Success: true } match ? match.Groups[1].Value : null;
    }

    /// <summary>Null for UTF-8 too: the caller has seen that the bytes are not.</summary>
    private static Encoding? Find(string? name)
    {
        if (string.IsNullOrEmpty(name))
            return null;
        try
        {
            var found = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
            return found.CodePage == Encoding.UTF8.CodePage || found.CodePage == Encoding.ASCII.CodePage ? null : found;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>A few broken characters are damaged UTF-8; many are the Russian Windows charset, which this audience meets most.</summary>
    private static Encoding Guess(ReadOnlySpan<byte> body)
    {
        var high = 0;
        foreach (var b in body)
            high += b >= 0x80 ? 1 : 0;
        var broken = Encoding.UTF8.GetString(body).Count(c => c == '\uFFFD');
        return broken * 10 > high ? CodePagesEncodingProvider.Instance.GetEncoding(1251)! : Encoding.UTF8;
    }

    [GeneratedRegex("""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")]
    private static partial Regex Declaration();
}
