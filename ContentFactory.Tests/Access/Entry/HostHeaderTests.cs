using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ContentFactory.Domain.Access;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Access;

/// <summary>What a request claims of its host and its sender decides neither links nor limits; a foreign host is refused in Production.</summary>
public sealed class HostHeaderTests(DoorsWorld world) : IClassFixture<DoorsWorld>
{
    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("X-Forwarded-Host", "evil.example")]
    [InlineData("X-Original-Host", "evil.example")]
    [InlineData("Forwarded", "host=evil.example;proto=https")]
    [InlineData("X-Forwarded-Proto", "ftp")]
    [InlineData("X-Forwarded-Prefix", "/evil.example")]
    public async Task Links_of_letters_come_from_the_settings_only(string header, string value)
    {
        var address = await world.NewPersonAsync();
        foreach (var (page, form) in new[] { ("/sign-in/link", "link"), ("/register", "register") })
        {
            using var client = new DoorClient(world.Application);
            client.Http.DefaultRequestHeaders.TryAddWithoutValidation(header, value);
            await client.PostAsync(page, form, ("Email", address));
            Assert.Equal("https://app.example.test", (await SentLetters.LinkAsync(world.Application.Database, address)).GetLeftPart(UriPartial.Authority));
            Assert.DoesNotContain("evil", await SentLetters.LatestAsync(world.Application.Database, address), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_forged_sender_does_not_reset_the_limits()
    {
        await using var application = await TestApplication.StartAsync();
        using var client = new DoorClient(application);
        var answers = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            client.Http.DefaultRequestHeaders.Remove("X-Forwarded-For");
            client.Http.DefaultRequestHeaders.Add("X-Forwarded-For", $"203.0.113.{i}");
            answers.Add((await client.PostAsync("/sign-in", "sign-in", ("Email", $"nobody{i}@example.com"), ("Password", "wrong"))).Text.Contains("Too many wrong passwords", StringComparison.Ordinal) ? "locked" : "wrong");
        }
        Assert.Equal(["wrong", "wrong", "wrong", "wrong", "wrong", "locked", "locked"], answers);
    }

    [Fact]
    public async Task In_Production_a_foreign_host_is_refused()
    {
        using var folder = new TemporaryFolder();
        await using var application = await TestApplication.StartAsync(new(Environment: "Production", Settings: new Dictionary<string, string?>
        {
            ["PublicUrl"] = "https://app.example.test", ["DataProtection:Certificate"] = MakeCertificate(folder), ["DataProtection:CertificatePassword"] = "pfx",
        }));
        Assert.Equal(400, await StatusAsync(application, "GET /sign-in HTTP/1.1\r\nHost: evil.example"));
        Assert.Equal(400, await StatusAsync(application, "GET /sign-in HTTP/1.1\r\nHost: app.example.test.evil.example"));
        Assert.Equal(400, await StatusAsync(application, "GET http://evil.example/sign-in HTTP/1.1\r\nHost: app.example.test"));
        Assert.Equal(400, await StatusAsync(application, "GET http://evil.example/sign-in HTTP/1.1\r\nHost: evil.example"));
        Assert.Equal(200, await StatusAsync(application, "GET /sign-in HTTP/1.1\r\nHost: app.example.test"));
        Assert.Equal(200, await StatusAsync(application, "GET /sign-in HTTP/1.1\r\nHost: app.example.test\r\nX-Forwarded-Host: evil.example"));
        Assert.Equal(200, await StatusAsync(application, "GET /health/live HTTP/1.1\r\nHost: localhost:5080"));
    }

    [Fact]
    public async Task The_counters_know_networks_by_hash_only()
    {
        using var client = new DoorClient(world.Application);
        await client.PostAsync("/sign-in", "sign-in", ("Email", world.NewAddress()), ("Password", "wrong"));
        await using var scope = world.Application.Services.CreateAsyncScope();
        var counters = await scope.ServiceProvider.GetRequiredService<AccessDb>().Attempts.AsNoTracking().ToListAsync();
        Assert.Contains(counters, c => c.Name == "sign_in.network" && c.KeyHash.SequenceEqual(SHA256.HashData(Encoding.UTF8.GetBytes("127.0.0.1"))));
    }

    private static async Task<int> StatusAsync(TestApplication application, string head)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, application.Address.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{head}\r\nAccept: text/html\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return int.Parse((await reader.ReadLineAsync())!.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
    }

    internal static string MakeCertificate(TemporaryFolder folder)
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var path = Path.Combine(Directory.CreateDirectory(folder.Path).FullName, "keys.pfx");
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pfx, "pfx"));
        return path;
    }
}
