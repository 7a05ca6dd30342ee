using System.Text.RegularExpressions;
using ContentFactory.Tests.Support;
using ContentFactory.Web.Shell;

namespace ContentFactory.Tests.Rules;

public sealed partial class UsedTextKeysTests
{
    [Fact]
    public void Each_key_used_on_a_page_names_a_text() =>
        Findings.None(
            from pattern in new[] { "*.razor", "*.cs" }
            from file in SourceTree.Files(SourceTree.Web, pattern)
            let source = File.ReadAllText(file)
            from key in PageKeys(source)
            let folder = TextFolder(file, source)
            where folder is null || !TextPair.In(folder).Has(key.Name, key.Counted)
            select $"{SourceTree.Name(file)}: {key.Name}");

    [Fact]
    public void Each_problem_names_a_text_of_its_feature() =>
        Findings.None(
            from project in new[] { SourceTree.Domain, SourceTree.Web }
            from file in SourceTree.Files(project, "*.cs")
            from key in ProblemKeys(File.ReadAllText(file))
            let parts = key.Split('.', 2)
            let texts = TextPair.In(Path.Combine(SourceTree.Domain, parts[0]))
            where !texts.Has(parts[1], false) && !texts.Has(parts[1], true)
            select $"{SourceTree.Name(file)}: {key}");

    [Fact]
    public void Each_text_of_long_work_is_there() =>
        Findings.None(
            from project in new[] { SourceTree.Domain, SourceTree.Web }
            from pattern in new[] { "*.cs", "*.razor" }
            from file in SourceTree.Files(project, pattern)
            from Match use in LongText().Matches(File.ReadAllText(file))
            let texts = TextPair.In(Path.Combine(SourceTree.Domain, use.Groups[1].Value))
            where !texts.Has(use.Groups[2].Value, false) && !texts.Has(use.Groups[2].Value, true)
            select $"{SourceTree.Name(file)}: {use.Value}");

    [Fact]
    public void Each_place_of_the_navigation_has_a_name() =>
        Assert.All(NavigationMap.For("x"), place => Assert.True(TextPair.In(Path.Combine(SourceTree.Web, "Shell")).Has(place.TextKey, false)));

    [Fact]
    public void Finds_keys_in_pages_and_in_problems()
    {
        Assert.Equal([("A_B", false), ("C", true), ("D", false)], PageKeys("@T[\"A_B\"] @T.Plural(\"C\", 1) x = T[\"D\", 1]; map[\"E\"]"));
        Assert.Equal(
            ["Access.Weak", "Content.Gone", "Ai.Off"],
            ProblemKeys("return Problem.Invalid(nameof(x), \"Access.Weak\", Limit(1)); Problem.NotFound(\"Content.Gone\"); new Problem(ProblemKind.Limit, null, \"Ai.Off\")"));
        Assert.Null(TextFolder(Path.Combine(SourceTree.Root, "X.razor"), "@T[\"A\"]"));
    }

    private static IEnumerable<(string Name, bool Counted)> PageKeys(string source) =>
        PageKey().Matches(source).Select(match => (match.Groups[2].Value, match.Groups[1].Value != "["));

    private static IEnumerable<string> ProblemKeys(string source) => ProblemKey().Matches(source).Select(match => match.Groups[1].Value);

    /// <summary>The folder of the texts that T stands for: said by the file itself or by the nearest _Imports.razor.</summary>
    private static string? TextFolder(string file, string source)
    {
        var folder = Path.GetDirectoryName(file)!;
        if (Localizer().Match(source) is { Success: true } own) return FolderOf(own.Groups[1].Value, folder);
        for (var at = folder; at.StartsWith(SourceTree.Web, StringComparison.Ordinal); at = Path.GetDirectoryName(at)!)
        {
            var imports = Path.Combine(at, "_Imports.razor");
            if (File.Exists(imports) && Localizer().Match(File.ReadAllText(imports)) is { Success: true } match)
                return FolderOf(match.Groups[1].Value, at);
        }
        return null;
    }

    private static string FolderOf(string type, string here) =>
        type == "Texts" ? here : Path.Combine([SourceTree.Web, .. type.Replace("ContentFactory.Web.", "", StringComparison.Ordinal).Split('.')[..^1]]);

    [GeneratedRegex("""\bT(\[|\.Plural\()"(\w+)"[\],]""")]
    private static partial Regex PageKey();

    // the factories of Problem itself name two texts as defaults
    [GeneratedRegex("""(?:\bProblem(?:\.\w+)?\((?:[^";]|"(?![A-Z]\w*\.[A-Z]\w*")[^"]*")*?|\btextKey = )"([A-Z]\w*\.[A-Z]\w*)["]""")]
    private static partial Regex ProblemKey();

    [GeneratedRegex("""(?:\bLongText\(|AddLongWork<\w+>\([^,]+, |Key = '|then ')"?([A-Z]\w*)\.([A-Z]\w*)["']""")]
    private static partial Regex LongText();

    [GeneratedRegex(@"IStringLocalizer<([\w.]*Texts)> T\b")]
    private static partial Regex Localizer();
}
