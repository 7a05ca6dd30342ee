using System.Text;
using ContentFactory.Web.Publishing.Feeds;
using FsCheck;
using FsCheck.Fluent;

namespace ContentFactory.Tests.Publishing.Feeds;

/// <summary>Lines of RFC 5545.</summary>
public sealed class IcsTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a;b,c\\d", @"a\;b\,c\\d")]
    [InlineData("one\r\ntwo\nthree\rfour", @"one\ntwo\nthree\nfour")]
    [InlineData("a\tb\u0007c\u0085", @"a bc\n")]
    [InlineData("x\r\nEND:VCALENDAR\r\nBEGIN:VEVENT", @"x\nEND:VCALENDAR\nBEGIN:VEVENT")]
    public void Text_ends_no_line_and_begins_no_property(string text, string written) =>
        Assert.Equal($"SUMMARY:{written}\r\n", new IcsText().Text("SUMMARY", text).ToString());

    [Fact]
    public void A_moment_is_written_in_universal_time() =>
        Assert.Equal("DTSTART:20270328T013000Z\r\n", new IcsText().Moment("DTSTART", new DateTimeOffset(2027, 3, 28, 3, 30, 0, TimeSpan.FromHours(2))).ToString());

    [Fact]
    public void Long_lines_are_folded_between_letters() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text => HoldsFor(string.Concat(Enumerable.Repeat(text.Get + "длинно 🙂", 20)))).QuickCheckThrowOnFailure();

    private static bool HoldsFor(string text)
    {
        var whole = new IcsText().Text("SUMMARY", text).ToString();
        var lines = whole.Split("\r\n");
        // an emoji cut in two would not survive the way there and back
        return lines.All(line => Encoding.UTF8.GetByteCount(line) <= 75 && Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(line)) == line)
            && whole.EndsWith("\r\n", StringComparison.Ordinal) && lines.Skip(1).SkipLast(1).All(line => line[0] == ' ')
            && System.Text.RegularExpressions.Regex.Count(whole.Replace("\r\n ", "", StringComparison.Ordinal), "длинно 🙂") >= 20;
    }
}
