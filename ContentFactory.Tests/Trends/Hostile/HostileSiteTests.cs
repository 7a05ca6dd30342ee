using System.Globalization;
using System.Net;
using System.Text.Json;
using Bunit;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Trends;
using ContentFactory.Tests.Outgoing;
using ContentFactory.Tests.Support;
using ContentFactory.Web.Trends;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Trends.Hostile;

/// <summary>150 hostile items in each form that sources have, served by a fake site over HTTP; a listener on every address of this machine counts.</summary>
public sealed class HostileSiteTests(FeedDomain domain) : IClassFixture<FeedDomain>
{
    private static int tenants;

    [Fact]
    public async Task Hostile_items_are_kept_as_inert_text_and_call_nobody()
    {
        await using var listener = await Site.StartAsync(_ => Task.CompletedTask);
        var items = HostileItems.All(listener.Port);
        var tenant = await domain.AddTenantAsync($"hostile-{Interlocked.Increment(ref tenants)}");
        domain.Site.Put("/hostile-rss", Rss(items));
        domain.Site.Put("/hostile-json", Json(items), "application/feed+json");
        domain.Site.Put("/reddit/r/hostile/new.json", Reddit(items), "application/json");
        domain.Site.Put("/youtube/youtube/v3/search", YouTube(items), "application/json");
        domain.Site.Put("/telegram/s/hostile", Telegram(items), "text/html");
        domain.Site.Put("/hostile-page", Page(items), "text/html");
        for (var n = 0; n < items.Count; n++)
            domain.Site.Put($"/hostile-page/story-{n}", Article(items[n]), "text/html");

        Assert.Equal(150, items.Count);
        foreach (var typed in new[] { domain.Site.At("/hostile-rss"), domain.Site.At("/hostile-json"), "r/hostile", "https://www.youtube.com/results?search_query=hostile", "@hostile", domain.Site.At("/hostile-page") })
        {
            var source = await tenant.AsAsync<SourceEditor, Result<Guid>>(MemberRole.Editor, e => e.AddAsync(new SourceEntry(typed)));
            Assert.True(source.Ok, $"{typed}: {source.Problem?.TextKey}");
            Assert.Null((await tenant.AsAsync<TrendCollector, Result<Collected>>(MemberRole.Editor, c => c.CollectAsync(source.Value))).Problem);
        }

        var kept = await tenant.DbAsync(db => db.TrendItems.AsNoTracking().ToListAsync());
        Assert.True(kept.Count > 450, $"{kept.Count} kept");
        Assert.Equal(0, listener.Connections);
        Assert.All(kept, i => Assert.True(IsWeb(i.Url) && IsWeb(i.ThumbnailUrl), $"{i.Url} {i.ThumbnailUrl}"));
        Assert.All(kept, i => Assert.DoesNotContain(i.Title + i.Summary + i.Text, c => c is '\0' or '\u202E' or '\u200B' or '\u2060' or '\uFEFF' or '\r'));
        Assert.Contains(kept, i => i.Title == "{{7*7}}");
        Assert.DoesNotContain(kept, i => i.State is not TrendItemState.New);
        AssertInert(kept);
        Assert.Equal(0, listener.Connections);
    }

    [Fact]
    public async Task No_form_of_a_private_address_is_called_as_source_or_feed()
    {
        await using var listener = await Site.StartAsync(_ => Task.CompletedTask);
        var tenant = await domain.AddTenantAsync($"hostile-{Interlocked.Increment(ref tenants)}");
        foreach (var form in ((IEnumerable<object[]>)RefusedAddressTests.Forms).Select(f => ((string)f[0]).Replace("{p}", $"{listener.Port}", StringComparison.Ordinal)))
        {
            var typed = await tenant.AsAsync<SourceEditor, Result<FoundFeed>>(MemberRole.Editor, e => e.LookAsync(form));
            domain.Site.Put("/names-a-feed", $"<!doctype html><html><head><link rel=alternate type=application/rss+xml href=\"{WebUtility.HtmlEncode(form)}\"></head><body>Nothing to read</body></html>", "text/html");
            var named = await tenant.AsAsync<SourceEditor, Result<FoundFeed>>(MemberRole.Editor, e => e.LookAsync(domain.Site.At("/names-a-feed")));
            domain.Site.Answer("/leads-away", http => { http.Response.StatusCode = 302; http.Response.Headers.Location = Uri.EscapeDataString(form).Replace("%3A", ":", StringComparison.Ordinal).Replace("%2F", "/", StringComparison.Ordinal); return Task.CompletedTask; });
            var led = await tenant.AsAsync<SourceEditor, Result<FoundFeed>>(MemberRole.Editor, e => e.LookAsync(domain.Site.At("/leads-away")));

            Assert.False(typed.Ok || named.Ok || led.Ok, form);
            Assert.Equal(0, listener.Connections);
        }
    }

    private static bool IsWeb(string? address) => address is null || address.StartsWith("http://", StringComparison.Ordinal) || address.StartsWith("https://", StringComparison.Ordinal);

    /// <summary>Rendered as the page does it, no text becomes an element, an attribute or a script.</summary>
    private static void AssertInert(List<TrendItem> kept)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        using var context = new BunitContext();
        context.Services.AddLocalization();
        foreach (var item in kept)
        {
            var row = new TrendRow(item.Id, item.Title, item.Summary, item.Url, "Source", 1, 0.6, 1, null, item.Language, item.CollectedAt, 1, item.State, 0);
            var card = context.Render<IdeaCard>(p => p.Add(c => c.Item, row).Add(c => c.ZoneId, "UTC"));
            Assert.Empty(card.FindAll("script, img, iframe, object, form, style, link, meta, base, video, svg:not(.icon), [onerror], [onload]"));
            Assert.All(card.FindAll("a"), a => Assert.True(IsWeb(a.GetAttribute("href"))));
            Assert.Equal(item.Title, card.Find(".title").TextContent.Trim());
        }
    }

    private static string Rss(IEnumerable<HostileItem> items) =>
        $"<rss version=\"2.0\" xmlns:media=\"http://search.yahoo.com/mrss/\"><channel><title>Hostile</title>{string.Concat(items.Select(i => $"<item><title>{Xml(i.Title)}</title><link>{Xml(i.Link)}</link><description>{Xml(i.Text)}</description><media:thumbnail url=\"{Xml(i.Thumbnail)}\"/><enclosure url=\"{Xml(i.Thumbnail)}\" type=\"image/png\"/></item>"))}</channel></rss>";

    private static string Json(IEnumerable<HostileItem> items) => JsonSerializer.Serialize(new
    {
        version = "https://jsonfeed.org/version/1.1", title = "Hostile", items = items.Select((i, n) => new { id = $"{n}", title = i.Title, url = i.Link + "?json", content_html = i.Text, image = i.Thumbnail }),
    });

    private static string Reddit(IEnumerable<HostileItem> items) => JsonSerializer.Serialize(new
    {
        kind = "Listing", data = new { children = items.Select((i, n) => new { kind = "t3", data = new { name = $"t3_{n}", title = i.Title, selftext = i.Text, url = i.Link, permalink = $"/r/hostile/{n}/", thumbnail = i.Thumbnail + ".png" } }) },
    });

    private static string YouTube(IEnumerable<HostileItem> items) => JsonSerializer.Serialize(new
    {
        kind = "youtube#searchListResponse", items = items.Select((i, n) => new { id = new { videoId = n % 2 == 0 ? $"v{n}" : $"../{n}?x=" }, snippet = new { title = i.Title, description = i.Text, channelTitle = i.Title, thumbnails = new { high = new { url = i.Thumbnail } } } }),
    });

    private static string Telegram(IEnumerable<HostileItem> items) =>
        $"<html><head><title>Hostile</title></head><body>{string.Concat(items.Select((i, n) => $"<div class=tgme_widget_message data-post='hostile/{n}'><a class=tgme_widget_message_photo_wrap style=\"background-image:url('{Xml(i.Thumbnail)}')\"></a><div class='tgme_widget_message_text js-message_text'>{i.Text}</div></div>"))}</body></html>";

    private static string Page(IReadOnlyList<HostileItem> items) =>
        $"<!doctype html><html><body>{string.Concat(items.Select((i, n) => $"<h2><a href='/hostile-page/story-{n}'>{Xml(i.Title)}</a></h2><h2><a href=\"{Xml(i.Link)}\">Внутренний адрес под видом статьи</a></h2>"))}</body></html>";

    private static string Article(HostileItem item) =>
        $"<html><head><meta property='og:title' content=\"{Xml(item.Title)}\"><meta property='og:image' content=\"{Xml(item.Thumbnail)}\"><meta http-equiv=refresh content=\"0;url={Xml(item.Thumbnail)}\"></head><body><article><p>{item.Text} и ещё несколько слов, чтобы это было похоже на статью.</p></article></body></html>";

    private static string Xml(string text) => System.Security.SecurityElement.Escape(new string([.. text.Where(c => c is >= ' ' or '\n' or '\t')]))!;
}
