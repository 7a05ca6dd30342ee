using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Tests.Platforms.Sandbox.Networks;

public sealed class ThreadsSandboxTests(SandboxNetwork network) : MetaSandboxTests(network, "threads")
{
    [Fact]
    public async Task Each_kind_of_post_stands_in_the_feed_with_its_numbers()
    {
        var seat = await SeatAsync();
        OutgoingPost[] posts =
        [
            new("Words", [], "https://example.com/a"), new("A picture", [MetaSeat.Picture()]), new("A video", [MetaSeat.Video(address: "https://files.test/clip.mp4")]),
            new("Both", [MetaSeat.Picture(), MetaSeat.Video(address: "https://files.test/clip.mp4")]),
        ];
        foreach (var post in posts)
        {
            var outcome = await seat.PublishAsync(post);
            Assert.Equal((PublishKind.Published, null), (outcome.Kind, outcome.Message));
            Assert.Equal(MetricsKind.Read, (await seat.NumbersAsync(outcome.ExternalId!)).Kind);
        }
        var feed = (await seat.FeedAsync()).Reverse().ToList();
        Assert.Equal(["text", "image", "video", "carousel item", "carousel item", "carousel"], feed.Select(i => i.Method));
        Assert.Equal(["Words", "A picture", "A video", "Both"], feed.Select(i => i.Text).Where(t => t.Length > 0));
        Assert.Single(feed.Skip(3).Select(i => i.AlbumId).Distinct());
    }

    [Fact]
    public async Task Long_text_is_a_chain_and_goes_as_one()
    {
        var seat = await SeatAsync();
        var outcome = await seat.PublishAsync(new(string.Join(' ', Enumerable.Range(1, 250).Select(n => $"word{n}")), []));
        Assert.Equal(PublishKind.Published, outcome.Kind);
        var feed = (await seat.FeedAsync()).Reverse().ToList();
        Assert.True(feed.Count > 2 && feed.Count == outcome.PartIds!.Count, $"{feed.Count} and {outcome.PartIds!.Count}");
        Assert.Equal(["text", .. Enumerable.Repeat("thread part", feed.Count - 1)], feed.Select(i => i.Method));
        Assert.Equal(DeleteKind.Deleted, (await seat.Platform.DeleteAsync(seat.Account, new(outcome.ExternalId!, outcome.PartIds), CancellationToken.None)).Kind);
        Assert.All(await seat.FeedAsync(), item => Assert.True(item.Removed));
    }

    [Fact]
    public async Task What_Threads_does_not_take_is_refused_in_its_words()
    {
        var seat = await SeatAsync();
        Assert.Equal("100", await seat.RefusalAsync(HttpMethod.Post, "/v1.0/me/threads", ("media_type", "TEXT"), ("text", new string('a', 497) + "😀")));
        Assert.Equal("9004/2207052", await seat.RefusalAsync(HttpMethod.Post, "/v1.0/me/threads", ("media_type", "IMAGE"), ("image_url", "https://files.test/a.mp4")));
        Assert.Equal("100/2207028", await seat.RefusalAsync(HttpMethod.Post, "/v1.0/me/threads", ("media_type", "CAROUSEL"), ("children", "17")));
        Assert.Equal("100", await seat.RefusalAsync(HttpMethod.Post, "/v1.0/me/threads", ("media_type", "TEXT"), ("text", "x"), ("reply_to_id", "17")));
        Assert.Equal("24/2207006", await seat.RefusalAsync(HttpMethod.Post, "/v1.0/me/threads_publish", ("creation_id", "17")));
        Assert.Empty(await seat.FeedAsync());
    }

    protected override OutgoingPost Post(string words) => new(words, []);
}
