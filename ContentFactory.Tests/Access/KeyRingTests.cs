using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Tests.Support;
using ContentFactory.Web;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Access;

/// <summary>Whoever copies the database without the certificate opens no stored secret.</summary>
public sealed class KeyRingTests : IDisposable
{
    private const string Password = "pfx-password";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_dump_opens_nothing_without_the_certificate()
    {
        var path = MakeCertificate();
        await using var application = await TestApplication.StartAsync(new(Settings: new Dictionary<string, string?> { ["DataProtection:Certificate"] = path, ["DataProtection:CertificatePassword"] = Password }));
        var secret = application.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Protect("bot token");
        var dump = await DumpAsync(application);

        Assert.NotEmpty(dump);
        Assert.All(dump, key => Assert.Contains("EncryptedData", key.ToString(), StringComparison.Ordinal));
        Assert.ThrowsAny<CryptographicException>(() => Node(dump, null).Unprotect(secret));
        Assert.Equal("bot token", Node(dump, X509CertificateLoader.LoadPkcs12FromFile(path, Password)).Unprotect(secret));
    }

    [Fact]
    public async Task A_second_node_opens_what_the_first_sealed()
    {
        await using var first = await TestApplication.StartAsync();
        await using var second = await TestApplication.StartAsync(database: first.Database);
        var secret = first.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Protect("bot token");

        Assert.Equal("bot token", second.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Unprotect(secret));
    }

    [Fact]
    public async Task Production_does_not_start_without_a_certificate()
    {
        var settings = (await TestDatabase.CreateAsync()).Settings();
        var missing = Assert.Throws<ConfigurationException>(() => Application.CreateBuilder("http://127.0.0.1:0", settings, "Production"));
        Assert.Equal("DataProtection__Certificate", missing.Setting);

        settings["DataProtection:Certificate"] = MakeCertificate();
        settings["DataProtection:CertificatePassword"] = "wrong";
        Assert.Equal("DataProtection__Certificate", Assert.Throws<ConfigurationException>(() => Application.CreateBuilder("http://127.0.0.1:0", settings, "Production")).Setting);
    }

    private string MakeCertificate()
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=keys", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        var path = Path.Combine(Directory.CreateDirectory(folder.Path).FullName, "keys.pfx");
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pfx, Password));
        return path;
    }

    private static async Task<List<XElement>> DumpAsync(TestApplication application)
    {
        await using var scope = application.Services.CreateAsyncScope();
        var rows = await scope.ServiceProvider.GetRequiredService<AccessDb>().KeyRing.Select(k => k.Xml).ToListAsync();
        return [.. rows.Select(x => XElement.Parse(x))];
    }

    private static IDataProtector Node(List<XElement> dump, X509Certificate2? certificate)
    {
        var services = new ServiceCollection();
        var protection = services.AddDataProtection().SetApplicationName("ContentFactory").DisableAutomaticKeyGeneration();
        if (certificate is not null)
            protection.UnprotectKeysWithAnyCertificate(certificate);
        services.Configure<KeyManagementOptions>(options => options.XmlRepository = new Dump(dump));
        return services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
    }

    private sealed class Dump(List<XElement> keys) : IXmlRepository
    {
        public IReadOnlyCollection<XElement> GetAllElements() => keys;

        public void StoreElement(XElement element, string friendlyName) => throw new NotSupportedException();
    }
}
