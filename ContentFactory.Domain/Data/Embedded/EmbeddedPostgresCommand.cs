using System.Diagnostics;

namespace ContentFactory.Domain.Data.Embedded;

/// <summary>Runs a program to its end with a clean environment, so that the application's secrets do not reach it.</summary>
internal static class EmbeddedPostgresCommand
{
    public sealed record Outcome(int ExitCode, string Output)
    {
        public bool Ok => ExitCode == 0;
    }

    public static async Task<Outcome> RunAsync(IEnumerable<string> command, string? input, CancellationToken ct)
    {
        using var process = Start(command);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(ct);
            var errors = process.StandardError.ReadToEndAsync(ct);
            await process.StandardInput.WriteAsync(input.AsMemory(), ct);
            process.StandardInput.Close();
            await process.WaitForExitAsync(ct);
            return new(process.ExitCode, (await output + await errors).Trim());
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>All three streams are pipes: a child that inherits one changes the settings of the terminal.</summary>
    public static Process Start(IEnumerable<string> command)
    {
        var words = command.ToList();
        var start = new ProcessStartInfo(words[0], words.Skip(1))
        {
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var path = Environment.GetEnvironmentVariable("PATH");
        start.Environment.Clear();
        start.Environment["PATH"] = $"{path}:/usr/sbin:/usr/bin:/sbin:/bin";
        start.Environment["LC_ALL"] = "C";
        return Process.Start(start)!;
    }
}
