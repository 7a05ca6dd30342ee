using System.Globalization;
using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.Facebook;

internal sealed partial class FakeFacebook
{
    /// <summary>How much of a page's video Facebook asks for at a time.</summary>
    private const int ChunkSize = 250_000;

    /// <summary>What Facebook says of a phase that is over.</summary>
    public string CompletedWord { get; set; } = "completed";

    private Answer StartVideo(ContractCall call, string page)
    {
        var video = new FakeVideo(NextId(), page, LastPart(call), Now) { Failure = VideoFailure };
        videos.Add(video);
        if (video.Edge != "videos")
            return Answer.Ok(new JsonObject { ["video_id"] = video.Id, ["upload_url"] = $"https://rupload.facebook.com/video-upload/v25.0/{video.Id}" });
        video.Size = long.Parse(call.Text("file_size")!, CultureInfo.InvariantCulture);
        var answer = Offsets(video);
        (answer["video_id"], answer["upload_session_id"]) = (video.Id, $"9{video.Id}");
        return Answer.Ok(answer);
    }

    private static JsonObject Offsets(FakeVideo video) => new()
    {
        ["start_offset"] = video.Bytes.Length.ToString(CultureInfo.InvariantCulture),
        ["end_offset"] = Math.Min(video.Bytes.Length + ChunkSize, video.Size).ToString(CultureInfo.InvariantCulture),
    };

    private Answer Transfer(ContractCall call, byte[] chunk)
    {
        if (OfSession(call) is not { ReadyAt: null } video)
            return GraphAnswer.Error(6000, 1363019, "There was a problem uploading your video file. Please try again with another file.");
        var offset = video.Bytes.Length;
        if (call.Text("start_offset") != offset.ToString(CultureInfo.InvariantCulture))
        {
            // a part came twice: the network tells where it stands
            var refusal = GraphAnswer.Error(6001, 1363037, "Your video upload timed out before it could be completed", transient: true).Json!.AsObject();
            refusal["error"]!["error_data"] = Offsets(video);
            return new(400, refusal.ToJsonString());
        }
        if (chunk.Length > ChunkSize)
            Violate($"video_transfer: {chunk.Length} bytes came where {ChunkSize} were asked for");
        video.Bytes.Write(chunk.AsSpan(0, Math.Min(chunk.Length, TakesAtMost ?? int.MaxValue)));
        return Answer.Ok(Offsets(video));
    }

    private Answer Upload(ContractCall call, string page)
    {
        if (videos.FirstOrDefault(v => v.Id == LastPart(call) && v.Page == page) is not { Edge: not "videos" } video)
            return Failed("ProcessingFailedError", false);
        if (video.IsWhole)
            Violate($"upload: all bytes of {video.Id} are here already");
        video.Size = long.Parse(call.Header("file_size") ?? "0", CultureInfo.InvariantCulture);
        if (call.Header("offset") != video.Bytes.Length.ToString(CultureInfo.InvariantCulture))
        {
            Violate($"upload: {video.Bytes.Length} bytes are here, offset is {call.Header("offset")}");
            return Failed("OffsetInvalidError", true);
        }
        video.Bytes.Write(call.Body.AsSpan(0, Math.Min(call.Body.Length, TakesAtMost ?? int.MaxValue)));
        return video.IsWhole ? GraphAnswer.Success : Failed("PartialRequestError", true);
    }

    public static Answer Failed(string type, bool retriable) => new(400, new JsonObject
    {
        ["debug_info"] = new JsonObject { ["retriable"] = retriable, ["type"] = type, ["message"] = "The upload failed" },
    }.ToJsonString());

    private Answer FinishVideo(ContractCall call, byte[]? cover)
    {
        if ((LastPart(call) == "videos" ? OfSession(call) : videos.FirstOrDefault(v => v.Id == call.Text("video_id"))) is not { } video)
            return GraphAnswer.Error(100, 33, "The video does not exist");
        if (!video.IsWhole)
            return GraphAnswer.Error(6000, 1363019, "The video was not uploaded");
        if (video.ReadyAt is not null)
            Violate($"finish: {video.Id} is finished already; the guide says to ask its status before repeating");
        if (cover is { Length: 0 })
            return GraphAnswer.Error(100, 0, "Invalid parameter: thumb");
        video.Cover = cover;
        (video.Title, video.Description, video.ReadyAt) = (call.Text("title"), call.Text("description"), Now + Processing);
        video.Post = Add(video.Page, video.Edge switch { "video_reels" => "reel", "video_stories" => "video story", _ => "video" }, video.Description, [], video: video);
        // what fails in the work is never seen
        video.Post.IsPublished = video.Failure is null;
        return Answer.Ok(video.Edge == "video_stories" ? new JsonObject { ["success"] = true, ["post_id"] = video.Post!.Id } : new JsonObject { ["success"] = true });
    }

    private FakeVideo? OfSession(ContractCall call) => videos.FirstOrDefault(v => $"9{v.Id}" == call.Text("upload_session_id"));

    private JsonObject StatusOf(FakeVideo video)
    {
        var failed = video.Failure is not null && video.ReadyAt <= Now;
        var errors = failed ? new JsonArray(new JsonObject { ["code"] = 1363024, ["message"] = video.Failure }) : null;
        var processing = new JsonObject { ["status"] = failed ? "error" : video.IsOut(Now) ? CompletedWord : video.ReadyAt is null ? "not_started" : "in_progress" };
        if (errors is not null)
            processing["errors"] = errors;
        var publishing = new JsonObject { ["status"] = failed ? "error" : video.IsOut(Now) ? CompletedWord : "not_started" };
        if (video.IsOut(Now))
            (publishing["publish_status"], publishing["publish_time"]) = ("published", Stamp(video.ReadyAt!.Value));
        return new()
        {
            ["video_status"] = failed ? "error" : video.IsOut(Now) ? "ready" : video.ReadyAt is not null ? "processing" : video.IsWhole ? "upload_complete" : "uploading",
            ["uploading_phase"] = new JsonObject { ["status"] = video.IsWhole ? CompletedWord : video.Bytes.Length > 0 ? "in_progress" : "not_started", [BytesField] = video.Bytes.Length },
            ["processing_phase"] = processing,
            ["publishing_phase"] = publishing,
        };
    }
}
