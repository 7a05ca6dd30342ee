using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Tests.Platforms.Sandbox.Networks;

public sealed class FacebookSandboxTests(SandboxNetwork network) : MetaSandboxTests(network, "facebook")
{
    [Fact]
    public async Task Each_kind_of_post_stands_in_the_feed_with_its_numbers()
    {
        var seat = await SeatAsync();
        OutgoingPost[] posts =
        [
            new("Words", [], "https://example.com/a"), new("A video", [MetaSeat.Video(9_000_000)]) { Title = "Its title" }, new("A reel", [MetaSeat.Video()]) { Kind = PublicationKind.Reel },
            new("", [MetaSeat.Video()]) { Kind = PublicationKind.Story }, new("", [Sent()]) { Kind = PublicationKind.Story },
        ];
        foreach (var post in posts)
        {
            var outcome = await seat.PublishAsync(post);
            Assert.Equal((PublishKind.Published, null), (outcome.Kind, outcome.Message));
            Assert.Equal(MetricsKind.Read, (await seat.NumbersAsync(outcome.ExternalId!)).Kind);
        }
        var feed = (await seat.FeedAsync()).Reverse().ToList();
        Assert.Equal(["text", "video", "reel", "video story", "story"], feed.Select(i => i.Method));
        Assert.Equal(["Words\n\nhttps://example.com/a", "A video", "A reel", "", ""], feed.Select(i => i.Text));
        Assert.Equal("Its title", feed[1].Title);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Photos_are_one_post_and_can_be_seen(int count)
    {
        var seat = await SeatAsync();
        var outcome = await seat.PublishAsync(new("Look", [MetaSeat.Picture(), .. Enumerable.Range(0, count).Select(_ => Sent())]));
        Assert.Equal(PublishKind.Published, outcome.Kind);
        Assert.StartsWith(seat.Account.AccountId + "_", outcome.ExternalId, StringComparison.Ordinal);
        var feed = await seat.FeedAsync();
        Assert.Equal((count + 2, count, 1), (feed.Count, feed.Count(i => i.HasPicture), feed.Select(i => i.AlbumId).Distinct().Count()));
        Assert.Equal(("photo post", "Look"), (feed[0].Method, feed[0].Text));
    }

    [Fact]
    public async Task A_video_stands_in_the_feed_with_its_cover()
    {
        var seat = await SeatAsync();
        var fake = Sent() with { Open = _ => Task.FromResult<Stream>(new MemoryStream(new byte[64])) };
        Assert.Equal(PublishKind.Rejected, (await seat.PublishAsync(new("A video", [MetaSeat.Video()]) { Cover = fake })).Kind);
        Assert.Empty(await seat.FeedAsync());

        var outcome = await seat.PublishAsync(new("A video", [MetaSeat.Video()]) { Cover = Sent() });

        Assert.Equal((PublishKind.Published, null), (outcome.Kind, outcome.Message));
        Assert.True(Assert.Single(await seat.FeedAsync()).HasPicture);
    }

    [Fact]
    public async Task Lost_video_is_found_by_its_status()
    {
        var seat = await SeatAsync();
        var look = await seat.LoseAsync(new("A reel", [MetaSeat.Video()]) { Kind = PublicationKind.Reel });
        Assert.Equal((LookKind.Found, "video_status"), (look.Kind, look.Source));
        Assert.Single(await seat.FeedAsync());
    }

    [Fact]
    public async Task What_Facebook_does_not_take_is_refused_in_its_words()
    {
        var seat = await SeatAsync();
        var page = "/v25.0/" + seat.Account.AccountId;
        Assert.Equal("100/1349125", await seat.RefusalAsync(HttpMethod.Post, page + "/feed", ("message", "")));
        Assert.Equal("100/1609005", await seat.RefusalAsync(HttpMethod.Post, page + "/feed", ("link", "example")));
        Assert.Equal("100", await seat.RefusalAsync(HttpMethod.Post, page + "/feed", ("message", new string('a', 63_207))));
        Assert.Equal("324/1366046", await seat.RefusalAsync(HttpMethod.Post, page + "/photos", ("published", "false"), ("url", "https://files.test/clip.mp4")));
        Assert.Equal("100", await seat.RefusalAsync(HttpMethod.Post, page + "/feed", ("message", "x"), ("attached_media[0]", """{"media_fbid":"17"}""")));
        var fake = Sent() with { Open = _ => Task.FromResult<Stream>(new MemoryStream(new byte[64])) };
        Assert.Equal(PublishKind.Rejected, (await seat.PublishAsync(new("No picture", [fake]))).Kind);
        Assert.Empty(await seat.FeedAsync());
    }

    protected override OutgoingPost Post(string words) => new(words, []);

    private static OutgoingMedia Sent() => MetaSeat.Picture("sent.png") with
    {
        ContentType = "image/png", Size = 64, PublicUrl = null, Open = _ => Task.FromResult<Stream>(new MemoryStream(SandboxNetwork.Png())),
    };
}
