using System.Net;
using System.Text;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Journeys.Screens;

/// <summary>One picture per page with all its looks and states, small enough for the repository.</summary>
internal sealed class ContactSheets(ScreenAlbum album)
{
    private const int Budget = 4_000_000;
    private static readonly int[] Qualities = [55, 40, 30, 20];

    /// <summary>Where SCREENS_TO wants them, seen from the repository.</summary>
    private static string? Wanted => Environment.GetEnvironmentVariable("SCREENS_TO") is { Length: > 0 } to ? Path.Combine(SourceTree.Root, to) : null;

    public static bool AreWanted => Wanted is not null;

    public async Task MakeAsync()
    {
        if (Wanted is null) return;
        var folder = Directory.CreateDirectory(Wanted).FullName;
        foreach (var old in Directory.EnumerateFiles(folder, "*.jpg")) File.Delete(old);
        var pages = album.Shots.GroupBy(shot => shot.Page).ToList();
        await using var context = await Browser.ContextAsync(new() { ViewportSize = new() { Width = 1480, Height = 900 } });
        var tab = await context.NewPageAsync();
        foreach (var page in pages)
        {
            var html = Path.Combine(album.Folder, page.Key, "sheet.html");
            await File.WriteAllTextAsync(html, Html(page.Key, [.. page]));
            await tab.GotoAsync(new Uri(html).AbsoluteUri);
            foreach (var quality in Qualities)
            {
                var picture = await tab.ScreenshotAsync(new() { FullPage = true, Type = Microsoft.Playwright.ScreenshotType.Jpeg, Quality = quality });
                if (picture.Length > Budget / pages.Count && quality != Qualities[^1]) continue;
                await File.WriteAllBytesAsync(Path.Combine(folder, page.Key + ".jpg"), picture);
                break;
            }
        }
    }

    private static string Html(string page, IReadOnlyList<Shot> shots)
    {
        var html = new StringBuilder($$"""
            <!doctype html><meta charset="utf-8"><style>
            body { margin: 12px; font: 13px sans-serif; background: #888; color: #000 }
            div { display: flex; gap: 8px; margin-bottom: 10px; align-items: start; flex-wrap: wrap }
            figure { margin: 0 } figcaption { font-size: 11px } h1 { font-size: 16px; margin: 0 0 8px }
            img { display: block; object-fit: cover; object-position: top; max-height: 520px }
            .w1280 { width: 370px } .w820 { width: 220px } .w390 { width: 112px } .state img { max-height: 240px } .state .w1280 { width: 330px } .state .w820 { width: 200px } .state .w390 { width: 120px }
            </style><h1>{{WebUtility.HtmlEncode(page)}}</h1><div>
            """);
        var order = shots.OrderBy(shot => shot.Look.Dark).ThenBy(shot => shot.Look.Language, StringComparer.Ordinal).ThenByDescending(shot => shot.Look.Width).ToList();
        foreach (var shot in order.Where(shot => shot.State == "ready")) Add(html, shot, $"{shot.Look}");
        html.Append("</div><div class=state>");
        foreach (var shot in order.Where(shot => shot.State != "ready").OrderBy(shot => shot.State, StringComparer.Ordinal)) Add(html, shot, $"{shot.State} · {shot.Look}");
        return html.Append("</div>").ToString();
    }

    private static void Add(StringBuilder html, Shot shot, string caption) => html.Append(System.Globalization.CultureInfo.InvariantCulture,
        $"<figure><img class=w{shot.Look.Width} src=\"{new Uri(shot.File).AbsoluteUri}\"><figcaption>{WebUtility.HtmlEncode(caption)}</figcaption></figure>");
}
