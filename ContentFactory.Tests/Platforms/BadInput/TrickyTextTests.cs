using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Platforms.BadInput;

/// <summary>The table of tricky strings over the connectors themselves; the counters of the editor have the same.</summary>
public sealed class TrickyTextTests : TestDomain
{
    /// <summary>One message holds all; the others send what is too long as a chain.</summary>
    private static readonly string[] Single = ["facebook", "instagram", "linkedin", "tiktok", "youtube"];

    private static readonly OutgoingMedia Film = new(MediaKind.Video, "film.mp4", "video/mp4", 1000, 1080, 1920, null, _ => throw new InvalidOperationException());

    public static TheoryData<string> Networks() => [.. TrickyStrings.Networks];

    [Fact]
    public void The_table_holds_two_hundred_strings() => Assert.InRange(TrickyStrings.All.DistinctBy(s => s.Text).Count(), 200, 400);

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_connector_counts_as_its_network_does(string network)
    {
        var platform = Find(network);

        Assert.All(TrickyStrings.All, s => Assert.Equal((s.Text, s.On(network)), (s.Text, Length(platform, s.Text))));
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void At_the_limit_is_taken_and_one_more_is_not(string network)
    {
        var platform = Find(network);
        foreach (var text in TrickyStrings.All.Where(s => s.On(network) < platform.Limits.TextLength - 5).Select(s => s.Text))
        {
            var full = Filled(platform, $"a {text} ");
            Assert.Equal(platform.Limits.TextLength, Length(platform, full));
            Assert.True(Takes(platform, full), $"{network} refuses {text} at the limit");
            Assert.False(Takes(platform, full + "a"), $"{network} takes {text} beyond the limit");
        }
    }

    private static bool Takes(IPlatform platform, string text) => Single.Contains(platform.Key)
        ? !platform.Validate(Post(platform, text)).Any(p => p.Field == "Text" && p.TextKey.EndsWith("TooLong", StringComparison.Ordinal))
        : platform.MessagesOf(Post(platform, text)).Count == 1;

    /// <summary>Letters up to the last place of one message.</summary>
    private static string Filled(IPlatform platform, string start) => start + new string('a', platform.Limits.TextLength - Length(platform, start + "a") + 1);

    private static int Length(IPlatform platform, string text) => platform.LengthOf(platform.WordsOf(Post(platform, text)));

    // without a film TikTok has no words of a film
    private static OutgoingPost Post(IPlatform platform, string text) => new(text, platform.Key == "tiktok" ? [Film] : []);

    private IPlatform Find(string network) => Services.GetRequiredService<PlatformSet>().Find(network)!;
}
