using System.Text.Json.Nodes;

namespace ContentFactory.Web.Sandbox.Networks.LinkedIn;

/// <summary>LinkedIn as far as its connector speaks to it: a page, its posts, uploads and numbers.</summary>
internal sealed class LinkedInSandbox : SandboxNetwork
{
    public override string Platform => "linkedin";

    /// <summary>Parts of a video come without a header: the address alone allows them.</summary>
    public override byte[] TokenHashOf(SandboxRequest request) => request.Bearer is null && LinkedInSandboxUploads.MarkOf(request) is { } mark ? mark : base.TokenHashOf(request);

    public override bool Publishes(SandboxRequest request) => request is { Method: "POST", Segments: ["rest", "posts"] };

    public override int? PageOf(SandboxRequest request) =>
        request.Segments is [_, "feed", "update", var urn] && LinkedInSandboxUrn.PostId(urn) is { } id ? SandboxSnowflake.NumberIn(id) : null;

    public override SandboxReply Unauthorized => LinkedInFault.Of(401, "REVOKED_ACCESS_TOKEN", "The token used in the request has been revoked by the user", 65601);

    public override SandboxReply? Forbidden => LinkedInFault.Of(403, "ACCESS_DENIED", "Not enough permissions to access: posts.CREATE", 100);

    /// <summary>Budgets are a day's and grow again at midnight UTC: LinkedIn names no time.</summary>
    public override SandboxReply RateLimited => LinkedInFault.Of(429, "TOO_MANY_REQUESTS", "Resource level throttle MEMBER DAY limit for calls to this resource is reached.", 101);

    public override SandboxReply NotFound => LinkedInFault.Of(404, "RESOURCE_NOT_FOUND", "Resource is not found");

    public override SandboxReply Unreadable => LinkedInFault.Of(400, "INVALID_REQUEST", "The request body is not valid");

    public override Task<SandboxReply> AnswerAsync(SandboxVisit visit, CancellationToken ct) => (visit.Request.Method, visit.Request.Segments) switch
    {
        ("GET", ["v2", "userinfo"]) => Task.FromResult(Person(visit)),
        ("GET", ["rest", "organizationAcls"]) => Task.FromResult(Roles(visit)),
        ("GET", ["rest", "organizations", var id]) => Task.FromResult(visit.AccountId.EndsWith($":{id}", StringComparison.Ordinal) ? Page(visit) : NotFound),
        ("POST", ["rest", "images" or "documents" or "videos"]) => new LinkedInSandboxUploads(visit).StartOrFinishAsync(ct),
        ("GET", ["rest", "images" or "documents" or "videos", var urn]) => new LinkedInSandboxUploads(visit).StatusAsync(urn, ct),
        ("PUT", [LinkedInSandboxUploads.Root, var id, var part]) => new LinkedInSandboxUploads(visit).TakeAsync(id, part, ct),
        ("POST", ["rest", "posts"]) => new LinkedInSandboxPosts(visit).CreateAsync(ct),
        ("GET", ["rest", "posts"]) => new LinkedInSandboxPosts(visit).ListAsync(ct),
        ("DELETE", ["rest", "posts", var urn]) => new LinkedInSandboxPosts(visit).DeleteAsync(urn, ct),
        ("GET", ["rest", "organizationalEntityShareStatistics"]) => new LinkedInSandboxNumbers(visit).StatisticsAsync(ct),
        ("GET", ["rest", "socialActions", var urn]) => new LinkedInSandboxNumbers(visit).ActionsAsync(urn, ct),
        _ => Task.FromResult(NotFound),
    };

    private static SandboxReply Person(SandboxVisit visit) => SandboxReply.Json(new JsonObject { ["sub"] = $"sandbox{visit.Account.BotId}", ["name"] = visit.Account.Title });

    private static SandboxReply Roles(SandboxVisit visit) => SandboxReply.Json(new JsonObject
    {
        ["elements"] = new JsonArray(new JsonObject
        {
            ["role"] = "ADMINISTRATOR", ["state"] = "APPROVED", ["organization"] = visit.AccountId, ["roleAssignee"] = $"urn:li:person:sandbox{visit.Account.BotId}",
        }),
        ["paging"] = new JsonObject { ["start"] = 0, ["count"] = 10, ["total"] = 1 },
    });

    private static SandboxReply Page(SandboxVisit visit) => SandboxReply.Json(new JsonObject
    {
        ["id"] = visit.Account.ChatId, ["localizedName"] = visit.Account.Title, ["vanityName"] = visit.Account.Handle, ["localizedDescription"] = "Sandbox",
    });
}
