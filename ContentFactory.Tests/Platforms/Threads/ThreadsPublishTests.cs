using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms.Contract;
using Xunit;

namespace ContentFactory.Tests.Platforms.Threads;

public sealed class ThreadsPublishTests : ThreadsRig
{
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Publishes_each_kind_once_and_names_its_place(string kind)
    {
        Assert.Empty(Platform.Validate(OfKind(kind)));

        var outcome = await Run().ToTheEndAsync(OfKind(kind));

        AssertOnce(outcome, kind, 0, kind);
        Assert.Equal(Server.Posts[0].Permalink, outcome.Url);
        Assert.Equal(kind switch { "image" or "image chain" => "IMAGE", "video" => "VIDEO", "carousel" => "CAROUSEL_ALBUM", _ => "TEXT_POST" }, Server.Posts[0].Type);
        Assert.Equal(EffectClass.C, Platform.EffectOf(OfKind(kind)));
    }

    [Fact]
    public async Task Shows_the_link_of_a_post()
    {
        await Run().ToTheEndAsync(OfKind("link"));

        var post = Assert.Single(Server.Posts);
        Assert.Contains("https://example.com/a?b=1&c=2", $"{post.Text} {post.From!.Call.Text("link_attachment")}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keeps_order_and_alternative_texts_of_a_carousel()
    {
        var images = Enumerable.Range(1, 20).Select(i => Jpeg() with { AltText = $"Image {i}" }).ToArray();

        AssertOnce(await Run().ToTheEndAsync(Post("Twenty", images)), "carousel", 0, "twenty");

        var children = Server.Posts.Single().From!.Children.Select(id => Server.Containers.Single(c => c.Id == id)).ToList();
        Assert.Equal(images.Select(i => (i.PublicUrl!.AbsoluteUri, i.AltText)), children.Select(c => (c.Url!, c.Alt)));
    }

    [Theory]
    [InlineData("<b>bold</b> & _under_ *star* #tag @name"), InlineData("مرحبا بالعالم — שלום עולם — mixed ‏RTL"), InlineData("Line one\n\nLine three")]
    [InlineData("50% off + free = \"yes\" ?a=1&b=2 \\ 'q'"), InlineData("👩‍👩‍👧‍👦 🏳️‍🌈 é 1️⃣")]
    public async Task Brings_the_words_out_unchanged(string text)
    {
        foreach (var kind in new[] { "text", "image", "carousel" })
        {
            await Run().ToTheEndAsync(OfKind(kind, text));
            Assert.Equal(text, Server.Posts[^1].Text);
        }
    }

    [Fact]
    public async Task Loses_no_word_between_the_parts_of_a_chain()
    {
        var post = Chain("Жили-были 👍");

        AssertOnce(await Run().ToTheEndAsync(post), "chain", 0, "chain");

        Assert.Equal(Bare(post.Text), Bare(string.Concat(Server.Posts.Select(p => p.Text))));
        Assert.All(Server.Posts, p => Assert.InRange(ThreadsLength.Of(p.Text!), 1, 500));
    }

    [Theory]
    [InlineData("image"), InlineData("video"), InlineData("carousel")]
    public async Task Waits_with_a_time_while_threads_works_on_media(string kind)
    {
        var run = Run();
        Server.ShortProcessing = TimeSpan.FromSeconds(40);

        AssertOnce(await run.ToTheEndAsync(OfKind(kind)), kind, 0, kind);

        Assert.Contains(run.Outcomes, o => o.Kind is PublishKind.Waiting);
        Assert.All(run.Outcomes.Where(o => o.Kind is PublishKind.Waiting), o => Assert.InRange(o.RetryAfter!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5)));
        Assert.InRange(Server.Of("status").Count, 1, 40);
    }

    [Theory]
    [InlineData("video"), InlineData("chain")]
    public async Task Publishes_only_the_new_words_after_an_edit(string kind)
    {
        Server.Fail("publish", Faults.Answers(GraphAnswer.Error(4)));
        Assert.NotEqual(PublishKind.Published, (await Run().OnceAsync(OfKind(kind, "old"))).Kind);

        AssertOnce(await Run().ToTheEndAsync(OfKind(kind, "new")), kind, 0, kind);

        Assert.All(Server.Posts, p => Assert.StartsWith("new", p.Text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Publishes_nothing_when_the_lease_is_lost(string kind)
    {
        var run = Run();
        run.LosesTheLease = true;

        var outcome = await run.OnceAsync(OfKind(kind));

        Assert.True(outcome.Kind is not PublishKind.Published && Server.Posts.Count == 0, $"{outcome}, {Server.Posts.Count} posts");
    }

    [Fact]
    public async Task Sends_no_further_part_when_the_lease_is_lost_between_them()
    {
        var run = Run();
        Network.Done = step => run.LosesTheLease |= step == "publish";

        var outcome = await run.OnceAsync(OfKind("chain"));

        Assert.Single(Server.Posts);
        Assert.True(outcome.Kind is PublishKind.Unknown or PublishKind.Waiting && (outcome.ExternalId is null || outcome.ExternalId == Server.Posts[0].Id), outcome.ToString());
    }

    private static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
