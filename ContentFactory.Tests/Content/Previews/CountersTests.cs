using Bunit;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.Variants;
using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Platforms;

namespace ContentFactory.Tests.Content.Previews;

public sealed class CountersTests : PreviewRig
{
    private const string Family = "👨‍👩‍👧‍👦";

    [Fact]
    public void Counters_agree_with_each_network_on_every_tricky_string()
    {
        var (post, wrong) = (Post(), new List<string>());
        var counters = Counters(post, Words(""));
        foreach (var one in TrickyStrings.All)
        {
            counters.Render(p => p.Add(c => c.Words, Words(one.Text)));
            wrong.AddRange(from network in TrickyStrings.Networks
                let shown = counters.Find($"[data-counter={network}]").GetAttribute("data-length")
                where shown != $"{one.On(network)}"
                select $"{network} shows {shown} for {one.Text}, not {one.On(network)}");
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("instagram", 2200, "a")]
    [InlineData("linkedin", 3000, "a")]
    [InlineData("youtube", 5000, "a")]
    [InlineData("instagram", 2200, "e\u0301")]
    [InlineData("linkedin", 3000, Family)]
    public void At_the_limit_nothing_is_said_and_one_more_is(string network, int limit, string sign)
    {
        var text = string.Concat(Enumerable.Repeat(sign, 50));
        text += new string('a', limit - text.Length);
        var counters = Counters(Post(), Words(text));
        Assert.DoesNotContain("over", counters.Find($"[data-counter={network}]").ClassList);

        counters.Render(p => p.Add(c => c.Words, Words(text + "a")));

        Assert.Contains("over", counters.Find($"[data-counter={network}]").ClassList);
        Assert.Contains("Too long by 1.", counters.Find($"[data-counter={network}]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Fifty_families_weigh_a_hundred_on_x() =>
        Assert.Equal("100", Counters(Post(), Words(string.Concat(Enumerable.Repeat(Family, 50)))).Find("[data-counter=x]").GetAttribute("data-length"));

    [Fact]
    public void What_a_network_would_refuse_is_said_with_what_to_do()
    {
        var counters = Counters(Post(media: [File(type: "image/png", width: 3000, height: 1000)]), Words("Words"));

        Assert.Equal(["Platforms.Instagram_JpegOnly", "Platforms.Instagram_ImageRatio"], counters.FindAll("[data-counter=instagram] [data-fault]").Select(f => f.GetAttribute("data-fault")));
        Assert.Contains("JPEG", counters.Find("[data-counter=instagram] [data-fault]").TextContent, StringComparison.Ordinal);
        Assert.Empty(counters.FindAll("[data-counter=telegram] [data-fault]"));
    }

    [Fact]
    public void Nothing_is_refused_before_anything_is_begun() => Assert.Empty(Counters(Post(), Words("")).FindAll("[data-fault]"));

    [Fact]
    public void What_is_chosen_for_each_publication_is_no_fault_of_the_post()
    {
        var counters = Counters(Post(PostType.ShortVideo, [File(MediaKind.Video, 1080, 1920, "video/mp4")]), Words("Words", "Title"));

        Assert.Empty(counters.FindAll("[data-counter=tiktok] [data-fault]"));
        Assert.Empty(counters.FindAll("[data-counter=youtube] [data-fault]"));
    }

    [Fact]
    public void A_networks_own_text_is_counted_while_it_is_typed()
    {
        var post = Post(PostType.TextPost, null, new PostVariantRow("x", "Own", [], null, true, false));
        var counters = Counters(post, Words("The original"));
        Assert.Equal("3", counters.Find("[data-counter=x]").GetAttribute("data-length"));
        Assert.Equal("12", counters.Find("[data-counter=telegram]").GetAttribute("data-length"));

        Desk["x"].See(post.Variants[0]);
        Desk["x"].Type(0, "Own words");
        Desk.Tell();

        counters.WaitForAssertion(() => Assert.Equal("9", counters.Find("[data-counter=x]").GetAttribute("data-length")));
    }
}
