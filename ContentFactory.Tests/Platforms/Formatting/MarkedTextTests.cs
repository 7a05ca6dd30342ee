using ContentFactory.Domain.Ai;
using ContentFactory.Domain.Ai.Offline;
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
    [InlineData("_one_ __two__ ~~three~~ ||four||", "<i>one</i> <u>two</u> <s>three</s> <tg-spoiler>four</tg-spoiler>", "*one* __two__ ~~three~~ ||four||", "one two three four")]
    [InlineData("**Bold and _both_**", "<b>Bold and <i>both</i></b>", "**Bold and *both***", "Bold and both")]
    [InlineData("[Order **here**](https://a.example/?x=1&y=_2_)", "<a href=\"https://a.example/?x=1&amp;y=_2_\">Order <b>here</b></a>", "[Order **here**](https://a.example/?x=1&y=_2_)", "Order here")]
    [InlineData("say `a < b && **c**` so", "say <code>a &lt; b &amp;&amp; **c**</code> so", "say `a < b && **c**` so", "say a < b && **c** so")]
    [InlineData("**see `code` now**", "<b>see </b><code>code</code><b> now</b>", "**see `code` now**", "see code now")]
    [InlineData("He said\n> first\n> **second**\nand left", "He said\n<blockquote>first\n<b>second</b></blockquote>\nand left", "He said\n> first\n> **second**\nand left", "He said\nfirst\nsecond\nand left")]
    [InlineData("___both___", "<u><i>both</i></u>", "__*both*__", "both")]
    [InlineData("> a\n>\n> b", "<blockquote>a\n\nb</blockquote>", "> a\n> \n> b", "a\n\nb")]
    [InlineData("_see https://a.example/x_(y) now_", "<i>see https://a.example/x_(y) now</i>", "*see https://a.example/x_(y) now*", "see https://a.example/x_(y) now")]
    [InlineData("**see https://a.example**", "<b>see https://a.example</b>", "**see https://a.example**", "see https://a.example")]
    [InlineData("_[Order](https://a.example/?a=_&b=1)_", "<i><a href=\"https://a.example/?a=_&amp;b=1\">Order</a></i>", "*[Order](https://a.example/?a=_&b=1)*", "Order")]
    [InlineData("**a `b**c` d**", "<b>a </b><code>b**c</code><b> d</b>", "**a `b**c` d**", "a b**c d")]
    [InlineData("[x](https://a.example/A_(b))", "<a href=\"https://a.example/A_(b)\">x</a>", "[x](https://a.example/A_(b))", "x")]
    [InlineData("[`x` y](https://a.example)", "<a href=\"https://a.example\">x y</a>", "[`x` y](https://a.example)", "x y")]
    [InlineData("[a **b** c](<https://evil.example>)", "[a <b>b</b> c](&lt;https://evil.example&gt;)", "\\[a **b** c](<https://evil.example>)", "[a b c](<https://evil.example>)")]
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
    [InlineData("*****")]
    [InlineData("Пароль: ********")]
    [InlineData("~~~~~~~~~~ __________ |||||||| ```")]
    [InlineData("[ ](https://a.example)")]
    [InlineData("@_user_")]
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

    [Theory]
    [InlineData("plain words, 5 * 3")]
    [InlineData("**bold** and _italic_ and `code`")]
    [InlineData("> quote\n[x](https://a.example/_y_) https://a.example/**z**")]
    [InlineData(@"a \**b\** c")]
    public void Plain_words_are_put_among_marks_so_that_they_stay_plain(string plain) => Assert.Equal(plain, MarkedText.Plain(MarkedText.Escape(plain)));

    [Theory]
    [InlineData("Bread for **5** today. The oven is hot.")]
    [InlineData("Bread for 5 today. The oven is hot.")]
    public void What_is_adapted_by_rule_keeps_the_signs_of_its_original(string original)
    {
        var shape = new PlatformShape("telegram", 4096, 10, text => text.Length) { Escape = MarkedText.Escape };

        Assert.Equal(original, MarkedText.Plain(Assert.Single(OfflineAdapter.Adapt(new(original, [], null, null, [shape]))).Text));
    }

    [Fact]
    public void Words_without_marks_need_no_escape() => Assert.Equal("snake_case 5 * 3 > 2", MarkedText.Escape("snake_case 5 * 3 > 2"));

    [Fact]
    public void A_mark_that_is_cut_goes_on_in_the_next_message() =>
        Assert.Equal(("One **two _three_**", "**_four_ five** six"), MarkedParts.Mended("One **two _three", "four_ five** six"));

    [Fact]
    public void A_link_on_words_is_not_cut() => Assert.Equal(4, MarkedParts.Before("See [two words](https://a.example) now", 8));

    [Fact]
    public void A_quote_ends_with_its_message() => Assert.Equal(("> one", "two\nthree"), MarkedParts.Mended("> one", "two\nthree"));
}
