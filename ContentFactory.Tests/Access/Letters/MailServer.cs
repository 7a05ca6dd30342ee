using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Access;

/// <summary>A letter as the server took it.</summary>
internal sealed record Delivered(string To, bool Secure, string? User, string Raw)
{
    public string Header(string name) => Regex.Match(Raw.ReplaceLineEndings("\n"), $@"^{name}: ([^\n]*(\n[ \t][^\n]*)*)", RegexOptions.Multiline).Groups[1].Value;

    /// <summary>The decoded part of a kind, such as "text/html".</summary>
    public string Part(string kind)
    {
        var part = Regex.Split(Raw.ReplaceLineEndings("\n"), @"^--\S+$", RegexOptions.Multiline).Single(p => p.Contains($"Content-Type: {kind}", StringComparison.OrdinalIgnoreCase) && !p.Contains("multipart/", StringComparison.Ordinal));
        var body = part[(part.IndexOf("\n\n", StringComparison.Ordinal) + 2)..];
        if (part.Contains("base64", StringComparison.OrdinalIgnoreCase))
            return Encoding.UTF8.GetString(Convert.FromBase64String(Regex.Replace(body, @"[^A-Za-z0-9+/=]|--.*$", "")));
        var bytes = Regex.Replace(body.Replace("=\n", "", StringComparison.Ordinal), "=([0-9A-F]{2})", m => ((char)Convert.ToByte(m.Groups[1].Value, 16)).ToString());
        return Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(bytes));
    }
}

/// <summary>The mail server with STARTTLS under a certificate for "localhost" that only this run trusts.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<string, byte> Trusted = new();

    private readonly NodeServer server;

    // the mail client of the framework has no other place where a test could put its trust
#pragma warning disable SYSLIB0014
    static MailServer() => ServicePointManager.ServerCertificateValidationCallback = (_, certificate, _, errors) =>
        errors is SslPolicyErrors.None || (errors is SslPolicyErrors.RemoteCertificateChainErrors && Trusted.ContainsKey(certificate!.GetCertHashString()));
#pragma warning restore SYSLIB0014

    private MailServer(NodeServer server) => this.server = server;

    public int Port => server.Port;

    public IEnumerable<Delivered> Letters => server.Said.Select(line => JsonSerializer.Deserialize<Delivered>(line, JsonSerializerOptions.Web)!);

    public IEnumerable<KeyValuePair<string, string?>> Settings => new Dictionary<string, string?>
    {
        ["Smtp:Host"] = "localhost", ["Smtp:Port"] = $"{Port}", ["Smtp:User"] = "sender", ["Smtp:Password"] = "mail-password", ["Smtp:From"] = "ContentFactory <no-reply@factory.example>",
    };

    public static async Task<MailServer> StartAsync()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Path);
        using var rsa = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        Trusted.TryAdd(certificate.GetCertHashString(), 0);
        var (key, cert) = (Path.Combine(folder.Path, "key.pem"), Path.Combine(folder.Path, "cert.pem"));
        await File.WriteAllTextAsync(key, rsa.ExportPkcs8PrivateKeyPem());
        await File.WriteAllTextAsync(cert, certificate.ExportCertificatePem());
        return new MailServer(await NodeServer.StartAsync("Access/Letters/mail-server.js", key, cert));
    }

    /// <summary>What arrived for an address, as soon as there are so many.</summary>
    public async Task<IReadOnlyList<Delivered>> ToAsync(string address, int count = 1) =>
        await Eventually.BecomesAsync(() => Task.FromResult(Letters.Where(l => l.To == address).ToList()), found => found.Count >= count);

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
