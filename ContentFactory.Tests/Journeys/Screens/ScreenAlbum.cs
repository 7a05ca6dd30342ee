using System.Collections.Concurrent;
using ContentFactory.Tests.Support;
using Microsoft.Playwright;

namespace ContentFactory.Tests.Journeys.Screens;

/// <summary>A picture of a page; <paramref name="State"/> is "ready" or what else the page was in.</summary>
internal sealed record Shot(string Page, string State, ScreenLook Look, string File);

/// <summary>All that a run saw: findings, with pictures of where they are; with SCREENS_TO set, of everything. They lie in artifacts/screens, those of the run before are gone.</summary>
internal sealed class ScreenAlbum
{
    private readonly ConcurrentQueue<Shot> shots = new();
    private readonly ConcurrentQueue<ScreenFinding> findings = new();

    public ScreenAlbum()
    {
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
        Directory.CreateDirectory(Folder);
    }

    public string Folder { get; } = Path.Combine(SourceTree.Root, "artifacts", "screens");
    public IEnumerable<Shot> Shots => shots;
    public IEnumerable<ScreenFinding> Findings => findings.Distinct().OrderBy(f => f.Page, StringComparer.Ordinal).ThenBy(f => f.Look, StringComparer.Ordinal);

    public void Note(ScreenPage page, string state, ScreenLook look, IEnumerable<(string Kind, string What)> found)
    {
        foreach (var (kind, what) in found)
            // the heading comes with the rows
            findings.Enqueue(new(state == "loading" && what.StartsWith("has 0 h1", StringComparison.Ordinal) ? "note" : kind, page.Template, state == "ready" ? $"{look}" : $"{look}, {state}", what));
    }

    /// <summary>Inspects, and takes the picture if somebody will look at it: it is most of the work.</summary>
    public async Task LookAsync(ScreenTab tab, ScreenPage screen, string state, ScreenLook look)
    {
        var found = (await ScreenInspection.LookAsync(tab.Page, look)).Concat(tab.Heard()).ToList();
        Note(screen, state, look, found);
        if (ContactSheets.AreWanted || found.Exists(one => ScreenKinds.Failing.ContainsKey(one.Kind))) await ShootAsync(tab.Page, screen, state, look);
    }

    private async Task ShootAsync(IPage page, ScreenPage screen, string state, ScreenLook look)
    {
        var file = Path.Combine(Folder, screen.Name, $"{state}-{look}.png".Replace(' ', '-'));
        await page.ScreenshotAsync(new() { Path = file, FullPage = true, Animations = ScreenshotAnimations.Disabled });
        shots.Enqueue(new(screen.Name, state, look, file));
    }
}
