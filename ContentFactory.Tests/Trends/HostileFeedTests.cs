using System.Diagnostics.CodeAnalysis;
using System.Text;
using ContentFactory.Domain;
using ContentFactory.Domain.Trends.Feeds;
using Xunit;

namespace ContentFactory.Tests.Trends;

public class HostileFeedTests
{
    private static readonly Uri Address = new("https://news.example/blog/");

    [Theory]
    [InlineData("", "Trends.FeedEmpty")]
    [InlineData("  \n ", "Trends.FeedEmpty")]
    [InlineData("hello", "Trends.FeedUnknown")]
    [InlineData("<svg/>", "Trends.FeedUnknown")]
    [InlineData("{}", "Trends.FeedUnknown")]
    [InlineData("{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[", "Trends.FeedBroken")]
    [InlineData("<rss><channel><item><title>cut of", "Trends.FeedBroken")]
    [InlineData("<rss/>", "Trends.FeedUnknown")]
    [InlineData("<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><rss><channel><title>&x;</title></channel></rss>", "Trends.FeedHasDocumentType")]
    [InlineData("<?xml version='1.0'?><!-- a --><!DOCTYPE lolz [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><rss><channel><title>&b;</title></channel></rss>", "Trends.FeedHasDocumentType")]
    [InlineData("<!doctype rss SYSTEM \"http://evil.example/x.dtd\" [<!ENTITY a 'b'>]><rss/>", "Trends.FeedHasDocumentType")]
    [InlineData("<!DOCTYPE html><html><body>Hi</body></html>", "Trends.PageNotFeed")]
    [InlineData("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><body/></html>", "Trends.PageNotFeed")]
    public void Body_that_is_no_feed_has_its_reason(string body, string key) => Assert.Equal(key, Refused(body).TextKey);

    [Fact]
    public void Page_names_the_feed_it_links_to()
    {
        var problem = Refused("<!DOCTYPE html><html><head><link rel=\"stylesheet\" href=\"s.css\"><LINK REL=\"Alternate\" TYPE=\"application/rss+xml\" HREF=\"feed.xml\"></head><body>");

        Assert.Equal(("Trends.PageWithFeed", "https://news.example/blog/feed.xml"), (problem.TextKey, problem.Args[0]));
    }

    [Fact]
    public void Page_with_a_script_as_feed_link_names_nothing() =>
        Assert.Equal("Trends.PageNotFeed", Refused("<html><head><link rel=alternate type=application/rss+xml href='javascript:alert(1)'></head>").TextKey);

    [Theory]
    [InlineData("&lt;script&gt;alert(1)&lt;/script&gt;Title", "Title")]
    [InlineData("<![CDATA[<script>alert(1)</script><style>p{}</style>Title]]>", "Title")]
    [InlineData("<![CDATA[Title <img src=x onerror=alert(1)>]]>", "Title")]
    [InlineData("<![CDATA[Split ]]]]><![CDATA[> end]]>", "Split ]]> end")]
    [InlineData("&lt;![CDATA[Twice wrapped]]&gt;", "Twice wrapped")]
    [InlineData("line\n\t break\u202Eevil\u200B", "line breakevil")]
    public void Titles_become_one_line_of_plain_text(string title, string expected) =>
        Assert.Equal(expected, FeedReaderTests.Item($"<item><title>{title}</title><description>x</description></item>").Title);

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("data:text/html,x")]
    public void Links_that_are_no_web_addresses_are_dropped(string link) =>
        Assert.Null(FeedReaderTests.Item($"<item><title>T</title><link>{link}</link><guid>{link}</guid></item>").Link);

    [Fact]
    public void Ten_thousand_items_are_cut_to_the_limit()
    {
        var items = string.Concat(Enumerable.Range(0, 10_000).Select(i => $"<item><title>T{i}</title></item>"));

        Assert.Equal(500, FeedReaderTests.Read($"<rss><channel>{items}</channel></rss>").Items.Count);
    }

    [Fact]
    public void Long_texts_are_cut_without_splitting_characters()
    {
        var item = FeedReaderTests.Item($"<item><title>{string.Concat(Enumerable.Repeat("😀", 400))}</title><description>{new string('x', 30_000)}</description><guid>{new string('g', 9_000)}</guid></item>");

        Assert.InRange(item.Title.Length, 498, 500);
        Assert.True(item.Title.IsNormalized());
        Assert.Equal(20_000, item.Text.Length);
        Assert.True(item.Id.Length < 100);
    }

    [Fact]
    public void Deeply_nested_html_and_xml_are_survived()
    {
        var html = string.Concat(Enumerable.Repeat("&lt;div&gt;", 100_000));
        var xml = string.Concat(Enumerable.Repeat("<a>", 500_000)) + string.Concat(Enumerable.Repeat("</a>", 500_000));

        Assert.Equal("end", FeedReaderTests.Item($"<item><title>{html[..110_000]} end</title></item>").Title);
        Assert.Equal("Trends.FeedBroken", Refused($"<rss><channel>{xml}</channel></rss>").TextKey);
    }

    [Fact]
    [SuppressMessage("Security", "CA5394", Justification = "A fixed seed makes the damage repeatable.")]
    public void Damaged_feeds_never_throw()
    {
        var whole = Encoding.UTF8.GetBytes("<?xml version='1.0'?><rss><channel><title>Лента</title><item><title>A &amp; b</title><link>/x</link><description><![CDATA[<p>text</p>]]></description><pubDate>Fri, 20 Nov 2026 10:00:00 GMT</pubDate></item></channel></rss>");
        var json = Encoding.UTF8.GetBytes("""{"version":"https://jsonfeed.org/version/1","title":"T\ud83d","items":[{"id":"1","content_html":"<p>x","url":"/a","tags":["x"]}]}""");
        var random = new Random(7);
        for (var i = 0; i < 4_000; i++)
        {
            var bytes = (byte[])(i % 2 == 0 ? whole : json).Clone();
            for (var n = random.Next(1, 6); n > 0; n--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            FeedReader.Read(bytes.AsMemory(0, random.Next(bytes.Length + 1)), "text/xml; charset=" + (char)random.Next(32, 127), Address);
        }
    }

    private static Problem Refused(string body) => FeedReader.Read(Encoding.UTF8.GetBytes(body), "text/xml", Address).Problem!;
}
