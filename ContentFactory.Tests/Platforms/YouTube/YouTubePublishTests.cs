using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.YouTube;

public sealed class YouTubePublishTests : YouTubeRig
{
    [Theory]
    [InlineData(PublicationKind.Feed)]
    [InlineData(PublicationKind.Video)]
    [InlineData(PublicationKind.Short)]
    public async Task Publishes_each_kind_and_names_its_place(PublicationKind kind)
    {
        var outcome = await Run().ToTheEndAsync(Video() with { Kind = kind });

        AssertOutcome(PublishKind.Published, outcome);
        var video = Assert.Single(Server.Videos);
        Assert.Equal(video.Id, outcome.ExternalId);
        Assert.Equal($"https://www.youtube.com/watch?v={video.Id}", outcome.Url);
        Assert.Equal(("A title", "A description"), (video.Title, video.Description));
        Assert.Equal("video/mp4", video.From.ContentType);
        AssertWhole(video.From);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(262_144)]
    [InlineData(262_145)]
    [InlineData(20_000_000)]
    public async Task Brings_every_byte_of_a_file_over(int size)
    {
        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Video(size: size)));
        AssertWhole(Server.Sessions.Single(), size);
    }

    [Theory]
    [InlineData("public")]
    [InlineData("unlisted")]
    [InlineData("private")]
    public async Task Sends_the_privacy_that_was_chosen(string privacy)
    {
        await Run().ToTheEndAsync(Video() with { Options = new Dictionary<string, string> { ["privacy"] = privacy } });

        Assert.Equal(privacy, Server.Videos.Single().Privacy);
    }

    [Theory]
    [InlineData("& _under_ *star* [link](https://example.com) #tag @name \"q\" 'q' \\")]
    [InlineData("مرحبا بالعالم — שלום עולם — mixed ‏RTL")]
    [InlineData("Line one\n\nLine three")]
    [InlineData("👩‍👩‍👧‍👦 🏳️‍🌈 e\u0301 1️⃣")]
    public async Task Brings_title_and_description_out_unchanged(string text)
    {
        var title = text.ReplaceLineEndings(" ");
        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Video(title, text)));

        Assert.Equal((title, text), (Server.Videos.Single().Title, Server.Videos.Single().Description));
    }

    [Fact]
    public async Task Brings_five_thousand_bytes_of_description_out_unchanged()
    {
        var text = string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 200));

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Video(text: text)));
        Assert.Equal((5000, text), (System.Text.Encoding.UTF8.GetByteCount(text), Server.Videos.Single().Description));
    }

    [Fact]
    public async Task Goes_on_where_youtube_stopped_taking_bytes()
    {
        Server.TakesAtMost = 1024 * 1024;

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Video(size: 3 * 1024 * 1024)));

        Assert.Equal(0, Server.Sessions.Single().SentAgain);
        Assert.Single(Server.Sessions);
    }

    [Fact]
    public async Task Answers_before_its_budget_and_goes_on_with_the_next_call()
    {
        // each chunk takes longer than the whole budget
        Server.Done = step => Time.Advance(step == "bytes" ? TimeSpan.FromSeconds(60) : TimeSpan.Zero);
        var run = new PublishRun(this) { Budget = TimeSpan.FromSeconds(50) };

        AssertOutcome(PublishKind.Published, await run.ToTheEndAsync(Video(size: 40_000_000)));

        Assert.Contains(run.Outcomes, o => o.Kind is PublishKind.Waiting);
        AssertWhole(Assert.Single(Server.Sessions), 40_000_000);
    }

    [Theory]
    [InlineData("failed", "codec")]
    [InlineData("failed", "invalidFile")]
    [InlineData("failed", "emptyFile")]
    [InlineData("rejected", "duplicate")]
    [InlineData("rejected", "copyright")]
    [InlineData("rejected", "length")]
    [InlineData("rejected", "termsOfUse")]
    public async Task Says_why_youtube_threw_a_video_away(string status, string reason)
    {
        Server.VideoFailure = (status, reason);

        var outcome = await Run().ToTheEndAsync(Video());

        AssertOutcome(PublishKind.Rejected, outcome);
        Assert.Single(Server.Videos);
    }

    [Fact]
    public async Task Publishes_only_the_new_words_after_an_edit()
    {
        Server.Fail("bytes", Faults.ResetsBefore);
        var first = Run();
        await first.OnceAsync(Video("old"));

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Video("new")));

        Assert.Equal("new", Assert.Single(Server.Videos).Title);
    }

    [Fact]
    public async Task Publishes_nothing_when_the_lease_is_lost()
    {
        var run = Run();
        run.LosesTheLease = true;

        Assert.NotEqual(PublishKind.Published, (await run.OnceAsync(Video())).Kind);
        Assert.Empty(Server.Videos);
    }

    [Fact]
    public async Task Sends_the_file_to_no_other_host_than_its_session()
    {
        Server.Fail("session", Faults.Answers(new Answer(200).With("Location", "http://127.0.0.2:9/upload/youtube/v3/videos?upload_id=x")));

        var outcome = await Run().OnceAsync(Video());

        Assert.NotEqual(PublishKind.Published, outcome.Kind);
        Assert.Empty(Server.Of("bytes"));
    }

    [Theory]
    [InlineData("Hello from the words\nand more")]
    [InlineData("A very long first line that goes on and on, well past the hundred characters that a title of YouTube may have at most")]
    public async Task Makes_a_title_from_the_words_where_there_is_none(string text)
    {
        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(new(text, [Mp4()])));

        Assert.InRange(Server.Videos.Single().Title!.Length, 1, 100);
    }

    [Fact]
    public async Task Says_what_a_video_is_in_the_fields_of_the_schema()
    {
        await Run().ToTheEndAsync(Video());

        var body = Assert.Single(Server.Of("session")).Json!;
        Assert.NotNull((string?)body["status"]?["privacyStatus"]);
        Assert.True(body["status"]?["selfDeclaredMadeForKids"] is JsonValue, "says nothing about children");
    }
}
