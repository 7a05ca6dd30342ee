using System.Globalization;
using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.X.Upload;

/// <summary>The calls of a chunked upload ("Chunked upload quickstart"). None of them publishes, and none is repeated here.</summary>
internal sealed class XUploads(XApi api)
{
    /// <summary>"Parts of a few MB", of which an upload may have a thousand.</summary>
    public const int SegmentSize = 4 * 1024 * 1024;

    public static int SegmentsOf(OutgoingMedia file) => (int)((file.Size + SegmentSize - 1) / SegmentSize);

    public Task<PlatformReply> InitializeAsync(PlatformAccount account, OutgoingMedia file, CancellationToken ct) => api.PostAsync(account, "/2/media/upload/initialize", new JsonObject
    {
        ["media_type"] = file.ContentType.ToLowerInvariant(), ["total_bytes"] = file.Size, ["media_category"] = CategoryOf(file),
    }, ct);

    public async Task<PlatformReply> AppendAsync(PlatformAccount account, string id, OutgoingMedia file, int segment, CancellationToken ct)
    {
        var from = (long)segment * SegmentSize;
        if (await OpenedFile.PartAsync(file, from, Math.Min(SegmentSize, file.Size - from), ct) is not { } part)
            return OpenedFile.UnreadableReply;
        part.Headers.ContentType = new("application/octet-stream");
        var form = new MultipartFormDataContent();
        form.Attach(new StringContent(segment.ToString(CultureInfo.InvariantCulture)), "segment_index");
        form.Attach(part, "media", "segment");
        return await api.PostAsync(account, $"/2/media/upload/{Uri.EscapeDataString(id)}/append", form, ct, upload: true);
    }

    public Task<PlatformReply> FinalizeAsync(PlatformAccount account, string id, CancellationToken ct) =>
        api.PostAsync(account, $"/2/media/upload/{Uri.EscapeDataString(id)}/finalize", (JsonObject?)null, ct);

    public Task<PlatformReply> StatusAsync(PlatformAccount account, string id, CancellationToken ct) =>
        api.GetAsync(account, "/2/media/upload", [("command", "STATUS"), ("media_id", id)], ct);

    public Task<PlatformReply> DescribeAsync(PlatformAccount account, string id, string alt, CancellationToken ct) => api.PostAsync(account, "/2/media/metadata", new JsonObject
    {
        ["id"] = id, ["metadata"] = new JsonObject { ["alt_text"] = new JsonObject { ["text"] = alt } },
    }, ct);

    private static string CategoryOf(OutgoingMedia file) => XRules.FormOf(file) switch
    {
        XForm.Gif => "tweet_gif",
        XForm.Video => "tweet_video",
        XForm.Photo or XForm.None => "tweet_image",
    };
}
