using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ContentFactory.Tests.Media;

namespace ContentFactory.Tests.Bench;

/// <summary>Somebody sends everything of the hostile corpus, over and over, while somebody else reads pages; quiet and beset spells take turns.</summary>
internal static class HostileTrial
{
    private const int Spells = 8;
    private static readonly TimeSpan Spell = TimeSpan.FromSeconds(10);

    internal sealed record Figures(int Files, double QuietP50Ms, double BesideP50Ms, double QuietP95Ms, double BesideP95Ms, double SlowerPercent, int Crashes, int Outgoing);

    public static Task<Figures> RunAsync() => BuiltApplication.WithFolderAsync(MeasureAsync);

    private static async Task<Figures> MeasureAsync(string data)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var corpus = HostileFiles.All(((IPEndPoint)listener.LocalEndpoint).Port);
        await using var application = await BuiltApplication.StartAsync(data);
        using var sender = await DemoUploads.BeginAsync(application.Address);
        using var reader = await ReaderAsync(application.Address);
        await ReadAsync(reader, Spell);
        var (quiet, beside, sent, crashes) = (new List<double>(), new List<double>(), 0, 0);
        for (var spell = 0; spell < Spells; spell++)
        {
            quiet.AddRange(await ReadAsync(reader, Spell));
            using var over = new CancellationTokenSource();
            var storm = StormAsync(sender, corpus, over.Token);
            beside.AddRange(await ReadAsync(reader, Spell));
            await over.CancelAsync();
            sent += await storm;
        }
        if (!(await reader.GetAsync(new Uri("/health/ready", UriKind.Relative))).IsSuccessStatusCode)
            crashes++;
        var (before, during) = (At(quiet, 0.95), At(beside, 0.95));
        return new(sent, At(quiet, 0.5), At(beside, 0.5), before, during, Math.Round((during / before - 1) * 100, 1), crashes, listener.Pending() ? 1 : 0);
    }

    private static async Task<HttpClient> ReaderAsync(Uri application)
    {
        var visit = await DemoVisit.BeginAsync(application, "editor@demo.local") ?? throw new InvalidOperationException("The demo editor could not sign in.");
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = application };
        client.DefaultRequestHeaders.Add("Cookie", visit.Cookie);
        return client;
    }

    private static async Task<int> StormAsync(DemoUploads sender, IReadOnlyList<(string Name, byte[] Content)> corpus, CancellationToken ct)
    {
        for (var sent = 0; ; sent++)
        {
            if (ct.IsCancellationRequested)
                return sent;
            await sender.WholeAsync(corpus[sent % corpus.Count].Name, corpus[sent % corpus.Count].Content);
        }
    }

    private static async Task<List<double>> ReadAsync(HttpClient client, TimeSpan time)
    {
        var (watch, times) = (Stopwatch.StartNew(), new List<double>());
        while (watch.Elapsed < time)
        {
            var begun = watch.Elapsed;
            using var answer = await client.GetAsync(new Uri("/t/studio-x/content", UriKind.Relative));
            answer.EnsureSuccessStatusCode();
            times.Add((watch.Elapsed - begun).TotalMilliseconds);
            // a person reads, too
            await Task.Delay(20);
        }
        return times;
    }

    private static double At(List<double> times, double part) => Math.Round(times.Order().ElementAt((int)(times.Count * part)), 1);
}
