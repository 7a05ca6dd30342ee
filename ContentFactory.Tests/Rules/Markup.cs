using System.Text.RegularExpressions;

namespace ContentFactory.Tests.Rules;

/// <summary>Finds in Razor source what a reader would see although no text file holds it.</summary>
internal static partial class Markup
{
    public static IEnumerable<string> Literals(string razor)
    {
        var source = WithoutCode(Hidden().Replace(razor, " "));
        var tags = Tag().Matches(source);
        var attributes = tags.SelectMany(tag => Attribute().Matches(tag.Value)).Select(match => match.Groups[2].Value + match.Groups[3].Value);
        var between = Tag().Replace(source, "\n").Split('\n').Where(line => !Statement().IsMatch(line));
        return attributes.Concat(between).Select(WithoutExpressions).Select(text => text.Trim()).Where(text => Letter().IsMatch(text));
    }

    private static string WithoutCode(string source)
    {
        while (Block().Match(source) is { Success: true } block)
            source = source[..block.Index] + " " + source[End(source, block.Index + block.Length - 1)..];
        return source;
    }

    // @(...), @name.Member(...)[...], and the heads of control statements
    private static string WithoutExpressions(string text)
    {
        while (Expression().Match(text) is { Success: true } start)
        {
            var end = start.Index + start.Length;
            while (end < text.Length && Continues(text, end)) end = text[end] is '(' or '[' ? End(text, end) : NextWord(text, end);
            text = text[..start.Index] + " " + text[end..];
        }
        return Entity().Replace(text, " ");
    }

    private static bool Continues(string text, int at) =>
        text[at] is '(' or '[' || (text[at] is '.' or '?' or '!' && at + 1 < text.Length && (char.IsLetter(text[at + 1]) || text[at + 1] == '.'));

    private static int NextWord(string text, int at)
    {
        do at++;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_'));
        return at;
    }

    /// <summary>Behind the bracket that closes the one at <paramref name="open"/>; strings are skipped.</summary>
    private static int End(string source, int open)
    {
        var depth = 0;
        for (var at = open; at < source.Length; at++)
        {
            if (source[at] == '"') at = ClosingQuote(source, at);
            else if (source[at] is '(' or '[' or '{') depth++;
            else if (source[at] is ')' or ']' or '}' && --depth == 0) return at + 1;
        }
        return source.Length;
    }

    private static int ClosingQuote(string source, int at)
    {
        do at++;
        while (at < source.Length && (source[at] != '"' || source[at - 1] == '\\'));
        return at;
    }

    [GeneratedRegex(@"@\*.*?\*@|<!--.*?-->|<(style|script)\b.*?</\1>|<!DOCTYPE[^>]*>|^@(page|inject|using|inherits|layout|attribute|implements|typeparam|rendermode|namespace|preservewhitespace)\b.*?$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Hidden();

    [GeneratedRegex(@"@(code|functions)?\s*\{")]
    private static partial Regex Block();

    // a quoted value may hold an expression with quotes of its own: @T["Key"], @(x ? "a" : "b"); atomic groups keep the search linear
    private const string Value = """(?>@\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|@?[\w.?!]*\[[^\]]*\]|@[\w.]+\([^)]*\)|[^"])*""";

    [GeneratedRegex($"""</?[A-Za-z][\w.:-]*(?>\s+[@\w:.-]+(?>\s*=\s*(?>"{Value}"|'[^']*'|[^\s"'>]+))?)*\s*/?>""")]
    private static partial Regex Tag();

    [GeneratedRegex($"""\s(title|placeholder|aria-label|alt|Text|Title|Placeholder|Label|EmptyText)\s*=\s*(?>"({Value})"|'([^']*)')""")]
    private static partial Regex Attribute();

    // C# inside the body of a control statement, and the statement's own line
    [GeneratedRegex(@"^\s*(@?(if|else|for|foreach|while|switch|using|lock|try|catch|finally|do)\b|case\b|default\s*:|[\w.\[\]<>]+\s+\w+\s*=[^=]|[\w.@]+\(.*\);\s*$|.*;\s*$)")]
    private static partial Regex Statement();

    [GeneratedRegex(@"@(?=\()|@await\s+[\w]+|@[A-Za-z_]\w*")]
    private static partial Regex Expression();

    [GeneratedRegex("&[#A-Za-z0-9]+;")]
    private static partial Regex Entity();

    [GeneratedRegex(@"\p{L}")]
    private static partial Regex Letter();
}
