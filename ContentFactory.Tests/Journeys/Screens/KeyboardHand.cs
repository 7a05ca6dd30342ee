using Microsoft.Playwright;

namespace ContentFactory.Tests.Journeys.Screens;

/// <summary>One place where Tab stops.</summary>
internal sealed record Stop(string Name, string Tag, string Role, string Address, bool Marked, bool Seen, string Text);

/// <summary>A person without a mouse. Each stop on the way must be named, in sight and marked as focused.</summary>
internal sealed class KeyboardHand(IPage page)
{
    private const int Patience = 150;
    private readonly HashSet<string> faults = [];

    public IPage Page => page;

    /// <summary>What was wrong with the stops so far.</summary>
    public IReadOnlyCollection<string> Faults => faults;

    /// <summary>How often a key was pressed.</summary>
    public int Presses { get; private set; }

    public async Task PressAsync(string key)
    {
        Presses++;
        await page.Keyboard.PressAsync(key);
    }

    public async Task TypeAsync(string text)
    {
        Presses += text.Length;
        await page.Keyboard.TypeAsync(text);
    }

    /// <summary>Tab until the name is reached; the walk may go over the page's end once.</summary>
    public Task<Stop> WalkToAsync(string name) => WalkAsync(stop => stop.Name == name || stop.Name.StartsWith(name + " ", StringComparison.Ordinal), name);

    public async Task<Stop> WalkAsync(Func<Stop, bool> wanted, string what)
    {
        var passed = new List<string>();
        for (var press = 0; press < Patience; press++)
        {
            if (await StopAsync() is { } stop)
            {
                passed.Add(stop.Name);
                if (wanted(stop)) return stop;
            }
            await PressAsync("Tab");
        }
        throw new InvalidOperationException($"Tab never reached {what} on {page.Url}. It passed: {string.Join(" | ", passed.Distinct())}");
    }

    private async Task<Stop?> StopAsync()
    {
        var stop = await Scripts.AskAsync<Stop>(page, Scripts.Focus);
        // what is drawn at that very moment may move what has the focus: it is covered if it stays so
        for (var frames = 0; frames < 600 && stop is { Seen: false }; frames++)
        {
            await page.EvaluateAsync("() => new Promise(requestAnimationFrame)");
            stop = await Scripts.AskAsync<Stop>(page, Scripts.Focus);
        }
        // the frame and the heading take the focus after a navigation, by script and not by Tab
        if (stop is null || stop.Tag is "h1" or "main") return stop;
        var place = new Uri(page.Url).AbsolutePath;
        if (stop.Name.Length == 0) faults.Add($"{place}: no name: {stop.Text}");
        if (!stop.Marked) faults.Add($"{place}: focus is not shown on {stop.Tag} \"{stop.Name}\"");
        if (!stop.Seen) faults.Add($"{place}: {stop.Tag} \"{stop.Name}\" is covered or out of sight while focused");
        return stop;
    }
}
