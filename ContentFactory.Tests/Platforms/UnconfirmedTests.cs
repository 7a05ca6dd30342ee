using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Xunit;

namespace ContentFactory.Tests.Platforms;

public sealed partial class UnconfirmedTests
{
    [Fact]
    public void Platform_pages_list_exactly_the_unconfirmed_tests()
    {
        var tests = typeof(UnconfirmedTests).Assembly.GetTypes()
            .Where(t => t.Namespace?.StartsWith("ContentFactory.Tests.Platforms.", StringComparison.Ordinal) == true)
            .SelectMany(t => t.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly).Select(m => m.Name))
            .Where(m => m.StartsWith("Unconfirmed_", StringComparison.Ordinal));
        var listed = Pages().SelectMany(page => Name().Matches(File.ReadAllText(page)).Select(m => m.Value));

        Assert.Equal(tests.Order(StringComparer.Ordinal), listed.Distinct().Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Pages([CallerFilePath] string here = "")
    {
        var docs = Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "docs");
        return Directory.EnumerateFiles(Path.Combine(docs, "platforms"), "*.md");
    }

    [GeneratedRegex(@"\bUnconfirmed_\w+")]
    private static partial Regex Name();
}
