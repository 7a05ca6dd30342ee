using System.Text.Json;
using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Web.Sandbox.Networks.YouTube;

/// <summary>Covers of videos (thumbnails.set).</summary>
internal static class YouTubeCovers
{
    public const string Path = "upload/youtube/v3/thumbnails/set";

    private const long Largest = 2 * 1024 * 1024;

    public static async Task<SandboxReply> SetAsync(SandboxVisit visit, CancellationToken ct)
    {
        var type = visit.Request.Headers.ContentType.ToString();
        var (bytes, size) = await ReadAsync(visit.Request, ct);
        if (await YouTubeShelf.FindAsync(visit, visit.Request["videoId"], ct) is not var (entry, video))
            return YouTubeFault.Reply(404, "videoNotFound", "The video that you are trying to upload a thumbnail for cannot be found.");
        if (!visit.Account.IsAdministrator)
            return YouTubeFault.Reply(403, "forbidden", "The authenticated user doesn't have permissions to upload and set custom video thumbnails.", "PERMISSION_DENIED");
        if (size == 0)
            return YouTubeFault.Reply(400, "mediaBodyRequired", "The request does not include the image content.");
        if (size > Largest)
            return YouTubeFault.Reply(413, "uploadTooLarge", "The image is larger than 2 MB.", "INVALID_ARGUMENT");
        if (type is not ("image/jpeg" or "image/png" or "application/octet-stream"))
            return YouTubeFault.Reply(400, "invalidImage", "The provided image content is invalid.");
        await visit.Posts.PatchAsync(visit.Account.Id, entry.Number, new(Data: JsonSerializer.Serialize(video with { Cover = type })) { Picture = PictureHeader.Read(bytes) is { } picture ? new(bytes, picture.ContentType) : null }, ct);
        return SandboxReply.Json(new JsonObject { ["kind"] = "youtube#thumbnailSetResponse", ["items"] = new JsonArray(new JsonObject()) });
    }

    /// <summary>What may be kept of the body, and how long all of it was.</summary>
    private static async Task<(byte[] Bytes, long Size)> ReadAsync(SandboxRequest request, CancellationToken ct)
    {
        var (kept, buffer) = (new MemoryStream(), new byte[64 * 1024]);
        for (int read; kept.Length <= Largest && (read = await request.Body.ReadAsync(buffer, ct)) > 0;)
            kept.Write(buffer, 0, read);
        return (kept.ToArray(), kept.Length + await request.SkipAsync(ct));
    }
}
