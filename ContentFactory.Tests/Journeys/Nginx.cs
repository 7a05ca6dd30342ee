using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Journeys;

/// <summary>nginx as docs/nginx.conf sets it up, on a free port of this machine and without TLS.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private readonly Process process;
    private readonly TemporaryFolder folder;

    private Nginx(Process process, TemporaryFolder folder, Uri address) => (this.process, this.folder, Address) = (process, folder, address);

    public Uri Address { get; }

    public static async Task<Nginx> StartAsync(IEnumerable<Uri> nodes)
    {
        var (folder, port) = (new TemporaryFolder(), FreePort());
        var site = Site(await File.ReadAllTextAsync(Path.Combine(SourceTree.Root, "docs", "nginx.conf")), nodes, port);
        var file = Path.Combine(Directory.CreateDirectory(folder.Path).FullName, "nginx.conf");
        await File.WriteAllTextAsync(file, $"daemon off; pid {folder.Path}/pid; error_log stderr; worker_processes 1; events {{}}\nhttp {{\naccess_log off; {Temporary(folder.Path)}\n{site}\n}}");
        var start = new ProcessStartInfo(File.Exists("/usr/sbin/nginx") ? "/usr/sbin/nginx" : "nginx", ["-p", folder.Path, "-c", file]) { RedirectStandardError = true };
        var nginx = new Nginx(Process.Start(start)!, folder, new Uri($"http://127.0.0.1:{port}"));
        _ = nginx.process.StandardError.ReadToEndAsync();
        using var client = new HttpClient { BaseAddress = nginx.Address };
        await Eventually.BecomesAsync(async () =>
        {
            try
            {
                return (await client.GetAsync("/health/live")).StatusCode;
            }
            catch (HttpRequestException)
            {
                return HttpStatusCode.ServiceUnavailable;
            }
        }, status => status is HttpStatusCode.OK);
        return nginx;
    }

    public async ValueTask DisposeAsync()
    {
        using var quit = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Dispose();
    }

    /// <summary>The documented file with the nodes of the test, each line of it as it stands.</summary>
    private static string Site(string documented, IEnumerable<Uri> nodes, int port)
    {
        var lines = documented.Split('\n').ToList();
        var first = lines.FindIndex(l => l.Contains("server 10.", StringComparison.Ordinal));
        var line = lines[first];
        lines.RemoveAll(l => l.Contains("server 10.", StringComparison.Ordinal));
        lines.InsertRange(first, nodes.Select(n => line.Replace(line.Trim().Split(' ')[1], $"{n.Host}:{n.Port}", StringComparison.Ordinal)));
        return string.Join('\n', lines.Where(l => !l.Contains("ssl_certificate", StringComparison.Ordinal)))
            .Replace("listen 443 ssl", $"listen 127.0.0.1:{port}", StringComparison.Ordinal).Replace("app.example.com", "127.0.0.1", StringComparison.Ordinal)
            .Replace("SameSite=Lax; Secure", "SameSite=Lax", StringComparison.Ordinal).Replace("Host              $host", "Host              $http_host", StringComparison.Ordinal);
    }

    private static string Temporary(string folder) =>
        string.Join(' ', new[] { "client_body", "proxy", "fastcgi", "uwsgi", "scgi" }.Select(kind => $"{kind}_temp_path {folder}/{kind};"));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
