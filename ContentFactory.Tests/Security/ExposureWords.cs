using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Json;

namespace ContentFactory.Tests.Security;

/// <summary>Finds values in whatever form they might stand: as they are, escaped for JSON, HTML or addresses, in hex, in base64 at each of its three places.</summary>
internal sealed class ExposureWords(IEnumerable<string> values)
{
    private const int Around = 40;

    private readonly SearchValues<string> forms = SearchValues.Create([.. values.SelectMany(FormsOf).Distinct(StringComparer.Ordinal)], StringComparison.Ordinal);

    public IEnumerable<string> Hits(string text, string place)
    {
        var at = text.AsSpan().IndexOfAny(forms);
        return at < 0 ? [] : [$"{place}: …{text[Math.Max(0, at - Around)..Math.Min(text.Length, at + Around)]}…"];
    }

    private static IEnumerable<string> FormsOf(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        yield return value;
        yield return Uri.EscapeDataString(value);
        yield return WebUtility.HtmlEncode(value);
        yield return JsonSerializer.Serialize(value)[1..^1];
        yield return Convert.ToHexString(bytes);
        yield return Convert.ToHexStringLower(bytes);
        for (var shift = 0; shift < 3; shift++)
        {
            // only the letters that hold nothing of what stands before or behind
            var whole = Convert.ToBase64String([.. new byte[shift], .. bytes]);
            var inner = whole[(shift == 0 ? 0 : shift + 1)..((shift + bytes.Length) * 8 / 6)];
            yield return inner;
            yield return inner.Replace('+', '-').Replace('/', '_');
        }
    }
}
