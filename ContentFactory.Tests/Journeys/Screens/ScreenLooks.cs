using ContentFactory.Tests.Support;
using Microsoft.Playwright;

namespace ContentFactory.Tests.Journeys.Screens;

/// <summary>Every page with the demo's rows, at three widths, in two languages and two themes.</summary>
internal sealed class ScreenLooks(Uri address, IReadOnlyList<ScreenPage> pages, ScreenAlbum album, IReadOnlyDictionary<string, string> sessions)
{
    // more tabs than this only wait for each other on a small machine
    private static readonly int Together = Math.Max(2, Environment.ProcessorCount);

    public Task RunAsync() => Parallel.ForEachAsync(
        ScreenLook.All,
        new ParallelOptions { MaxDegreeOfParallelism = Together },
        async (look, _) =>
        {
            foreach (var group in pages.GroupBy(page => page.Person))
            {
                await using var tab = await ScreenTab.OpenAsync(address, look, group.Key is null ? null : sessions[group.Key]);
                foreach (var page in group)
                    await OpenAsync(tab, page, look);
            }
        });

    /// <summary>Loaded once; the theme changes under it as the system's may.</summary>
    private async Task OpenAsync(ScreenTab tab, ScreenPage page, ScreenLook look)
    {
        try
        {
            await tab.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
            await tab.LoadAsync(page.Address, page.IsProblem ? null : 200);
            foreach (var dark in new[] { false, true })
            {
                if (dark) await tab.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
                await tab.SettleAsync(page.IsInCircuit);
                await album.LookAsync(tab, page, "ready", look with { Dark = dark });
                if (RunsAxe(look.Width, look.Language, dark)) album.Note(page, "ready", look with { Dark = dark }, await ScreenInspection.AxeAsync(tab.Page));
            }
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException)
        {
            album.Note(page, "ready", look, [("answer", $"could not be opened: {e.Message.Split('\n')[0]}")]);
        }
    }

    /// <summary>Both themes on a desktop and on a phone, the languages taking turns.</summary>
    private static bool RunsAxe(int width, string language, bool dark) => width switch
    {
        1280 => dark == (language == "ru"),
        390 => dark == (language == "en"),
        _ => false,
    };
}
