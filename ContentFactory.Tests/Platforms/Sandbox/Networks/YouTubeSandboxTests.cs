using System.Buffers.Binary;
using System.Text;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Tests.Platforms.Sandbox.Networks;

/// <summary>The real connector of YouTube against its stand-in.</summary>
public sealed class YouTubeSandboxTests(SandboxNetwork network) : IClassFixture<SandboxNetwork>
{
    private static readonly OutgoingPost Post = new("About it #news", [SandboxAccount.Video()]) { Title = "A title" };

    [Fact]
    public async Task A_video_is_published_with_its_words_and_its_numbers_grow()
    {
        var account = await ConnectAsync();
        var outcome = await account.PublishAsync(Post);
        Assert.Equal(PublishKind.Published, outcome.Kind);
        Assert.Equal(11, outcome.ExternalId!.Length);
        var item = Assert.Single(await account.FeedAsync());
        Assert.Equal(("video", "A title", "About it #news"), (item.Method, item.Title, item.Text));
        Assert.Contains("About it #news", await network.Http.GetStringAsync(outcome.Url), StringComparison.Ordinal);
        var first = (await account.ReadAsync(outcome.ExternalId)).Metrics!;
        await network.AdvanceAsync(TimeSpan.FromDays(3));
        var later = (await account.ReadAsync(outcome.ExternalId)).Metrics!;
        Assert.True(later.Views > first.Views, $"{first.Views} then {later.Views}");
        Assert.Equal(later.Views / 25, later.Likes);
        Assert.Null(first.Shares);
        Assert.NotNull(later.Shares);
        Assert.NotNull(later.AverageWatchSeconds);
    }

    [Fact]
    public async Task A_large_video_goes_in_parts_and_is_worked_on_for_a_while()
    {
        var account = await ConnectAsync();
        var post = Post with { Media = [SandboxAccount.Video(20_000_000)] };
        Assert.Equal(PublishKind.Waiting, (await account.PublishAsync(post)).Kind);
        Assert.Equal(PublishKind.Published, (await account.PublishToTheEndAsync(post)).Kind);
        Assert.Single(await account.FeedAsync());
    }

    [Fact]
    public async Task An_upright_file_becomes_a_short()
    {
        var (upright, lying) = (await ConnectAsync(), await ConnectAsync());
        await upright.PublishAsync(Post with { Kind = PublicationKind.Short, Media = [SandboxAccount.Video(200_000, Header(1080, 1920, 20))] });
        await lying.PublishAsync(Post with { Media = [SandboxAccount.Video(200_000, Header(1920, 1080, 20))] });
        Assert.Equal(("short", "video"), (Assert.Single(await upright.FeedAsync()).Method, Assert.Single(await lying.FeedAsync()).Method));
    }

    [Fact]
    public async Task A_video_whose_answer_was_lost_is_found_by_its_session_and_in_the_list()
    {
        var account = await ConnectAsync();
        var from = network.Clock.GetUtcNow();
        Assert.Equal(PublishKind.Unknown, (await account.LoseAnswerAsync(Post)).Kind);
        var look = await account.LookAsync(Post, from);
        Assert.Equal((LookKind.Found, "upload_session"), (look.Kind, look.Source));
        Assert.Equal(PublishKind.Published, (await account.PublishAsync(Post)).Kind);
        Assert.Single(await account.FeedAsync());
        var listed = await account.Connector.LookAsync(account.Account, new(Post, Guid.Empty, "s:https://elsewhere.test/", from), CancellationToken.None);
        Assert.Equal((LookKind.Found, look.ExternalId), (listed.Kind, listed.ExternalId));
    }

    [Fact]
    public async Task A_picture_becomes_the_cover_of_its_video()
    {
        var account = await ConnectAsync();
        var outcome = await account.PublishToTheEndAsync(Post with { Media = [SandboxAccount.Video(), Picture(200_000)] });
        Assert.Equal((PublishKind.Published, null), (outcome.Kind, outcome.Reason));
        Assert.Equal($"c:{outcome.ExternalId}", account.Handle);
    }

    [Fact]
    public async Task A_chosen_cover_stands_for_its_video_in_the_feed()
    {
        var account = await ConnectAsync();
        var cover = Picture(64) with { Open = _ => Task.FromResult<Stream>(new MemoryStream(SandboxNetwork.Png())) };
        Assert.Equal((PublishKind.Published, null), (await account.PublishToTheEndAsync(Post with { Cover = cover }) is var outcome ? (outcome.Kind, outcome.Reason) : default));
        Assert.True(Assert.Single(await account.FeedAsync()).HasPicture);
    }

    [Theory]
    [InlineData("image/png", 2 * 1024 * 1024 + 1, 413, "uploadTooLarge")]
    [InlineData("image/png", 0, 400, "mediaBodyRequired")]
    [InlineData("image/webp", 10, 400, "invalidImage")]
    public async Task A_picture_that_can_be_no_cover_is_refused_in_the_networks_words(string type, int size, int status, string reason)
    {
        var account = await ConnectAsync();
        var id = (await account.PublishAsync(Post)).ExternalId;
        foreach (var (video, expected, why) in new[] { (id, status, reason), ("AAAAAAAAAAA", 404, "videoNotFound") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/sandbox/youtube/upload/youtube/v3/thumbnails/set?videoId={video}&uploadType=media") { Content = new ByteArrayContent(new byte[size]) };
            request.Content.Headers.ContentType = new(type);
            request.Headers.Authorization = new("Bearer", account.Account.Secrets[AccountTokens.Access]);
            using var answer = await network.Http.SendAsync(request);
            Assert.Equal(expected, (int)answer.StatusCode);
            Assert.Contains($"\"reason\":\"{why}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_deleted_video_is_gone_and_a_foreign_token_sees_none()
    {
        var (account, other) = (await ConnectAsync(), await ConnectAsync());
        var id = (await account.PublishAsync(Post)).ExternalId!;
        await other.PublishAsync(Post);
        Assert.Equal(MetricsKind.Removed, (await other.ReadAsync(id)).Kind);
        await other.Connector.DeleteAsync(other.Account, new(id, [id]), CancellationToken.None);
        Assert.Equal(MetricsKind.Read, (await account.ReadAsync(id)).Kind);
        Assert.Equal(DeleteKind.Deleted, (await account.Connector.DeleteAsync(account.Account, new(id, [id]), CancellationToken.None)).Kind);
        Assert.Equal(MetricsKind.Removed, (await account.ReadAsync(id)).Kind);
        Assert.True(Assert.Single(await account.FeedAsync()).Removed);
    }

    [Theory]
    [InlineData(SandboxFault.RateLimit, PublishKind.RateLimited)]
    [InlineData(SandboxFault.TokenExpired, PublishKind.AccountRefused)]
    [InlineData(SandboxFault.ServerError, PublishKind.NotSent)]
    public async Task Faults_reach_the_connector_as_their_outcome(SandboxFault fault, PublishKind kind)
    {
        var account = await ConnectAsync();
        await account.BreakAsync(fault);
        Assert.Equal(kind, (await account.PublishAsync(Post)).Kind);
        Assert.Equal(PublishKind.Published, (await account.PublishAsync(Post)).Kind);
        Assert.True(await account.Connector.RevokeAsync(account.Account, CancellationToken.None));
    }

    [Theory]
    [InlineData(101, 10, "invalidTitle")]
    [InlineData(10, 5_001, "invalidDescription")]
    public async Task Words_that_are_too_long_are_refused_in_the_networks_words(int title, int text, string reason)
    {
        var account = await ConnectAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sandbox/youtube/upload/youtube/v3/videos?uploadType=resumable&part=snippet,status")
        {
            Content = new StringContent($$$"""{"snippet":{"title":"{{{new string('t', title)}}}","description":"{{{new string('d', text)}}}"},"status":{"privacyStatus":"public"}}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("X-Upload-Content-Length", "10");
        request.Headers.Add("X-Upload-Content-Type", "video/mp4");
        request.Headers.Authorization = new("Bearer", account.Account.Secrets[AccountTokens.Access]);
        using var answer = await network.Http.SendAsync(request);
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Contains($"\"reason\":\"{reason}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(PublishKind.Rejected, (await account.PublishAsync(Post with { Title = new string('t', title), Text = new string('d', text) })).Kind);
    }

    private static OutgoingMedia Picture(int size) => new(MediaKind.Image, "cover.png", "image/png", size, 1280, 720, null, _ => Task.FromResult<Stream>(new MemoryStream(new byte[size])));

    private Task<SandboxAccount> ConnectAsync() => SandboxAccount.ConnectAsync(network, "youtube");

    /// <summary>The two boxes that tell sides and length.</summary>
    private static byte[] Header(ushort width, ushort height, uint seconds)
    {
        var bytes = new byte[300];
        "mvhd"u8.CopyTo(bytes.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(12 + 12), 1_000);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(12 + 16), seconds * 1_000);
        "tkhd"u8.CopyTo(bytes.AsSpan(150));
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(154 + 40), 0x10000);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(154 + 76), width);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(154 + 80), height);
        return bytes;
    }
}
