using Xunit.Abstractions;

namespace ContentFactory.Tests.Journeys.Screens;

/// <summary>
/// Opens every page at three widths, in two languages and themes and in its states. Pictures of what is wrong lie in artifacts/screens;
/// with SCREENS_TO set, everything is pictured and a sheet per page goes there.
/// </summary>
public sealed class ScreensTests(ScreenRun run, ITestOutputHelper output) : IClassFixture<ScreenRun>
{
    public static TheoryData<string> Kinds => [.. ScreenKinds.Failing.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void No_page_has(string kind)
    {
        output.WriteLine($"Pictures and all findings: {run.Folder}");
        var found = run.Findings.Where(finding => finding.Kind == kind).ToList();
        Assert.True(found.Count == 0, $"{found.Count} {ScreenKinds.Failing[kind]}:{Environment.NewLine}{string.Join(Environment.NewLine, found)}{Environment.NewLine}Pictures: {run.Folder}");
    }

    [Fact]
    public void Every_finding_is_of_a_known_kind() =>
        Assert.All(run.Findings, finding => Assert.True(ScreenKinds.Failing.ContainsKey(finding.Kind) || ScreenKinds.Noted.ContainsKey(finding.Kind), finding.Kind));
}
