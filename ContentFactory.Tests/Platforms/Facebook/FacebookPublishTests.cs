using ContentFactory.Domain.Platforms;
using Xunit;

namespace ContentFactory.Tests.Platforms.Facebook;

public sealed class FacebookPublishTests : FacebookRig
{
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Publishes_each_kind_once_and_names_its_place(string kind)
    {
        Assert.Empty(Platform.Validate(OfKind(kind)));
        Assert.True(Platform.EffectOf(OfKind(kind)) is EffectClass.C or EffectClass.D, "no repeat is harmless");

        var outcome = await Run().ToTheEndAsync(OfKind(kind));

        AssertOutcome(PublishKind.Published, outcome);
        var post = Assert.Single(Server.Posts);
        Assert.Equal(kind, post.Kind == "photos" && post.Photos.Count == 1 ? "photo" : post.Kind);
        Assert.True(post.IsCalled(outcome.ExternalId), outcome.ToString());
        Assert.True(outcome.Url?.StartsWith("https://www.facebook.com/", StringComparison.Ordinal) ?? post.IsStory, outcome.Url);
        Assert.Equal((post.IsStory ? null : "Hello", OfKind(kind).Link), (post.Text, post.Link));
    }

    [Theory]
    [InlineData("photo"), InlineData("photos"), InlineData("reel")]
    public async Task Puts_the_link_below_the_words_of_media_and_the_title_beside_them(string kind)
    {
        await Run().ToTheEndAsync(OfKind(kind) with { Link = "https://example.com/a", Title = "A title" });

        Assert.Equal("Hello\n\nhttps://example.com/a", Assert.Single(Server.Posts).Text);
        Assert.All(Server.Videos, v => Assert.Equal("A title", v.Title));
    }

    [Theory]
    [InlineData("<b>bold</b> & _under_ *star* #tag @name"), InlineData("مرحبا بالعالم — שלום עולם — mixed ‏RTL"), InlineData("Line one\n\nLine three")]
    [InlineData("50% off + free = \"yes\" ?a=1&b=2 \\ 'q'"), InlineData("👩‍👩‍👧‍👦 🏳️‍🌈 é 1️⃣")]
    public async Task Brings_the_words_out_unchanged(string text)
    {
        foreach (var kind in new[] { "text", "photo", "photos", "video", "reel" })
        {
            await Run().ToTheEndAsync(OfKind(kind, text));
            Assert.Equal(text, Server.Posts[^1].Text);
        }
    }

    [Fact]
    public async Task Keeps_the_order_of_photos_and_their_alternative_texts()
    {
        var photos = Enumerable.Range(1, 5).Select(i => Jpeg(10_000 + i) with { AltText = $"Photo {i}" }).ToArray();

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Post("Five", photos)));

        var post = Assert.Single(Server.Posts);
        Assert.Equal(photos.Select(p => p.AltText), post.Photos.Select(p => p.Alt));
        Assert.Equal(photos.Select(p => p.Size), post.Photos.Select(p => (long)p.Bytes.Length));
    }

    [Theory]
    [InlineData("video", "bytes_transfered", "completed"), InlineData("reel", "bytes_transfered", "completed"), InlineData("reel", "bytes_transferred", "complete")]
    [InlineData("video story", "bytes_transfered", "completed")]
    public async Task Sends_no_byte_of_a_video_again_after_a_break_and_waits_while_facebook_works(string kind, string field, string word)
    {
        (Server.TakesAtMost, Server.BytesField, Server.CompletedWord) = (130_000, field, word);
        var run = Run();

        AssertOutcome(PublishKind.Published, await run.ToTheEndAsync(OfKind(kind)));

        Assert.True(BytesOf(600_000).AsSpan().SequenceEqual(Assert.Single(Server.Videos).Bytes.ToArray()), "the bytes differ");
        Assert.All(run.Outcomes.Where(o => o.Kind is PublishKind.Waiting), o => Assert.InRange(o.RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)));
        Assert.Contains(run.Outcomes, o => o is { Kind: PublishKind.Waiting, ExternalId: not null });
    }

    [Theory]
    [InlineData("photo \"1\".jpg"), InlineData("фото\r\n.jpg"), InlineData("\\;=\".jpg")]
    public async Task Sends_files_whatever_they_are_called(string name)
    {
        foreach (var file in new[] { Jpeg(name: name), Mp4(200, width: 1920, height: 1080) with { FileName = name } })
            AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Post($"{file.Kind}", file)));

        Assert.Equal(2, Server.Posts.Count);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Publishes_nothing_when_the_lease_is_lost_before(string kind)
    {
        var run = Run();
        run.LosesTheLease = true;

        var outcome = await run.OnceAsync(OfKind(kind));

        Assert.True(outcome.Kind is not PublishKind.Published && Server.Posts.Count == 0, $"{outcome}, {Server.Posts.Count} posts");
    }
}
