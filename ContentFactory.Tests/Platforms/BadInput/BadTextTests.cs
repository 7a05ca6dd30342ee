using System.Globalization;
using ContentFactory.Domain.Platforms;
using Xunit;

namespace ContentFactory.Tests.Platforms.BadInput;

/// <summary>Texts at and past the limits and with every network's marks, over all networks: readers see what was written, or the person reads what to change.</summary>
public sealed class BadTextTests
{
    private const string Family = "👩‍👩‍👧‍👦";

    private static readonly Dictionary<string, string> Texts = new()
    {
        ["right to left"] = "\u200Fمرحبا بالعالم! (שלום) 123 — \u202Babc\u202C و٣٤٥؟\nשורה שנייה: «ציטוט» \u2067x\u2069\u200F",
        ["marks"] = "*bold* _it_ ~s~ ~~ss~~ ||spoiler|| `code` ```block``` \\back \\* # head\n# head\n  ## head\n-# small\n[a](https://example.com/x_y_z) {hashtag|\\#|x} @[x](urn:li:person:1) &amp; & &lt;b&gt; %20 + @name #tag $TAG {0} |a| **b** __u__ ^x^",
        ["angle brackets"] = "a < b > c <b>bold</b> <!-- x --> </p>\n> quote\n>>> quotes",
        ["emoji"] = $"{Family}👍🏽🏴󠁧󠁢󠁥󠁮󠁧󠁿🇺🇦1️⃣❤️‍🔥é e\u0301 👨🏿‍🚀",
        ["2,201 characters"] = $"{new string('a', 2200)}b",
    };

    // telegram, instagram, facebook, threads, youtube, tiktok, x, linkedin, discord
    private static readonly Dictionary<string, string> Table = new()
    {
        ["right to left"] = "TTTTTTTTT",
        ["marks"] = "TTTTTTTTT",
        ["angle brackets"] = "TTTTRTTTT",
        ["emoji"] = "TTTTTTTTT",
        ["2,201 characters"] = "TRTTTRTTT",
    };

    private static readonly Dictionary<string, string> Units = new() { ["letters"] = "a", ["families"] = Family, ["emoji and letters"] = $"ж{Family}👍🏽🇺🇦я" };

    // one more than the limit: refused, or the next message of a chain
    private const string PastTheLimit = "TRRTRRTRT";

    public static TheoryData<string, string, Verdict> Cells() => BadFileTests.Of(Table);

    public static TheoryData<string, string, Verdict> Limits() => BadFileTests.Of(Units.Keys.ToDictionary(u => u, _ => PastTheLimit));

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_text_arrives_as_it_was_written_or_is_refused_with_a_remedy(string text, string network, Verdict verdict)
    {
        await using var contestant = await Contestant.StartAsync(network);

        await contestant.HoldsAsync(verdict, contestant.Post(Texts[text]));

        // byte by byte where it is one message; of a chain the white space between messages is left out
        if (contestant.Shown is [var one])
            Assert.Equal(Texts[text], one);
    }

    [Theory]
    [MemberData(nameof(Limits))]
    public async Task What_stands_at_the_limit_goes_out_whole_and_one_more_does_not(string unit, string network, Verdict past)
    {
        await using var contestant = await Contestant.StartAsync(network);
        var text = Exactly(contestant.Platform, Units[unit]);

        await contestant.HoldsAsync(Verdict.Taken, contestant.Post(text));
        Assert.Equal([text], contestant.Shown);

        await using var other = await Contestant.StartAsync(network);
        await other.HoldsAsync(past, other.Post(text + "b"), text + "b");
        Assert.All(other.Shown, part => Assert.True(other.Platform.LengthOf(part) <= other.Platform.Limits.TextLength));
        // no emoji is cut in two
        Assert.True(past is Verdict.Refused || other.Shown.Sum(Signs) == Signs(text) + 1, $"{other.Shown.Sum(Signs)} of {Signs(text) + 1}");
    }

    [Fact]
    public async Task A_title_that_is_made_of_the_text_ends_with_a_whole_emoji()
    {
        await using var contestant = (YouTubeContestant)await Contestant.StartAsync("youtube");
        var text = string.Concat(Enumerable.Repeat(Family, 30));

        await contestant.HoldsAsync(Verdict.Taken, contestant.Post(text) with { Title = null });

        Assert.Equal(string.Concat(Enumerable.Repeat(Family, 100 / Family.Length)), contestant.Titles[0]);
    }

    [Fact]
    public void Every_network_has_a_cell_in_every_row()
    {
        Assert.All(Table.Values.Append(PastTheLimit), row => Assert.Equal(Contestant.Networks.Count, row.Length));
        Assert.Equal(Texts.Keys, Table.Keys);
    }

    /// <summary>As many as fit, and letters up to the limit as the network counts.</summary>
    private static string Exactly(IPlatform platform, string unit)
    {
        var (limit, one) = (platform.Limits.TextLength, platform.LengthOf(unit));
        var text = string.Concat(Enumerable.Repeat(unit, limit / one));
        text += new string('a', limit - platform.LengthOf(text));
        Assert.Equal(limit, platform.LengthOf(text));
        return text;
    }

    private static int Signs(string text) => new StringInfo(text).LengthInTextElements;
}
