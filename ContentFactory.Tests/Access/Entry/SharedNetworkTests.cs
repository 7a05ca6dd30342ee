using ContentFactory.Domain.Access;
using ContentFactory.Tests.Support;
using ContentFactory.Web.Access;

namespace ContentFactory.Tests.Access;

/// <summary>People who share a network: an office, or everybody behind a proxy that is not listened to.</summary>
public sealed class SharedNetworkTests(DoorDomain doors) : IClassFixture<DoorDomain>
{
    [Fact]
    public async Task Tries_at_a_locked_account_lock_out_nobody_else()
    {
        var (locked, other) = (await PersonAsync(), await PersonAsync());
        for (var i = 0; i < 5; i++)
            Assert.Equal("Access.SignInWrong", await TryAsync(locked, "wrong", $"10.20.0.{i}"));
        for (var i = 0; i < 40; i++)
            Assert.Equal("Access.SignInLocked", await TryAsync(locked, "wrong", "10.21.0.1"));
        Assert.Equal("ok", await TryAsync(other, Seed.Password, "10.21.0.1"));
    }

    [Theory]
    [InlineData("https://app.example", "http://0.0.0.0:5080", null, true)]
    [InlineData("https://app.example", "http://0.0.0.0:5080", "false", true)]
    [InlineData("https://app.example", "http://0.0.0.0:5080", "true", false)]
    [InlineData("https://app.example", "https://0.0.0.0:443", null, false)]
    [InlineData("http://app.example", "http://0.0.0.0:5080", null, false)]
    public void A_proxy_that_is_not_heard_is_noticed(string publicUrl, string listens, string? forwarded, bool deaf) =>
        Assert.Equal(deaf, OwnAddress.IsDeafToItsProxy(new(publicUrl), [listens], forwarded));

    [Fact]
    public async Task In_Production_the_cookie_travels_by_TLS_only()
    {
        using var folder = new TemporaryFolder();
        await using var application = await TestApplication.StartAsync(new(Environment: "Production", Settings: new Dictionary<string, string?>
        {
            ["PublicUrl"] = "https://app.example.test", ["DataProtection:Certificate"] = HostHeaderTests.MakeCertificate(folder), ["DataProtection:CertificatePassword"] = "pfx",
        }));
        await application.AddPersonAsync("secure@entry.test");
        using var client = new DoorClient(application);
        var answer = await client.PostAsync("/sign-in", "sign-in", ("Email", "secure@entry.test"), ("Password", Seed.Password));
        var cookie = Assert.Single(answer.Headers.Split('\n'), line => line.StartsWith("Set-Cookie: cf_session", StringComparison.Ordinal));
        Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
    }

    private async Task<string> PersonAsync()
    {
        var address = doors.NewAddress();
        await doors.AddPersonAsync(address);
        return address;
    }

    private async Task<string> TryAsync(string address, string password, string network) =>
        (await doors.InAsync((PasswordDoor door) => door.CheckAsync(address, password, network, default))).Problem?.TextKey ?? "ok";
}
