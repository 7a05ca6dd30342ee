using System.Globalization;
using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Web.Sandbox.Networks.LinkedIn;

/// <summary>A file that LinkedIn has; its kind is "image", "document" or "video".</summary>
internal sealed record LinkedInSandboxFile(string Kind, SandboxAttachment Attachment);

/// <summary>Uploads: pictures and documents as a whole, videos in parts. Bytes are counted and dropped; those of small pictures are kept.</summary>
internal sealed class LinkedInSandboxUploads(SandboxVisit visit)
{
    public const string Root = "dms-uploads";

    private const string Mark = "ut";
    private const string Finished = "finished";
    private const long PartBytes = 4 * 1024 * 1024;
    private const long SmallestVideo = 75 * 1024;
    private const long LargestVideo = 500L * 1024 * 1024;
    private const long LargestWhole = 100L * 1024 * 1024;
    private const long MostPixels = 36_152_320;
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);
    private static readonly TimeSpan Processing = TimeSpan.FromSeconds(2);

    /// <summary>What an address for bytes carries in the place of a header.</summary>
    public static byte[]? MarkOf(SandboxRequest request) =>
        request is { Method: "PUT", Segments: [Root, ..] } && request[Mark] is { Length: 64 } mark && mark.All(char.IsAsciiHexDigit) ? Convert.FromHexString(mark) : null;

    private string Kind => visit.Request.Segments[1].TrimEnd('s');

    public Task<SandboxReply> StartOrFinishAsync(CancellationToken ct) => (Kind, visit.Request["action"]) switch
    {
        (_, "initializeUpload") => StartAsync(visit.Request.Json.At("initializeUploadRequest"), ct),
        ("video", "finalizeUpload") => FinishAsync(visit.Request.Json.At("finalizeUploadRequest"), ct),
        _ => Task.FromResult(LinkedInFault.Of(400, "ILLEGAL_ARGUMENT", "No such action")),
    };

    public async Task<SandboxReply> TakeAsync(string id, string part, CancellationToken ct)
    {
        if (SandboxSnowflake.NumberOf(visit.Account, id) is not { } number || await OpenAsync(number, ct) is not { } entry || !int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            return LinkedInFault.Of(404, "RESOURCE_NOT_FOUND", "Upload is not found");
        if (entry.SentAt + Life <= visit.Now)
            return LinkedInFault.Of(400, "EXPIRED_UPLOAD_URL", "The upload URL has expired");
        var facts = entry.Facts();
        var length = facts.Text("kind") is "image" ? await PictureAsync(facts, ct) : await visit.Request.SkipAsync(ct);
        ((JsonObject)facts["parts"]!)[part] = length;
        if (facts.Text("kind") is not "video")
            (facts["total"], facts[Finished]) = (length, visit.Now.ToUnixTimeMilliseconds());
        await SaveAsync(number, facts, ct);
        return new(201, "") { Headers = new Dictionary<string, string> { ["ETag"] = TagOf(part, length) } };
    }

    public async Task<SandboxReply> StatusAsync(string urn, CancellationToken ct)
    {
        if (LinkedInSandboxUrn.FileNumber(visit.Account, urn) is not { } number || await OpenAsync(number, ct) is not { } entry)
            return LinkedInFault.Of(404, "RESOURCE_NOT_FOUND", "Resource is not found");
        var state = StateOf(entry.Facts());
        var status = new JsonObject { ["id"] = urn, ["owner"] = visit.AccountId, ["status"] = state };
        if (state is "PROCESSING_FAILED")
            status["processingFailureReason"] = "The file can't be processed";
        return SandboxReply.Json(status);
    }

    /// <summary>A file for a post, or what LinkedIn says of it.</summary>
    public async Task<(LinkedInSandboxFile? File, SandboxReply? Refusal)> ReadyAsync(string urn, string field, CancellationToken ct)
    {
        if (LinkedInSandboxUrn.FileNumber(visit.Account, urn) is not { } number || await OpenAsync(number, ct) is not { } entry)
            return (null, LinkedInFault.Field("INVALID_URN_ID", field, $"{urn} is not valid"));
        var facts = entry.Facts();
        if (StateOf(facts) is not "AVAILABLE" and var state)
            return (null, LinkedInFault.Field(state is "PROCESSING_FAILED" ? "MEDIA_ASSET_PROCESSING_FAILED" : "MEDIA_ASSET_WAITING_UPLOAD", field, $"{urn} is {state}"));
        var picture = (int?)facts.Whole("picture");
        var kept = picture is { } draft ? await visit.Posts.FileAsync(visit.Account.Id, draft, ct) : null;
        var (kind, type) = (facts.Text("kind"), facts.Text("type"));
        return (new(kind, new($"{kind}.{ExtensionOf(type)}", type, kept) { Draft = picture }), null);
    }

    private async Task<SandboxReply> StartAsync(JsonNode? request, CancellationToken ct)
    {
        if (request.Text("owner") != visit.AccountId)
            return LinkedInFault.Denied("owner");
        var size = request.Whole("fileSizeBytes") ?? 0;
        if (Kind is "video" && size is < SmallestVideo or > LargestVideo)
            return LinkedInFault.Field("INVALID_VALUE_FOR_FIELD", "/initializeUploadRequest/fileSizeBytes", "a video must have between 75 KB and 500 MB");
        var type = Kind switch { "image" => "image/jpeg", "video" => "video/mp4", _ => "application/pdf" };
        var facts = new JsonObject { ["kind"] = Kind, ["type"] = type, ["total"] = size, ["parts"] = new JsonObject() };
        var number = await visit.Posts.RecordAsync(visit.Account.Id, [new("upload", "") { State = SandboxStage.Draft, Data = facts.ToJsonString() }], ct);
        var until = (visit.Now + Life).ToUnixTimeMilliseconds();
        var value = new JsonObject { [Kind] = LinkedInSandboxUrn.OfFile(visit.Account, Kind, number) };
        if (Kind is "video")
            (value["uploadToken"], value["uploadUrlsExpireAt"], value["uploadInstructions"]) = ("", until, PartsOf(number, size));
        else
            (value["uploadUrl"], value["uploadUrlExpiresAt"]) = (AddressOf(number, 0), until);
        return SandboxReply.Json(new JsonObject { ["value"] = value });
    }

    private async Task<SandboxReply> FinishAsync(JsonNode? request, CancellationToken ct)
    {
        if (LinkedInSandboxUrn.FileNumber(visit.Account, request.Text("video")) is not { } number || await OpenAsync(number, ct) is not { } entry || entry.Facts() is var facts && facts.Text("kind") is not "video")
            return LinkedInFault.Field("INVALID_VIDEO_ID", "/finalizeUploadRequest/video", "is not valid");
        var parts = Enumerable.Range(0, (int)((facts.Whole("total")!.Value + PartBytes - 1) / PartBytes)).Select(n => n.ToString(CultureInfo.InvariantCulture)).ToList();
        if (!parts.Select(p => TagOf(p, facts.Whole("parts", p) ?? 0)).SequenceEqual(request.Items("uploadedPartIds").Select(p => p.Text())) || parts.Sum(p => facts.Whole("parts", p) ?? 0) != facts.Whole("total"))
            return LinkedInFault.Field("INVALID_VALUE_FOR_FIELD", "/finalizeUploadRequest/uploadedPartIds", "do not match the uploaded parts");
        facts[Finished] ??= visit.Now.ToUnixTimeMilliseconds();
        await SaveAsync(number, facts, ct);
        return new(200, "");
    }

    private JsonArray PartsOf(int number, long size)
    {
        var count = (int)((size + PartBytes - 1) / PartBytes);
        return new([.. Enumerable.Range(0, count).Select(part => new JsonObject
        {
            ["uploadUrl"] = AddressOf(number, part), ["firstByte"] = part * PartBytes, ["lastByte"] = Math.Min(size, (part + 1) * PartBytes) - 1,
        })]);
    }

    /// <summary>Reads the whole picture, keeps it when it is small, and says how long it was.</summary>
    private async Task<long> PictureAsync(JsonObject facts, CancellationToken ct)
    {
        var start = new byte[SandboxSet.KeptBytes];
        var read = await visit.Request.Body.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, ct);
        var length = read + await visit.Request.SkipAsync(ct);
        if (PictureHeader.Read(start.AsSpan(0, read)) is not { Width: > 0, Height: > 0 } header || header.Width * (long)header.Height >= MostPixels)
        {
            facts["failed"] = true;
            return length;
        }
        facts["type"] = header.ContentType;
        if (length == read)
            facts["picture"] = await visit.Posts.RecordAsync(visit.Account.Id, [new("picture", "", File: start[..read], ContentType: header.ContentType) { State = SandboxStage.Draft }], ct);
        return length;
    }

    private async Task<SandboxEntry?> OpenAsync(int number, CancellationToken ct) =>
        await visit.Posts.FindAsync(visit.Account.Id, number, ct) is { Method: "upload", State: SandboxStage.Draft } entry ? entry : null;

    private Task<bool> SaveAsync(int number, JsonObject facts, CancellationToken ct) => visit.Posts.PatchAsync(visit.Account.Id, number, new(Data: facts.ToJsonString()), ct);

    private string StateOf(JsonObject facts) => facts switch
    {
        _ when facts.Whole(Finished) is not { } => "WAITING_UPLOAD",
        _ when facts.At("failed") is not null || facts.Whole("total") is 0 or > LargestVideo || (facts.Text("kind") is "document" && facts.Whole("total") > LargestWhole) => "PROCESSING_FAILED",
        _ when facts.Text("kind") is "video" && visit.Now < DateTimeOffset.FromUnixTimeMilliseconds(facts.Whole(Finished)!.Value) + Processing => "PROCESSING",
        _ => "AVAILABLE",
    };

    private static string ExtensionOf(string type) => type is "image/jpeg" ? "jpg" : type[(type.IndexOf('/', StringComparison.Ordinal) + 1)..];

    private string AddressOf(int number, int part) =>
        string.Create(CultureInfo.InvariantCulture, $"{visit.Base.AbsoluteUri}/{Root}/{SandboxSnowflake.Of(visit.Account, number)}/{part}?{Mark}={Convert.ToHexStringLower(SandboxTokens.Hash(visit.Request.Bearer ?? ""))}");

    private static string TagOf(string part, long length) => string.Create(CultureInfo.InvariantCulture, $"\"part-{part}-{length}\"");
}
