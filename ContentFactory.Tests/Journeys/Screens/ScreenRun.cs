using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Journeys.Screens;

/// <summary>One walk through all pages; the tests ask what it found.</summary>
public sealed class ScreenRun : IAsyncLifetime
{
    private ScreenAlbum album = null!;

    internal IReadOnlyList<ScreenFinding> Findings { get; private set; } = [];
    internal string Folder => album.Folder;

    public async Task InitializeAsync()
    {
        album = new ScreenAlbum();
        await using var demo = await DemoApplication.StartAsync();
        var pages = (await ScreenPages.ReadAsync(demo)).Where(IsWanted).ToList();
        var sessions = new Dictionary<string, string>();
        foreach (var who in pages.Select(page => page.Person).OfType<string>().Append("viewer").Distinct())
            sessions[who] = await ScreenTab.SessionAsync(demo.Address, DemoApplication.Email(who), DemoApplication.Password);
        await Task.WhenAll(
            new ScreenLooks(demo.Address, pages, album, sessions).RunAsync(),
            new ScreenStates(demo, [.. pages.Where(page => page.IsOfTenant)], album, sessions["viewer"]).RunAsync());
        Findings = [.. await new KnownWords(demo.Database).WithoutAsync(album.Findings)];
        await new ContactSheets(album).MakeAsync();
        await File.WriteAllLinesAsync(Path.Combine(Folder, "findings.txt"), Findings.Select(finding => $"{finding.Kind}: {finding}"));
    }

    // while a page is being built: SCREENS_ONLY=/calendar,/ideas
    private static bool IsWanted(ScreenPage page) =>
        Environment.GetEnvironmentVariable("SCREENS_ONLY") is not { Length: > 0 } parts || parts.Split(',').Any(part => page.Template.Contains(part, StringComparison.Ordinal));

    public Task DisposeAsync() => Task.CompletedTask;
}
