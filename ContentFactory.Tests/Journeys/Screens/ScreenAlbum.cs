using System.Collections.Concurrent;
using ContentFactory.Tests.Support;
using Microsoft.Playwright;

namespace ContentFactory.Tests.Journeys.Screens;

/// <summary>A picture of a page; <paramref name="State"/> is "ready" or what else the page was in.</summary>
internal sealed record Shot(string Page, string State, ScreenLook Look, string File);

/// <summary>All that a run saw: pictures and findings. The pictures lie in artifacts/screens, those of the run before are gone.</summary>
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

    public async Task ShootAsync(IPage page, ScreenPage screen, string state, ScreenLook look)
    {
        var file = Path.Combine(Folder, screen.Name, $"{state}-{look}.png".Replace(' ', '-'));
        await page.ScreenshotAsync(new() { Path = file, FullPage = true, Animations = ScreenshotAnimations.Disabled });
        shots.Enqueue(new(screen.Name, state, look, file));
    }

    /// <summary>Inspects, then takes the picture.</summary>
    public async Task LookAsync(ScreenTab tab, ScreenPage screen, string state, ScreenLook look)
    {
        Note(screen, state, look, await ScreenInspection.LookAsync(tab.Page, look));
        await ShootAsync(tab.Page, screen, state, look);
        Note(screen, state, look, tab.Heard());
    }
}
