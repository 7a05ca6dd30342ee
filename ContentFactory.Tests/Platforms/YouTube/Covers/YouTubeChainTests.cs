using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.YouTube;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ContentFactory.Tests.Platforms.YouTube;

/// <summary>The calls of a video with its cover at Google's own addresses, as nothing stands in for them: hosts, order and bytes.</summary>
public sealed class YouTubeChainTests : IDisposable
{
    private const string Id = "abcDEF-_123";
    private const string Token = "ya29.token-of-the-channel";

    private static readonly JsonNode Set = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Platforms", "specs", "google.youtube.v3.discovery.json")))!["resources"]!["thumbnails"]!["methods"]!["set"]!;

    private readonly Google google = new();
    private readonly ServiceProvider provider;

    public YouTubeChainTests()
    {
        var services = new ServiceCollection().AddLogging().AddYouTube(new ConfigurationBuilder().Build());
        services.AddHttpClient(YouTubeApi.Name).ConfigurePrimaryHttpMessageHandler(() => google);
        provider = services.BuildServiceProvider();
    }

    [Fact]
    public async Task Session_bytes_cover_and_question_follow_each_other_at_their_hosts()
    {
        Assert.Equal(PublishKind.Published, (await PublishAsync(YouTubeRig.Jpeg())).Kind);

        Assert.Equal(
            [
                "POST https://www.googleapis.com/upload/youtube/v3/videos", "PUT https://www.googleapis.com/upload/youtube/v3/videos",
                "POST https://www.googleapis.com/upload/youtube/v3/thumbnails/set", "GET https://youtube.googleapis.com/youtube/v3/videos",
            ],
            google.Calls.Select(c => c.Step));
        Assert.All(google.Calls, c => Assert.Equal($"Bearer {Token}", c.Headers["Authorization"]));
        Assert.DoesNotContain(google.Calls, c => c.Query.Contains("ya29", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, "image/png")]
    [InlineData(65_537, "image/jpeg")]
    [InlineData(2_097_152, "image/jpeg")]
    public async Task The_cover_is_sent_as_the_description_says_and_whole(int size, string type)
    {
        var bytes = YouTubeRig.BytesOf(size);

        await PublishAsync(YouTubeRig.Jpeg(size, type) with { Open = _ => Task.FromResult<Stream>(new MemoryStream(bytes)) });

        var call = Assert.Single(google.Calls, c => c.Step.Contains("thumbnails", StringComparison.Ordinal));
        Assert.Equal($"{Set["httpMethod"]} https://www.googleapis.com{Set["mediaUpload"]!["protocols"]!["simple"]!["path"]}", call.Step);
        Assert.Equal(["uploadType=media", $"videoId={Id}"], call.Query.Split('&').Order());
        Assert.Equal((type, $"{size}"), (call.Headers["Content-Type"], call.Headers["Content-Length"]));
        Assert.Contains(type, Set["mediaUpload"]!["accept"]!.AsArray().Select(t => (string)t!));
        Assert.True(bytes.AsSpan().SequenceEqual(call.Body), "the bytes differ");
    }

    [Theory]
    [InlineData(2_097_153, "image/jpeg")]
    [InlineData(0, "image/jpeg")]
    [InlineData(1000, "image/webp")]
    [InlineData(1000, "image/gif")]
    public async Task What_the_description_does_not_take_is_refused_before_anything_is_sent(int size, string type)
    {
        var outcome = await PublishAsync(YouTubeRig.Jpeg(size, type));

        Assert.Equal((PublishKind.Rejected, "Media"), (outcome.Kind, outcome.Reason?.Field));
        Assert.Empty(google.Calls);
    }

    [Fact]
    public async Task A_video_alone_sets_no_cover()
    {
        Assert.Equal(PublishKind.Published, (await PublishAsync()).Kind);

        Assert.DoesNotContain(google.Calls, c => c.Step.Contains("thumbnails", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        provider.Dispose();
        google.Dispose();
    }

    private Task<PublishOutcome> PublishAsync(params OutgoingMedia[] cover) =>
        provider.GetRequiredService<IPlatform>().PublishAsync(
            new("UC1", "@cf", new Dictionary<string, string> { [AccountTokens.Access] = Token }), YouTubeRig.Video() with { Media = [YouTubeRig.Mp4(), .. cover] }, CancellationToken.None);

    private sealed record Call(string Step, string Query, IReadOnlyDictionary<string, string> Headers, byte[] Body);

    /// <summary>Answers as the guides "Resumable Uploads" and "Thumbnails: set" show; knows nothing else.</summary>
    private sealed class Google : HttpMessageHandler
    {
        private readonly ConcurrentQueue<Call> calls = new();

        public IReadOnlyList<Call> Calls => [.. calls];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? []).ToDictionary(h => h.Key, h => string.Join(',', h.Value));
            headers["Content-Length"] = $"{request.Content?.Headers.ContentLength}";
            var body = request.Content is { } content ? await content.ReadAsByteArrayAsync(cancellationToken) : [];
            calls.Enqueue(new($"{request.Method} {request.RequestUri!.GetLeftPart(UriPartial.Path)}", request.RequestUri.Query.TrimStart('?'), headers, body));
            return (request.Method.Method, request.RequestUri.AbsolutePath) switch
            {
                ("POST", "/upload/youtube/v3/videos") => new(HttpStatusCode.OK) { Headers = { Location = new("https://www.googleapis.com/upload/youtube/v3/videos?uploadType=resumable&upload_id=xa298sd") } },
                ("PUT", "/upload/youtube/v3/videos") => Json(Video),
                ("POST", "/upload/youtube/v3/thumbnails/set") => Json("""{"kind":"youtube#thumbnailSetResponse","etag":"e","items":[{"default":{"url":"https://i.ytimg.com/vi/x/default.jpg","width":120,"height":90}}]}"""),
                ("GET", "/youtube/v3/videos") => Json($$$"""{"kind":"youtube#videoListResponse","items":[{{{Video}}}],"pageInfo":{"totalResults":1,"resultsPerPage":1}}"""),
                _ => new(HttpStatusCode.NotFound),
            };
        }

        private static string Video => $$$"""{"kind":"youtube#video","id":"{{{Id}}}","snippet":{"publishedAt":"2026-11-27T10:00:00Z"},"status":{"uploadStatus":"processed"},"processingDetails":{"processingStatus":"succeeded"}}""";

        private static HttpResponseMessage Json(string json) => new(HttpStatusCode.OK) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
    }
}
