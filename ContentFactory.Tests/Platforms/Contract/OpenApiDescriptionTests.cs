using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace ContentFactory.Tests.Platforms.Contract;

/// <summary>A check that never fails guards nothing: these are requests that it must refuse.</summary>
public sealed class OpenApiDescriptionTests
{
    private const string Post = "/2/tweets";
    private const string Webhook = "/api/v10/webhooks/1/x";
    private const string Channel = "/api/v10/channels/1/messages";

    [Theory]
    [InlineData("PUT", Post, "", null, "no such operation")]
    [InlineData("GET", "/2/tweets/abc", "", null, "'abc' is not ^[0-9]{1,19}$")]
    [InlineData("GET", "/2/users/me", "user.fields=shoes", null, "is none of")]
    [InlineData("GET", "/2/users/me", "fields=id", null, "the description knows no such parameter")]
    [InlineData("GET", "/2/users/1/tweets", "max_results=4", null, "4 is out of its range")]
    [InlineData("GET", "/2/users/1/tweets", "start_time=today", null, "'today' is no date-time")]
    [InlineData("GET", "/2/media/upload", "command=STATUS", null, "needs media_id")]
    [InlineData("POST", Post, "", null, "a body is application/json")]
    [InlineData("POST", Post, "", "{", "the body is no JSON")]
    [InlineData("POST", Post, "", """{"text":5}""", "body.text: Number is no string")]
    [InlineData("POST", Post, "", """{"words":"x"}""", "body.words: the description knows no such field")]
    [InlineData("POST", Post, "", """{"media":{"media_ids":["1","2","3","4","5"]}}""", "body.media.media_ids: 5 items")]
    [InlineData("POST", Post, "", """{"reply":{}}""", "body.reply needs in_reply_to_tweet_id")]
    [InlineData("POST", Post, "", """{"reply_settings":"nobody"}""", "is none of")]
    [InlineData("POST", "/2/media/upload/1/finalize", "", "{}", "takes no body")]
    [InlineData("POST", Webhook, "wait=yes", """{"content":"x"}""", "String is no boolean")]
    [InlineData("POST", Channel, "", """{"allowed_mentions":{"parse":["all"]}}""", "parse[0]")]
    [InlineData("POST", Channel, "", """{"nonce":"12345678901234567890123456"}""", "26 characters")]
    public void Refuses_requests_that_break_the_description(string method, string path, string query, string? json, string violation) =>
        Assert.Contains(Of(path).Violations(Call(method, path, query, json)), v => v.Contains(violation, StringComparison.Ordinal));

    [Theory]
    [InlineData("GET", "/2/users/me", "user.fields=id,public_metrics", null)]
    [InlineData("GET", "/2/tweets", "ids=1,2&post.fields=public_metrics", null)]
    [InlineData("POST", "/2/media/upload/1/finalize", "", null)]
    [InlineData("POST", Post, "", """{"text":"x","media":{"media_ids":["1"]},"reply":{"in_reply_to_tweet_id":"2"}}""")]
    [InlineData("POST", Webhook, "wait=true", """{"content":"x","username":"y","allowed_mentions":{"parse":[]}}""")]
    [InlineData("POST", Channel, "", """{"content":null,"nonce":"a","enforce_nonce":true,"attachments":[{"id":"0","description":"x"}]}""")]
    public void Lets_requests_of_the_guides_through(string method, string path, string query, string? json) =>
        Assert.Empty(Of(path).Violations(Call(method, path, query, json)));

    [Theory]
    [InlineData("POST", Post, 201, """{"data":{"id":"1"}}""", "answer.data needs text")]
    [InlineData("GET", "/2/users/me", 200, """{"data":{"id":1}}""", "answer.data.id: Number is no string")]
    [InlineData("GET", Channel, 429, """{"message":"x","retry_after":"1","global":false,"code":0}""", "answer.retry_after: String is no number")]
    [InlineData("DELETE", Channel + "/1", 204, "{}", "an answer 204 has no body")]
    [InlineData("DELETE", Channel + "/1", 302, "", "the description knows no answer 302")]
    public void Refuses_answers_that_break_the_schema(string method, string path, int status, string json, string violation) =>
        Assert.Contains(Of(path).AnswerViolations(Call(method, path, "", null), new(status, json)), v => v.Contains(violation, StringComparison.Ordinal));

    private static OpenApiDescription Of(string path) => path.StartsWith("/api", StringComparison.Ordinal) ? OpenApiDescription.Discord : OpenApiDescription.X;

    private static ContractCall Call(string method, string path, string query, string? json) => new(method, path,
        [.. query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2)).Select(p => KeyValuePair.Create(p[0], p[1]))],
        [], json is null or "{" ? null : JsonNode.Parse(json),
        json is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["Content-Type"] = "application/json; charset=utf-8" }, Encoding.UTF8.GetBytes(json ?? ""));
}
