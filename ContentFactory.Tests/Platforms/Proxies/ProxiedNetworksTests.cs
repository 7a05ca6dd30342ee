using ContentFactory.Tests.Platforms.Discord;
using ContentFactory.Tests.Platforms.Facebook;
using ContentFactory.Tests.Platforms.Instagram;
using ContentFactory.Tests.Platforms.LinkedIn;
using ContentFactory.Tests.Platforms.Threads;
using ContentFactory.Tests.Platforms.TikTok;
using ContentFactory.Tests.Platforms.X;
using ContentFactory.Tests.Platforms.YouTube;

namespace ContentFactory.Tests.Platforms.Proxies;

public sealed class DiscordProxyTests : DiscordRig
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await UseAsync("bot");
    }

    [Fact]
    public Task Every_verb_goes_through_the_proxy() => ProxyProof.EveryVerbGoesThroughAsync(this, OfKind("long", "Hello"), "revoke");

    [Fact]
    public Task A_refusing_proxy_is_named() => ProxyProof.ARefusingProxyIsNamedAsync(this, OfKind("long", "Hello"));
}

public sealed class FacebookProxyTests : FacebookRig
{
    [Fact]
    public Task Every_verb_goes_through_the_proxy() => ProxyProof.EveryVerbGoesThroughAsync(this, OfKind("video"), "revoke");

    [Fact]
    public Task A_refusing_proxy_is_named() => ProxyProof.ARefusingProxyIsNamedAsync(this, OfKind("video"));
}

public sealed class InstagramProxyTests : InstagramRig
{
    [Theory]
    [InlineData("instagram", "delete")]
    [InlineData("facebook", "refresh")]
    public async Task Every_verb_goes_through_the_proxy(string way, string silent)
    {
        Account = await ConnectAsync(way);
        await ProxyProof.EveryVerbGoesThroughAsync(this, OfKind("sent reel"), "revoke", silent);
    }

    [Fact]
    public async Task A_refusing_proxy_is_named()
    {
        Account = await ConnectAsync("facebook");
        await ProxyProof.ARefusingProxyIsNamedAsync(this, OfKind("sent reel"));
    }
}

public sealed class LinkedInProxyTests : LinkedInRig
{
    [Fact]
    public Task Every_verb_goes_through_the_proxy() => ProxyProof.EveryVerbGoesThroughAsync(this, OfKind("video"), "revoke");

    [Fact]
    public Task A_refusing_proxy_is_named() => ProxyProof.ARefusingProxyIsNamedAsync(this, OfKind("video"));
}

public sealed class ThreadsProxyTests : ThreadsRig
{
    [Fact]
    public Task Every_verb_goes_through_the_proxy() => ProxyProof.EveryVerbGoesThroughAsync(this, OfKind("image chain"), "revoke");

    [Fact]
    public Task A_refusing_proxy_is_named() => ProxyProof.ARefusingProxyIsNamedAsync(this, OfKind("image chain"));
}

public sealed class TikTokProxyTests : TikTokRig
{
    [Fact]
    public Task Every_verb_goes_through_the_proxy() => ProxyProof.EveryVerbGoesThroughAsync(this, OfKind("long video"));

    [Fact]
    public Task A_refusing_proxy_is_named() => ProxyProof.ARefusingProxyIsNamedAsync(this, OfKind("long video"));
}

public sealed class XProxyTests : XRig
{
    [Fact]
    public Task Every_verb_goes_through_the_proxy() => ProxyProof.EveryVerbGoesThroughAsync(this, OfKind("video", "Hello"));

    [Fact]
    public Task A_refusing_proxy_is_named() => ProxyProof.ARefusingProxyIsNamedAsync(this, OfKind("video", "Hello"));
}

public sealed class YouTubeProxyTests : YouTubeRig
{
    [Fact]
    public Task Every_verb_goes_through_the_proxy() => ProxyProof.EveryVerbGoesThroughAsync(this, Video());

    [Fact]
    public Task A_refusing_proxy_is_named() => ProxyProof.ARefusingProxyIsNamedAsync(this, Video());
}
