using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Web.Sandbox.Networks.YouTube;

/// <summary>The built-in stand-in for YouTube: Data API, resumable uploads and a report of YouTube Analytics.</summary>
internal sealed class YouTubeSandbox : SandboxNetwork
{
    public override string Platform => "youtube";

    // the end of a grant is told with the token in a form
    public override string? TokenOf(SandboxRequest request) => base.TokenOf(request) ?? (request["token"] is { Length: > 0 } token ? token : null);

    public override bool Publishes(SandboxRequest request) => (request.Method is "PUT" && UploadRange.Of(request) is { IsLast: true }) || (request.Method is "POST" && string.Join('/', request.Segments) is YouTubeComments.Path);

    public override int? PageOf(SandboxRequest request) => request.Segments is [_, "watch"] ? NetworkIds.NumberInLetters(request["v"]) : null;

    /// <summary>An unlisted video opens for everybody who has its address.</summary>
    public override bool IsHidden(SandboxEntry entry, DateTimeOffset now) => YouTubeVideo.Of(entry) is not { } video || video.PrivacyAt(now) is "private";

    public override SandboxReply Unauthorized { get; } =
        YouTubeFault.Reply(401, "authError", "Request had invalid authentication credentials. Expected OAuth 2 access token.", "UNAUTHENTICATED");

    /// <summary>The real one names no time either.</summary>
    public override SandboxReply RateLimited { get; } =
        YouTubeFault.Reply(403, "rateLimitExceeded", "The request cannot be completed because too many requests were sent in a short time.", "RESOURCE_EXHAUSTED");

    public override SandboxReply NotFound { get; } = YouTubeFault.Reply(404, "notFound", "Not Found", "NOT_FOUND");

    public override SandboxReply Unreadable { get; } = YouTubeFault.Reply(400, "parseError", "Parse Error", "INVALID_ARGUMENT");

    public override Task<SandboxReply> AnswerAsync(SandboxVisit visit, CancellationToken ct) => (visit.Request.Method, string.Join('/', visit.Request.Segments)) switch
    {
        ("GET", "youtube/v3/channels") => Task.FromResult(YouTubeChannel.Reply(visit)),
        ("GET", "youtube/v3/videos") => YouTubeShelf.ReadAsync(visit, ct),
        ("DELETE", "youtube/v3/videos") => YouTubeShelf.DeleteAsync(visit, ct),
        ("GET", "youtube/v3/playlistItems") => YouTubeShelf.UploadsAsync(visit, ct),
        ("POST", YouTubeComments.Path) => YouTubeComments.InsertAsync(visit, ct),
        ("GET", YouTubeComments.Path) => YouTubeComments.ListAsync(visit, ct),
        ("GET", "v2/reports") => YouTubeReport.ReadAsync(visit, ct),
        ("POST", YouTubeUploads.Path) => YouTubeUploads.StartAsync(visit, ct),
        ("POST", YouTubeCovers.Path) => YouTubeCovers.SetAsync(visit, ct),
        ("PUT", YouTubeUploads.Path) => YouTubeUploads.TakeAsync(visit, ct),
        ("POST", "revoke") => Task.FromResult(SandboxReply.Json(new JsonObject())),
        _ => Task.FromResult(NotFound),
    };
}

/// <summary>Refusals as Google words them (YouTube Data API, "Errors").</summary>
internal static class YouTubeFault
{
    public static SandboxReply Reply(int status, string reason, string message, string? word = null) => SandboxReply.Json(
        new JsonObject
        {
            ["error"] = new JsonObject
            {
                ["code"] = status, ["message"] = message, ["status"] = word ?? (status == 404 ? "NOT_FOUND" : "INVALID_ARGUMENT"),
                ["errors"] = new JsonArray(new JsonObject { ["message"] = message, ["domain"] = "youtube.video", ["reason"] = reason }),
            },
        }, status);
}
