using System.Text;
using ContentFactory.Domain.Trends.Feeds;
using Xunit;

namespace ContentFactory.Tests.Trends;

public class FeedReaderTests
{
    private static readonly Uri Address = new("https://news.example/rss/feed.xml");

    [Fact]
    public void Reads_every_part_of_an_rss_item()
    {
        var item = Item("""
            <item>
              <title>Tom &amp;amp; Jerry &lt;b&gt;win&lt;/b&gt;</title><link>/a/1</link><guid isPermaLink="false">id-1</guid>
              <pubDate>Fri, 20 Nov 2026 10:00:00 +0300</pubDate>
              <description><![CDATA[<p>Short <a href="x">text</a>.</p>]]></description>
              <content:encoded><![CDATA[<p>One&nbsp;paragraph.</p><p>Two<br>lines.</p><img src="/p.jpg">]]></content:encoded>
              <category>Cats</category><category>cats</category><category>Mice</category>
            </item>
            """);

        Assert.Equal(("id-1", "Tom & Jerry win", "Short text."), (item.Id, item.Title, item.Summary));
        Assert.Equal("One paragraph.\nTwo\nlines.", item.Text);
        Assert.Equal(new Uri("https://news.example/a/1"), item.Link);
        Assert.Equal(new Uri("https://news.example/p.jpg"), item.Thumbnail);
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 7, 0, 0, TimeSpan.Zero), item.PublishedAt);
        Assert.Equal(["Cats", "Mice"], item.Categories);
    }

    [Fact]
    public void Reads_rss_of_1999_with_its_document_type()
    {
        var feed = Read("""
            <?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">
            <rss version="0.91"><channel><title>Old</title><language>en-us</language><link>http://old.example/</link>
            <item><title>First</title><link>http://old.example/1</link></item></channel></rss>
            """);

        Assert.Equal(("Old", "en", "http://old.example/1"), (feed.Title, feed.Language, feed.Items[0].Id));
    }

    [Fact]
    public void Reads_rdf_items_beside_the_channel()
    {
        var feed = Read("""
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
            <channel rdf:about="u"><title>RDF</title><link>http://r.example/</link><dc:language>de</dc:language></channel>
            <item rdf:about="http://r.example/1"><title>Eins</title><link>http://r.example/1</link><dc:date>2026-11-20T10:00:00Z</dc:date><dc:subject>S</dc:subject></item>
            </rdf:RDF>
            """);

        var item = Assert.Single(feed.Items);
        Assert.Equal(("RDF", "de", "http://r.example/1", 2026), (feed.Title, feed.Language, item.Id, item.PublishedAt!.Value.Year));
    }

    [Fact]
    public void Reads_atom_with_bases_types_and_pictures()
    {
        var feed = Read("""
            <feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" xml:base="https://atom.example/blog/" xml:lang="ru-RU">
            <title type="html">A &amp;lt; B</title><link rel="self" href="feed"/><link href="./"/>
            <entry xml:base="2026/"><id>tag:1</id><title>1 &lt; 2</title><link href="one"/><updated>2026-11-20T10:00:00.5+03:00</updated>
              <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Hello <b>there</b></p><script>alert(1)</script></div></content>
              <media:group><media:thumbnail url="/t.png"/></media:group><category term="x" label="Label"/></entry></feed>
            """);

        var item = Assert.Single(feed.Items);
        Assert.Equal(("A < B", "ru", new Uri("https://atom.example/blog/")), (feed.Title, feed.Language, feed.Site));
        Assert.Equal(("tag:1", "1 < 2", "Hello there"), (item.Id, item.Title, item.Text));
        Assert.Equal((new Uri("https://atom.example/blog/2026/one"), new Uri("https://atom.example/t.png")), (item.Link, item.Thumbnail));
        Assert.Equal(["Label"], item.Categories);
    }

    [Fact]
    public void Reads_json_feed_and_tolerates_wrong_kinds()
    {
        var feed = Read("""
            {"version":"https://jsonfeed.org/version/1.1","title":"J","home_page_url":"/","items":[
             {"id":7,"url":"/7","title":null,"content_html":"<p>Some <i>text</i></p><img src='i.png'>","date_published":"2026-11-20T10:00:00Z","tags":["a",5]},
             "nonsense", {"id":"8","content_text":"plain <b>","image":"javascript:alert(1)","date_published":12}]}
            """);

        Assert.Equal(2, feed.Items.Count);
        Assert.Equal(("7", "Some text", "Some text"), (feed.Items[0].Id, feed.Items[0].Title, feed.Items[0].Text));
        Assert.Equal(new Uri("https://news.example/rss/i.png"), feed.Items[0].Thumbnail);
        Assert.Equal(("plain <b>", null), (feed.Items[1].Text, feed.Items[1].Thumbnail));
    }

    [Theory]
    [InlineData("<enclosure url='http://x.example/a.jpg' type='image/jpeg'/>", "http://x.example/a.jpg")]
    [InlineData("<enclosure url='http://x.example/a.mp3' type='audio/mpeg'/>", null)]
    [InlineData("<media:content url='http://x.example/v.mp4' medium='video'/><media:thumbnail url='http://x.example/t.jpg'/>", "http://x.example/t.jpg")]
    [InlineData("<media:content url='http://x.example/c.webp?w=1'/>", "http://x.example/c.webp?w=1")]
    [InlineData("<itunes:image href='/i.png'/>", "https://news.example/i.png")]
    [InlineData("<media:thumbnail url='data:image/png;base64,AAAA'/>", null)]
    public void Finds_the_picture_an_item_declares(string inside, string? expected) =>
        Assert.Equal(expected, Item($"<item><title>T</title>{inside}</item>").Thumbnail?.AbsoluteUri);

    [Theory]
    [InlineData("20 Nov 2026 10:00 GMT", "2026-11-20T10:00:00Z")]
    [InlineData("Fri, 20 Nov 26 10:00:00 EST", "2026-11-20T15:00:00Z")]
    [InlineData("Fri,20 November 2026 10:00:00 +03:00", "2026-11-20T07:00:00Z")]
    [InlineData("Пт, 20 ноя 2026 10:00:00 MSK", "2026-11-20T07:00:00Z")]
    [InlineData("20 мая 2026 10:00", "2026-05-20T10:00:00Z")]
    [InlineData("2026-11-20 10:00:00", "2026-11-20T10:00:00Z")]
    [InlineData("2026-11-20T10:00:00.123+0300", "2026-11-20T07:00:00.123Z")]
    [InlineData("2026-11-20", "2026-11-20T00:00:00Z")]
    [InlineData("Fri, 31 Feb 2026 10:00:00 GMT", null)]
    [InlineData("yesterday", null)]
    [InlineData("1", null)]
    [InlineData("0001-01-01T00:00:00Z", null)]
    public void Tolerates_every_usual_spelling_of_dates(string date, string? expected) =>
        Assert.Equal(expected is null ? null : DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), Item($"<item><title>T</title><pubDate>{date}</pubDate></item>").PublishedAt);

    [Theory]
    [InlineData("windows-1251", "windows-1251", null)]
    [InlineData("windows-1251", null, "text/xml; charset=windows-1251")]
    [InlineData("windows-1251", "utf-8", "text/xml; charset=utf-8")]
    [InlineData("windows-1251", null, null)]
    [InlineData("koi8-r", "koi8-r", "text/xml")]
    [InlineData("utf-8", "windows-1251", "text/xml; charset=iso-8859-1")]
    [InlineData("utf-8", null, "nonsense; charset=\"x-none\"")]
    [InlineData("utf-16", "utf-16", null)]
    [InlineData("utf-16BE", "utf-16", null)]
    public void Finds_the_charset_behind_wrong_labels(string real, string? declared, string? contentType)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(real) ?? Encoding.GetEncoding(real);
        var xml = $"<?xml version='1.0'{(declared is null ? "" : $" encoding='{declared}'")}?><rss><channel><title>Новости</title><item><title>Ёлка и щука</title></item></channel></rss>";

        var feed = FeedReader.Read(encoding.GetBytes(xml), contentType, Address);

        Assert.Equal(("Новости", "Ёлка и щука"), (feed.Value.Title, feed.Value.Items[0].Title));
    }

    [Fact]
    public void Items_without_ids_get_stable_and_different_ones()
    {
        const string xml = "<rss><channel><item><title>A</title></item><item><title>B</title></item><item><title>A</title></item></channel></rss>";

        var (first, second) = (Read(xml), Read(xml));

        Assert.Equal(2, first.Items.Count);
        Assert.Equal(first.Items.Select(i => i.Id), second.Items.Select(i => i.Id));
        Assert.NotEqual(first.Items[0].Id, first.Items[1].Id);
    }

    [Fact]
    public void Repairs_bare_ampersands_and_undeclared_entities()
    {
        var item = Item("<item><title>R&D &laquo;today&raquo; &nosuch; &lt;i&gt;</title><link>https://x.example/?a=1&b=2</link></item>");

        Assert.Equal(("R&D «today» &nosuch;", "https://x.example/?a=1&b=2"), (item.Title, item.Link!.AbsoluteUri));
    }

    internal static Feed Read(string text) => FeedReader.Read(Encoding.UTF8.GetBytes(text), null, Address).Value;

    internal static FeedItem Item(string item) => Assert.Single(Read($"""
        <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:atom="http://www.w3.org/2005/Atom">
        <channel><title>News</title><atom:link href="self" rel="self"/><link>https://news.example/</link>{item}</channel></rss>
        """).Items);
}
