using ContentFactory.Domain.Platforms.Discord;
using ContentFactory.Domain.Platforms.Formatting;
using ContentFactory.Domain.Platforms.Telegram;
using Xunit;

namespace ContentFactory.Tests.Platforms.Formatting;

/// <summary>The same signs, as Telegram and as Discord take them, and as a reader sees them.</summary>
public sealed class MarkedTextTests
{
    [Theory]
    [InlineData("Fresh **bread** today", "Fresh <b>bread</b> today", "Fresh **bread** today", "Fresh bread today")]
    [InlineData("_one_ __two__ ~~three~~ ||four||", "<i>one</i> <u>two</u> <s>three</s> <tg-spoiler>four</tg-spoiler>", "_one_ __two__ ~~three~~ ||four||", "one two three four")]
    [InlineData("**Bold and _both_**", "<b>Bold and <i>both</i></b>", "**Bold and _both_**", "Bold and both")]
    [InlineData("[Order **here**](https://a.example/?x=1&y=_2_)", "<a href=\"https://a.example/?x=1&amp;y=_2_\">Order <b>here</b></a>", "[Order **here**](https://a.example/?x=1&y=_2_)", "Order here")]
    [InlineData("say `a < b && **c**` so", "say <code>a &lt; b &amp;&amp; **c**</code> so", "say `a < b && **c**` so", "say a < b && **c** so")]
    [InlineData("**see `code` now**", "<b>see </b><code>code</code><b> now</b>", "**see `code` now**", "see code now")]
    [InlineData("He said\n> first\n> **second**\nand left", "He said\n<blockquote>first\n<b>second</b></blockquote>\nand left", "He said\n> first\n> **second**\nand left", "He said\nfirst\nsecond\nand left")]
    public void Marks_become_each_networks_own(string text, string telegram, string discord, string plain) =>
        Assert.Equal((telegram, discord, plain), (TelegramMarkup.Html(MarkedText.Read(text)), DiscordMarkup.Of(MarkedText.Read(text)), MarkedText.Plain(text)));

    [Theory]
    [InlineData("5 * 3 * 2, 2**10 and ** alone")]
    [InlineData("snake_case_name and _ alone and __init__x")]
    [InlineData("**not closed, _nor this")]
    [InlineData("**ends\nin another line**")]
    [InlineData("https://a.example/_x_/**y**/||z||")]
    [InlineData("[words](javascript:alert(1)) [words](ftp://a.example) [](https://)")]
    [InlineData("** spaces ** and ~~ ~~ and ||||")]
    [InlineData("a > b\n>c")]
    [InlineData("")]
    public void What_is_no_mark_stays_as_it_is(string text)
    {
        Assert.Equal(text, MarkedText.Plain(text));
        Assert.DoesNotContain(MarkedText.Read(text), part => part.Step is not MarkedStep.Text);
    }

    [Theory]
    [InlineData(@"\**not bold\** \_x\_ \`c\`", "**not bold** _x_ `c`")]
    [InlineData(@"\> no quote", "> no quote")]
    [InlineData(@"C:\dir\new", @"C:\dir\new")]
    public void A_sign_after_a_backslash_is_only_a_sign(string text, string plain) => Assert.Equal(plain, MarkedText.Plain(text));

    [Fact]
    public void What_people_type_reaches_telegram_escaped() =>
        Assert.Equal("<b>&lt;b&gt;x&lt;/b&gt; &amp; \"y\"</b>", TelegramMarkup.Html(MarkedText.Read("**<b>x</b> & \"y\"**")));

    [Theory]
    [InlineData("**a ")]
    [InlineData("_a ")]
    [InlineData("**_~~||")]
    [InlineData("[a](https://")]
    [InlineData("\\")]
    public void A_hundred_thousand_signs_are_read(string sign)
    {
        var text = string.Concat(Enumerable.Repeat(sign, 100_000 / sign.Length));

        Assert.InRange(MarkedText.Plain(text).Length, 1, text.Length);
    }

    [Fact]
    public void A_mark_that_is_cut_goes_on_in_the_next_message() =>
        Assert.Equal(["One **two _three_**", "**_four_ five** six", "seven"], MarkedParts.Mended(["One **two _three", "four_ five** six", "seven"]));

    [Fact]
    public void A_quote_ends_with_its_message() => Assert.Equal(["> one", "two\nthree"], MarkedParts.Mended(["> one", "two\nthree"]));
}
