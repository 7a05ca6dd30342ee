using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.YouTube;

/// <param name="Video">As it is now.</param>
/// <param name="Fault">Why the cover is not set; null where it is. Unless it stands in the video it may be tried again.</param>
internal sealed record CoverReply(UploadedVideo Video, Problem? Fault = null, TimeSpan? RetryAfter = null);

/// <summary>
/// The chosen cover, or the post's picture, as the video's own thumbnail (thumbnails.set). Setting the same twice changes nothing, so an unclear answer is asked for
/// again. What stops a cover never stops a video.
/// </summary>
internal sealed class VideoCovers(YouTubeApi api, TimeProvider clock)
{
    /// <summary>Between two tries.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    /// <summary>A video this old is published without the cover that YouTube did not take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    private const string Prefix = "Cover";

    public async Task<CoverReply> SetAsync(PlatformAccount account, UploadedVideo video, OutgoingMedia picture, CancellationToken ct)
    {
        // the post was edited since: what is its picture now was never looked at
        if (YouTubeRules.CoverFault(picture) is not null)
            return Refused(video, "Refused", picture.FileName);
        if (await OpenedFile.PartAsync(picture, 0, picture.Size, ct) is not { } bytes)
            return new(video, Fault("Unreadable", picture.FileName));
        var address = PlatformHttp.Address($"{api.Host(account.ApiBase, YouTubeApi.UploadHost)}/upload/youtube/v3/thumbnails/set", [("videoId", video.Id), ("uploadType", "media")]);
        var reply = await api.SendAsync(account, new(HttpMethod.Post, address) { Content = bytes }, QuotaCost.Change, ct, upload: true);
        // a page of somebody between, or an answer that was cut off, does not say that it is set
        return reply.IsSuccess && reply.Json.ValueKind is JsonValueKind.Object ? new(video with { IsCovered = true }) : Judge(reply, video, account);
    }

    public static Problem Fault(string why, string words) => YouTubeErrors.Fault("Media", Prefix + why, words);

    public static string NameOf(Problem fault) => fault.TextKey[YouTubeErrors.Key(Prefix).Length..];

    private CoverReply Judge(PlatformReply reply, UploadedVideo video, PlatformAccount account)
    {
        var refusal = YouTubeErrors.JudgeHarmless(reply, account, clock.GetUtcNow());
        var words = refusal.Words ?? refusal.Code;
        return refusal.Kind switch
        {
            PublishKind.RateLimited when refusal.AppLimited => Refused(video, "Quota", words),
            PublishKind.AccountRefused when reply.Status == 403 => Refused(video, "Forbidden", words),
            // a video that exists and is not found yet is found later
            PublishKind.Rejected when reply.Status != 404 => Refused(video, "Refused", words),
            _ => new(video, Fault("Failed", words), refusal.RetryAfter),
        };
    }

    private static CoverReply Refused(UploadedVideo video, string why, string words)
    {
        var fault = Fault(why, words);
        return new(video with { CoverFault = fault }, fault);
    }
}
