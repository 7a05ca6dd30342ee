using System.Globalization;
using System.Text.Json;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Web.Sandbox.Networks.YouTube;

/// <summary>Resumable uploads: a session is a draft that its last byte publishes. Of the bytes only their number is kept.</summary>
internal static class YouTubeUploads
{
    public const string Path = "upload/youtube/v3/videos";

    private const string Parts = "snippet,status";

    /// <summary>All parts but the last are multiples of it.</summary>
    private const int Unit = 256 * 1024;

    private const long LargestFile = 256L * 1024 * 1024 * 1024;

    public static async Task<SandboxReply> StartAsync(SandboxVisit visit, CancellationToken ct)
    {
        var (resource, headers) = (visit.Request.Json, visit.Request.Headers);
        if (!visit.Account.IsAdministrator)
            return YouTubeFault.Reply(403, "forbidden", "The authenticated user is not allowed to upload videos to this channel.", "PERMISSION_DENIED");
        if (visit.Request["uploadType"] is not "resumable")
            return YouTubeFault.Reply(400, "badRequest", "The sandbox takes resumable uploads only.");
        if (!long.TryParse(headers["X-Upload-Content-Length"].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var size) || size is <= 0 or > LargestFile)
            return YouTubeFault.Reply(400, "mediaBodyRequired", "The request does not include the video content.");
        var type = headers["X-Upload-Content-Type"].ToString();
        if (!type.StartsWith("video/", StringComparison.OrdinalIgnoreCase) && type is not "application/octet-stream")
            return YouTubeFault.Reply(400, "badContent", $"Media type '{type}' is not supported. Valid media types: [video/*, application/octet-stream]");
        if (YouTubeVideo.Refusal(resource, visit.Now) is { } refusal)
            return refusal;
        var draft = new SandboxDraft("video", resource.Word("snippet", "description") ?? "", FileName: NameOf(type), ContentType: "application/octet-stream")
        {
            Title = resource.Word("snippet", "title"), State = SandboxStage.Draft, Data = JsonSerializer.Serialize(YouTubeVideo.Announced(resource, size)),
        };
        var number = await visit.Posts.RecordAsync(visit.Account.Id, [draft], ct);
        var session = $"{visit.Base.AbsoluteUri}/{Path}?uploadType=resumable&part={Parts}&upload_id={NetworkIds.LettersOf(visit.Account, number)}";
        return new(200, "") { Headers = new Dictionary<string, string> { ["Location"] = session } };
    }

    public static async Task<SandboxReply> TakeAsync(SandboxVisit visit, CancellationToken ct)
    {
        if (NetworkIds.NumberOfLetters(visit.Account, visit.Request["upload_id"]) is not { } number
            || await visit.Posts.FindAsync(visit.Account.Id, number, ct) is not { } entry || YouTubeVideo.Of(entry) is not { } video)
            return YouTubeFault.Reply(404, "notFound", "The upload session was not found.");
        if (entry.State is SandboxStage.Published)
            return SandboxReply.Json(video.Resource(visit, entry, Parts));
        if (visit.Request.Headers.ContentRange.ToString().StartsWith("bytes */", StringComparison.OrdinalIgnoreCase))
            return Going(video);
        var range = visit.Request.Headers.ContentRange.Count == 0 ? new UploadRange(0, video.Size - 1, video.Size) : UploadRange.Of(visit.Request);
        if (range is null || range.Total != video.Size || (!range.IsLast && range.Length % Unit != 0))
            return YouTubeFault.Reply(400, "badRequest", "Failed to parse Content-Range header.");
        // what lies between would be missing
        if (range.First > video.Got)
            return Going(video);
        var (length, header) = await VideoHeader.ReadAsync(visit.Request.Body, ct);
        if (length != range.Length)
            return YouTubeFault.Reply(400, "badRequest", "The body is not as long as its Content-Range says.");
        video = video with { Got = Math.Max(video.Got, range.Last + 1), Header = video.Header.Or(header) };
        return video.Got < video.Size ? await KeepAsync(visit, number, video, ct) : await PublishAsync(visit, entry, video with { At = visit.Now }, ct);
    }

    private static async Task<SandboxReply> KeepAsync(SandboxVisit visit, int number, YouTubeVideo video, CancellationToken ct)
    {
        await visit.Posts.PatchAsync(visit.Account.Id, number, new(Data: JsonSerializer.Serialize(video)), ct);
        return Going(video);
    }

    private static async Task<SandboxReply> PublishAsync(SandboxVisit visit, SandboxEntry entry, YouTubeVideo video, CancellationToken ct)
    {
        var patch = new SandboxPatch(Method: video.MethodFor(entry.Title ?? "", entry.Text), State: SandboxStage.Published, Data: JsonSerializer.Serialize(video));
        await visit.Posts.PatchAsync(visit.Account.Id, entry.Number, patch, ct);
        return SandboxReply.Json(video.Resource(visit, entry, Parts));
    }

    private static SandboxReply Going(YouTubeVideo video) => new(308, "")
    {
        Headers = video.Got == 0 ? new Dictionary<string, string>() : new() { ["Range"] = FormattableString.Invariant($"bytes=0-{video.Got - 1}") },
    };

    private static string NameOf(string type) => type switch
    {
        "video/webm" => "video.webm",
        "video/quicktime" => "video.mov",
        _ => "video.mp4",
    };
}
