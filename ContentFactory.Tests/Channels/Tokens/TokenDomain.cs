using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Publishing;
using ContentFactory.Tests.Access;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ContentFactory.Tests.Channels.Tokens;

/// <summary>Two nodes on one database, whose only network renews its tokens over HTTP.</summary>
public sealed class TokenDomain : TestDomain
{
    private ServiceProvider? second;

    internal TokenNetwork Network { get; private set; } = null!;
    internal TokenPlatform Platform { get; private set; } = null!;
    internal IReadOnlyList<IServiceProvider> Nodes => [Services, second!];
    internal TokenRefresher Refresher => Services.GetRequiredService<TokenRefresher>();

    public override async Task InitializeAsync()
    {
        Network = await TokenNetwork.StartAsync();
        Platform = new TokenPlatform(Network.Address);
        await base.InitializeAsync();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Database.Settings()).Build();
        var collection = new ServiceCollection();
        collection.AddSingleton<IConfiguration>(configuration);
        collection.AddLogging();
        collection.AddSingleton<TimeProvider>(Clock);
        collection.AddDomain(configuration);
        Configure(collection);
        second = collection.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    public override async Task DisposeAsync()
    {
        if (second is not null)
            await second.DisposeAsync();
        await base.DisposeAsync();
        await Network.DisposeAsync();
        Platform.Dispose();
    }

    protected override void Configure(IServiceCollection collection)
    {
        collection.RemoveAll<IPlatform>();
        collection.AddSingleton<IPlatform>(Platform);
    }

    /// <summary>A channel whose token lives for <paramref name="left"/> yet.</summary>
    internal async Task<(TestTenant Tenant, Guid ChannelId, Family Family)> ConnectAsync(string slug, TimeSpan left)
    {
        var tenant = await (await AddTenantAsync(slug)).OnPlanAsync("enterprise");
        foreach (var (setting, value) in new[] { (SettingCatalogue.MinGapHours, 0), (SettingCatalogue.MaxPostsPerDay, 1000) })
            await PublishingDomain.SetAsync(tenant, null, setting, value);
        var family = Network.Open(slug);
        var channelId = Ids.New(Clock);
        await tenant.DbAsync(async db =>
        {
            var now = Clock.GetUtcNow();
            var channel = new Channel(tenant.Id, channelId, tenant.CompanyId, TokenPlatform.Name, slug, slug, false, now);
            channel.Connect(slug, null, slug, null, 10, now + left, now);
            channel.SetPosting([9], 1000, null);
            db.Channels.Add(channel);
            return await db.SaveChangesAsync();
        });
        await StoreAsync(tenant, channelId, family);
        return (tenant, channelId, family);
    }

    /// <summary>As if a person had connected the account again.</summary>
    internal Task<int> StoreAsync(TestTenant tenant, Guid channelId, Family family, TimeSpan? left = null) => tenant.DbAsync(async db =>
    {
        var (vault, now) = (Services.GetRequiredService<ChannelVault>(), Clock.GetUtcNow());
        await ChannelSecrets.PutAsync(db, vault, channelId, AccountTokens.Access, family.Access, now, default);
        await ChannelSecrets.PutAsync(db, vault, channelId, AccountTokens.Refresh, family.Refresh, now, default);
        if (left is { } life)
            (await db.Channels.SingleAsync(c => c.Id == channelId)).Connect(family.Access, null, "again", null, 10, now + life, now);
        return await db.SaveChangesAsync();
    });

    internal async Task<Guid> PublishNowAsync(TestTenant tenant, Guid channelId, string text)
    {
        var postId = await tenant.DbAsync(async db =>
        {
            var now = Clock.GetUtcNow();
            var post = new Post(tenant.Id, Ids.New(now), tenant.CompanyId, PostType.TextPost, tenant.Person(MemberRole.Editor), now);
            post.Write(new PostContent(text, text, []), now);
            Assert.True(post.MakeReady(now).Ok && post.Approve(tenant.Person(MemberRole.Owner), post.Version, now).Ok);
            db.Posts.Add(post);
            await db.SaveChangesAsync();
            return post.Id;
        });
        var planned = await tenant.AsAsync<PostSchedule, Result<IReadOnlyList<PlannedPublication>>>(MemberRole.Owner, s => s.PublishNowAsync(postId, [channelId], default));
        return Assert.Single(planned.Value).PublicationId;
    }

    internal Task<TokenStep> FreshAsync(TestTenant tenant, Guid channelId, int node = 0, double minutes = 4) =>
        Nodes[node].GetRequiredService<TokenRefresher>().FreshAsync(tenant.Id, channelId, TimeSpan.FromMinutes(minutes), default);

    internal static Task<Channel> ChannelAsync(TestTenant tenant, Guid id) => tenant.DbAsync(db => db.Channels.AsNoTracking().SingleAsync(c => c.Id == id));

    internal static Task<List<TokenRefresh>> RefreshesAsync(TestTenant tenant) => tenant.DbAsync(db => db.TokenRefreshes.AsNoTracking().OrderBy(r => r.StartedAt).ToListAsync());

    internal static Task<Publication> PublicationAsync(TestTenant tenant, Guid id) => tenant.DbAsync(db => db.Publications.AsNoTracking().SingleAsync(p => p.Id == id));
}
