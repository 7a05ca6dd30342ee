using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace ContentFactory.Tests.Platforms.BadInput;

/// <summary>A message as Discord shows it (its help page "Markdown Text 101"): what is not escaped and would be markup is a fault here.</summary>
internal static partial class DiscordReader
{
    public static string Read(string content)
    {
        var (plain, guarded) = (new StringBuilder(), new StringBuilder());
        for (var at = 0; at < content.Length; at++)
        {
            var isEscape = content[at] == '\\' && at + 1 < content.Length && content[at + 1] is > ' ' and < '\x7f' && !char.IsAsciiLetterOrDigit(content[at + 1]);
            at += isEscape ? 1 : 0;
            plain.Append(content[at]);
            // what is escaped is no mark any more
            guarded.Append(isEscape ? 'x' : content[at]);
        }
        Assert.DoesNotMatch(Markup(), Address().Replace(guarded.ToString(), "address"));
        return plain.ToString();
    }

    [GeneratedRegex(@"https?://[^\s<]+")]
    private static partial Regex Address();

    [GeneratedRegex(@"[*_`]|~~|\|\||^[ \t]*(?:\#{1,3}|-\#|>|>>>)\s|\[[^\]\n]+\]\(", RegexOptions.Multiline)]
    private static partial Regex Markup();
}
