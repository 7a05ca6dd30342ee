using System.Collections.Concurrent;
using System.Globalization;
using ContentFactory.Tests.Outgoing;
using Microsoft.AspNetCore.Http;

namespace ContentFactory.Tests.Trends;

/// <summary>A real site with feeds that a test changes; it answers 304 to a known ETag and counts what it was asked.</summary>
internal sealed class FeedSite : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Func<HttpContext, Task>> pages = new();
    private readonly ConcurrentDictionary<string, int> asked = new();
    private Site site = null!;

    public string Host => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{site.Port}");

    public static async Task<FeedSite> StartAsync()
    {
        var feeds = new FeedSite();
        feeds.site = await Site.StartAsync(feeds.AnswerAsync);
        return feeds;
    }

    public string At(string path) => site.At(path).AbsoluteUri;

    public int Asked(string path) => asked.GetValueOrDefault(path);

    public void Put(string path, string body, string type = "application/rss+xml", string? etag = null) => pages[path] = http =>
    {
        if (etag is not null && http.Request.Headers.IfNoneMatch == etag)
        {
            http.Response.StatusCode = 304;
            return Task.CompletedTask;
        }
        http.Response.Headers.ETag = etag;
        http.Response.ContentType = type;
        return http.Response.WriteAsync(body);
    };

    public void Answer(string path, Func<HttpContext, Task> answer) => pages[path] = answer;

    public static string Rss(string title, params (string Title, string Link, string Text)[] items) =>
        $"<rss version=\"2.0\"><channel><title>{title}</title>{string.Concat(items.Select(i => $"<item><title>{i.Title}</title><link>{i.Link}</link><description>{i.Text}</description></item>"))}</channel></rss>";

    public async ValueTask DisposeAsync() => await site.DisposeAsync();

    private Task AnswerAsync(HttpContext http)
    {
        asked.AddOrUpdate(http.Request.Path, 1, (_, n) => n + 1);
        if (pages.TryGetValue(http.Request.Path, out var answer))
            return answer(http);
        http.Response.StatusCode = 404;
        return Task.CompletedTask;
    }
}
