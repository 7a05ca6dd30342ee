using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.X;

public sealed class XPublishTests : XRig
{
    [Theory]
    [InlineData("text", 1)]
    [InlineData("photos", 1)]
    [InlineData("animation", 1)]
    [InlineData("video", 1)]
    [InlineData("chain", 3)]
    public async Task Publishes_each_kind_and_names_its_place(string kind, int posts)
    {
        var outcome = await Run().ToTheEndAsync(OfKind(kind, "Fresh bread"));

        AssertOutcome(PublishKind.Published, outcome);
        Assert.InRange(Server.Posts.Count, posts, posts + 1);
        Assert.Equal((Server.Posts[0].Id, $"https://x.com/{FakeX.UserName}/status/{Server.Posts[0].Id}"), (outcome.ExternalId, outcome.Url));
        Assert.Equal(0, Server.EarlyChecks);
    }

    [Theory]
    [InlineData("& < > \"q\" 'q' \\ _under_ *star* [link](https://example.com) #tag @name")]
    [InlineData("مرحبا بالعالم — שלום עולם — mixed ‏RTL")]
    [InlineData("Line one\n\nLine three")]
    [InlineData("👩‍👩‍👧‍👦 🏳️‍🌈 1️⃣")]
    public async Task Brings_words_out_unchanged(string text)
    {
        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Post(text)));

        Assert.Equal(text, Assert.Single(Server.Posts).Text);
    }

    [Fact]
    public async Task Puts_the_link_below_the_words_once()
    {
        await Run().ToTheEndAsync(Post("Bread") with { Link = "https://example.com/bread" });
        await Run().ToTheEndAsync(Post("See https://example.com/bread") with { Link = "https://example.com/bread" });

        Assert.Equal(["Bread\n\nhttps://example.com/bread", "See https://example.com/bread"], Server.Posts.Select(p => p.Text));
    }

    [Fact]
    public async Task Sends_four_photos_in_order_with_their_alt_texts()
    {
        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Post("Four", Jpeg(100_001, "One"), Jpeg(100_002), Jpeg(100_003, "Three"), Jpeg(100_004, type: "image/png"))));

        var sent = Server.Posts.Single().Media.Select(id => Server.Uploads.Single(u => u.Id == id)).ToList();
        Assert.Equal([100_001L, 100_002, 100_003, 100_004], sent.Select(u => u.Total));
        Assert.Equal(["One", null, "Three", null], sent.Select(u => u.AltText));
        Assert.All(sent, u => AssertWhole(u, (int)u.Total));
        Assert.All(sent, u => Assert.Equal("tweet_image", u.Category));
    }

    [Fact]
    public async Task Publishes_a_photo_without_words()
    {
        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Post("", Jpeg())));
        Assert.Equal("", Server.Posts.Single().Text);
    }

    [Theory]
    [InlineData("animation", "tweet_gif")]
    [InlineData("video", "tweet_video")]
    public async Task Waits_until_x_has_worked_on_it(string kind, string category)
    {
        Server.Processing = TimeSpan.FromMinutes(4);
        var run = Run();

        AssertOutcome(PublishKind.Published, await run.ToTheEndAsync(OfKind(kind, "Bread")));

        Assert.Equal(category, Assert.Single(Server.Uploads).Category);
        Assert.Contains(run.Outcomes, o => o.Kind is PublishKind.Waiting && o.RetryAfter > TimeSpan.Zero && o.ExternalId is null);
        Assert.Equal(0, Server.EarlyChecks);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1024 * 1024)]
    [InlineData(4 * 1024 * 1024)]
    [InlineData(25_000_001)]
    public async Task Brings_every_byte_of_a_video_over_in_segments(int size)
    {
        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Post("Bread", Mp4(size))));

        var upload = Assert.Single(Server.Uploads);
        AssertWhole(upload, size);
        Assert.Equal(0, upload.SentAgain);
    }

    [Fact]
    public async Task Answers_before_its_budget_and_goes_on_with_the_next_segment()
    {
        Server.Done = step => Time.Advance(step == "append" ? TimeSpan.FromSeconds(60) : TimeSpan.Zero);
        var run = new PublishRun(this) { Budget = TimeSpan.FromSeconds(50) };

        AssertOutcome(PublishKind.Published, await run.ToTheEndAsync(Post("Bread", Mp4(25_000_000))));

        Assert.True(run.Outcomes.Count(o => o.Kind is PublishKind.Waiting) >= 3);
        AssertWhole(Assert.Single(Server.Uploads), 25_000_000);
        Assert.Equal(0, Server.Uploads[0].SentAgain);
    }

    [Theory]
    [InlineData("animation")]
    [InlineData("video")]
    public async Task Says_so_when_x_can_not_work_on_a_file(string kind)
    {
        Server.ProcessingFails = true;

        AssertOutcome(PublishKind.Rejected, await Run().ToTheEndAsync(OfKind(kind, "Bread")));
        Assert.Empty(Server.Posts);
    }

    [Fact]
    public async Task Uploads_again_what_x_has_forgotten_meanwhile()
    {
        Server.Fail("post", Faults.Answers(XErrors.RateLimited(Time.GetUtcNow().AddHours(30))));

        var outcome = await Run().ToTheEndAsync(OfKind("video", "Bread"));

        AssertOutcome(PublishKind.Published, outcome);
        Assert.Equal((2, Server.Uploads[^1].Id), (Server.Uploads.Count, Assert.Single(Server.Posts).Media.Single()));
    }

    [Fact]
    public async Task Publishes_only_the_new_words_after_an_edit()
    {
        Server.Fail("post", Faults.Answers(XErrors.RateLimited(null)));
        await Run().OnceAsync(OfKind("photos", "old"));

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(OfKind("photos", "new")));
        Assert.Equal("new", Assert.Single(Server.Posts).Text);
    }

    [Fact]
    public async Task Publishes_nothing_when_the_lease_is_lost()
    {
        foreach (var kind in new[] { "photos", "video" })
        {
            var run = Run();
            run.LosesTheLease = true;
            Assert.NotEqual(PublishKind.Published, (await run.OnceAsync(OfKind(kind, "Bread"))).Kind);
        }
        Assert.Empty(Server.Posts);
    }

    [Fact]
    public async Task Sends_each_of_its_choices_as_the_description_names_it()
    {
        foreach (var option in Platform.Options)
            foreach (var value in option.Type is PublishOptionType.Choice ? option.Values : option.Type is PublishOptionType.Switch ? ["true"] : [])
            {
                var post = Post($"{option.Key} {value}") with { Options = new Dictionary<string, string> { [option.Key] = value } };
                AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(post));
            }
    }
}
