using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using ContentFactory.Tests.Publishing.Chaos;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Bench;

/// <summary>
/// A video of 200 MB through the YouTube connector to a resumable upload in another process. The uploading process gets SIGKILL half way and is
/// started again: how much memory an upload takes on top, and whether the second process goes on where the first one died.
/// </summary>
internal static class UploadBench
{
    private const long Megabyte = 1024 * 1024;
    private const long Size = 200 * Megabyte;
    private const double BudgetMegabytes = 100;

    // the part under way when the process dies is sent again, and no more
    private const long MostTwice = 8 * Megabyte;

    /// <summary>Without options it measures; the others are the processes that it starts.</summary>
    public static Task<int> RunAsync(string[] options) => options switch
    {
        [] => BuiltApplication.WithFolderAsync(MeasureAsync),
        ["network"] => UploadNetwork.RunAsync(Environment.CurrentDirectory, Size),
        ["node", var address] => UploadNode.RunAsync(Environment.CurrentDirectory, address),
        _ => Task.FromResult(2),
    };

    private static async Task<int> MeasureAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        var hash = await WriteVideoAsync(Path.Combine(folder, UploadNode.Video));
        using var network = ChildProcess.Start(folder, "network", new Dictionary<string, string>(), "bench", "upload", "network");
        var address = await network.ReadyAsync();
        using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(2) };

        var first = await KilledAsync(folder, address, client);
        await client.PostAsync($"{address}/resume", null);
        var second = await UploadedAsync(folder, address);
        var seen = await SeenAsync(client, address);

        var outcome = new Outcome(
            Math.Round(first.Extra, 1), Math.Round(second.Extra, 1), seen.Resumed / Megabyte, Math.Round((seen.Received - Size) / (double)Megabyte, 2), seen.Sessions, seen.Hash == hash, second.Published);
        Print(first, second, seen, outcome);
        var isRight = outcome is { SameBytes: true, Published: true, Sessions: 1 } && seen.Received - Size <= MostTwice && seen.Resumed > 0;
        return isRight && Math.Max(first.Extra, second.Extra) < BudgetMegabytes ? 0 : 1;
    }

    /// <summary>The network stops reading half way and says so; there the process dies, in the middle of a part.</summary>
    private static async Task<Memory> KilledAsync(string folder, string address, HttpClient client)
    {
        using var node = ChildProcess.Start(folder, "first", new Dictionary<string, string>(), "bench", "upload", "node", address);
        var before = double.Parse(await node.ReadyAsync(), CultureInfo.InvariantCulture);
        await client.GetStringAsync($"{address}/half");
        var peak = UploadNode.Megabytes("VmHWM", await File.ReadAllTextAsync(Path.Combine(folder, "first.pid")));
        node.Kill();
        await node.EndedAsync();
        return new(before, peak, false);
    }

    private static async Task<Memory> UploadedAsync(string folder, string address)
    {
        using var node = ChildProcess.Start(folder, "second", new Dictionary<string, string>(), "bench", "upload", "node", address);
        var before = double.Parse(await node.ReadyAsync(), CultureInfo.InvariantCulture);
        await node.EndedAsync();
        var end = Path.Combine(folder, UploadNode.End);
        return File.Exists(end) && (await File.ReadAllTextAsync(end)).Split(' ') is [var peak, var kind]
            ? new(before, double.Parse(peak, CultureInfo.InvariantCulture), kind == "Published")
            : new(before, double.PositiveInfinity, false);
    }

    private static async Task<string> WriteVideoAsync(string file)
    {
        var random = new Random(4711);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var part = new byte[Megabyte];
        await using var stream = File.Create(file);
        for (var written = 0L; written < Size; written += part.Length)
        {
            random.NextBytes(part);
            hash.AppendData(part);
            await stream.WriteAsync(part);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static async Task<UploadSeen> SeenAsync(HttpClient client, string address) =>
        JsonSerializer.Deserialize<UploadSeen>(await client.GetStringAsync($"{address}/seen"), JsonSerializerOptions.Web)!;

    private static void Print(Memory first, Memory second, UploadSeen seen, Outcome outcome)
    {
        Console.WriteLine("process                     before      peak     extra   (MB, resident)");
        Console.WriteLine($"first, killed half way    {Mb(first.Before)}  {Mb(first.Peak)}  {Mb(first.Extra)}");
        Console.WriteLine($"second, to the end        {Mb(second.Before)}  {Mb(second.Peak)}  {Mb(second.Extra)}   budget {BudgetMegabytes:0}");
        Console.WriteLine($"kept when it was killed {outcome.KeptMb} MB of {Size / Megabyte}; the second process began at byte {seen.Resumed}");
        Console.WriteLine($"sent twice {outcome.TwiceMb.ToString(CultureInfo.InvariantCulture)} MB; sessions {seen.Sessions}; same SHA-256: {(outcome.SameBytes ? "yes" : "NO")}; published: {(outcome.Published ? "yes" : "NO")}");
        Console.WriteLine(JsonSerializer.Serialize(outcome, JsonSerializerOptions.Web));
    }

    private static string Mb(double megabytes) => megabytes.ToString("0.0", CultureInfo.InvariantCulture).PadLeft(8);

    private sealed record Memory(double Before, double Peak, bool Published)
    {
        public double Extra => Peak - Before;
    }

    private sealed record Outcome(double KilledExtraMb, double ResumedExtraMb, long KeptMb, double TwiceMb, int Sessions, bool SameBytes, bool Published);
}
