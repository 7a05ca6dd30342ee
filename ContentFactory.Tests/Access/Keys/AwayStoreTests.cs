using ContentFactory.Domain.Access;
using ContentFactory.Domain.Access.Keys;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Channels.Tokens;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Access.Keys;

/// <summary>A store of keys that does not answer delays; only a key that is gone for good makes a channel ask for help.</summary>
public sealed class AwayStoreTests(TokenDomain domain) : IClassFixture<TokenDomain>
{
    [Fact]
    public async Task A_store_that_is_away_marks_no_channel_and_fails_no_publication()
    {
        var (tenant, channelId, family) = await domain.ConnectAsync("away", TimeSpan.FromHours(10));
        var id = await domain.PublishNowAsync(tenant, channelId, "waits");
        var elsewhere = domain.Database.KeysFolder + ".away";
        // whoever remembers the key goes on with it for a minute
        await domain.AdvanceAsync(TimeSpan.FromMinutes(2));
        Directory.Move(domain.Database.KeysFolder, elsewhere);

        await Publisher.PublishDueAsync(default);
        await Assert.ThrowsAsync<KeysAwayException>(() => tenant.AsAsync<ChannelCare, Domain.Result<ConnectedChannel>>(MemberRole.Owner, care => care.CheckNowAsync(channelId, default)));

        Assert.Empty(family.Posts);
        Assert.Equal(PublicationState.Leased, (await TokenDomain.PublicationAsync(tenant, id)).State);
        Assert.Equal(ChannelStatus.Active, (await TokenDomain.ChannelAsync(tenant, channelId)).Status);

        Directory.Move(elsewhere, domain.Database.KeysFolder);
        await domain.AdvanceAsync(TimeSpan.FromMinutes(2));
        await domain.Services.GetRequiredService<PublishingQueue>().SweepAsync(default);
        await Publisher.PublishDueAsync(default);
        Assert.Equal("waits", Assert.Single(family.Posts).Text);
    }

    [Fact]
    public async Task A_key_that_is_gone_asks_for_a_new_connection()
    {
        var (tenant, channelId, _) = await domain.ConnectAsync("gone", TimeSpan.FromHours(10));
        domain.Services.GetRequiredService<TenantKeys>().Forget(tenant.Id);

        var check = await tenant.AsAsync<ChannelCare, Domain.Result<ConnectedChannel>>(MemberRole.Owner, care => care.CheckNowAsync(channelId, default));

        Assert.Equal("Channels.SecretLost", check.Problem!.TextKey);
        Assert.Equal(ChannelStatus.NeedsAttention, (await TokenDomain.ChannelAsync(tenant, channelId)).Status);
    }

    [Fact]
    public async Task A_node_with_another_store_does_not_start()
    {
        var database = await TestDatabase.CreateAsync();
        var settings = database.Settings().ToDictionary(s => s.Key.Replace(":", "__", StringComparison.Ordinal), s => s.Value!);
        await using (await TestApplication.StartAsync(database: database))
        {
            using var data = new TemporaryFolder();
            settings["Keys__Folder"] = System.IO.Path.Combine(data.Path, "keys-of-its-own");
            var (code, said) = await RunningProgram.RunToEndAsync(data.Path, settings);

            Assert.Equal(1, code);
            Assert.Contains("Keys__Folder is not where this installation keeps the keys of its tenants", said, StringComparison.Ordinal);
        }
    }

    private Publisher Publisher => domain.Services.GetRequiredService<Publisher>();
}
