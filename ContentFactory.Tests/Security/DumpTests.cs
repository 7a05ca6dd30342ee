using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ContentFactory.Domain;
using ContentFactory.Domain.Access.Keys;
using ContentFactory.Tests.Rules;
using ContentFactory.Tests.Support;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ContentFactory.Tests.Security;

/// <summary>Whoever has a dump of the database and the application's code opens no secret of a tenant, not even in Development, where the key ring lies open in it.</summary>
public sealed class DumpTests : IAsyncLifetime
{
    private readonly Site site = new();
    private readonly TemporaryFolder folder = new();
    private List<PlantedSecret> planted = [];
    private List<PlantedSecret> others = [];

    public async Task InitializeAsync()
    {
        await site.InitializeAsync();
        planted = await PlantedSecrets.PlantAsync(site.Services, await site.AddTenantAsync("dumped"), "zqalpha");
        others = await PlantedSecrets.PlantAsync(site.Services, await site.AddTenantAsync("second"), "zqbeta");
    }

    public async Task DisposeAsync()
    {
        await site.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public void Every_secret_opens_in_its_own_row_and_no_other()
    {
        PlantedSecret[] all = [.. planted, .. others];
        Assert.Equal(20, all.Length);

        Findings.None(from secret in all where secret.Open(site.Services, secret.Cipher) != secret.Value select $"{secret} does not open");
        Findings.None(from row in all
            from secret in all
            where row != secret && row.Open(site.Services, secret.Cipher) is not null && !IsFormerOf(row, secret)
            select $"{secret} opens in the row of {row}");
    }

    [Fact]
    public void All_sealed_columns_are_planted()
    {
        var columns = planted.Select(p => p.Place.Split(' ')[0]).ToHashSet();
        Findings.None(site.Services.GetServices<SealedColumn>().Select(c => $"{c.Table}.{c.Column}").Except(columns));
    }

    [Fact]
    public async Task A_dump_says_no_secret()
    {
        var dump = await DumpAsync();
        Assert.Contains("zqalpha-bucket", dump, StringComparison.Ordinal);

        Findings.None(from secret in planted.Concat(others)
            from form in new[] { secret.Value, Convert.ToBase64String(Encoding.UTF8.GetBytes(secret.Value)), Convert.ToHexString(Encoding.UTF8.GetBytes(secret.Value)) }
            where dump.Contains(form, StringComparison.OrdinalIgnoreCase)
            select $"{secret} stands in the dump");
        Findings.None(from key in Directory.GetFiles(site.Database.KeysFolder, "*.key", SearchOption.AllDirectories)
            from line in File.ReadAllLines(key)
            where dump.Contains(line, StringComparison.Ordinal) || (line.Length > 40 && dump.Contains(Convert.ToHexString(Convert.FromBase64String(line)), StringComparison.OrdinalIgnoreCase))
            select $"{key} stands in the dump");
    }

    [Theory]
    [InlineData(false, false, 0)]
    [InlineData(true, false, 10)]
    public async Task In_development_a_dump_opens_with_the_store_of_keys_alone(bool hasStore, bool hasCertificate, int opened) =>
        Assert.Equal(opened, await OpenedAsync(await StolenAsync(site), hasStore ? site.Database.KeysFolder : null, hasCertificate ? site.Certificate : null, planted));

    [Theory]
    [InlineData(false, false, 0)]
    [InlineData(true, false, 0)]
    [InlineData(false, true, 0)]
    [InlineData(true, true, 10)]
    public async Task Behind_a_certificate_a_dump_opens_with_both_alone(bool hasStore, bool hasCertificate, int opened)
    {
        var guarded = new Site(wraps: true);
        await guarded.InitializeAsync();
        var secrets = await PlantedSecrets.PlantAsync(guarded.Services, await guarded.AddTenantAsync("guarded"), "zqgamma");
        var stolen = await StolenAsync(guarded);

        Assert.Equal(opened, await OpenedAsync(stolen, hasStore ? guarded.Database.KeysFolder : null, hasCertificate ? guarded.Certificate : null, secrets));
    }

    /// <summary>The former secret of a company and its present one are for the same purpose: each may stand in the other's column.</summary>
    private static bool IsFormerOf(PlantedSecret row, PlantedSecret secret) => row.Place.Replace("former_", "", StringComparison.Ordinal) == secret.Place.Replace("former_", "", StringComparison.Ordinal);

    /// <summary>All rows, in a database of the thief's own.</summary>
    private static async Task<TestDatabase> StolenAsync(Site from)
    {
        await from.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        return await from.Database.CloneAsync();
    }

    private async Task<int> OpenedAsync(TestDatabase stolen, string? keys, X509Certificate2? certificate, List<PlantedSecret> secrets)
    {
        if (keys is null)
            await using (var owner = await Sql.OpenAsync(stolen.ConnectionString("cf_owner")))
                await Sql.RunAsync(owner, "delete from key_stores");
        var settings = stolen.Settings();
        settings["Keys:Folder"] = keys ?? folder.Path;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var collection = new ServiceCollection();
        collection.AddSingleton<IConfiguration>(configuration);
        collection.AddLogging();
        collection.AddDomain(configuration);
        if (certificate is not null)
            collection.AddDataProtection().UnprotectKeysWithAnyCertificate(certificate);
        await using var thief = collection.BuildServiceProvider();
        return secrets.Count(s => s.Open(thief, s.Cipher) is not null);
    }

    private async Task<string> DumpAsync()
    {
        var connection = new NpgsqlConnectionStringBuilder(site.Database.ConnectionString("cf_owner"));
        var start = new ProcessStartInfo("pg_dump", ["--enable-row-security", "-h", connection.Host!, "-p", $"{connection.Port}", "-U", connection.Username!, connection.Database!]) { RedirectStandardOutput = true };
        start.Environment["PGPASSWORD"] = connection.Password;
        using var process = Process.Start(start)!;
        var dump = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return dump;
    }

    private sealed class Site(bool wraps = false) : TestDomain
    {
        public X509Certificate2 Certificate { get; } = Made();

        protected override void Configure(IServiceCollection collection)
        {
            if (wraps)
                collection.AddDataProtection().ProtectKeysWithCertificate(Certificate).UnprotectKeysWithAnyCertificate(Certificate);
        }

        private static X509Certificate2 Made()
        {
            using var key = RSA.Create(2048);
            var now = TimeProvider.System.GetUtcNow();
            return new CertificateRequest("CN=keys", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        }
    }
}
