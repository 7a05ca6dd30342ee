using System.Globalization;
using System.Text.RegularExpressions;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Rules;

/// <summary>Each place that names a problem gives as many values as its text has holes: fewer would throw where the text is shown.</summary>
public sealed partial class ProblemArgumentsTests
{
    [Fact]
    public void Each_problem_gives_what_its_text_shows()
    {
        var uses = (from project in new[] { SourceTree.Domain, SourceTree.Web }
                    from file in SourceTree.Files(project, "*.cs").Concat(SourceTree.Files(project, "*.razor"))
                    from use in Uses(File.ReadAllText(file))
                    select (File: SourceTree.Name(file), use.Key, use.Values)).ToList();
        Assert.True(uses.Count > 100, $"only {uses.Count} places were found");
        Findings.None(from use in uses
                      from text in TextsOf(use.Key)
                      where !Renders(text.Text, text.Language, use.Values)
                      select $"{use.File}: {use.Key} gives {use.Values}, the text in {text.Language} is: {text.Text}");
    }

    [Theory]
    [InlineData("return Problem.Limit(\"Access.Busy\", 3);", "Access.Busy", 1)]
    [InlineData("Problem.Invalid(nameof(x), \"Ai.Weak\", Limit(1, 2), \"a,b\")", "Ai.Weak", 2)]
    [InlineData("Problem.NotFound(\"Ai.Gone\")", "Ai.Gone", 0)]
    [InlineData("new Problem(ProblemKind.Limit, null, \"Ai.Off\", rows[1, 2])", "Ai.Off", 1)]
    public void Finds_the_values_of_each_problem(string source, string key, int values) => Assert.Equal([(key, values)], Uses(source));

    [Fact]
    public void A_text_with_more_holes_than_values_is_found()
    {
        Assert.False(Renders("{0} of {1}", "en", 1));
        Assert.False(Renders("none", "en", 1));
        Assert.True(Renders("{0:N0} of {1}", "ru", 2));
    }

    private static IEnumerable<(string Key, int Values)> Uses(string source)
    {
        foreach (Match use in Beginning().Matches(source))
        {
            var arguments = Arguments(source, use.Index + use.Length);
            var key = arguments.FindIndex(a => Key().IsMatch(a));
            // a list that is spread, and a key chosen between two, say nothing here
            if (key >= 0 && !arguments[(key + 1)..].Any(a => a.StartsWith("args", StringComparison.Ordinal) || a.StartsWith('[')))
                yield return (arguments[key].Trim('"'), arguments.Count - key - 1);
        }
    }

    /// <summary>What stands between commas up to the closing bracket, brackets and texts inside as they are.</summary>
    private static List<string> Arguments(string source, int at)
    {
        var (found, depth, text, begun) = (new List<string>(), 0, false, at);
        for (; at < source.Length; at++)
        {
            if (source[at] == '"' && source[at - 1] != '\\')
                text = !text;
            if (text)
                continue;
            if (source[at] is ',' && depth == 0 || source[at] is ')' && depth == 0)
            {
                found.Add(source[begun..at].Trim());
                begun = at + 1;
                if (source[at] is ')')
                    break;
            }
            depth += source[at] is '(' or '[' or '{' ? 1 : source[at] is ')' or ']' or '}' ? -1 : 0;
        }
        return found;
    }

    private static IEnumerable<(string Language, string Text)> TextsOf(string key)
    {
        var parts = key.Split('.', 2);
        var pair = TextPair.In(Path.Combine(SourceTree.Domain, parts[0]));
        foreach (var (language, texts) in new[] { ("en", pair.English), ("ru", pair.Russian) })
            foreach (var (name, text) in texts)
                if (name == parts[1])
                    yield return (language, text);
                else if (TextPair.CountedStem(name) == parts[1] && !name.EndsWith("_one", StringComparison.Ordinal))
                    yield return (language, text);
    }

    private static bool Renders(string text, string language, int values)
    {
        try
        {
            var shown = string.Format(CultureInfo.GetCultureInfo(language), text, [.. Enumerable.Range(0, values).Select(n => (object)(4711 + n))]);
            return shown.Length > 0 && Enumerable.Range(0, values).All(n => text.Contains($"{{{n}", StringComparison.Ordinal));
        }
        catch (FormatException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"\bProblem(?:\.(?:Invalid|NotFound|Forbidden|Conflict|Limit|Unavailable))?\(")]
    private static partial Regex Beginning();

    [GeneratedRegex("^\"[A-Z]\\w*\\.[A-Z]\\w*\"$")]
    private static partial Regex Key();
}
