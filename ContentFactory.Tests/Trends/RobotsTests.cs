using ContentFactory.Domain.Trends.Sites;

namespace ContentFactory.Tests.Trends;

public sealed class RobotsTests
{
    [Theory]
    [InlineData("", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /", "/a", false)]
    [InlineData("User-agent: *\nDisallow:", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /\nAllow: /news", "/news/1", true)]
    [InlineData("User-agent: *\nDisallow: /news\nAllow: /news", "/news/1", true)]
    [InlineData("User-agent: other\nDisallow: /", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /\n\nUser-agent: contentfactory\nDisallow: /private", "/a", true)]
    [InlineData("User-agent: *\nAllow: /\n\nUser-agent: ContentFactory # us\nDisallow: /a", "/a", false)]
    [InlineData("User-agent: other\nUser-agent: *\nDisallow: /a", "/a", false)]
    [InlineData("User-agent: *\nDisallow: /*.pdf$", "/files/x.pdf", false)]
    [InlineData("User-agent: *\nDisallow: /*.pdf$", "/files/x.pdf?1", true)]
    [InlineData("User-agent: *\nDisallow: /*/private", "/a/b/private/c", false)]
    [InlineData("no colon here\n:::\nUser-agent\nDisallow: /", "/a", true)]
    public void Follows_the_longest_rule_of_our_group(string text, string path, bool allows) =>
        Assert.Equal(allows, Robots.Read(text).Allows(new Uri("https://news.test" + path)));

    [Fact]
    public void A_rule_of_many_stars_costs_no_time()
    {
        var robots = Robots.Read($"User-agent: *\nDisallow: /{string.Concat(Enumerable.Repeat("*a", 240))}$");

        Assert.True(robots.Allows(new Uri("https://news.test/" + new string('a', 400) + "b")));
    }
}
