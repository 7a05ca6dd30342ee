using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.LinkedIn;

/// <param name="Refusal">Null where it was done.</param>
/// <param name="IsDead">The upload can't be gone on with, only begun anew.</param>
internal sealed record UploadStep<T>(T? Value, PublishOutcome? Refusal = null, bool IsDead = false) where T : class;

internal enum AssetState { Ready, Working, Waiting, Failed, Unread }

/// <summary>LinkedIn's uploads of pictures, documents and videos. Nothing here publishes, and nothing is repeated.</summary>
internal sealed class LinkedInUploads(LinkedInApi api, TimeProvider clock)
{
    private const string Missing = "no_address";

    /// <summary>A picture or a document as a whole; the value is its URN.</summary>
    public async Task<UploadStep<string>> SendWholeAsync(PlatformAccount account, OutgoingMedia file, CancellationToken ct)
    {
        var kind = LinkedInRules.IsImage(file) ? "image" : "document";
        var reply = await api.PostAsync(account, $"/rest/{kind}s?action=initializeUpload", new() { ["initializeUploadRequest"] = new JsonObject { ["owner"] = account.AccountId } }, ct);
        var urn = LinkedInUrn.Read(reply.Json.Word("value", kind));
        if (!reply.IsSuccess || urn is null || api.Trusted(account, reply.Json.Word("value", "uploadUrl")) is not { } address)
            return new(null, Refused(account, reply));
        if (await OpenedFile.PartAsync(file, 0, file.Size, ct) is not { } content)
            return new(null, Unreadable(file));
        reply = await api.UploadAsync(account, address, content, signed: true, ct);
        return reply.IsSuccess ? new(urn) : new(null, RefusedBytes(account, reply));
    }

    public async Task<UploadStep<VideoUpload>> StartVideoAsync(PlatformAccount account, OutgoingMedia file, CancellationToken ct)
    {
        var reply = await api.PostAsync(account, "/rest/videos?action=initializeUpload", new()
        {
            ["initializeUploadRequest"] = new JsonObject { ["owner"] = account.AccountId, ["fileSizeBytes"] = file.Size, ["uploadCaptions"] = false, ["uploadThumbnail"] = false },
        }, ct);
        if (!reply.IsSuccess || reply.Json.At("value") is not { } value || LinkedInUrn.Read(value.Word("video")) is not { } urn)
            return new(null, Refused(account, reply));
        var parts = value.Items("uploadInstructions").Select(PartOf).OfType<VideoPart>().OrderBy(p => p.First).ToList();
        return Covers(parts, file.Size)
            ? new(new VideoUpload(urn, value.Word("uploadToken") ?? "", parts, [], value.Whole("uploadUrlsExpireAt")))
            : new(null, Refused(account, reply));
    }

    /// <summary>Sends the next part; the value is what is left then.</summary>
    public async Task<UploadStep<VideoUpload>> SendPartAsync(PlatformAccount account, OutgoingMedia file, VideoUpload video, CancellationToken ct)
    {
        var part = video.Left[0];
        if (api.Trusted(account, part.Url) is not { } address)
            return new(null, NotSent("UploadExpired", Missing), IsDead: true);
        if (await OpenedFile.PartAsync(file, part.First, part.Last - part.First + 1, ct) is not { } content)
            return new(null, Unreadable(file));
        content.Headers.ContentType = new("application/octet-stream");
        var reply = await api.UploadAsync(account, address, content, signed: false, ct);
        if (reply.IsSuccess)
            return reply.Header("ETag") is { Length: > 0 } etag ? new(video.Sent(etag)) : new(null, NotSent("Unavailable", "no_etag"));
        // the address alone allows this call: a refusal is about the address, not about the account
        return reply is { Status: >= 400 and < 500 and not (408 or 429) }
            ? new(null, NotSent("UploadExpired", LinkedInErrors.CodeOf(reply) ?? reply.Code), IsDead: true)
            : new(null, Refused(account, reply));
    }

    /// <summary>Tells LinkedIn that all parts are there. May have been told before.</summary>
    public async Task<UploadStep<VideoUpload>> FinishVideoAsync(PlatformAccount account, VideoUpload video, CancellationToken ct)
    {
        var reply = await api.PostAsync(account, "/rest/videos?action=finalizeUpload", new()
        {
            ["finalizeUploadRequest"] = new JsonObject { ["video"] = video.Urn, ["uploadToken"] = video.Token, ["uploadedPartIds"] = new JsonArray([.. video.ETags.Select(t => (JsonNode)t)]) },
        }, ct);
        if (reply.IsSuccess)
            return new(video);
        var refusal = LinkedInErrors.JudgeHarmless(reply, account, clock.GetUtcNow());
        if (refusal.Kind is not PublishKind.Rejected || reply.Status is 426)
            return new(null, refusal.Outcome);
        return await StateAsync(account, video.Urn, ct) is (AssetState.Ready or AssetState.Working, _) ? new(video) : new(null, NotSent("UploadExpired", refusal.Words ?? refusal.Code), IsDead: true);
    }

    public async Task<(AssetState State, PlatformReply Reply)> StateAsync(PlatformAccount account, string urn, CancellationToken ct)
    {
        var kind = urn.Split(':') is [_, _, var word, ..] ? word : "image";
        var reply = await api.GetAsync(account, $"/rest/{kind}s/{LinkedInApi.Encoded(urn)}", ct);
        var state = reply.Json.Word("status") switch
        {
            "AVAILABLE" => AssetState.Ready,
            "WAITING_UPLOAD" => AssetState.Waiting,
            "PROCESSING_FAILED" => AssetState.Failed,
            _ => AssetState.Working,
        };
        return (reply.IsSuccess && reply.Json.Word("status") is not null ? state : AssetState.Unread, reply);
    }

    private static VideoPart? PartOf(JsonElement part) =>
        part.Word("uploadUrl") is { Length: > 0 } url && part.Whole("firstByte") is { } first && part.Whole("lastByte") is { } last ? new(url, first, last) : null;

    private static bool Covers(List<VideoPart> parts, long size) =>
        parts.Count > 0 && parts[0].First == 0 && parts[^1].Last == size - 1 && parts.All(p => p.Last >= p.First) && parts.Zip(parts.Skip(1)).All(p => p.Second.First == p.First.Last + 1);

    // an answer that succeeded and can't be used is one to ask for again
    private PublishOutcome Refused(PlatformAccount account, PlatformReply reply) =>
        reply.IsSuccess ? NotSent("Unavailable", Missing) : LinkedInErrors.JudgeHarmless(reply, account, clock.GetUtcNow()).Outcome;

    private PublishOutcome RefusedBytes(PlatformAccount account, PlatformReply reply) => reply.Status is 404 or 410
        ? NotSent("UploadExpired", reply.Code)
        : Refused(account, reply);

    private static PublishOutcome NotSent(string key, string code) => new(PublishKind.NotSent, Code: code, Reason: Problem.Unavailable(LinkedInErrors.Key(key), code));

    private static PublishOutcome Unreadable(OutgoingMedia file) =>
        new(PublishKind.NotSent, Code: OpenedFile.Unreadable, Reason: Problem.Unavailable(LinkedInErrors.Key("FileUnreadable"), file.FileName));
}
