using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.LinkedIn;

public sealed class LinkedInPublishTests : LinkedInRig
{
    [Theory]
    [InlineData(FakeLinkedIn.Person, "text")]
    [InlineData(FakeLinkedIn.Person, "link")]
    [InlineData(FakeLinkedIn.Person, "image")]
    [InlineData(FakeLinkedIn.Person, "images")]
    [InlineData(FakeLinkedIn.Person, "video")]
    [InlineData(FakeLinkedIn.Person, "document")]
    [InlineData(FakeLinkedIn.Page, "text")]
    [InlineData(FakeLinkedIn.Page, "images")]
    [InlineData(FakeLinkedIn.Page, "video")]
    public async Task Publishes_each_kind_as_member_and_as_page(string author, string kind)
    {
        Account = await ConnectAsync(author);

        var outcome = await Run().ToTheEndAsync(OfKind(kind));

        AssertOutcome(PublishKind.Published, outcome);
        var post = Assert.Single(Server.Posts);
        Assert.Equal((author, "Hello", "PUBLIC"), (post.Author, post.Shown, (string?)post.Body["visibility"]));
        Assert.Equal((post.Urn, $"https://www.linkedin.com/feed/update/{post.Urn}/"), (outcome.ExternalId, outcome.Url));
        var files = OfKind(kind).Media;
        Assert.Equal(files.Count, Server.Assets.Count);
        Assert.All(files.Zip(Server.Assets), pair => Assert.True(BytesOf((int)pair.First.Size).AsSpan().SequenceEqual(pair.Second.Bytes), "the bytes differ"));
    }

    [Theory]
    [InlineData(@"All | { } @ [ ] ( ) < > # \ * _ ~ of them, \\ twice, \# and {hashtag|\#|x}")]
    [InlineData("@[Somebody](urn:li:organization:1) [link](https://example.com/a_b*c~d) snake_case f(x) <b>")]
    [InlineData("#one #Two2 #привет #a_b a#b #1 ##")]
    [InlineData("Line one\n\nLine three\n  indented")]
    [InlineData("مرحبا — שלום ‏RTL 👩‍👩‍👧‍👦 🏳️‍🌈 e\u0301 1️⃣ → ✅")]
    public async Task Shows_words_as_they_were_written(string text)
    {
        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Post(text)));

        Assert.Equal(text, Assert.Single(Server.Posts).Shown);
    }

    [Fact]
    public async Task Turns_hashtags_into_those_of_linkedin()
    {
        await Run().ToTheEndAsync(Post("See #growth today"));

        Assert.Equal(@"See {hashtag|\#|growth} today", (string?)Server.Posts.Single().Body["commentary"]);
    }

    [Fact]
    public async Task Brings_three_thousand_characters_out_unchanged()
    {
        var text = string.Concat(Enumerable.Repeat("(кот) ", 500)).TrimEnd() + "!";
        Assert.Equal(3000, text.Length);

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Post(text)));
        Assert.Equal(text, Server.Posts.Single().Shown);
    }

    [Fact]
    public async Task Makes_a_card_of_a_link_with_a_title_of_its_own()
    {
        await Run().ToTheEndAsync(OfKind("link"));
        await Run().ToTheEndAsync(OfKind("link", "") with { Title = null });

        Assert.Equal("""{"article":{"source":"https://example.com/a?b=1","title":"The page"}}""", Server.Posts[0].Content?.ToJsonString());
        Assert.False(string.IsNullOrWhiteSpace((string?)Server.Posts[1].Content!["article"]!["title"]));
    }

    [Fact]
    public async Task Puts_the_link_below_the_words_where_files_are()
    {
        await Run().ToTheEndAsync(OfKind("image") with { Link = "https://example.com/a_b" });

        Assert.Equal("Hello\n\nhttps://example.com/a_b", Server.Posts.Single().Shown);
    }

    [Fact]
    public async Task Says_what_is_on_pictures_and_keeps_their_order()
    {
        await Run().ToTheEndAsync(OfKind("images"));

        var images = Server.Posts.Single().Content!["multiImage"]!["images"]!.AsArray();
        Assert.Equal(["one", null, "three"], images.Select(i => (string?)i!["altText"]));
        Assert.Equal(Server.Assets.Select(a => a.Urn), images.Select(i => (string?)i!["id"]));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(20)]
    public async Task Publishes_up_to_twenty_pictures(int count)
    {
        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Post("x", [.. Enumerable.Range(0, count).Select(n => Jpeg(size: 1000 + n))])));

        Assert.Equal(count, Server.Posts.Single().Content!["multiImage"]!["images"]!.AsArray().Count);
    }

    [Fact]
    public async Task Names_a_document_by_its_title()
    {
        await Run().ToTheEndAsync(OfKind("document"));
        await Run().ToTheEndAsync(Post("x", Pdf(name: "Report 2026.pdf")));

        Assert.Equal("The plan", (string?)Server.Posts[0].Content!["media"]!["title"]);
        Assert.Contains("Report 2026", (string?)Server.Posts[1].Content!["media"]!["title"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100_000, 1)]
    [InlineData(FakeLinkedIn.PartSize, 1)]
    [InlineData(FakeLinkedIn.PartSize + 1, 2)]
    [InlineData(9_000_000, 3)]
    public async Task Sends_a_video_in_the_parts_that_linkedin_asked_for(int size, int parts)
    {
        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Post("x", Mp4(size))));

        Assert.Equal(parts, Server.Of("video_bytes").Count);
        var end = Assert.Single(Server.Of("video_end")).Json!["finalizeUploadRequest"]!;
        Assert.Equal(Server.Assets.Single().Tags, end["uploadedPartIds"]!.AsArray().Select(t => (string)t!));
    }

    [Fact]
    public async Task Answers_before_its_budget_however_many_parts_a_video_has()
    {
        // eight parts, each with a tag of its own that must be remembered
        Server.TagLength = 400;
        Server.Done = step => Time.Advance(step == "video_bytes" ? TimeSpan.FromSeconds(20) : TimeSpan.Zero);
        Server.UploadLife = TimeSpan.FromHours(10);
        var run = new PublishRun(this) { Budget = TimeSpan.FromSeconds(50) };

        AssertOutcome(PublishKind.Published, await run.ToTheEndAsync(Post("x", Mp4(8 * FakeLinkedIn.PartSize - 5))));

        Assert.Contains(run.Outcomes, o => o.Kind is PublishKind.Waiting);
        Assert.All(run.Handles, h => Assert.InRange(h.Length, 1, 200_000));
        Assert.Single(Server.Posts);
    }

    [Fact]
    public async Task Begins_the_post_only_with_time_left_and_asks_for_no_file_twice()
    {
        Account = await ConnectAsync(FakeLinkedIn.Page);
        var (run, post) = (Run(), Post("x", [.. Enumerable.Range(0, 6).Select(n => Jpeg(size: 200_000 + n))]));
        AssertOutcome(PublishKind.Waiting, await run.OnceAsync(post));
        Time.Advance(Server.Processing);
        var asked = Server.Of("image").Count;
        Server.Done = step => Time.Advance(step == "image" ? TimeSpan.FromSeconds(25) : TimeSpan.Zero);

        AssertOutcome(PublishKind.Waiting, await run.OnceAsync(post));
        Assert.Empty(Server.Posts);
        AssertOutcome(PublishKind.Published, await run.OnceAsync(post));
        Assert.Equal(asked + 6, Server.Of("image").Count);
    }

    [Theory]
    [InlineData("images")]
    [InlineData("video")]
    public async Task Sends_bytes_to_what_stands_in_for_linkedins_hosts(string kind)
    {
        Server.UploadHost = new("https://www.linkedin.com");

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(OfKind(kind)));
    }

    [Theory]
    [InlineData("video")]
    [InlineData("document")]
    public async Task Says_that_linkedin_could_not_use_a_file(string kind)
    {
        Account = await ConnectAsync(FakeLinkedIn.Page);
        Server.SpoilsAssets = true;

        AssertOutcome(PublishKind.Rejected, await Run().ToTheEndAsync(OfKind(kind)));
        Assert.Empty(Server.Posts);
    }

    [Theory]
    [InlineData("image")]
    [InlineData("images")]
    public async Task Posts_pictures_without_asking_where_that_is_not_allowed(string kind)
    {
        Server.Narrow("openid", "profile", "email", "w_member_social");

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(OfKind(kind)));
        Assert.Single(Server.Posts);
    }

    [Fact]
    public async Task Shows_a_post_to_whom_was_chosen()
    {
        var visibility = Assert.Single(Platform.Options, o => o.Values.Contains("CONNECTIONS"));
        await Run().ToTheEndAsync(Post("x") with { Options = new Dictionary<string, string> { [visibility.Key] = "CONNECTIONS" } });

        Assert.Equal(("CONNECTIONS", "PUBLIC"), ((string?)Server.Posts.Single().Body["visibility"], visibility.Default));
    }

    [Fact]
    public async Task Publishes_only_the_new_words_after_an_edit()
    {
        Server.Fail("video_end", Faults.ResetsBefore);
        await Run().OnceAsync(OfKind("video", "old"));

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(OfKind("video", "new")));
        Assert.Equal("new", Assert.Single(Server.Posts).Shown);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("video")]
    public async Task Publishes_nothing_when_the_lease_is_lost(string kind)
    {
        var run = Run();
        run.LosesTheLease = true;

        Assert.NotEqual(PublishKind.Published, (await run.OnceAsync(OfKind(kind))).Kind);
        Assert.Empty(Server.Posts);
    }

    [Theory]
    [InlineData("image_start", "image", "uploadUrl")]
    [InlineData("document_start", "document", "uploadUrl")]
    public async Task Sends_file_and_token_to_no_foreign_address(string step, string kind, string field)
    {
        Server.Fail(step, Faults.Answers(Answer.Ok(new JsonObject { ["value"] = new JsonObject { [field] = "http://127.0.0.2:9/dms-uploads/x", ["uploadUrlExpiresAt"] = 1, [kind] = $"urn:li:{kind}:1" } })), times: 3);

        Assert.NotEqual(PublishKind.Published, (await Run().OnceAsync(OfKind(kind))).Kind);
        Assert.Empty(Server.Posts);
    }

    [Fact]
    public async Task Unconfirmed_id_of_a_post_may_come_encoded()
    {
        Server.Fail("post", Faults.DoesAndAnswers(new Answer(201).With("x-restli-id", "urn%3Ali%3Ashare%3A7400000001")));

        Assert.Equal("urn:li:share:7400000001", (await Run().ToTheEndAsync(Post("x"))).ExternalId);
    }
}
