using System.Text.Json.Nodes;
using Xunit;

namespace ContentFactory.Tests.Platforms.Contract;

/// <summary>A check that never fails guards nothing: these are requests that it must refuse.</summary>
public sealed class DiscoveryDescriptionTests
{
    private const string Insert = "/upload/youtube/v3/videos";

    [Theory]
    [InlineData("GET", "/youtube/v3/films", "", null, "no such method")]
    [InlineData("PATCH", "/youtube/v3/videos", "", null, "no such method")]
    [InlineData("GET", "/youtube/v3/videos", "id=a", null, "youtube.videos.list needs part")]
    [InlineData("GET", "/youtube/v3/videos", "part=id&ids=a", null, "knows no parameter ids")]
    [InlineData("GET", "/youtube/v3/videos", "part=id&maxResults=51", null, "maxResults: '51' is no integer")]
    [InlineData("GET", "/youtube/v3/videos", "part=id&chart=worst", null, "'worst' is none of")]
    [InlineData("GET", "/youtube/v3/channels", "part=id&mine=yes", null, "mine: 'yes' is no boolean")]
    [InlineData("POST", Insert, "part=snippet", null, "the body must be JSON of Video")]
    [InlineData("POST", Insert, "part=snippet", """{"snippet":{"title":5}}""", "Video.snippet.title: Number is no string")]
    [InlineData("POST", Insert, "part=snippet", """{"snippet":{"headline":"x"}}""", "Video.snippet.headline: the description knows no such field")]
    [InlineData("POST", Insert, "part=snippet", """{"snippet":{"tags":"a,b"}}""", "Video.snippet.tags: String is no array")]
    [InlineData("POST", Insert, "part=status", """{"status":{"privacyStatus":"secret"}}""", "'secret' is none of public, unlisted, private")]
    [InlineData("POST", Insert, "part=status", """{"status":{"publishAt":"tomorrow"}}""", "'tomorrow' is no string date-time")]
    [InlineData("POST", Insert, "part=status", """{"status":{"embeddable":"true"}}""", "String is no boolean")]
    public void Refuses_requests_that_break_the_discovery_document(string method, string path, string query, string? json, string violation) =>
        Assert.Contains(DiscoveryDescription.YouTube.Violations(Call(method, path, query, json)), v => v.Contains(violation, StringComparison.Ordinal));

    [Theory]
    [InlineData("GET", "/youtube/v3/videos", "part=status,processingDetails&part=snippet&id=a,b", null)]
    [InlineData("GET", "/v2/reports", "ids=channel==MINE&startDate=2026-01-01&endDate=2026-01-02&metrics=views&filters=video==a", null)]
    [InlineData("POST", Insert, "part=snippet,status&uploadType=resumable", """{"snippet":{"title":"x","tags":["a"]},"status":{"privacyStatus":"private","publishAt":"2026-12-01T10:00:00Z"}}""")]
    [InlineData("POST", "/upload/youtube/v3/thumbnails/set", "videoId=a", null)]
    public void Lets_requests_of_the_guide_through(string method, string path, string query, string? json) =>
        Assert.Empty(DiscoveryDescription.YouTube.Violations(Call(method, path, query, json)));

    [Fact]
    public void Refuses_answers_that_break_the_schema()
    {
        var answer = JsonNode.Parse("""{"items":[{"id":"a","statistics":{"viewCount":5}}]}""");

        Assert.Equal(["VideoListResponse.items[0].statistics.viewCount: Number is no string"],
            DiscoveryDescription.YouTube.AnswerViolations(Call("GET", "/youtube/v3/videos", "part=id", null), answer));
    }

    private static ContractCall Call(string method, string path, string query, string? json) => new(method, path,
        [.. query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2)).Select(p => KeyValuePair.Create(p[0], p[1]))],
        [], json is null ? null : JsonNode.Parse(json), new Dictionary<string, string>(), []);
}
