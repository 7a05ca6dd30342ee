using System.Net;
using ContentFactory.Domain.Outgoing;
using Xunit;

namespace ContentFactory.Tests.Outgoing;

public class RefusedAddressTests
{
    // {p} is the port of a server that listens on every address of this machine
    public static readonly TheoryData<string> Forms =
    [
        "http://127.0.0.1:{p}/", "http://127.0.0.2:{p}/", "http://127.255.255.254:{p}/", "http://127.1:{p}/", "http://127.0.1:{p}/",
        "http://2130706433:{p}/", "http://017700000001:{p}/", "http://0x7f000001:{p}/", "http://0x7f.0.0.1:{p}/", "http://0177.0.0.1:{p}/",
        "http://0x7f.0x0.0x0.0x1:{p}/", "http://0:{p}/", "http://0.0.0.0:{p}/", "http://0.1.2.3:{p}/", "http://127.0.0.1.:{p}/",
        "http://１２７.０.０.１:{p}/", "http://127。0。0。1:{p}/", "http://①②⑦.⓪.⓪.①:{p}/",
        "http://localhost:{p}/", "http://localhost.:{p}/", "http://LOCALHOST:{p}/", "http://a.localhost:{p}/", "http://ｌｏｃａｌｈｏｓｔ:{p}/",
        "http://[::1]:{p}/", "http://[0:0:0:0:0:0:0:1]:{p}/", "http://[::]:{p}/", "http://[::ffff:127.0.0.1]:{p}/", "http://[::ffff:7f00:1]:{p}/",
        "http://[::127.0.0.1]:{p}/", "http://[64:ff9b::7f00:1]:{p}/", "http://[64:ff9b:1::7f00:1]:{p}/", "http://[2002:7f00:1::]:{p}/",
        "http://[2001:0:7f00:1::1]:{p}/", "http://[2001:db8::1]:{p}/", "http://[3fff::1]:{p}/", "http://[fe80::1]:{p}/", "http://[fe80::1%25lo]:{p}/",
        "http://[fd00::1]:{p}/", "http://[fc00::1]:{p}/", "http://[fec0::1]:{p}/", "http://[ff02::1]:{p}/", "http://[fd00:ec2::254]/",
        "http://[2a00::5efe:7f00:1]:{p}/", "http://[5f00::1]/", "http://[100::1]/",
        "http://169.254.169.254/latest/meta-data/", "http://[::ffff:169.254.169.254]/", "http://2852039166/", "http://0xa9fea9fe/", "http://168.63.129.16/",
        "http://10.0.0.1/", "http://172.16.0.1/", "http://172.31.255.255/", "http://192.168.0.1/", "http://100.64.0.1/", "http://100.100.100.200/",
        "http://192.0.0.192/", "http://192.0.2.1/", "http://198.18.0.1/", "http://198.51.100.1/", "http://203.0.113.1/", "http://224.0.0.1/",
        "http://240.0.0.1/", "http://255.255.255.255/", "http://example.com@127.0.0.1:{p}/", "http://example.com:80@127.0.0.1:{p}/",
        "http://127.0.0.1:{p}\\@example.com/", "http://user:pass@example.com/", "http://inner.test:{p}/", "http://mixed.test:{p}/", "http://mapped.test:{p}/",
        "ftp://127.0.0.1:{p}/", "file:///etc/passwd", "gopher://127.0.0.1:{p}/", "data:text/plain,hello", "//127.0.0.1:{p}/",
    ];

    [Theory, MemberData(nameof(Forms))]
    public async Task Refuses_address_without_opening_a_connection(string form)
    {
        await using var site = await Site.StartAsync(_ => Task.CompletedTask);
        using var fetch = new SafeFetch(new OutgoingOptions(), TimeProvider.System, ResolveAsync);
        if (!Uri.TryCreate(form.Replace("{p}", $"{site.Port}", StringComparison.Ordinal), UriKind.RelativeOrAbsolute, out var address))
            return; // not an address at all, so it cannot be asked for

        var outcome = await fetch.GetAsync(new FetchRequest(address), default);

        Assert.Equal(FetchKind.Refused, outcome.Kind);
        Assert.NotNull(outcome.Reason);
        Assert.Equal(0, site.Connections);
    }

    [Theory]
    [InlineData("93.184.216.34", true)]
    [InlineData("8.8.8.8", true)]
    [InlineData("172.32.0.1", true)]
    [InlineData("100.128.0.1", true)]
    [InlineData("2a00:1450:4010:c0b::71", true)]
    [InlineData("64:ff9b::808:808", true)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("::ffff:10.0.0.1", false)]
    public void Tells_public_addresses_from_all_others(string address, bool isPublic) =>
        Assert.Equal(isPublic, new AddressRules(new OutgoingOptions()).MayReach("example.com", 443, IPAddress.Parse(address)));

    [Theory]
    [InlineData("http://example.com/", true)]
    [InlineData("https://example.com/", true)]
    [InlineData("https://example.com:8443/", true)]
    [InlineData("http://example.com:8000/", true)]
    [InlineData("http://example.com:22/", false)]
    [InlineData("http://example.com:6379/", false)]
    [InlineData("http://example.com:9000/", false)]
    [InlineData("http://db.internal:5432/", true)]
    [InlineData("http://db.internal.:5432/", true)]
    [InlineData("http://db.internal:5433/", false)]
    [InlineData("http://search.internal:9200/", true)]
    public void Accepts_web_ports_and_vouched_hosts_only(string address, bool accepted)
    {
        var rules = new AddressRules(new OutgoingOptions { AllowedPrivateHosts = ["DB.internal:5432", "search.internal"] });

        Assert.Equal(accepted, rules.Check(new Uri(address)) is null);
    }

    [Fact]
    public async Task Open_and_closed_private_ports_read_the_same()
    {
        await using var site = await Site.StartAsync(_ => Task.CompletedTask);
        using var fetch = new SafeFetch(new OutgoingOptions(), TimeProvider.System);

        var open = await fetch.GetAsync(new FetchRequest(site.At("/")), default);
        var closed = await fetch.GetAsync(new FetchRequest(new Uri("http://127.0.0.1:8999/")), default);

        Assert.Equal(open.Kind, closed.Kind);
        Assert.Equal(open.Reason!.TextKey, closed.Reason!.TextKey);
        Assert.Equal(open.Reason.Args, closed.Reason.Args);
    }

    [Theory]
    [InlineData("")]
    [InlineData("http://a")]
    [InlineData("a:99999")]
    [InlineData(":80")]
    public void Configuration_faults_name_the_wrong_entry(string entry) =>
        Assert.Contains("AllowedPrivateHosts", Assert.Single(new OutgoingOptions { AllowedPrivateHosts = [entry] }.Faults()), StringComparison.Ordinal);

    private static Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct) => Task.FromResult(host switch
    {
        "inner.test" => new[] { IPAddress.Loopback },
        "mixed.test" => [IPAddress.Parse("93.184.216.34"), IPAddress.Loopback],
        "mapped.test" => [IPAddress.Loopback.MapToIPv6()],
        _ => Dns.GetHostAddresses(host),
    });
}
