using System.Globalization;
using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.LinkedIn;

internal sealed partial class FakeLinkedIn
{
    private const int MostWords = 3000;

    private Answer Start(string step, ContractCall call)
    {
        var (kind, request) = (step.Split('_')[0], call.Json!["initializeUploadRequest"]!);
        var name = $"C4E{assets.Count + 1:0000}";
        var asset = new FakeAsset($"urn:li:{kind}:{name}", (string)request["owner"]!, (long?)request["fileSizeBytes"] ?? 0, Now + UploadLife, TagLength) { HasFailed = SpoilsAssets };
        assets[name] = asset;
        var expires = asset.Expires.ToUnixTimeMilliseconds();
        if (kind != "video")
            return Answer.Ok(new JsonObject { ["value"] = new JsonObject { ["uploadUrl"] = UploadAddress(kind, name, 0), ["uploadUrlExpiresAt"] = expires, [kind] = asset.Urn } });
        var parts = Enumerable.Range(0, (int)((asset.Size + PartSize - 1) / PartSize)).Select(n => (JsonNode)new JsonObject
        {
            ["uploadUrl"] = UploadAddress(kind, name, n), ["firstByte"] = (long)n * PartSize, ["lastByte"] = Math.Min((n + 1L) * PartSize, asset.Size) - 1,
        });
        return Answer.Ok(new JsonObject
        {
            ["value"] = new JsonObject { ["video"] = asset.Urn, ["uploadToken"] = asset.UploadToken, ["uploadUrlsExpireAt"] = expires, ["uploadInstructions"] = new JsonArray([.. parts]) },
        });
    }

    private string UploadAddress(string kind, string name, int part) =>
        new Uri(UploadHost ?? Address, $"/dms-uploads/{kind}-{name}/uploaded/{part}?ca=vector_ads&sync=0&ut=SeCrEt0upload{name}").AbsoluteUri;

    private Answer Take(ContractCall call)
    {
        var path = call.Path.Split('/');
        if (!assets.TryGetValue(path[2].Split('-')[1], out var asset))
            return LinkedInErrors.NotFound;
        if (Now >= asset.Expires)
            return LinkedInErrors.Of(400, "EXPIRED_UPLOAD_URL", "The upload url has expired");
        var part = int.Parse(path[4], CultureInfo.InvariantCulture);
        if (asset.IsVideo && call.Body.Length != Math.Min(PartSize, asset.Size - (long)part * PartSize))
            Violate($"video_bytes: part {part} came with {call.Body.Length} bytes");
        if (asset.WholeAt is not null && asset.IsVideo)
            Violate("video_bytes: the upload was finished before");
        var tag = asset.Take(part, call.Body);
        if (!asset.IsVideo)
            asset.WholeAt ??= Now;
        return asset.IsVideo ? new Answer(200).With("ETag", tag) : new(201);
    }

    private Answer End(ContractCall call)
    {
        var end = call.Json!["finalizeUploadRequest"]!;
        if (Find((string?)end["video"]) is not { IsVideo: true } video)
            return LinkedInErrors.Of(400, "INVALID_VIDEO_ID");
        if ((string?)end["uploadToken"] != video.UploadToken || !end["uploadedPartIds"]!.AsArray().Select(t => (string)t!).SequenceEqual(video.Tags) || video.Bytes.Length != video.Size)
            return LinkedInErrors.Of(400, "INVALID_VALUE_FOR_FIELD", "uploadedPartIds are not those of the parts");
        video.WholeAt ??= Now;
        return new(200);
    }

    private FakeAsset? Find(string? urn) => assets.Values.FirstOrDefault(a => a.Urn == urn);

    private Answer Status(ContractCall call) => Find(call.Path.Split('/')[^1]) is { } asset
        ? Answer.Ok(new JsonObject { ["id"] = asset.Urn, ["owner"] = asset.Owner, ["status"] = asset.StatusAt(Now, Processing), ["downloadUrlExpiresAt"] = 0 })
        : LinkedInErrors.NotFound;

    private Answer Post(ContractCall call)
    {
        var body = (JsonObject)call.Json!;
        if (Refusal(body) is { } refusal)
            return refusal;
        var kind = UrnsOf(body["content"]).Any(u => u.StartsWith("urn:li:video:", StringComparison.Ordinal)) ? "ugcPost" : "share";
        posts.Add(new($"urn:li:{kind}:74{posts.Count + 1:00000000}", (JsonObject)body.DeepClone(), LinkedInProtocol.Shown((string)body["commentary"]!)!, Now));
        return new Answer(201).With("x-restli-id", posts[^1].Urn);
    }

    private Answer? Refusal(JsonObject body)
    {
        if (LinkedInProtocol.Shown((string?)body["commentary"] ?? "") is not { } shown)
            return LinkedInErrors.Of(400, "INVALID_VALUE_FOR_FIELD", "commentary");
        if (shown.Length > MostWords)
            return LinkedInErrors.Of(400, "FIELD_LENGTH_TOO_LONG", "commentary");
        foreach (var urn in UrnsOf(body["content"]))
        {
            if (Find(urn) is not { } asset)
                return LinkedInErrors.Of(400, "INVALID_URN_ID", urn);
            if (asset.Owner != (string?)body["author"])
                Violate($"post: {urn} belongs to {asset.Owner}, not to the author");
            var status = asset.StatusAt(Now, Processing);
            if (status is "WAITING_UPLOAD" or "PROCESSING_FAILED")
                return LinkedInErrors.Of(400, $"MEDIA_ASSET_{status}", urn);
            if (asset.IsVideo && status != "AVAILABLE")
                Violate($"post: {urn} is not yet AVAILABLE");
        }
        return null;
    }

    private static IEnumerable<string> UrnsOf(JsonNode? content) =>
        new[] { content?["media"]?["id"], content?["article"]?["thumbnail"] }.Concat((content?["multiImage"]?["images"] as JsonArray ?? []).Select(i => i!["id"])).OfType<JsonNode>().Select(u => (string)u!);

    private Answer Delete(ContractCall call)
    {
        if (posts.FirstOrDefault(p => p.Urn == call.Path.Split('/')[^1] && !p.IsRemoved) is not { } post)
            return LinkedInErrors.NotFound;
        post.IsRemoved = true;
        return new(204);
    }
}
