using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Xunit;

namespace ContentFactory.Tests.Platforms;

public sealed partial class UnconfirmedTests
{
    [Fact]
    public void Platform_page_lists_exactly_the_unconfirmed_tests()
    {
        var tests = typeof(UnconfirmedTests).Assembly.GetTypes()
            .Where(t => t.Namespace?.StartsWith("ContentFactory.Tests.Platforms.", StringComparison.Ordinal) == true)
            .SelectMany(t => t.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly).Select(m => m.Name))
            .Where(m => m.StartsWith("Unconfirmed_", StringComparison.Ordinal));
        var listed = Name().Matches(File.ReadAllText(PageFile())).Select(m => m.Value);

        Assert.Equal(tests.Order(StringComparer.Ordinal), listed.Distinct().Order(StringComparer.Ordinal));
    }

    private static string PageFile([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "docs", "platforms.md");

    [GeneratedRegex(@"\bUnconfirmed_\w+")]
    private static partial Regex Name();
}
