using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace ContentFactory.Tests.Bench;

/// <summary>The signed-in dashboard's first HTML: one reader for the latency, several for the rate. The load comes from the same machine.</summary>
internal static class PageBench
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(15);
    private const int Readers = 16;

    public static Task<int> RunAsync() => BuiltApplication.WithFolderAsync(MeasureAsync);

    private static async Task<int> MeasureAsync(string data)
    {
        await using var application = await BuiltApplication.StartAsync(data);
        if (await DemoVisit.BeginAsync(application.Address) is not { } visit)
        {
            Console.Error.WriteLine("The demo owner could not sign in: nothing to measure.");
            return 1;
        }

        using var handler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false };
        using var client = new HttpClient(handler);
        client.DefaultRequestHeaders.Add("Cookie", visit.Cookie);
        await ReadAsync(client, visit.Dashboard, Readers, WarmUp);
        var alone = await ReadAsync(client, visit.Dashboard, 1, Measured);
        var together = await ReadAsync(client, visit.Dashboard, Readers, Measured);
        Print("1 reader", alone);
        Print($"{Readers} readers", together);
        Console.WriteLine(JsonSerializer.Serialize(new { alone, together }, JsonSerializerOptions.Web));
        return alone.Failed + together.Failed == 0 ? 0 : 1;
    }

    private static async Task<Outcome> ReadAsync(HttpClient client, Uri page, int readers, TimeSpan time)
    {
        var times = new ConcurrentBag<double>();
        var failed = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, readers).Select(async _ =>
        {
            while (watch.Elapsed < time)
            {
                var begun = watch.Elapsed;
                using var answer = await client.GetAsync(page);
                times.Add((watch.Elapsed - begun).TotalMilliseconds);
                if (!answer.IsSuccessStatusCode)
                {
                    Interlocked.Increment(ref failed);
                }
            }
        }));
        var sorted = times.Order().ToList();
        return new(Math.Round(sorted.Count / watch.Elapsed.TotalSeconds, 1), At(sorted, 0.5), At(sorted, 0.99), failed);
    }

    private static double At(List<double> sorted, double part) => Math.Round(sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * part))], 2);

    private static void Print(string who, Outcome outcome) => Console.WriteLine(
        $"{who,-12} {outcome.RequestsPerSecond,8} requests/s   p50 {outcome.P50Ms,7} ms   p99 {outcome.P99Ms,7} ms   failed {outcome.Failed}");

    private sealed record Outcome(double RequestsPerSecond, double P50Ms, double P99Ms, int Failed);
}
