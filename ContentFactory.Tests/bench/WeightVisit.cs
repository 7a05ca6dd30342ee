using System.Text.Json;
using ContentFactory.Tests.Support;
using Microsoft.Playwright;

namespace ContentFactory.Tests.Bench;

/// <summary>One load of a page: bytes of each kind and file as they came over the wire, headers included.</summary>
/// <param name="Circuit">What the circuit's socket brought, before its compression.</param>
internal sealed record Load(Dictionary<string, double> Kinds, Dictionary<string, double> Files, double Circuit, double PaintMs, string Painted)
{
    public double Total => Kinds.Values.Sum();
}

/// <summary>The dashboard in a profile that has seen nothing, and then once more.</summary>
internal static class WeightVisit
{
    private const string Watch = """
        new PerformanceObserver(list => {
          const last = list.getEntries().at(-1);
          window.largestPaint = last.startTime;
          window.largestPainted = `${last.element?.tagName ?? '?'} ${(last.element?.textContent ?? '').trim().slice(0, 40)}`;
        }).observe({ type: 'largest-contentful-paint', buffered: true });
        """;

    private const string Quiet = """
        () => document.querySelector('[data-live]') && document.fonts.status === 'loaded'
          && ![...document.querySelectorAll('.chart-canvas')].some(chart => !chart.querySelector('svg'))
        """;

    public static async Task<(Load First, Load Second)> OpenTwiceAsync(DemoVisit visit, int slowerBy)
    {
        await using var context = await Browser.ContextAsync(new() { ViewportSize = new() { Width = 1280, Height = 800 }, Locale = "en" });
        await context.AddCookiesAsync(visit.Cookie.Split("; ").Select(one => one.Split('=', 2))
            .Select(one => new Cookie { Name = one[0], Value = one[1], Url = visit.Dashboard.GetLeftPart(UriPartial.Authority) }));
        await context.AddInitScriptAsync(Watch);
        return (await OpenAsync(context, visit.Dashboard, slowerBy), await OpenAsync(context, visit.Dashboard, slowerBy));
    }

    private static async Task<Load> OpenAsync(IBrowserContext context, Uri address, int slowerBy)
    {
        var page = await context.NewPageAsync();
        var protocol = await context.NewCDPSessionAsync(page);
        await protocol.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = slowerBy });
        var wire = await Wire.TapAsync(protocol);
        await page.GotoAsync(address.ToString(), new() { WaitUntil = WaitUntilState.NetworkIdle });
        await page.WaitForFunctionAsync(Quiet);
        var (paint, painted) = (await page.EvaluateAsync<double>("() => window.largestPaint ?? 0"), await page.EvaluateAsync<string>("() => window.largestPainted ?? ''"));
        await page.CloseAsync();
        return wire.Load(paint, painted);
    }

    /// <summary>Listens to the browser's network as its own developer tools do.</summary>
    private sealed class Wire
    {
        private readonly Dictionary<string, (string Kind, string File)> requests = [];
        private readonly Dictionary<string, double> kinds = [];
        private readonly Dictionary<string, double> files = [];
        private double circuit;

        public static async Task<Wire> TapAsync(ICDPSession protocol)
        {
            var wire = new Wire();
            protocol.Event("Network.responseReceived").OnEvent += (_, e) => wire.Begun(e!.Value);
            protocol.Event("Network.loadingFinished").OnEvent += (_, e) => wire.Finished(e!.Value);
            protocol.Event("Network.webSocketFrameReceived").OnEvent += (_, e) => wire.Frame(e!.Value);
            await protocol.SendAsync("Network.enable");
            return wire;
        }

        public Load Load(double paint, string painted)
        {
            lock (requests) return new(new(kinds), new(files), circuit, paint, painted);
        }

        private void Begun(JsonElement e)
        {
            var response = e.GetProperty("response");
            // the cache answered: nothing came over the wire
            if (response.TryGetProperty("fromDiskCache", out var cached) && cached.GetBoolean()) return;
            lock (requests) requests[e.GetProperty("requestId").GetString()!] = (e.GetProperty("type").GetString()!.ToLowerInvariant(), new Uri(response.GetProperty("url").GetString()!).AbsolutePath);
        }

        private void Finished(JsonElement e)
        {
            lock (requests)
            {
                if (!requests.TryGetValue(e.GetProperty("requestId").GetString()!, out var request)) return;
                var bytes = e.GetProperty("encodedDataLength").GetDouble();
                kinds[request.Kind] = kinds.GetValueOrDefault(request.Kind) + bytes;
                files[request.File] = files.GetValueOrDefault(request.File) + bytes;
            }
        }

        private void Frame(JsonElement e)
        {
            var frame = e.GetProperty("response");
            // binary frames come in base64
            var length = frame.GetProperty("payloadData").GetString()!.Length * (frame.GetProperty("opcode").GetInt32() == 2 ? 0.75 : 1);
            lock (requests) circuit += length;
        }
    }
}
