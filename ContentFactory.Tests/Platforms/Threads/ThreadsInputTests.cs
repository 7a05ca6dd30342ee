using ContentFactory.Domain.Platforms;
using Xunit;

namespace ContentFactory.Tests.Platforms.Threads;

/// <summary>Lengths as Threads counts them, and posts that its limits rule out: found before, and never out.</summary>
public sealed class ThreadsInputTests : ThreadsRig
{
    [Theory]
    [InlineData("", 0), InlineData("abc", 3), InlineData("👍", 4), InlineData("👍🏽", 8), InlineData("👩‍👩‍👧‍👦", 25), InlineData("a👍b", 6)]
    public void Counts_an_emoji_by_its_bytes(string text, int length) => Assert.Equal(length, Platform.LengthOf(text));

    [Theory]
    [InlineData("жёй", 3), InlineData("日本語", 3), InlineData("\u0435\u0308", 2), InlineData("1️⃣", 7), InlineData("☕", 3), InlineData("©", 1)]
    public void Unconfirmed_these_are_emoji_and_any_other_character_counts_once(string text, int length) => Assert.Equal(length, Platform.LengthOf(text));

    [Fact]
    public async Task Publishes_five_hundred_as_one_post()
    {
        foreach (var text in new[] { new string('ж', 500), string.Concat(Enumerable.Repeat("👍", 125)), string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 20)) })
        {
            var before = Server.Posts.Count;
            Assert.Empty(Platform.Validate(Post(text)));
            AssertOnce(await Run().ToTheEndAsync(Post(text)), "text", before, text[..4]);
        }
    }

    [Theory]
    [InlineData(126, "👍"), InlineData(400, "👍"), InlineData(60, "👩‍👩‍👧‍👦"), InlineData(1300, "ж")]
    public async Task Breaks_what_is_longer_into_parts_that_threads_takes(int times, string of)
    {
        var post = Chain("") with { Text = string.Concat(Enumerable.Repeat(of, times)) };

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(post));

        Assert.Equal(post.Text, string.Concat(Server.Posts.Select(p => p.Text)));
        Assert.True(Server.Posts.Count > 1);
    }

    [Theory]
    [InlineData("nothing"), InlineData("blank"), InlineData("endless"), InlineData("21 images"), InlineData("large image"), InlineData("gif"), InlineData("narrow image")]
    [InlineData("wide image"), InlineData("empty image"), InlineData("audio"), InlineData("no address")]
    public async Task Refuses_what_threads_does_not_take(string what)
    {
        var post = what switch
        {
            "nothing" => Post(""),
            "blank" => Post(" \n\t "),
            "endless" => Post(new string('a', Platform.Limits.All(0) + 1)),
            "21 images" => Post("Hello", [.. Enumerable.Range(0, 21).Select(_ => Jpeg())]),
            "large image" => Post("Hello", Jpeg(8 * 1024 * 1024 + 1)),
            "gif" => Post("Hello", Jpeg(type: "image/gif") with { Kind = MediaKind.Animation, FileName = "a.gif" }),
            "narrow image" => Post("Hello", Jpeg(width: 319)),
            "wide image" => Post("Hello", Jpeg(width: 1080, height: 107)),
            "empty image" => Post("Hello", Jpeg(0)),
            "audio" => Post("Hello", Jpeg(type: "audio/mpeg") with { Kind = MediaKind.Audio }),
            "no address" => Post("Hello", Jpeg() with { PublicUrl = null }),
            _ => throw new ArgumentOutOfRangeException(nameof(what)),
        };
        var faults = Platform.Validate(post);
        Assert.True(faults.Count > 0 || what == "no address");
        Assert.All(faults, AssertReadable);

        AssertOutcome(PublishKind.Rejected, await Run().ToTheEndAsync(post));
        Assert.Empty(Server.Posts);
    }

    [Fact]
    public void Takes_media_at_the_limits() => Assert.All(
        new[] { Post("", Jpeg(8 * 1024 * 1024, width: 320, height: 320)), Post("", Jpeg(type: "image/png", height: 108)) }, post => Assert.Empty(Platform.Validate(post)));

    [Fact]
    public void Unconfirmed_a_video_of_threads_may_last_five_minutes() => Assert.Equal((0, 1), (Platform.Validate(Post("", Mp4(300))).Count, Platform.Validate(Post("", Mp4(301))).Count));

    [Fact]
    public async Task Asks_nobody_for_an_account_without_a_token()
    {
        Account = Account with { Secrets = new Dictionary<string, string>() };
        var before = Server.Calls.Count;

        AssertOutcome(PublishKind.AccountRefused, await Run().OnceAsync(OfKind("text")));
        Assert.Equal(before, Server.Calls.Count);
    }

    [Theory]
    [InlineData("make", "POST", "/v1.0/me/threads", "media_type=TEXT&text=x", null)]
    [InlineData("make", "POST", "/v1.0/me/threads", "media_type=IMAGE&text=x", "image_url and media_type=IMAGE")]
    [InlineData("make", "POST", "/v1.0/me/threads", "media_type=TEXT&text=x&caption=y", "knows no parameter caption")]
    [InlineData("publish", "POST", "/v2.0/me/threads_publish", "creation_id=1", "the contract is of v1.0")]
    [InlineData("status", "GET", "/v1.0/17", "fields=status_code", "container has no status_code")]
    public void Holds_requests_to_the_collection_of_meta(string step, string method, string path, string query, string? violation)
    {
        var parameters = $"{query}&access_token=t".Split('&').Select(p => p.Split('=')).Select(p => KeyValuePair.Create(p[0], p[1]));
        var violations = ThreadsDescription.Check(step, new(method, path, [.. parameters], [], null, new Dictionary<string, string>(), [])).ToList();

        Assert.True(violation is null ? violations.Count == 0 : violations.Any(v => v.Contains(violation, StringComparison.Ordinal)), string.Join("; ", violations));
    }
}
