using System.Globalization;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Tests.Platforms.Sandbox.Networks;

/// <summary>What everybody may see, and what a network shows to its owner alone.</summary>
public sealed class SandboxPagesTests(SandboxNetwork network) : IClassFixture<SandboxNetwork>
{
    private const string Missing = "Post not found";
    private static int tenants;

    [Theory]
    [InlineData("public", true)]
    [InlineData("unlisted", true)]
    [InlineData("private", false)]
    public async Task A_private_video_of_YouTube_has_no_page(string privacy, bool isShown)
    {
        var account = await SandboxAccount.ConnectAsync(network, "youtube");
        var url = (await account.PublishAsync(Video with { Title = "A title", Options = new Dictionary<string, string> { ["privacy"] = privacy } })).Url!;
        await SeesAsync(isShown, url, $"/sandbox/youtube/posts/{account.Account.Handle}/1");
    }

    [Fact]
    public async Task A_video_with_a_date_has_a_page_from_then_on()
    {
        var account = await SandboxAccount.ConnectAsync(network, "youtube");
        var at = network.Clock.GetUtcNow().AddHours(2).ToString("O", CultureInfo.InvariantCulture);
        var url = (await account.PublishAsync(Video with { Title = "A title", Options = new Dictionary<string, string> { ["privacy"] = "private", ["publish_at"] = at } })).Url!;
        await SeesAsync(false, url);
        await network.AdvanceAsync(TimeSpan.FromHours(2));
        await SeesAsync(true, url);
    }

    [Theory]
    [InlineData("privacy", "PUBLIC_TO_EVERYONE", true)]
    [InlineData("privacy", "MUTUAL_FOLLOW_FRIENDS", false)]
    [InlineData("privacy", "SELF_ONLY", false)]
    [InlineData("mode", "inbox", false)]
    public async Task What_not_everybody_sees_at_TikTok_has_no_page(string option, string value, bool isShown)
    {
        var account = await SandboxAccount.ConnectAsync(network, "tiktok");
        var outcome = await account.PublishAsync(Video with { Options = new Dictionary<string, string> { ["privacy"] = "SELF_ONLY", [option] = value } });
        Assert.Equal(PublishKind.Published, outcome.Kind);
        var (handle, id) = (account.Account.Handle, outcome.ExternalId!.Split('.')[^1]);
        await SeesAsync(isShown, $"/sandbox/tiktok/{handle}/@{handle}/video/{id}", $"/sandbox/tiktok/posts/{handle}/1");
    }

    [Theory]
    [InlineData("telegram", true)]
    [InlineData("instagram", true)]
    [InlineData("facebook", true)]
    [InlineData("threads", true)]
    [InlineData("x", true)]
    [InlineData("linkedin", true)]
    [InlineData("discord", false)]
    public async Task A_post_stands_below_its_own_network_alone(string own, bool isShown)
    {
        var tenant = await network.AddTenantAsync($"pages{Interlocked.Increment(ref tenants)}");
        var account = (await tenant.AsAsync<SandboxBots, Result<OpenedSandbox>>(MemberRole.Owner, b => b.OpenAsync(own, "News", default))).Value;
        await tenant.RecordAsync(account.Id, new("text", Video.Text));
        foreach (var platform in SandboxIdentity.Platforms)
            await SeesAsync(isShown && platform == own, PageOf(platform, account.Handle));
        Assert.Equal(own is SandboxIdentity.Telegram, (await network.Http.GetStringAsync($"/sandbox/telegram/s/{account.Handle}")).Contains(Video.Text, StringComparison.Ordinal));
    }

    internal static string PageOf(string platform, string handle) => $"/sandbox/{platform}/{(platform is SandboxIdentity.Telegram ? "" : "posts/")}{handle}/1";

    private static OutgoingPost Video => new("Seen by whom", [SandboxAccount.Video()]);

    private async Task SeesAsync(bool isShown, params string[] pages)
    {
        foreach (var page in pages)
            Assert.Contains(isShown ? Video.Text : Missing, await network.Http.GetStringAsync(page), StringComparison.Ordinal);
    }
}
