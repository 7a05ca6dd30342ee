using ContentFactory.Domain.Platforms;
using Xunit;

namespace ContentFactory.Tests.Platforms.Facebook;

/// <summary>Posts that Facebook's limits rule out: found before, and never out.</summary>
public sealed class FacebookInputTests : FacebookRig
{
    [Fact]
    public async Task Refuses_what_facebook_does_not_take()
    {
        OutgoingPost[] posts =
        [
            Post(""), Post(" \n\t "), Post(new string('a', 63_207)), Post("large photo", Jpeg(10 * 1024 * 1024 + 1)), Post("heic", Jpeg(type: "image/heic", name: "a.heic")), Post("empty photo", Jpeg(0)),
            Post("empty video", Mp4(size: 0)), Post("photo and video", Jpeg(), Mp4()), Post("two videos", Mp4(), Mp4()), Post("audio", Jpeg(type: "audio/mpeg") with { Kind = MediaKind.Audio }),
            Reel("reel of a photo", Jpeg()), Reel("reel without media"), Reel("short", Mp4(2)), Reel("long", Mp4(91)), Reel("small", Mp4(width: 360, height: 640)), Reel("flat", Mp4(width: 1920, height: 1080)),
            Post("story of two", Jpeg(), Jpeg()) with { Kind = PublicationKind.Story }, Post("story of words") with { Kind = PublicationKind.Story },
        ];
        foreach (var post in posts)
        {
            var faults = Platform.Validate(post);
            Assert.True(faults.Count > 0, post.Text);
            Assert.All(faults, AssertReadable);
            AssertOutcome(PublishKind.Rejected, await Run().ToTheEndAsync(post));
        }
        Assert.Empty(Server.Posts);
    }

    [Fact]
    public async Task Publishes_what_stands_at_the_limits()
    {
        OutgoingPost[] edges = [Post(new string('ж', 63_206)), Post("Hello", Jpeg(10 * 1024 * 1024)), Reel("3", Mp4(3)), Reel("90", Mp4(90, width: 540, height: 960))];
        foreach (var post in edges)
        {
            Assert.Empty(Platform.Validate(post));
            AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(post));
        }
        Assert.Equal(edges.Length, Server.Posts.Count);
    }

    [Fact]
    public void Unconfirmed_words_may_have_63206_utf_16_units()
    {
        Assert.Equal((63_206, 2), (Platform.Limits.TextLength, Platform.LengthOf("👍")));
        Assert.NotEmpty(Platform.Validate(Post(string.Concat(Enumerable.Repeat("👍", 31_604)))));
        Assert.NotEmpty(Platform.Validate(Post(new string('a', 63_200), Jpeg()) with { Link = "https://example.com/long" }));
    }

    [Fact]
    public async Task Calls_for_attention_when_token_or_right_are_gone()
    {
        Server.Scopes = ["pages_show_list", "pages_read_engagement"];
        Account = await ConnectAsync();
        AssertOutcome(PublishKind.AccountRefused, await Run().ToTheEndAsync(OfKind("text")));

        Server.RevokeAllTokens();
        AssertOutcome(PublishKind.AccountRefused, await Run().ToTheEndAsync(OfKind("reel")));
        Account = Account with { Secrets = new Dictionary<string, string>() };
        var calls = Server.Calls.Count;
        AssertOutcome(PublishKind.AccountRefused, await Run().OnceAsync(OfKind("text")));
        Assert.Equal((0, calls), (Server.Posts.Count, Server.Calls.Count));
    }

    private static OutgoingPost Reel(string text, params OutgoingMedia[] media) => Post(text, media) with { Kind = PublicationKind.Reel };
}
