using System.Buffers.Text;
using System.Globalization;
using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Web.Sandbox.Networks.TikTok;

/// <summary>The built-in stand-in for TikTok: Content Posting API and the reads of Display API.</summary>
internal sealed class TikTokSandbox : SandboxNetwork
{
    public override string Platform => "tiktok";

    // the end of a grant is told with the token in a form
    public override string? TokenOf(SandboxRequest request) => base.TokenOf(request) ?? (request["token"] is { Length: > 0 } token ? token : null);

    /// <summary>An upload's address stands for itself: no token goes there.</summary>
    public override byte[] TokenHashOf(SandboxRequest request) =>
        IsUpload(request) && Base64Url.IsValid(request[TikTokUploads.Mark]) ? Base64Url.DecodeFromChars(request[TikTokUploads.Mark]) : base.TokenHashOf(request);

    public override bool Publishes(SandboxRequest request) => IsUpload(request) ? UploadRange.Of(request) is { IsLast: true } : PathOf(request) is TikTokPhotoPosts.Path;

    public override int? PageOf(SandboxRequest request) =>
        request.Segments is [_, ['@', ..], "video", var id] && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? NetworkIds.NumberIn(whole) : null;

    public override bool IsHidden(SandboxEntry entry, DateTimeOffset now) => TikTokPost.Of(entry)?.IsPublic(now) is not true;

    public override SandboxReply Unauthorized { get; } = TikTokAnswer.Fault(401, "access_token_invalid", "The access token is invalid or not found in the request.");

    /// <summary>The real one names no time: its limits are those of a minute.</summary>
    public override SandboxReply RateLimited { get; } = TikTokAnswer.Fault(429, "rate_limit_exceeded", "The API rate limit was exceeded. Please try again later.");

    public override SandboxReply NotFound { get; } = TikTokAnswer.Fault(404, "unsupported_path", "Unsupported path.");

    public override SandboxReply Unreadable { get; } = TikTokAnswer.Invalid("The request body is not valid JSON.");

    public override Task<SandboxReply> AnswerAsync(SandboxVisit visit, CancellationToken ct) => (visit.Request.Method, PathOf(visit.Request)) switch
    {
        ("GET", "v2/user/info") => Task.FromResult(TikTokPerson.Info(visit)),
        ("POST", "v2/post/publish/creator_info/query") => Task.FromResult(TikTokPerson.Creator(visit)),
        ("POST", "v2/post/publish/video/init") => TikTokUploads.StartAsync(visit, isDraft: false, ct),
        ("POST", "v2/post/publish/inbox/video/init") => TikTokUploads.StartAsync(visit, isDraft: true, ct),
        ("PUT", TikTokUploads.Path) => TikTokUploads.TakeAsync(visit, ct),
        ("POST", TikTokPhotoPosts.Path) => TikTokPhotoPosts.PublishAsync(visit, ct),
        ("POST", "v2/post/publish/status/fetch") => TikTokShelf.StatusAsync(visit, ct),
        ("POST", "v2/video/query") => TikTokShelf.QueryAsync(visit, ct),
        ("POST", "v2/video/list") => TikTokShelf.ListAsync(visit, ct),
        ("POST", "v2/oauth/revoke") => Task.FromResult(SandboxReply.Json(new JsonObject())),
        _ => Task.FromResult(NotFound),
    };

    private static bool IsUpload(SandboxRequest request) => request.Method is "PUT" && PathOf(request) is TikTokUploads.Path;

    private static string PathOf(SandboxRequest request) => string.Join('/', request.Segments);
}

/// <summary>TikTok's envelope, in which any code but "ok" is a failure.</summary>
internal static class TikTokAnswer
{
    public static SandboxReply Ok(JsonObject data) => Reply(200, data, "ok", "");

    public static SandboxReply Fault(int status, string code, string message) => Reply(status, [], code, message);

    public static SandboxReply Invalid(string message) => Fault(400, "invalid_param", message);

    private static SandboxReply Reply(int status, JsonObject data, string code, string message) => SandboxReply.Json(
        new JsonObject { ["data"] = data, ["error"] = new JsonObject { ["code"] = code, ["message"] = message, ["log_id"] = "sandbox" } }, status);
}
