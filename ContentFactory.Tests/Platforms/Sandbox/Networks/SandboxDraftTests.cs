using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Platforms.Sandbox;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Platforms.Sandbox.Networks;

/// <summary>What networks of the sandbox keep before they publish does not stay.</summary>
public sealed class SandboxDraftTests(SandboxNetwork network) : IClassFixture<SandboxNetwork>
{
    private static int tenants;

    [Theory]
    [InlineData("x")]
    [InlineData("linkedin")]
    public async Task A_published_picture_is_kept_once(string platform)
    {
        var publisher = await SandboxPublisher.ConnectAsync(network, platform);
        await publisher.PublishedAsync(new("Two", [SandboxPublisher.Picture("a.png"), SandboxPublisher.Picture("b.png")]));
        Assert.Equal(2, (await publisher.FeedAsync()).Count(item => item.HasPicture));
        var number = SandboxIdentity.NumberOf(publisher.Account.AccountId)!.Value;
        Assert.Equal((2L, 0L), (await CountAsync(number, "file is not null"), await CountAsync(number, "file is not null and state = 'draft'")));
    }

    [Fact]
    public async Task A_new_draft_ends_those_of_two_days_ago_of_its_account_alone()
    {
        var tenant = await network.AddTenantAsync($"drafts{Interlocked.Increment(ref tenants)}");
        var (account, other) = (await OpenAsync(tenant), await OpenAsync(tenant));
        var draft = new SandboxDraft("upload", "") { State = SandboxStage.Draft };
        await tenant.RecordAsync(account.Id, draft);
        await tenant.RecordAsync(account.Id, new("text", "Stays"));
        await tenant.RecordAsync(other.Id, draft);

        await network.AdvanceAsync(TimeSpan.FromHours(48));
        await tenant.RecordAsync(account.Id, draft);
        Assert.Equal(2, await CountAsync(account.Number, "state = 'draft'"));

        await network.AdvanceAsync(TimeSpan.FromMinutes(1));
        await tenant.RecordAsync(account.Id, new("text", "Ends nothing"));
        Assert.Equal(2, await CountAsync(account.Number, "state = 'draft'"));
        await tenant.RecordAsync(account.Id, draft);

        Assert.Equal((2L, 2L, 1L), (await CountAsync(account.Number, "state = 'draft'"), await CountAsync(account.Number, "state = 'published'"), await CountAsync(other.Number, "state = 'draft'")));
    }

    private static async Task<OpenedSandbox> OpenAsync(TestTenant tenant) =>
        (await tenant.AsAsync<SandboxBots, Result<OpenedSandbox>>(MemberRole.Owner, b => b.OpenAsync("x", "News", default))).Value;

    private Task<long> CountAsync(long account, string which) =>
        network.OwnerSqlAsync<long>($"select count(*) from sandbox_messages m join sandbox_bots b on b.tenant_id = m.tenant_id and b.id = m.bot_id where b.chat_id = {account} and {which}");
}
