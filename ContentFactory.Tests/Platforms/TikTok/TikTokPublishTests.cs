using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.TikTok;

public sealed class TikTokPublishTests : TikTokRig
{
    [Theory]
    [InlineData(1)]
    [InlineData(4_999_999)]
    [InlineData(5_000_001)]
    [InlineData(5 * 1024 * 1024)]
    [InlineData(20_000_000)]
    [InlineData(64_000_001)]
    public async Task Posts_a_video_whole_in_the_chunks_that_tiktok_takes(int size)
    {
        var outcome = await Run().ToTheEndAsync(Video(size: size));

        AssertOutcome(PublishKind.Published, outcome);
        var post = Assert.Single(Server.Posts);
        Assert.Equal($"https://www.tiktok.com/@{FakeTikTok.UserName}/video/{Server.IdOf(post)}", outcome.Url);
        AssertWhole(post, size);
        Assert.Equal(("video/mp4", post.Chunks), (post.ContentType, Server.Of("bytes").Count));
        Assert.Equal(("Hello", "PUBLIC_TO_EVERYONE"), (post.Words("title"), post.Words("privacy_level")));
    }

    [Theory]
    [InlineData("MUTUAL_FOLLOW_FRIENDS")]
    [InlineData("SELF_ONLY")]
    public async Task Publishes_for_whom_was_chosen_though_no_id_is_ever_told(string privacy)
    {
        var outcome = await Run().ToTheEndAsync(Chosen(Video(), ("privacy", privacy)));

        AssertOutcome(PublishKind.Published, outcome);
        Assert.Equal((privacy, null), (Server.Posts.Single().Words("privacy_level"), outcome.Url));
    }

    [Theory]
    [InlineData(30)]
    [InlineData(60 * 24 * 10)]
    public async Task Does_not_wait_for_moderation_for_ever(int minutes)
    {
        Server.Moderation = TimeSpan.FromMinutes(minutes);

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Video()));
        Assert.Single(Server.Publishes);
    }

    [Theory]
    [InlineData("draft")]
    [InlineData("photo draft")]
    public async Task Puts_a_draft_into_the_inbox_without_choosing_for_the_person(string kind)
    {
        var outcome = await Run().ToTheEndAsync(OfKind(kind));

        AssertOutcome(PublishKind.Published, outcome);
        Assert.Equal((true, null), (Assert.Single(Server.Posts).IsDraft, outcome.Url));
        Assert.Empty(Server.Of("init"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(35)]
    public async Task Posts_photos_by_their_addresses(int count)
    {
        var post = Photos(count: count);

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(post));

        var sent = Assert.Single(Server.Posts);
        Assert.Equal(post.Media.Select(m => m.PublicUrl!.AbsoluteUri), sent.Body["source_info"]!["photo_images"]!.AsArray().Select(i => (string)i!));
        Assert.Equal(("A title", "Hello"), (sent.Words("title"), sent.Words("description")));
    }

    [Theory]
    [InlineData("& _under_ *star* <b> #tag @name \"q\" \\ https://example.com/a?b=1")]
    [InlineData("مرحبا — שלום ‏RTL 👩‍👩‍👧‍👦 🏳️‍🌈 e\u0301")]
    [InlineData("Line one\n\nLine three")]
    public async Task Brings_words_out_unchanged(string text)
    {
        await Run().ToTheEndAsync(Video(text));
        await Run().ToTheEndAsync(Photos(text));

        Assert.Equal((text, text), (Server.Posts[0].Words("title"), Server.Posts[1].Words("description")));
    }

    [Fact]
    public async Task Allows_and_discloses_what_a_person_chose_and_nothing_else()
    {
        await Run().ToTheEndAsync(Video());
        await Run().ToTheEndAsync(Chosen(Video(), ("allow_comment", "true"), ("allow_duet", "true"), ("allow_stitch", "true"), ("brand_content", "true"), ("brand_organic", "true"), ("ai_generated", "true")));
        await Run().ToTheEndAsync(Chosen(Photos(), ("allow_comment", "true"), ("brand_organic", "true")));

        Assert.Equal((true, true, true, false, false, false), Of(Server.Posts[0]));
        Assert.Equal((false, false, false, true, true, true), Of(Server.Posts[1]));
        Assert.Equal((false, true), (Server.Posts[2].Flag("disable_comment"), Server.Posts[2].Flag("brand_organic_toggle")));

        static (bool, bool, bool, bool, bool, bool) Of(FakePublish post) =>
            (post.Flag("disable_comment"), post.Flag("disable_duet"), post.Flag("disable_stitch"), post.Flag("brand_content_toggle"), post.Flag("brand_organic_toggle"), post.Flag("is_aigc"));
    }

    [Fact]
    public async Task Leaves_off_what_the_creator_has_off()
    {
        foreach (var name in new[] { "comment_disabled", "duet_disabled", "stitch_disabled" })
            Server.Creator[name] = true;
        (string, string)[] all = [("allow_comment", "true"), ("allow_duet", "true"), ("allow_stitch", "true")];

        // the fake minds a switch that is on
        await Run().ToTheEndAsync(Chosen(Video(), all));
        await Run().ToTheEndAsync(Chosen(Photos(), all));
    }

    [Theory]
    [InlineData("video")]
    [InlineData("photos")]
    public async Task Posts_nothing_for_an_audience_that_the_creator_has_not(string kind)
    {
        Server.Creator["privacy_level_options"] = new JsonArray("FOLLOWER_OF_CREATOR", "SELF_ONLY");

        AssertOutcome(PublishKind.Rejected, await Run().ToTheEndAsync(OfKind(kind)));
        Assert.Empty(Server.Publishes);
    }

    [Fact]
    public async Task Posts_no_video_that_is_longer_than_the_creator_may()
    {
        Server.Creator["max_video_post_duration_sec"] = 29;

        AssertOutcome(PublishKind.Rejected, await Run().ToTheEndAsync(Video()));
        Assert.Empty(Server.Publishes);
    }

    [Fact]
    public async Task Answers_before_its_budget_and_sends_no_chunk_twice()
    {
        Server.Done = step => Time.Advance(step == "bytes" ? TimeSpan.FromSeconds(60) : TimeSpan.Zero);
        var run = new PublishRun(this) { Budget = TimeSpan.FromSeconds(50) };

        AssertOutcome(PublishKind.Published, await run.ToTheEndAsync(Video(size: LongVideo)));

        Assert.Contains(run.Outcomes, o => o.Kind is PublishKind.Waiting && o.ExternalId is null);
        var post = Assert.Single(Server.Publishes);
        Assert.Equal(post.Chunks, Server.Of("bytes").Count);
        AssertWhole(post, LongVideo);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Starts_anew_only_when_an_upload_can_not_be_whole(bool gone)
    {
        var run = Run();
        Server.Fail("bytes", Faults.ResetsBefore);
        await run.OnceAsync(Video());
        if (gone)
            Server.Fail("bytes", Faults.Answers(new(404)));
        else
            Time.Advance(TimeSpan.FromHours(2));

        AssertOutcome(PublishKind.Published, await run.ToTheEndAsync(Video()));
        AssertWhole(Assert.Single(Server.Posts), 3_000_000);
        Assert.Equal(gone ? 1 : 2, Server.Publishes.Count);
    }

    [Fact]
    public async Task Sends_bytes_to_what_stands_in_for_tiktoks_hosts()
    {
        Server.UploadHost = new("https://upload.us.tiktokapis.com");

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Video()));
    }

    [Fact]
    public async Task Publishes_only_the_new_words_after_an_edit()
    {
        Server.Fail("bytes", Faults.ResetsBefore);
        await Run().OnceAsync(Video("old"));

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Video("new")));
        Assert.Equal("new", Assert.Single(Server.Posts).Words("title"));
    }

    [Theory]
    [InlineData("video")]
    [InlineData("photos")]
    public async Task Publishes_nothing_when_the_lease_is_lost(string kind)
    {
        var run = Run();
        run.LosesTheLease = true;

        Assert.NotEqual(PublishKind.Published, (await run.OnceAsync(OfKind(kind))).Kind);
        Assert.Empty(Server.Posts);
    }

    [Fact]
    public async Task Sends_the_video_to_no_plain_or_foreign_address()
    {
        Server.Fail("init", Faults.Answers(TikTokErrors.Ok(new() { ["publish_id"] = "v_pub_file~v2.1", ["upload_url"] = "http://127.0.0.2:9/video/?upload_id=1" })));

        Assert.NotEqual(PublishKind.Published, (await Run().OnceAsync(Video())).Kind);
        Assert.Empty(Server.Of("bytes"));
    }
}
