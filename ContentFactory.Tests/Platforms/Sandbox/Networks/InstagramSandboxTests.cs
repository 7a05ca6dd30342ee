using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Tests.Platforms.Sandbox.Networks;

public sealed class InstagramSandboxTests(SandboxNetwork network) : MetaSandboxTests(network, "instagram")
{
    [Fact]
    public async Task Each_kind_of_post_stands_in_the_feed_with_its_numbers()
    {
        var seat = await SeatAsync();
        OutgoingPost[] posts =
        [
            new("A picture", [MetaSeat.Picture()]), new("A reel", [MetaSeat.Video()]), new("A reel that is fetched", [MetaSeat.Video(address: "https://files.test/clip.mp4")]),
            new("", [MetaSeat.Picture()]) { Kind = PublicationKind.Story }, new("", [MetaSeat.Video()]) { Kind = PublicationKind.Story },
        ];
        foreach (var post in posts)
        {
            var outcome = await seat.PublishAsync(post);
            Assert.Equal((PublishKind.Published, null), (outcome.Kind, outcome.Message));
            Assert.Equal(MetricsKind.Read, (await seat.NumbersAsync(outcome.ExternalId!)).Kind);
        }
        Assert.Equal(["image", "reel", "reel", "story", "story"], (await seat.FeedAsync()).Reverse().Select(i => i.Method));
        Assert.Equal(["A picture", "A reel", "A reel that is fetched", "", ""], (await seat.FeedAsync()).Reverse().Select(i => i.Text));
    }

    [Fact]
    public async Task A_reel_takes_a_cover_that_can_be_fetched_and_is_a_jpeg()
    {
        var seat = await SeatAsync();
        Assert.Equal(PublishKind.Published, (await seat.PublishAsync(new("A reel", [MetaSeat.Video()]) { Cover = MetaSeat.Picture("cover.jpg") })).Kind);
        foreach (var (address, refusal) in new[] { ("https://files.test/cover.png", "36001/2207005"), ("cover.jpg", "9004/2207052") })
            Assert.Equal(refusal, await seat.RefusalAsync(HttpMethod.Post, $"/v25.0/{seat.Account.AccountId}/media", ("media_type", "REELS"), ("video_url", "https://files.test/a.mp4"), ("cover_url", address)));
    }

    [Fact]
    public async Task Carousel_is_one_post_of_its_files()
    {
        var seat = await SeatAsync();
        var outcome = await seat.PublishAsync(new("Three", [MetaSeat.Picture("1.jpg"), MetaSeat.Video(), MetaSeat.Picture("3.jpg")]));
        Assert.Equal(PublishKind.Published, outcome.Kind);
        var feed = await seat.FeedAsync();
        Assert.Equal((4, 1), (feed.Count, feed.Select(i => i.AlbumId).Distinct().Count()));
        Assert.Equal(["carousel", "carousel item", "carousel item", "carousel item"], feed.Select(i => i.Method));
        Assert.Equal("Three", feed[0].Text);
    }

    [Theory]
    [InlineData("36004/2207010", "image_url", "https://files.test/a.jpg", true)]
    [InlineData("36001/2207005", "image_url", "https://files.test/a.png", false)]
    [InlineData("9004/2207052", "image_url", "a.jpg", false)]
    [InlineData("100/2207023", "video_url", "https://files.test/a.mp4", false)]
    public async Task What_Instagram_does_not_take_is_refused_in_its_words(string refusal, string name, string address, bool isLong)
    {
        var seat = await SeatAsync();
        Assert.Equal(refusal, await seat.RefusalAsync(HttpMethod.Post, $"/v25.0/{seat.Account.AccountId}/media", (name, address), ("caption", new string('a', isLong ? 2201 : 2200))));
    }

    [Fact]
    public async Task Container_is_published_once_and_not_after_a_day()
    {
        var seat = await SeatAsync();
        var path = $"/v25.0/{seat.Account.AccountId}/media";
        var id = (await seat.CallAsync(HttpMethod.Post, path, ("image_url", "https://files.test/a.jpg")))["id"]!.GetValue<string>();
        await seat.CallAsync(HttpMethod.Post, path + "_publish", ("creation_id", id));
        Assert.Equal("9007/2207027", await seat.RefusalAsync(HttpMethod.Post, path + "_publish", ("creation_id", id)));
        Assert.Single(await seat.FeedAsync());
        var old = (await seat.CallAsync(HttpMethod.Post, path, ("image_url", "https://files.test/a.jpg")))["id"]!.GetValue<string>();
        await Network.AdvanceAsync(TimeSpan.FromHours(24));
        Assert.Equal("-2/2207020", await seat.RefusalAsync(HttpMethod.Post, path + "_publish", ("creation_id", old)));
        Assert.Equal("24/2207006", await seat.RefusalAsync(HttpMethod.Post, path + "_publish", ("creation_id", "17")));
    }

    protected override OutgoingPost Post(string words) => new(words, [MetaSeat.Picture()]);
}
