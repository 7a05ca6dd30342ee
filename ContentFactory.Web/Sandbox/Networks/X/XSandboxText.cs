using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ContentFactory.Web.Sandbox.Networks.X;

/// <summary>The weight of a text ("Counting characters"). Where a word may be an address the lighter reading holds: X refuses no less than this.</summary>
internal static partial class XSandboxText
{
    public const int Longest = 280;

    /// <summary>Signs of the longest text that X takes from anybody; more is not even read.</summary>
    private const int MostRead = 25_000;

    private const int Address = 23;

    /// <summary>A text that takes too long to read is too long.</summary>
    public static bool IsTooLong(string text)
    {
        try
        {
            return text.Length > MostRead || WeightOf(text) > Longest;
        }
        catch (RegexMatchTimeoutException)
        {
            return true;
        }
    }

    private static int WeightOf(string text)
    {
        var rest = new StringBuilder();
        var (weight, at) = (0, 0);
        foreach (Match match in Addresses().Matches(text))
        {
            rest.Append(text, at, match.Index - at);
            weight += match.Groups["scheme"].Success ? Address : Math.Min(Address, Signs(match.Value));
            at = match.Index + match.Length;
        }
        return weight + Signs(rest.Append(text, at, text.Length - at).ToString());
    }

    private static int Signs(string text)
    {
        var weight = 0;
        var left = text.IsNormalized() ? text.AsSpan() : text.Normalize().AsSpan();
        while (left.Length > 0)
        {
            var sign = left[..StringInfo.GetNextTextElementLength(left)];
            weight += WeightOfSign(sign);
            left = left[sign.Length..];
        }
        return weight;
    }

    private static int WeightOfSign(ReadOnlySpan<char> sign)
    {
        var count = 0;
        foreach (var rune in sign.EnumerateRunes())
        {
            if (rune.Value is not (<= 4351 or (>= 8192 and <= 8205) or (>= 8208 and <= 8223) or (>= 8242 and <= 8247)))
                return 2;
            count++;
        }
        return count;
    }

    [GeneratedRegex(@"(?<scheme>https?://)\S+|(?<![\w@.])(?:[\p{L}\p{Nd}_-]+\.)+\p{L}{2,}(?:/\S*)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Addresses();
}
