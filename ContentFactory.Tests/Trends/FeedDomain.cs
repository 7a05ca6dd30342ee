using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Trends;

/// <summary>The domain with a site on this machine that the operator vouches for.</summary>
public sealed class FeedDomain : TestDomain
{
    internal FeedSite Site { get; private set; } = null!;

    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings => 
    [
        new("Outgoing:AllowedPrivateHosts:0", Site.Host), new("Trends:RedditUrl", Site.At("/reddit")), new("Trends:TelegramUrl", Site.At("/telegram")),
        new("Trends:GoogleTrendsUrl", Site.At("/trends")), new("Trends:YouTubeUrl", Site.At("/youtube")), new("Trends:YouTubeKey", "a-key"),
    ];

    public override async Task InitializeAsync()
    {
        Site = await FeedSite.StartAsync();
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Site.DisposeAsync();
    }
}
