using System.Globalization;
using System.Text.Json.Nodes;

namespace ContentFactory.Web.Sandbox.Networks.X;

/// <summary>X as far as its connector speaks to it: the user, chunked uploads, posts and their numbers.</summary>
internal sealed class XSandbox : SandboxNetwork
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);

    public override string Platform => "x";

    /// <summary>A token that is given back stands in the form.</summary>
    public override string? TokenOf(SandboxRequest request) => base.TokenOf(request) ?? (request["token"] is { Length: > 0 } token ? token : null);

    public override bool Publishes(SandboxRequest request) => request is { Method: "POST", Segments: ["2", "tweets"] };

    public override int? PageOf(SandboxRequest request) => request.Segments is [_, _, "status", var id] ? SandboxSnowflake.NumberIn(id) : null;

    public override SandboxReply Unauthorized => XProblem.Of(401, "Unauthorized", "Unauthorized");

    public override SandboxReply? Forbidden => XProblem.Of(403, "Forbidden", "You are not permitted to perform this action.");

    public override SandboxReply RateLimited => XProblem.Of(429, "Too Many Requests", "Too Many Requests");

    public override SandboxReply RateLimitedAt(DateTimeOffset now) => RateLimited with
    {
        Headers = new Dictionary<string, string>
        {
            ["x-rate-limit-limit"] = "100", ["x-rate-limit-remaining"] = "0", ["x-rate-limit-reset"] = (now + Window).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        },
    };

    public override SandboxReply NotFound => XProblem.Of(404, "Not Found", "Not Found");

    public override SandboxReply Unreadable => XProblem.Invalid("The request body is not valid.");

    public override Task<SandboxReply> AnswerAsync(SandboxVisit visit, CancellationToken ct) => (visit.Request.Method, visit.Request.Segments) switch
    {
        ("GET", ["2", "users", "me"]) => Task.FromResult(Me(visit)),
        ("GET", ["2", "users", var user, "tweets"]) => new XSandboxPosts(visit).ListAsync(user, ct),
        ("POST", ["2", "tweets"]) => new XSandboxPosts(visit).CreateAsync(ct),
        ("GET", ["2", "tweets", var id]) => new XSandboxPosts(visit).ReadAsync(id, ct),
        ("DELETE", ["2", "tweets", var id]) => new XSandboxPosts(visit).DeleteAsync(id, ct),
        ("POST", ["2", "media", "upload", "initialize"]) => new XSandboxMedia(visit).InitializeAsync(ct),
        ("POST", ["2", "media", "upload", var id, "append"]) => new XSandboxMedia(visit).AppendAsync(id, ct),
        ("POST", ["2", "media", "upload", var id, "finalize"]) => new XSandboxMedia(visit).FinalizeAsync(id, ct),
        ("GET", ["2", "media", "upload"]) => new XSandboxMedia(visit).StatusAsync(visit.Request["media_id"], ct),
        ("POST", ["2", "media", "metadata"]) => new XSandboxMedia(visit).DescribeAsync(ct),
        ("POST", ["2", "oauth2", "revoke"]) => Task.FromResult(SandboxReply.Json(new JsonObject { ["revoked"] = true })),
        _ => Task.FromResult(NotFound),
    };

    private static SandboxReply Me(SandboxVisit visit) => SandboxReply.Json(new JsonObject
    {
        ["data"] = new JsonObject
        {
            ["id"] = visit.AccountId, ["name"] = visit.Account.Title, ["username"] = visit.Account.Handle, ["description"] = "Sandbox",
            ["public_metrics"] = new JsonObject { ["followers_count"] = visit.Followers, ["following_count"] = 12, ["tweet_count"] = 0, ["listed_count"] = 0 },
        },
    });
}
