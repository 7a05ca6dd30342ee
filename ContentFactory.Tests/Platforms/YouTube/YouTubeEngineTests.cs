using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Media.Stores;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ContentFactory.Tests.Platforms.YouTube;

/// <summary>A video from its rows and its file through claim, attempt, upload and processing to the published post.</summary>
public sealed class YouTubeEngineTests : TestDomain, IAsyncLifetime
{
    private const int Size = 20_000_000;
    private const int CoverSize = 150_000;

    private readonly string folder = TemporaryFolder.NewPath();
    private readonly FakeYouTube network;

    public YouTubeEngineTests() => network = new(Clock);

    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings =>
    [
        new("Media:Folder", folder), new("Platforms:YouTube:BaseUrl", network.Address.AbsoluteUri),
        new("Platforms:Apps:google:0:Id", FakeYouTube.AppId), new("Platforms:Apps:google:0:Secret", FakeYouTube.AppSecret),
    ];

    public override async Task InitializeAsync()
    {
        await network.StartAsync();
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await network.DisposeAsync();
        TemporaryFolder.Delete(folder);
    }

    [Fact]
    public async Task A_video_is_uploaded_accepted_followed_and_published_once()
    {
        var (tenant, id) = await DueAsync("through");

        await Services.GetRequiredService<Publisher>().PublishDueAsync(default);

        var accepted = await PublicationAsync(tenant, id);
        Assert.Equal(PublicationState.Accepted, accepted.State);
        Assert.Equal(Domain.Content.PostStatus.Scheduled, await tenant.DbAsync(db => db.Posts.Select(p => p.Status).SingleAsync()));
        await AdvanceAsync(TimeSpan.FromMinutes(5));
        await Services.GetRequiredService<Follower>().FollowDueAsync(default);

        var published = await PublicationAsync(tenant, id);
        Assert.Equal((PublicationState.Published, accepted.ExternalId), (published.State, published.ExternalId));
        Assert.EndsWith($"/watch?v={published.ExternalId}", published.Url, StringComparison.Ordinal);
        Assert.Equal(Domain.Content.PostStatus.Published, await tenant.DbAsync(db => db.Posts.Select(p => p.Status).SingleAsync()));
        var session = Assert.Single(network.Sessions);
        Assert.Equal("A title", (string)session.Metadata["snippet"]!["title"]!);
        Assert.True(YouTubeRig.BytesOf(Size).AsSpan().SequenceEqual(session.Bytes));
        Assert.Empty(network.Violations);
    }

    [Fact]
    public async Task A_channel_that_ends_in_the_middle_leaves_one_video_and_a_person()
    {
        var (tenant, id) = await DueAsync("ended");
        await Services.GetRequiredService<Publisher>().PublishDueAsync(default);
        var channel = await tenant.DbAsync(db => db.Channels.Select(c => c.Id).SingleAsync());

        Assert.True((await tenant.AsAsync<ChannelCare, Result>(MemberRole.Owner, c => c.DisconnectAsync(channel, default))).Ok);
        await AdvanceAsync(TimeSpan.FromMinutes(5));
        await Services.GetRequiredService<Follower>().FollowDueAsync(default);
        await Services.GetRequiredService<Settler>().SettleDueAsync(default);

        Assert.Equal(PublicationState.Unknown, (await PublicationAsync(tenant, id)).State);
        Assert.Single(network.Videos);
    }

    [Fact]
    public async Task A_picture_becomes_the_cover_of_its_video()
    {
        var (tenant, id) = await DueAsync("cover", withCover: true);

        await Services.GetRequiredService<Publisher>().PublishDueAsync(default);
        Assert.Equal(PublicationState.Accepted, (await PublicationAsync(tenant, id)).State);
        await AdvanceAsync(TimeSpan.FromMinutes(5));
        await Services.GetRequiredService<Follower>().FollowDueAsync(default);

        Assert.Equal(PublicationState.Published, (await PublicationAsync(tenant, id)).State);
        Assert.Equal(("image/png", CoverSize), Assert.Single(network.Videos).Thumbnail);
        Assert.Single(network.Of("thumbnail"));
        Assert.Empty(network.Violations);
    }

    [Fact]
    public async Task A_channel_that_may_set_no_cover_publishes_and_says_so()
    {
        network.MaySetCovers = false;
        var (tenant, id) = await DueAsync("no-cover", withCover: true);
        await Services.GetRequiredService<Publisher>().PublishDueAsync(default);
        await AdvanceAsync(TimeSpan.FromMinutes(5));
        await Services.GetRequiredService<Follower>().FollowDueAsync(default);

        var published = await PublicationAsync(tenant, id);

        Assert.Equal((PublicationState.Published, "Platforms.YouTube_CoverForbidden"), (published.State, published.ReasonKey));
        Assert.Single(network.Of("thumbnail"));
    }

    [Fact]
    public async Task A_node_that_dies_between_upload_and_cover_leaves_both_to_the_others()
    {
        var (tenant, id) = await DueAsync("cover-kill", withCover: true);
        network.Fail("bytes", Contract.Faults.ResetsAfter, call: 3);
        await Services.GetRequiredService<Publisher>().PublishDueAsync(default);
        Assert.Equal(PublicationState.Unknown, (await PublicationAsync(tenant, id)).State);
        Assert.Null(Assert.Single(network.Videos).Thumbnail);

        await Services.GetRequiredService<Settler>().SettleDueAsync(default);
        var found = await PublicationAsync(tenant, id);
        Assert.Equal((PublicationState.Accepted, network.Videos[0].Id), (found.State, found.ExternalId));
        await AdvanceAsync(TimeSpan.FromMinutes(5));
        await Services.GetRequiredService<Follower>().FollowDueAsync(default);

        var published = await PublicationAsync(tenant, id);
        Assert.Equal((PublicationState.Published, found.ExternalId), (published.State, published.ExternalId));
        Assert.Equal(("image/png", CoverSize), Assert.Single(network.Videos).Thumbnail);
        Assert.Equal(1, await OwnerSqlAsync<int>($"select attempts_used from publications where id = '{id}'"));
    }

    [Fact]
    public async Task Calls_count_for_the_app_of_the_channel()
    {
        var (_, _) = await DueAsync("counted", withCover: true);
        await Services.GetRequiredService<Publisher>().PublishDueAsync(default);
        await AdvanceAsync(TimeSpan.FromMinutes(5));
        await Services.GetRequiredService<Follower>().FollowDueAsync(default);

        await Services.GetRequiredService<UsageLedger>().KeepAsync(default);

        Assert.Equal($"inserts 1, units {network.UnitsToday}", await OwnerSqlAsync<string>(
            $"select string_agg(kind || ' ' || used, ', ' order by kind) from platform_app_usage where pool = 'google' and app = '{FakeYouTube.AppId}' and day = '2026-11-20'"));
    }

    [Fact]
    public async Task Used_up_uploads_wait_without_an_attempt_and_without_asking()
    {
        var (tenant, id) = await DueAsync("waits");
        Services.GetRequiredService<PlatformUsage>().Add(new("google", FakeYouTube.AppId, new(2026, 11, 20), "inserts"), 100);

        await Services.GetRequiredService<Publisher>().PublishDueAsync(default);
        await Services.GetRequiredService<Publisher>().PublishDueAsync(default);

        Assert.Equal(PublicationState.Scheduled, (await PublicationAsync(tenant, id)).State);
        Assert.Equal(0, await OwnerSqlAsync<int>($"select attempts_used from publications where id = '{id}'"));
        Assert.Empty(network.Calls);
        // midnight in California
        await AdvanceAsync(TimeSpan.FromHours(23.1));
        await Services.GetRequiredService<Publisher>().PublishDueAsync(default);
        Assert.Single(network.Videos);
    }

    private static Task<Publication> PublicationAsync(TestTenant tenant, Guid id) => tenant.DbAsync(db => db.Publications.AsNoTracking().SingleAsync(p => p.Id == id));

    private async Task<(TestTenant Tenant, Guid Publication)> DueAsync(string slug, bool withCover = false)
    {
        var (tenant, now) = (await AddTenantAsync(slug), Clock.GetUtcNow());
        var (channelId, mediaId, postId, tokens) = (Ids.New(now), Ids.New(now), Ids.New(now), network.Issue());
        var key = MediaFiles.KeyOf(tenant.Id, mediaId, ".mp4", now);
        await Services.GetRequiredService<MediaFiles>().WriteAsync(key, new MemoryStream(YouTubeRig.BytesOf(Size)), default);
        await tenant.DbAsync(async db =>
        {
            var channel = new Channel(tenant.Id, channelId, tenant.CompanyId, "youtube", FakeYouTube.ChannelId, "Tests", false, now);
            channel.Connect(FakeYouTube.ChannelId, null, "Tests", null, 10, now.AddHours(1), now, FakeYouTube.AppId);
            db.Channels.Add(channel);
            db.MediaItems.Add(new MediaItem(tenant.Id, mediaId, tenant.CompanyId, MediaKind.Video, "a.mp4", "video/mp4", Size, FilePlace.OnDisk(key), tenant.Person(MemberRole.Editor), now));
            var post = new Post(tenant.Id, postId, tenant.CompanyId, PostType.LongVideo, tenant.Person(MemberRole.Editor), now);
            post.Write(new PostContent("A title", "A description", []), now);
            Assert.True(post.MakeReady(now).Ok && post.Approve(tenant.Person(MemberRole.Owner), post.Version, now).Ok);
            db.Posts.Add(post);
            await db.SaveChangesAsync();
            db.PostMedia.Add(new PostMedia(tenant.Id, Ids.New(now), postId, mediaId, 0));
            if (withCover)
                await AddCoverAsync(db, tenant, postId, now);
            var vault = Services.GetRequiredService<ChannelVault>();
            await ChannelSecrets.PutAsync(db, vault, channelId, AccountTokens.Access, tokens.Access, now, default);
            await ChannelSecrets.PutAsync(db, vault, channelId, AccountTokens.Refresh, tokens.Refresh, now, default);
            return await db.SaveChangesAsync();
        });
        var planned = await tenant.AsAsync<PostSchedule, Result<IReadOnlyList<PlannedPublication>>>(MemberRole.Owner, s => s.PublishNowAsync(postId, [channelId], default));
        return (tenant, Assert.Single(planned.Value).PublicationId);
    }

    private async Task AddCoverAsync(AppDb db, TestTenant tenant, Guid postId, DateTimeOffset now)
    {
        var id = Ids.New(now);
        var key = MediaFiles.KeyOf(tenant.Id, id, ".png", now);
        await Services.GetRequiredService<MediaFiles>().WriteAsync(key, new MemoryStream(new byte[CoverSize]), default);
        db.MediaItems.Add(new MediaItem(tenant.Id, id, tenant.CompanyId, MediaKind.Image, "a.png", "image/png", CoverSize, FilePlace.OnDisk(key), tenant.Person(MemberRole.Editor), now));
        db.PostMedia.Add(new PostMedia(tenant.Id, Ids.New(now), postId, id, 1));
    }
}
