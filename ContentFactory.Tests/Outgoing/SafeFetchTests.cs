using System.IO.Compression;
using System.Net;
using System.Text;
using ContentFactory.Domain.Outgoing;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace ContentFactory.Tests.Outgoing;

public class SafeFetchTests
{
    private const int Limit = 200_000;

    [Fact]
    public async Task Fetches_body_and_what_makes_the_next_request_conditional()
    {
        await using var site = await Site.StartAsync(async context =>
        {
            if (context.Request.Headers.IfNoneMatch == "\"v1\"")
            {
                context.Response.StatusCode = 304;
                return;
            }
            context.Response.Headers.ETag = "\"v1\"";
            context.Response.Headers.LastModified = "Wed, 18 Nov 2026 07:00:00 GMT";
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync($"{context.Request.Headers.UserAgent}|{context.Request.Headers.Cookie}|{context.Request.Headers.TraceParent}");
        });
        using var fetch = Fetch();

        var first = await fetch.GetAsync(new FetchRequest(site.At("/feed")), default);
        var second = await fetch.GetAsync(new FetchRequest(site.At("/feed"), first.ETag, first.LastModified), default);

        Assert.Equal((FetchKind.Fetched, 200), (first.Kind, first.Status));
        Assert.Equal("ContentFactory/1.0||", Encoding.UTF8.GetString(first.Body));
        Assert.Equal(new DateTimeOffset(2026, 11, 18, 7, 0, 0, TimeSpan.Zero), first.LastModified);
        Assert.Equal(FetchKind.NotModified, second.Kind);
        Assert.Null(second.Reason);
    }

    [Fact]
    public async Task Never_sends_an_etag_that_would_split_headers()
    {
        var seen = "";
        await using var site = await Site.StartAsync(context => Task.FromResult(seen = string.Join(',', context.Request.Headers.Keys)));
        using var fetch = Fetch();

        await fetch.GetAsync(new FetchRequest(site.At("/"), "\"x\"\r\nX-Evil: 1"), default);

        Assert.DoesNotContain("Evil", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("If-None-Match", seen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Redirect_into_the_private_network_is_refused(int status)
    {
        await using var inner = await Site.StartAsync(_ => Task.CompletedTask);
        await using var site = await Site.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = inner.At("/secret", "rebound.test").ToString();
            return Task.CompletedTask;
        });
        using var fetch = Fetch();

        var outcome = await fetch.GetAsync(new FetchRequest(site.At("/", "site.test")), default);

        Assert.Equal((FetchKind.Refused, 0), (outcome.Kind, inner.Connections));
        Assert.Equal("rebound.test", outcome.FinalAddress.Host);
    }

    [Fact]
    public async Task Follows_relative_redirects_up_to_the_limit()
    {
        await using var site = await Site.StartAsync(async context =>
        {
            var left = int.Parse(context.Request.Path.Value![1..], System.Globalization.CultureInfo.InvariantCulture);
            if (left == 0)
                await context.Response.WriteAsync("there");
            else
                context.Response.Redirect($"/{left - 1}");
        });
        using var fetch = Fetch();

        var five = await fetch.GetAsync(new FetchRequest(site.At("/5")), default);
        var six = await fetch.GetAsync(new FetchRequest(site.At("/6")), default);

        Assert.Equal((FetchKind.Fetched, "/0"), (five.Kind, five.FinalAddress.AbsolutePath));
        Assert.Equal((FetchKind.Failed, "Outgoing.TooManyRedirects"), (six.Kind, six.Reason!.TextKey));
    }

    [Fact]
    public async Task Looks_a_name_up_once_for_each_request()
    {
        var lookups = 0;
        await using var site = await Site.StartAsync(context => context.Response.WriteAsync("hello"));
        // a second lookup would give an address where nobody answers
        using var fetch = new SafeFetch(Options(), TimeProvider.System, (_, _) =>
            Task.FromResult(new[] { IPAddress.Parse(Interlocked.Increment(ref lookups) == 1 ? "127.0.0.1" : "127.0.0.99") }));

        var outcome = await fetch.GetAsync(new FetchRequest(site.At("/", "site.test")), default);

        Assert.Equal((FetchKind.Fetched, 1), (outcome.Kind, lookups));
    }

    [Theory]
    [InlineData("/endless")]
    [InlineData("/claims-much")]
    [InlineData("/gzip")]
    [InlineData("/br")]
    [InlineData("/deflate")]
    public async Task Body_larger_than_the_limit_is_given_up(string path)
    {
        await using var site = await Site.StartAsync(LargeAsync);
        using var fetch = Fetch();

        var outcome = await fetch.GetAsync(new FetchRequest(site.At(path)), default);

        Assert.Equal((FetchKind.TooLarge, 0), (outcome.Kind, outcome.Body.Length));
    }

    [Fact]
    public async Task Compressed_body_within_the_limit_arrives_decompressed()
    {
        await using var site = await Site.StartAsync(context => CompressedAsync(context, "gzip", Limit));
        using var fetch = Fetch();

        var outcome = await fetch.GetAsync(new FetchRequest(site.At("/")), default);

        Assert.Equal((FetchKind.Fetched, Limit), (outcome.Kind, outcome.Body.Length));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Server_that_stalls_is_too_slow(bool afterFirstBytes)
    {
        var clock = new StepClock(new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero));
        await using var site = await Site.StartAsync(async context =>
        {
            if (afterFirstBytes)
            {
                await context.Response.WriteAsync("one");
                await context.Response.Body.FlushAsync();
            }
            clock.RunOut();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        using var fetch = new SafeFetch(Options(), clock, ResolveAsync);

        var outcome = await fetch.GetAsync(new FetchRequest(site.At("/")), default);

        Assert.Equal((FetchKind.TooSlow, "Outgoing.TooSlow"), (outcome.Kind, outcome.Reason!.TextKey));
    }

    [Fact]
    public async Task Cancellation_by_the_caller_throws()
    {
        using var stop = new CancellationTokenSource();
        await using var site = await Site.StartAsync(async context =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        using var fetch = Fetch();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch.GetAsync(new FetchRequest(site.At("/")), stop.Token));
    }

    [Theory]
    [InlineData("/short", FetchKind.Failed)]
    [InlineData("/broken-gzip", FetchKind.Failed)]
    [InlineData("/404", FetchKind.NotFound)]
    [InlineData("/410", FetchKind.Gone)]
    [InlineData("/429", FetchKind.RateLimited)]
    [InlineData("/500", FetchKind.HttpError)]
    [InlineData("/302", FetchKind.HttpError)]
    public async Task Every_failure_has_its_own_outcome(string path, FetchKind expected)
    {
        await using var site = await Site.StartAsync(FailAsync);
        using var fetch = new SafeFetch(Options(), new StepClock(new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero)), ResolveAsync);

        var outcome = await fetch.GetAsync(new FetchRequest(site.At(path)), default);

        Assert.Equal(expected, outcome.Kind);
        Assert.NotNull(outcome.Reason);
        Assert.Equal(path == "/429" ? TimeSpan.FromMinutes(30) : null, outcome.RetryAfter);
    }

    [Fact]
    public async Task Closed_port_of_an_allowed_host_fails()
    {
        Uri address;
        await using (var site = await Site.StartAsync(_ => Task.CompletedTask))
            address = site.At("/");
        using var fetch = Fetch();

        Assert.Equal(FetchKind.Failed, (await fetch.GetAsync(new FetchRequest(address), default)).Kind);
    }

    private static SafeFetch Fetch() => new(Options(), TimeProvider.System, ResolveAsync);

    private static OutgoingOptions Options() => new() { MaxBytes = Limit, AllowedPrivateHosts = ["127.0.0.1", "site.test"] };

    private static Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct) => Task.FromResult(new[] { IPAddress.Loopback });

    private static async Task LargeAsync(HttpContext context)
    {
        if (context.Request.Path == "/claims-much")
        {
            context.Response.ContentLength = 10L << 30;
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        }
        else if (context.Request.Path == "/endless")
        {
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.WriteAsync(new string('x', 10_000));
        }
        else
        {
            await CompressedAsync(context, context.Request.Path.Value![1..], Limit + 1);
        }
    }

    private static async Task CompressedAsync(HttpContext context, string coding, int size)
    {
        context.Response.Headers.ContentEncoding = coding;
        using var body = new MemoryStream();
        await using (Stream pressed = coding switch
        {
            "br" => new BrotliStream(body, CompressionLevel.Fastest, leaveOpen: true),
            "deflate" => new ZLibStream(body, CompressionLevel.Fastest, leaveOpen: true),
            _ => new GZipStream(body, CompressionLevel.SmallestSize, leaveOpen: true),
        })
            await pressed.WriteAsync(new byte[size]);
        await context.Response.Body.WriteAsync(body.ToArray());
    }

    private static async Task FailAsync(HttpContext context)
    {
        if (context.Request.Path == "/short")
        {
            context.Response.ContentLength = 100;
            await context.Response.WriteAsync("ten bytes.");
            await context.Response.Body.FlushAsync();
            context.Abort();
        }
        else if (context.Request.Path == "/broken-gzip")
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await context.Response.WriteAsync("this is not gzip at all");
        }
        else
        {
            context.Response.StatusCode = int.Parse(context.Request.Path.Value![1..], System.Globalization.CultureInfo.InvariantCulture);
            if (context.Response.StatusCode == 429)
                context.Response.Headers.RetryAfter = "Fri, 20 Nov 2026 10:30:00 GMT";
        }
    }
}
