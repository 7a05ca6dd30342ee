using ContentFactory.Domain.Platforms;
using Xunit;

namespace ContentFactory.Tests.Platforms.BadInput;

/// <summary>
/// Links that networks refuse, over all networks. Where a link is nothing but words, any stands there as it was written; where it gets a place of its
/// own, it must be a web address. R: refused before any request, T: taken, N: refused by the network's own answer.
/// </summary>
public sealed class BadLinkTests
{
    private static readonly string Long = $"https://example.com/{new string('a', 2980)}";

    // telegram, instagram, facebook, threads, youtube, tiktok, x, linkedin, discord
    private static readonly Dictionary<string, string> Table = new()
    {
        ["javascript:alert(1)"] = "TTRRTTTRT",
        ["ftp://example.com/a"] = "TTRRTTTRT",
        ["http://localhost/a"] = "TTNNTTTTT",
        ["//example.com"] = "TTRRTTTRT",
        ["3,000 characters"] = "TRTTTRTTR",
    };

    public static TheoryData<string, string, Verdict> Cells() => BadFileTests.Of(Table);

    public static TheoryData<string> Chains() => ["telegram", "threads", "x", "discord"];

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task A_link_is_taken_as_it_is_or_refused_with_a_remedy(string link, string network, Verdict verdict)
    {
        await using var contestant = await Contestant.StartAsync(network);
        if (verdict is Verdict.ByNetwork)
            contestant.Refuse("link");
        var address = link.StartsWith('3') ? Long : link;
        Assert.Equal(3000, Long.Length);

        await contestant.HoldsAsync(verdict, contestant.Post("Bread") with { Link = address }, $"Bread\n\n{address}");
    }

    [Theory]
    [MemberData(nameof(Chains))]
    public async Task A_link_is_not_cut_by_the_end_of_a_message(string network)
    {
        await using var contestant = await Contestant.StartAsync(network);
        var one = contestant.Platform.Limits.CaptionLength;
        var (words, link) = (string.Concat(Enumerable.Repeat("bread ", (one * 2 / 5) / 6)).Trim(), $"https://example.com/{new string('a', (one * 7 / 10) - 20)}");
        var post = contestant.Post(words, contestant.Picture()) with { Link = link };

        await contestant.HoldsAsync(Verdict.Taken, post, words + link);

        Assert.Single(contestant.Shown, s => s.Contains(link, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("telegram", 2000), InlineData("threads", 600), InlineData("discord", 2500)]
    public async Task A_link_that_no_message_holds_is_refused(string network, int length)
    {
        await using var contestant = await Contestant.StartAsync(network);
        var link = $"https://example.com/{new string('a', length - 20)}";

        await contestant.HoldsAsync(Verdict.Refused, contestant.Post("", contestant.Picture()) with { Link = link });
    }

    [Fact]
    public void Every_network_has_a_cell_in_every_row() => Assert.All(Table.Values, row => Assert.Equal(Contestant.Networks.Count, row.Length));
}
