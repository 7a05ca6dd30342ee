using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Media.Tools;

/// <param name="IsThere">The machine has the program.</param>
/// <param name="Version">Null while nobody has asked it yet, and where it does not run.</param>
/// <param name="Runs">False where it was asked and did not answer.</param>
public sealed record ToolState(MediaTool Tool, bool IsThere, string? Version, bool Runs = true);

/// <summary>Which tools this machine has and of which version. Each is asked once per start, and nobody waits for the answers.</summary>
public sealed partial class ToolVersions(ToolRunner tools, ToolShelf shelf)
{
    private readonly Lazy<IReadOnlyDictionary<MediaTool, Task<Result<ToolOutput>>>> asked = new(() => MediaTool.All.Where(shelf.Has).ToDictionary(
        t => t, t => tools.RunAsync(t, [t == MediaTool.Ffmpeg || t == MediaTool.Ffprobe ? "-version" : "--version"], Path.GetTempPath(), ToolLimits.Short, CancellationToken.None)));

    public IReadOnlyList<ToolState> All => [.. MediaTool.All.Select(StateOf)];

    private ToolState StateOf(MediaTool tool)
    {
        if (!asked.Value.TryGetValue(tool, out var answer))
            return new(tool, IsThere: false, null);
        if (!answer.IsCompleted)
            return new(tool, IsThere: true, null);
        return answer is { IsCompletedSuccessfully: true, Result: { Ok: true, Value.Output: var said } } ? new(tool, IsThere: true, Number().Match(said).Value) : new(tool, IsThere: true, null, Runs: false);
    }

    [GeneratedRegex(@"\d+(\.\d+)+")]
    private static partial Regex Number();
}
