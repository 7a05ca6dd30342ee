using ContentFactory.Domain.Trends.Sites;

namespace ContentFactory.Tests.Trends;

public sealed class ArticleTextTests
{
    private static readonly Uri Address = new("https://news.test/2026/bakery");
    private const string Words = "The bakery in the old station bakes rye bread every morning. ";

    [Fact]
    public void Reads_headline_words_picture_and_day()
    {
        var article = ArticleText.Read($$"""
            <html><head><title>Bakery | News</title><meta property="og:title" content="New bakery"><meta property="og:image" content="/bread.jpg">
            <script type="application/ld+json">{"@graph":[{"@type":"WebPage"},{"@type":"NewsArticle","datePublished":"2026-11-27T08:00:00+03:00"}]}</script></head>
            <body><nav><a href="/">Home</a></nav><article><h1>New bakery</h1><p>{{Words}}</p><aside>Buy now</aside><p>It opens at <b>seven</b>.</p><form><button>Subscribe</button></form></article>
            <div class="comments"><p>{{Words}}{{Words}}{{Words}} first!</p></div></body></html>
            """, Address)!;

        Assert.Equal(("New bakery", "https://news.test/bread.jpg", "2026-11-27T08:00:00+03:00"), (article.Title, article.Picture?.AbsoluteUri, article.Date));
        Assert.Contains("rye bread", article.Text, StringComparison.Ordinal);
        Assert.Contains("It opens at seven.", article.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Buy now", article.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Subscribe", article.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("first!", article.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Finds_the_words_of_a_page_that_marks_nothing()
    {
        var menu = string.Concat(Enumerable.Range(0, 50).Select(n => $"<p><a href='/{n}'>A link with quite a few words in it, number {n}</a></p>"));

        var article = ArticleText.Read($"<body><div>{menu}</div><div><p>{Words}</p><p>{Words}</p></div></body>", Address)!;

        Assert.StartsWith("The bakery", article.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("A link", article.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_nothing_where_there_is_nothing_to_read() => Assert.Null(ArticleText.Read("<html><body><div id=app></div><script>start()</script></body></html>", Address));

    [Fact]
    public void Does_not_parse_what_is_built_to_be_deep()
    {
        Assert.Null(ArticleText.Read("<body>" + string.Concat(Enumerable.Repeat("<div>", 100_000)), Address));
        Assert.Null(ArticleText.Read("<body>" + string.Concat(Enumerable.Range(0, 400).Select(n => $"<b id={n}>")) + string.Concat(Enumerable.Repeat("<p>x", 7_000)), Address));
        // end tags that close nothing, and such as stand where a parser does not look for them, are no excuse
        foreach (var closed in new[] { "</z>", "<table><td></b></table>", "<!--</b>-->", "<textarea></b></textarea>", "<svg></b></svg>" })
            Assert.Null(ArticleText.Read("<body>" + string.Concat(Enumerable.Range(0, 1_900).Select(n => $"<b c={n}>{closed}")) + string.Concat(Enumerable.Repeat("<p>x", 1_900)), Address));
    }

    [Fact]
    public void The_deepest_page_that_is_parsed_fits_the_stack()
    {
        ArticleText? article = null;
        var page = $"<body><p>{Words}</p>{string.Concat(Enumerable.Range(0, 3_900).Select(n => $"<div><h2><a href='/2026/{n}'>A headline of five words</a>"))}";
        var thread = new Thread(() =>
        {
            article = ArticleText.Read("<body>" + string.Concat(Enumerable.Repeat("<div>", 7_900)) + $"<p>{Words}</p>", Address);
            PageLinks.Read(page[..(page.Length / 2)], Address);
        }, 1024 * 1024);

        thread.Start();
        thread.Join();

        Assert.StartsWith("The bakery", article!.Text, StringComparison.Ordinal);
    }
}
