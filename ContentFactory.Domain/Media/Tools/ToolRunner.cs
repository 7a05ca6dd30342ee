using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace ContentFactory.Domain.Media.Tools;

/// <summary>
/// Runs tools on files of strangers as processes of their own: bounded in time, memory and what they write, at low priority, without network
/// and without the application's environment. What a file does to a tool stays there.
/// </summary>
public sealed class ToolRunner(ToolShelf shelf, MediaOptions options, TimeProvider clock, ILogger<ToolRunner> log) : IDisposable
{
    private const int MostOutput = 256 * 1024;
    private static readonly Lazy<Task<string[]>> Confinement = new(ConfinementAsync);

    // a person who looks at a card does not wait until a scene of somebody's film is done
    private readonly SemaphoreSlim shortPlaces = new(options.ToolsAtOnce);
    private readonly SemaphoreSlim longPlaces = new(options.ToolsAtOnce);

    /// <summary>Whether a tool can be kept off the network here; false where the kernel allows no namespaces.</summary>
    public static async Task<bool> IsCutOffAsync() => (await Confinement.Value).Contains("--net");

    /// <summary>Runs a tool in a folder to which all relative paths of its arguments belong.</summary>
    /// <returns>
    /// "Media.ToolMissing" (unavailable) where the machine lacks it, "Media.ToolTooLong" past the time, "Media.ToolFailed" for whatever else
    /// it could not do: the file is damaged, too large, or not what it says.
    /// </returns>
    public async Task<Result<ToolOutput>> RunAsync(MediaTool tool, IEnumerable<string> arguments, string folder, ToolLimits limits, CancellationToken ct)
    {
        if (shelf.PathOf(tool) is not { } path)
            return new Problem(ProblemKind.Unavailable, null, "Media.ToolMissing", tool.Program, tool.Package);
        var places = limits.Time < ToolLimits.Long.Time ? shortPlaces : longPlaces;
        await places.WaitAsync(ct);
        try
        {
            return await BoundedAsync(tool, [.. await Confinement.Value, .. Bounds(limits), path, .. arguments], folder, limits, ct);
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose()
    {
        shortPlaces.Dispose();
        longPlaces.Dispose();
    }

    private async Task<Result<ToolOutput>> BoundedAsync(MediaTool tool, string[] command, string folder, ToolLimits limits, CancellationToken ct)
    {
        using var late = new CancellationTokenSource(limits.Time, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        using var process = Start(command, folder);
        try
        {
            process.StandardInput.Close();
            var output = ReadAsync(process.StandardOutput, ending.Token);
            var errors = ReadAsync(process.StandardError, ending.Token);
            await process.WaitForExitAsync(ending.Token);
            if (process.ExitCode == 0)
                return new ToolOutput(await output);
            log.LogInformation("{Tool} ended with {Code}: {Why}", tool.Program, process.ExitCode, LastLine(await errors));
            return Problem.Invalid("File", "Media.ToolFailed");
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            log.LogInformation("{Tool} was ended after {Seconds} s", tool.Program, limits.Time.TotalSeconds);
            return Problem.Limit("Media.ToolTooLong");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                // its folder is removed next
                await process.WaitForExitAsync(CancellationToken.None);
            }
        }
    }

    private static IEnumerable<string> Bounds(ToolLimits limits) =>
    [
        "prlimit", Bound("as", limits.Memory), Bound("fsize", limits.FileSize), Bound("cpu", (long)limits.Time.TotalSeconds * 2), "--core=0", "nice", "-n", "19",
    ];

    private static string Bound(string what, long most) => string.Create(CultureInfo.InvariantCulture, $"--{what}={most}");

    private static async Task<string[]> ConfinementAsync()
    {
        string[] confined = ["unshare", "--user", "--map-root-user", "--net"];
        try
        {
            using var probe = Start([.. confined, "true"], "/");
            await probe.WaitForExitAsync();
            return probe.ExitCode == 0 ? confined : [];
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return [];
        }
    }

    private static Process Start(string[] command, string folder)
    {
        var start = new ProcessStartInfo(ToolShelf.Find(command[0]) ?? command[0], command[1..])
        {
            WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/local/bin:/usr/bin:/bin";
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment["HOME"] = folder;
        return Process.Start(start)!;
    }

    /// <summary>Reads to the end, so that the tool is never held up, and keeps the beginning.</summary>
    private static async Task<string> ReadAsync(StreamReader from, CancellationToken ct)
    {
        var kept = new StringBuilder();
        var part = new char[8192];
        while (await from.ReadAsync(part, ct) is var read and > 0)
            kept.Append(part, 0, Math.Min(read, MostOutput - kept.Length));
        return kept.ToString();
    }

    private static string LastLine(string text) => PlainText.Cut(text.TrimEnd().Split('\n')[^1], 300);
}
