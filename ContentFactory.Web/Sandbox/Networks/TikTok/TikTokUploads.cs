using System.Buffers.Text;
using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Web.Sandbox.Networks.TikTok;

/// <summary>Videos: begun by one call, sent in parts to an address of their own, and posted by the last part ("Media Transfer Guide"). Of the bytes only their number is kept.</summary>
internal static class TikTokUploads
{
    public const string Path = "video";

    /// <summary>In the address of an upload it says whose it is; the token can't be told from it.</summary>
    public const string Mark = "upload_token";

    private const string Id = "upload_id";
    private const int TitleLength = 2_200;
    private const long Megabyte = 1024 * 1024;
    private const long LargestFile = 4L * 1024 * Megabyte;
    private const int MostChunks = 1_000;
    private static readonly TimeSpan AddressLife = TimeSpan.FromHours(1);

    public static async Task<SandboxReply> StartAsync(SandboxVisit visit, bool isDraft, CancellationToken ct)
    {
        var (info, source) = (visit.Request.Json.At("post_info"), visit.Request.Json.At("source_info"));
        if ((TikTokPerson.RightRefusal(visit) ?? Refusal(source)) is { } refusal)
            return refusal;
        if (!isDraft && (TikTokPerson.Refusal(info) ?? TextRefusal(info)) is { } refused)
            return refused;
        var post = new TikTokPost(isDraft ? null : info.Word("privacy_level"), false, source.Whole("video_size")!.Value, 0, null);
        var draft = new SandboxDraft(isDraft ? "inbox draft" : "video", isDraft ? "" : info.Word("title") ?? "", FileName: "video.mp4", ContentType: "application/octet-stream") { State = SandboxStage.Draft, Data = post.ToData() };
        var number = await visit.Posts.RecordAsync(visit.Account.Id, [draft], ct);
        var mark = Base64Url.EncodeToString(SandboxTokens.Hash(visit.Request.Bearer ?? visit.Request["access_token"]));
        return TikTokAnswer.Ok(new()
        {
            ["publish_id"] = post.PublishId(visit.Account, number), ["upload_url"] = $"{visit.Base.AbsoluteUri}/{Path}/?{Id}={TikTokPost.IdOf(visit.Account, number)}&{Mark}={mark}",
        });
    }

    public static async Task<SandboxReply> TakeAsync(SandboxVisit visit, CancellationToken ct)
    {
        if (TikTokPost.NumberOf(visit.Account, visit.Request[Id]) is not { } number
            || await visit.Posts.FindAsync(visit.Account.Id, number, ct) is not { State: SandboxStage.Draft } entry || TikTokPost.Of(entry) is not { } post)
            return TikTokAnswer.Fault(404, "upload_not_found", "No upload task belongs to this address.");
        if (visit.Now - entry.SentAt >= AddressLife)
            return TikTokAnswer.Fault(403, "upload_expired", "The upload_url has expired.");
        if (UploadRange.Of(visit.Request) is not { } range || range.Total != post.Size)
            return TikTokAnswer.Invalid("The Content-Range header is invalid.");
        if (range.First != post.Got)
            return Told(TikTokAnswer.Fault(416, "range_mismatch", "The Content-Range does not follow what was uploaded."), post);
        if (await visit.Request.SkipAsync(ct) != range.Length)
            return TikTokAnswer.Invalid("The body is not as long as its Content-Range says.");
        post = post with { Got = range.Last + 1, At = range.IsLast ? visit.Now : null };
        await visit.Posts.PatchAsync(visit.Account.Id, number, new(State: range.IsLast ? SandboxStage.Published : null, Data: post.ToData()), ct);
        return Told(new(range.IsLast ? 201 : 206, ""), post);
    }

    private static SandboxReply? Refusal(JsonNode? source)
    {
        if (source.Word("source") is not "FILE_UPLOAD")
            return TikTokAnswer.Invalid("The sandbox takes videos by FILE_UPLOAD only.");
        if (source.Whole("video_size") is not (> 0 and <= LargestFile and var size))
            return TikTokAnswer.Invalid("The video_size is invalid.");
        var (chunk, count) = (source.Whole("chunk_size") ?? 0, source.Whole("total_chunk_count") ?? 0);
        var isWhole = count == 1 && chunk == size && size <= 64 * Megabyte;
        var isCut = chunk is >= 5 * Megabyte and <= 64 * Megabyte && chunk <= size && count == size / chunk && count <= MostChunks;
        return isWhole || isCut ? null : TikTokAnswer.Invalid("The chunk_size or the total_chunk_count is invalid.");
    }

    private static SandboxReply? TextRefusal(JsonNode? info) =>
        (info.Word("title") ?? "").Length > TitleLength ? TikTokAnswer.Invalid($"The title is longer than {TitleLength} UTF-16 units.") : null;

    private static SandboxReply Told(SandboxReply reply, TikTokPost post) => post.Got == 0 ? reply : reply with
    {
        Headers = new Dictionary<string, string> { ["Content-Range"] = FormattableString.Invariant($"bytes 0-{post.Got - 1}/{post.Size}") },
    };
}
