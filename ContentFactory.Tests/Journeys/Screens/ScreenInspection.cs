using Microsoft.Playwright;

namespace ContentFactory.Tests.Journeys.Screens;

/// <summary>Asks a page that stands still what is wrong with it.</summary>
internal static class ScreenInspection
{
    private const string RunAxe = """
        () => axe.run(document, {
          runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] },
          resultTypes: ['violations'], preload: false,
        }).then(result => [{ id: 'axe', impact: '', standard: true, help: 'rules that looked', nodes: [`${result.passes.length}`] }, ...result.violations.map(violation => ({
          id: violation.id, impact: violation.impact ?? '', standard: violation.tags.some(tag => tag.startsWith('wcag')), help: violation.help,
          nodes: violation.nodes.map(node => node.target.flat().join(' ') + ' ' + (node.any[0]?.message ?? node.all[0]?.message ?? node.none[0]?.message ?? '')),
        }))])
        """;

    public static async Task<IEnumerable<(string Kind, string What)>> LookAsync(IPage page, ScreenLook look) =>
        (await Scripts.AskAsync<Found[]>(page, Scripts.Inspect, new { language = look.Language, phone = look.IsPhone, dark = look.Dark }))!.Select(found => (found.Kind, found.What));

    public static async Task<IEnumerable<(string Kind, string What)>> AxeAsync(IPage page)
    {
        if (!await page.EvaluateAsync<bool>("() => typeof axe === 'object'"))
            await page.EvaluateAsync(Scripts.Axe);
        var violations = (await Scripts.AskAsync<Violation[]>(page, RunAxe))!;
        // a page on which nothing was looked at would pass everything
        if (violations[0].Nodes is ["0"]) return [("axe", "axe looked at nothing")];
        return violations.Skip(1).Select(v => (v.Standard && v.Impact is "serious" or "critical" ? "axe" : "axe-minor", $"{v.Id} ({v.Impact}): {v.Help}; {v.Nodes.Length} places: {string.Join(" | ", v.Nodes.Take(4))}"));
    }

    private sealed record Found(string Kind, string What);

    private sealed record Violation(
        string Id, string Impact, bool Standard,
        string Help, string[] Nodes);
}
