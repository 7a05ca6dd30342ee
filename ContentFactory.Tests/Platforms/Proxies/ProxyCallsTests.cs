using System.Net;
using System.Net.Sockets;
using ContentFactory.Domain.Outgoing;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Tests.Platforms.Contract;
using ContentFactory.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ContentFactory.Tests.Platforms.Proxies;

/// <summary>Single calls through a proxy: what passes, and what a call that did not pass proves.</summary>
public sealed class ProxyCallsTests : IAsyncLifetime
{
    private const string Name = "Tried";
    private const string Password = "SeCrEt0-of-the-proxy";

    private readonly List<ServiceProvider> providers = [];
    private readonly ManualTime clock = new(new(2026, 11, 27, 10, 0, 0, TimeSpan.Zero));
    private readonly CapturedLog log = new();
    private WebApplication network = null!;

    private Uri Network => new(network.Urls.Single());

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        network = builder.Build();
        network.Run(context => context.Response.WriteAsync(context.Request.Headers.ContainsKey("Proxy-Authorization") ? """{"leaked":"yes"}""" : """{"leaked":"no"}"""));
        await network.StartAsync();
    }

    public async Task DisposeAsync()
    {
        foreach (var provider in providers)
            await provider.DisposeAsync();
        await network.DisposeAsync();
        Assert.DoesNotContain("SeCrEt0", log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http", "POST http://")]
    [InlineData("socks5", "SOCKS 127.0.0.1:")]
    public async Task A_call_passes_with_the_credentials_of_its_proxy(string scheme, string target)
    {
        await using var proxy = TestProxy.Start(("ann", Password));
        var reply = await PostAsync(Http(), proxy.As(scheme, "ann", Password));
        Assert.True(reply.IsSuccess, reply.ToString());
        Assert.Equal("no", reply.Json.GetProperty("leaked").GetString());
        var call = Assert.Single(proxy.Passed);
        Assert.Equal("ann", call.User);
        Assert.StartsWith(target, call.Target, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http", "http", "Credentials")]
    [InlineData("http", "https", "Credentials")]
    [InlineData("socks5", "http", "Refused")]
    public async Task Wrong_credentials_prove_that_nothing_was_sent(string scheme, string target, string key)
    {
        await using var proxy = TestProxy.Start(("ann", Password));
        var reply = await PostAsync(Http(), proxy.As(scheme, "ann", "SeCrEt0-wrong"), target);
        AssertUnsent(reply, key, proxy);
        Assert.Empty(proxy.Passed);
    }

    [Theory]
    [InlineData("http", 403)]
    [InlineData("http", 502)]
    [InlineData("socks5", 403)]
    public async Task A_refused_tunnel_proves_that_nothing_was_sent(string scheme, int status)
    {
        await using var proxy = TestProxy.Start();
        proxy.Refuses = status;
        AssertUnsent(await PostAsync(Http(), proxy.As(scheme), "https"), "Refused", proxy);
    }

    [Theory]
    [InlineData("http")]
    [InlineData("socks5")]
    public async Task A_proxy_that_is_not_there_is_named(string scheme) => AssertUnsent(await PostAsync(Http(), Gone(scheme)), "Unreachable");

    [Theory]
    [InlineData("http", "https")]
    [InlineData("http", "http")]
    public async Task A_silent_proxy_ends_the_call(string scheme, string target)
    {
        await using var proxy = TestProxy.Start();
        proxy.IsSilent = true;
        var http = Http();
        var calling = http.SendAsync(new(HttpMethod.Get, new UriBuilder(Network) { Scheme = target }.Uri), proxy.As(scheme), default);
        if (target == "http")
        {
            // the proxy has the request itself: it may have passed it on
            await proxy.Connected;
            clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(ReplyState.Unclear, (await calling).State);
        }
        else
            AssertUnsent(await calling, "Unreachable", proxy);
    }

    [Fact]
    public async Task What_the_proxy_passed_on_may_have_taken_effect()
    {
        await using var proxy = TestProxy.Start();
        proxy.HangsUp = true;
        var reply = await PostAsync(Http(), proxy.As());
        Assert.Equal((ReplyState.Unclear, null), (reply.State, reply.Fault));
    }

    [Fact]
    public async Task A_proxy_that_reads_along_gets_nothing()
    {
        await using var proxy = TestProxy.Start();
        var reply = await PostAsync(Http(), proxy.As(), "https");
        AssertUnsent(reply, "NotSecure", proxy);
        Assert.Equal($"CONNECT {Network.Authority}", Assert.Single(proxy.Passed).Target);
    }

    [Theory]
    [InlineData("http", "127.0.0.1")]
    [InlineData("http", "localhost")]
    [InlineData("socks5", "127.0.0.1")]
    public async Task The_own_network_is_never_reached(string scheme, string host)
    {
        await using var proxy = TestProxy.Start();
        var inside = new PlatformProxy(new UriBuilder(proxy.As(scheme).Address) { Host = host }.Uri);
        AssertUnsent(await PostAsync(Http(allowed: false), inside), "Private");
        Assert.Equal(0, proxy.Connections);
    }

    [Fact]
    public async Task Connections_serve_only_whom_they_were_opened_for()
    {
        await using var proxy = TestProxy.Start(("ann", Password), ("bob", Password));
        var http = Http();
        foreach (var user in new[] { "ann", "bob", "ann", "bob" })
            Assert.True((await PostAsync(http, proxy.As("socks5", user, Password))).IsSuccess);
        Assert.Equal(["ann", "bob"], proxy.Passed.Select(p => p.User));
        Assert.False((await PostAsync(http, proxy.As("socks5", "ann", "SeCrEt0-wrong"))).IsSuccess);
    }

    [Fact]
    public async Task Proxies_that_nobody_uses_are_let_go()
    {
        await using var proxy = TestProxy.Start();
        var http = Http();
        var clients = providers[^1].GetRequiredService<ProxyClients>();
        await PostAsync(http, proxy.As("http", "ann", "one"));
        await PostAsync(http, proxy.As("http", "ann", "two"));
        Assert.Equal(2, clients.Count);
        clock.Advance(TimeSpan.FromMinutes(16));
        await PostAsync(http, proxy.As("http", "ann", "one"));
        Assert.Equal(1, clients.Count);
    }

    [Fact]
    public void A_proxy_prints_its_host_alone() => Assert.Equal("proxy.example:3128", new PlatformProxy(new("http://proxy.example:3128"), "ann", Password).ToString());

    private PlatformHttp Http(bool allowed = true)
    {
        var services = new ServiceCollection();
        services.AddLogging(l => l.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        services.AddSingleton<TimeProvider>(clock);
        if (allowed)
            services.Configure<OutgoingOptions>(o => o.AllowedPrivateHosts = ["127.0.0.1"]);
        services.AddSingleton(sp => new ProxyClients(sp.GetRequiredService<AddressRules>(), clock, TimeSpan.FromMilliseconds(500)));
        services.AddPlatform(new ConfigurationBuilder().Build(), Name);
        providers.Add(services.BuildServiceProvider());
        return providers[^1].GetRequiredKeyedService<PlatformHttp>(Name);
    }

    private Task<PlatformReply> PostAsync(PlatformHttp http, PlatformProxy proxy, string scheme = "http") =>
        http.SendAsync(new(HttpMethod.Post, new UriBuilder(Network) { Scheme = scheme }.Uri) { Content = new StringContent("Hello") }, proxy, default);

    /// <summary>A port that nobody listens at.</summary>
    private static PlatformProxy Gone(string scheme)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        return new(new($"{scheme}://127.0.0.1:{port}"));
    }

    private static void AssertUnsent(PlatformReply reply, string key, TestProxy? proxy = null)
    {
        Assert.True(reply.State is ReplyState.NotSent && reply.Fault?.TextKey == $"Platforms.Proxy_{key}", $"{reply} {reply.Fault?.TextKey} {string.Join(' ', reply.Fault?.Args ?? [])}");
        ConnectorRig.AssertReadable(reply.Fault);
        if (proxy is not null)
            Assert.Equal(proxy.As().Host, reply.Fault!.Args[0].ToString());
    }
}
