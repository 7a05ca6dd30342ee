using System.Diagnostics;
using System.Net;
using ContentFactory.Tests.Access;

namespace ContentFactory.Tests.Bench;

/// <summary>What others notice while a stranger without a cookie tries to open thousands of circuits. The load comes from the same machine.</summary>
internal static class FloodMeasure
{
    private const int Tries = 5000;
    private const int AtOnce = 16;
    private const int PerSecond = 250;
    private const double MostOver = 0.20;
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(15);

    public static Task<Flood> RunAsync() => BuiltApplication.WithFolderAsync(MeasureAsync);

    private static async Task<Flood> MeasureAsync(string data)
    {
        // as in Production
        await using var application = await BuiltApplication.StartAsync(data, new Dictionary<string, string?> { ["Access:AnonymousPages"] = "false" });
        if (await DemoVisit.BeginAsync(application.Address) is not { } visit)
            throw new InvalidOperationException("The demo owner could not sign in: nothing to measure.");
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
        client.DefaultRequestHeaders.Add("Cookie", visit.Cookie);
        using var warm = new CancellationTokenSource(Measured / 3);
        await ReadAsync(client, visit.Dashboard, warm.Token);
        using var quiet = new CancellationTokenSource(Measured);
        var before = P95(await ReadAsync(client, visit.Dashboard, quiet.Token));
        var memory = application.ResidentMegabytes();
        using var flood = new CancellationTokenSource();
        var reading = ReadAsync(client, visit.Dashboard, flood.Token);
        var watch = Stopwatch.StartNew();
        var (refused, opened) = await FloodAsync(application.Address);
        var seconds = Math.Round(watch.Elapsed.TotalSeconds, 1);
        await flood.CancelAsync();
        var during = P95(await reading);
        var over = Math.Round(during / before - 1, 3);
        var grown = Math.Round(application.ResidentMegabytes() - memory, 1);
        Console.WriteLine($"{Tries} tries in {seconds} s: {refused} refused, {opened} opened; dashboard p95 {before} ms alone, {during} ms beside it ({over:+0.0%;-0.0%}); memory {grown:+0.0;-0.0} MB");
        return new(Tries, seconds, refused, opened, before, during, over, grown, opened == 0 && over <= MostOver);
    }

    private static async Task<(int Refused, int Opened)> FloodAsync(Uri address)
    {
        int begun = 0, refused = 0, opened = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            while (Interlocked.Increment(ref begun) is var n && n <= Tries)
            {
                // at full speed the two cores would measure the attacker's own share of them
                if (TimeSpan.FromSeconds((double)n / PerSecond) - watch.Elapsed is { Ticks: > 0 } early)
                    await Task.Delay(early);
                var (circuit, status) = await RawCircuit.ConnectAsync(address, null);
                if (circuit is not null)
                {
                    Interlocked.Increment(ref opened);
                    await circuit.DisposeAsync();
                }
                else if (status is HttpStatusCode.Unauthorized or HttpStatusCode.TooManyRequests)
                    Interlocked.Increment(ref refused);
            }
        }));
        return (refused, opened);
    }

    private static async Task<List<double>> ReadAsync(HttpClient client, Uri page, CancellationToken until)
    {
        var times = new List<double>();
        while (!until.IsCancellationRequested)
        {
            var begun = Stopwatch.GetTimestamp();
            using var answer = await client.GetAsync(page, CancellationToken.None);
            answer.EnsureSuccessStatusCode();
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }
        return times;
    }

    private static double P95(List<double> times) => Math.Round(times.Order().ElementAt((int)(times.Count * 0.95)), 1);
}

/// <param name="Before">Milliseconds of the dashboard's p95 alone; <paramref name="During"/> while strangers knock.</param>
internal sealed record Flood(int Tries, double Seconds, int Refused, int Opened, double Before, double During, double Over, double Grown, bool Within);
