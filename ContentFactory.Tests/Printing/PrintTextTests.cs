using ContentFactory.Domain.Printing;
using FsCheck;
using FsCheck.Fluent;

namespace ContentFactory.Tests.Printing;

public sealed class PrintTextTests
{
    private static readonly PrintStyle Style = new(8, PrintColour.Ink);

    [Theory]
    [InlineData("Чай, «кофе» — 100 ₽ & <b>", "Чай, «кофе» — 100 ₽ & <b>")]
    [InlineData("one\r\n two\tthree ", "one two three")]
    [InlineData("Tea 🫖 for two 👩‍👩‍👧", "Tea for two")]
    [InlineData("🙂", "□")]
    [InlineData("\u200b\u202e", "□")]
    [InlineData("и\u0306", "й")]
    [InlineData("שלום 你好", "□□□□ □□")]
    [InlineData("half \ud83d pair", "half pair")]
    [InlineData("10\u00a0000", "10\u00a0000")]
    [InlineData(" \n", "")]
    [InlineData(null, "")]
    public void What_the_font_lacks_is_a_box_or_falls_away(string? text, string printed) => Assert.Equal(printed, PrintText.Printable(text));

    [Fact]
    public void Lines_hold_every_letter_and_never_more_than_their_width() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), typed =>
    {
        var text = string.Concat(Enumerable.Repeat(typed.Get + "Длинноеслово wide ", 9));
        var lines = PrintText.Lines(text, Style, 60);
        return lines.All(l => Style.Width(l) <= 60 && l.Length > 0) && Bare(string.Concat(lines)) == Bare(PrintText.Printable(text));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_word_of_a_thousand_letters_is_broken()
    {
        var lines = PrintText.Lines(new string('ж', 1000), Style, 100);
        Assert.True(lines.Count > 10);
        Assert.Equal(1000, lines.Sum(l => l.Length));
    }

    [Fact]
    public void A_shortened_text_says_so()
    {
        Assert.Equal("Tea", PrintText.Line("Tea", Style, 60));
        var line = PrintText.Line("Tea and coffee, and what else there is", Style, 60);
        Assert.EndsWith("…", line, StringComparison.Ordinal);
        Assert.True(Style.Width(line) <= 60);
    }

    private static string Bare(string text) => text.Replace(" ", "", StringComparison.Ordinal);
}
