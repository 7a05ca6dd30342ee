using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.Sandbox;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Platforms.Sandbox.Networks;

public sealed class SandboxRightsTests(SandboxNetwork network) : IClassFixture<SandboxNetwork>
{
    [Theory]
    [InlineData("facebook")]
    [InlineData("threads")]
    [InlineData("x")]
    [InlineData("linkedin")]
    [InlineData("discord")]
    public async Task An_account_that_may_not_post_is_refused_until_it_may_again(string platform)
    {
        var publisher = await SandboxPublisher.ConnectAsync(network, platform);
        await AllowAsync(publisher, false);

        Assert.Equal(PublishKind.AccountRefused, (await publisher.PublishAsync(new("Not allowed", []))).Kind);
        Assert.Empty(await publisher.FeedAsync());

        await AllowAsync(publisher, true);
        Assert.Equal(PublishKind.Published, (await publisher.PublishAsync(new("Allowed", []))).Kind);
    }

    private async Task AllowAsync(SandboxPublisher publisher, bool may)
    {
        await using var owner = await Sql.OpenAsync(network.Database.ConnectionString("cf_owner"));
        await Sql.RunAsync(owner, $"update sandbox_bots set is_administrator = {(may ? "true" : "false")} where chat_id = $1", SandboxIdentity.NumberOf(publisher.Account.AccountId)!.Value);
    }
}
