using System.Text;
using ContentFactory.Domain.Platforms;
using Xunit;

namespace ContentFactory.Tests.Platforms.X;

/// <summary>The weight of a text: the examples of X's page "Counting characters" and of the conformance tests of twitter-text.</summary>
public sealed class XLengthTests : XRig
{
    [Theory]
    [InlineData("This is a test.", 15)]
    [InlineData("Привет, «мир» — это я", 21)]
    [InlineData("مرحبا", 5)]
    [InlineData("caf\u00e9", 4)]
    [InlineData("cafe\u0301", 4)]
    [InlineData("👾", 2)]
    [InlineData("🙋🏽", 2)]
    [InlineData("👨‍🎤", 2)]
    [InlineData("👨‍👩‍👧‍👦", 2)]
    [InlineData("🇩🇪", 2)]
    [InlineData("1️⃣", 2)]
    [InlineData("H🐱☺", 5)]
    [InlineData("저찀쯿쿿", 8)]
    [InlineData("…№€", 6)]
    [InlineData("http://test.com", 23)]
    [InlineData("https://test.com", 23)]
    [InlineData("https://example.com/very/long/path?with=a&query=that#goes-on-and-on-and-on-and-on-and-on", 23)]
    [InlineData("http://example.com/Русские_слова", 23)]
    [InlineData("See https://example.com/a.", 28)]
    [InlineData("english text 日本語 😷 https://example.com", 46)]
    public void Weighs_as_x_does(string text, int weight)
    {
        Assert.Equal(weight, Platform.LengthOf(text));
        Assert.Equal(weight, XText.Weigh(text));
    }

    [Fact]
    public async Task Weighs_and_looks_for_what_is_no_character()
    {
        Assert.Equal(4, Platform.LengthOf("a\uFFFEb"));
        Server.AddForeign("a", Time.GetUtcNow());
        var run = Run();
        run.Handle = "||!";

        Assert.Equal(LookKind.Unclear, (await run.LookAsync(Post("a\uFFFEb"))).Kind);
    }

    [Fact]
    public async Task Sends_words_though_there_are_none()
    {
        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Post("", Jpeg())));

        Assert.Equal("", (string?)Assert.Single(Server.Of("post")).Json!["text"]);
    }

    [Theory]
    [InlineData("test.com", 23)]
    [InlineData("Test https://test.com test https://test.com test.com test", 86)]
    public void Weighs_an_address_without_a_scheme_as_an_address(string text, int weight) => Assert.Equal(weight, Platform.LengthOf(text));

    [Theory]
    [InlineData("a", 280)]
    [InlineData("ж", 280)]
    [InlineData("の", 140)]
    [InlineData("🐱", 140)]
    [InlineData("👨‍👩‍👧‍👦", 140)]
    public async Task Brings_out_in_one_post_what_x_takes_in_one(string unit, int count)
    {
        var text = string.Concat(Enumerable.Repeat(unit, count));

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Post(text)));
        Assert.Equal(text, Assert.Single(Server.Posts).Text);

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Post(text + unit)));
        Assert.Equal(3, Server.Posts.Count);
    }

    [Theory]
    [InlineData("👩‍👩‍👧‍👦")]
    [InlineData("e\u0301")]
    [InlineData("日本語。")]
    [InlineData("https://example.com/a/rather/long/path/to/a/page ")]
    public async Task Breaks_through_no_letter_and_no_address(string unit)
    {
        var text = string.Concat(Enumerable.Repeat(unit, 300));
        text = text[..Math.Min(text.Length, unit.Length * (500 / Math.Max(1, XText.Weigh(unit))))].Trim();

        AssertOutcome(PublishKind.Published, await Run().ToTheEndAsync(Post(text)));

        Assert.All(Server.Posts, p => Assert.Equal(0, string.Concat(p.Text.Where(c => c != ' ')).Length % unit.Trim().Length));
        Assert.Equal(text.Normalize(NormalizationForm.FormC).Replace(" ", "", StringComparison.Ordinal), string.Concat(Server.Posts.Select(p => p.Text)).Normalize(NormalizationForm.FormC).Replace(" ", "", StringComparison.Ordinal));
    }
}
