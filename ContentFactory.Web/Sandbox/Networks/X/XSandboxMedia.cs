using System.Globalization;
using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Web.Sandbox.Networks.X;

/// <summary>A file that X has.</summary>
internal sealed record XSandboxFile(string Category, SandboxAttachment Attachment);

/// <summary>Chunked uploads. Bytes are counted and dropped; of a picture that comes in one segment they are kept.</summary>
internal sealed class XSandboxMedia(SandboxVisit visit)
{
    private const int Life = 86_400;
    private const int MostSegments = 1_000;
    private static readonly TimeSpan Processing = TimeSpan.FromSeconds(2);

    // limits of a category in bytes, and what it takes ("Media best practices")
    private static readonly Dictionary<string, (long Bytes, string[] Types)> Categories = new(StringComparer.Ordinal)
    {
        ["tweet_image"] = (5 * 1024 * 1024, ["image/jpeg", "image/png", "image/webp", "image/gif"]),
        ["tweet_gif"] = (15 * 1024 * 1024, ["image/gif"]),
        ["tweet_video"] = (512 * 1024 * 1024, ["video/mp4", "video/quicktime", "video/webm", "video/mp2t"]),
    };

    public async Task<SandboxReply> InitializeAsync(CancellationToken ct)
    {
        var body = visit.Request.Json;
        var (category, type, total) = (body.Text("media_category"), body.Text("media_type"), body.Whole("total_bytes") ?? 0);
        if (!Categories.TryGetValue(category, out var limits) || !limits.Types.Contains(type))
            return XProblem.Invalid("media type unrecognized.");
        if (total <= 0)
            return XProblem.Invalid("total_bytes must be a positive number.");
        if (total > limits.Bytes)
            return XProblem.Invalid(string.Create(CultureInfo.InvariantCulture, $"File size exceeds {limits.Bytes} bytes."));
        var facts = new JsonObject { ["category"] = category, ["type"] = type, ["total"] = total, ["segments"] = new JsonObject() };
        var number = await visit.Posts.RecordAsync(visit.Account.Id, [new("upload", "") { State = SandboxStage.Draft, Data = facts.ToJsonString() }], ct);
        return Answer(number, []);
    }

    public async Task<SandboxReply> AppendAsync(string id, CancellationToken ct)
    {
        if (await OpenAsync(id, ct) is not { } entry || entry.Facts() is not { } facts || facts.At("finished") is not null)
            return XProblem.Missing("media", id, 404);
        if (!int.TryParse(visit.Request["segment_index"], NumberStyles.None, CultureInfo.InvariantCulture, out var segment) || segment >= MostSegments || visit.Request.Files?["media"] is not { Length: > 0 } part)
            return XProblem.Invalid("segment_index and media are required.");
        if (segment == 0 && facts.Text("category") is not "tweet_video" && await PictureAsync(part, facts, ct) is { } refusal)
            return refusal;
        ((JsonObject)facts["segments"]!)[segment.ToString(CultureInfo.InvariantCulture)] = part.Length;
        await SaveAsync(entry.Number, facts, ct);
        return Answer(entry.Number, []);
    }

    public async Task<SandboxReply> FinalizeAsync(string id, CancellationToken ct)
    {
        if (await OpenAsync(id, ct) is not { } entry)
            return XProblem.Missing("media", id, 404);
        var facts = entry.Facts();
        if (facts.At("segments") is not JsonObject segments || segments.Sum(s => facts.Whole("segments", s.Key) ?? 0) != facts.Whole("total"))
            return XProblem.Invalid("Segments do not add up to provided total file size.");
        facts["finished"] ??= visit.Now.ToUnixTimeMilliseconds();
        await SaveAsync(entry.Number, facts, ct);
        return Status(entry.Number, facts);
    }

    public async Task<SandboxReply> StatusAsync(string id, CancellationToken ct) =>
        await OpenAsync(id, ct) is { } entry && entry.Facts() is var facts && facts.At("finished") is not null ? Status(entry.Number, facts) : XProblem.Missing("media", id, 404);

    public async Task<SandboxReply> DescribeAsync(CancellationToken ct)
    {
        var (id, alt) = (visit.Request.Json.Text("id"), visit.Request.Json.Text("metadata", "alt_text", "text"));
        if (await OpenAsync(id, ct) is not { } entry)
            return XProblem.Missing("media", id, 404);
        if (alt.Length is 0 or > 1_000)
            return XProblem.Invalid("alt_text must have between 1 and 1000 characters.");
        var facts = entry.Facts();
        facts["alt"] = alt;
        await SaveAsync(entry.Number, facts, ct);
        return SandboxReply.Json(new JsonObject { ["data"] = new JsonObject { ["id"] = id, ["associated_metadata"] = new JsonObject { ["alt_text"] = new JsonObject { ["text"] = alt } } } });
    }

    /// <summary>A file for a post; null where it is unknown, not ready or too old.</summary>
    public async Task<XSandboxFile?> ReadyAsync(string id, CancellationToken ct)
    {
        if (await OpenAsync(id, ct) is not { } entry || entry.Facts() is var facts && !IsReady(facts))
            return null;
        var picture = (int?)facts.Whole("picture");
        var kept = picture is { } draft ? await visit.Posts.FileAsync(visit.Account.Id, draft, ct) : null;
        var type = facts.Text("type");
        return new(facts.Text("category"), new($"{id}.{type[(type.IndexOf('/', StringComparison.Ordinal) + 1)..]}", type, kept) { Draft = picture });
    }

    /// <summary>Null when it can be kept or left out.</summary>
    private async Task<SandboxReply?> PictureAsync(IFormFile part, JsonObject facts, CancellationToken ct)
    {
        var bytes = new byte[Math.Min(part.Length, SandboxSet.KeptBytes)];
        await using (var stream = part.OpenReadStream())
            await stream.ReadExactlyAsync(bytes, ct);
        if (PictureHeader.Read(bytes) is not { } header)
            return XProblem.Invalid("media type unrecognized.");
        if (bytes.Length == facts.Whole("total"))
            facts["picture"] = await visit.Posts.RecordAsync(visit.Account.Id, [new("picture", "", File: bytes, ContentType: header.ContentType) { State = SandboxStage.Draft }], ct);
        return null;
    }

    private async Task<SandboxEntry?> OpenAsync(string id, CancellationToken ct) =>
        SandboxSnowflake.NumberOf(visit.Account, id) is { } number && await visit.Posts.FindAsync(visit.Account.Id, number, ct) is { Method: "upload", State: SandboxStage.Draft } entry
        && entry.SentAt.AddSeconds(Life) > visit.Now ? entry : null;

    private Task<bool> SaveAsync(int number, JsonObject facts, CancellationToken ct) => visit.Posts.PatchAsync(visit.Account.Id, number, new(Data: facts.ToJsonString()), ct);

    // pictures are ready at once, what moves is worked on for a moment
    private bool IsReady(JsonObject facts) =>
        facts.Whole("finished") is { } finished && (facts.Text("category") is "tweet_image" || visit.Now >= DateTimeOffset.FromUnixTimeMilliseconds(finished) + Processing);

    private SandboxReply Status(int number, JsonObject facts)
    {
        var data = new JsonObject { ["size"] = facts.Whole("total") };
        if (facts.Text("category") is not "tweet_image")
            data["processing_info"] = IsReady(facts)
                ? new JsonObject { ["state"] = "succeeded", ["progress_percent"] = 100 }
                : new JsonObject { ["state"] = "in_progress", ["progress_percent"] = 50, ["check_after_secs"] = (int)Processing.TotalSeconds };
        return Answer(number, data);
    }

    private SandboxReply Answer(int number, JsonObject data)
    {
        var id = SandboxSnowflake.Of(visit.Account, number);
        (data["id"], data["media_key"], data["expires_after_secs"]) = (id, $"3_{id}", Life);
        return SandboxReply.Json(new JsonObject { ["data"] = data });
    }
}
