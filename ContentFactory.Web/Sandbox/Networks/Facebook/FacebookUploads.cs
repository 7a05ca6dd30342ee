using System.Globalization;
using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Sandbox;
using ContentFactory.Web.Sandbox.Networks.Meta;

namespace ContentFactory.Web.Sandbox.Networks.Facebook;

/// <summary>Videos, reels and stories of a video: begun, sent, and their status. A plain video comes in parts that Facebook asks for.</summary>
internal static class FacebookUploads
{
    public const string Video = "video";
    public const string Reel = "reel";
    public const string VideoStory = "video story";

    private const long Part = 4 * 1024 * 1024;
    private const long LargestCover = 10 * 1024 * 1024;

    /// <summary>What an edge of the page makes; null for another edge.</summary>
    public static string? MethodOf(string edge) => edge switch
    {
        "videos" => Video,
        "video_reels" => Reel,
        "video_stories" => VideoStory,
        _ => null,
    };

    public static async Task<SandboxReply> StartAsync(SandboxVisit visit, string method, CancellationToken ct)
    {
        var size = Number(visit.Request["file_size"]);
        if (method is Video && size is null or 0)
            return MetaAnswers.Parameter("The parameter file_size is required");
        var note = new MetaNote("VIDEO", Waits: true, Size: size ?? 0);
        var number = await visit.NumberAsync(new(method, "", FileName: "video.mp4") { Data = note.ToJson() }, ct);
        var answer = new JsonObject { ["video_id"] = visit.IdOf(number) };
        if (method is Video)
            (answer["upload_session_id"], answer["start_offset"], answer["end_offset"]) = (visit.IdOf(number, MetaIds.Containers), Word(0), Word(Math.Min(Part, note.Size)));
        else
            answer["upload_url"] = $"{visit.Base.AbsoluteUri}/video-upload/{visit.Request.Segments[0]}/{visit.IdOf(number)}";
        return SandboxReply.Json(answer);
    }

    public static async Task<SandboxReply> TransferAsync(SandboxVisit visit, CancellationToken ct)
    {
        if (await FindAsync(visit, ct) is not { State: SandboxStage.Draft } video || visit.Request.Files?.GetFile("video_file_chunk") is not { Length: > 0 } part)
            return MetaAnswers.Parameter("Invalid upload_session_id or video_file_chunk");
        var note = MetaNote.Of(video);
        if (Number(visit.Request["start_offset"]) != note.Arrived || part.Length > note.Size - note.Arrived)
            return OtherPlace(note);
        note = note.With(note.Arrived + part.Length, visit.Now);
        await visit.Posts.PatchAsync(visit.Account.Id, video.Number, new(Data: note.ToJson()), ct);
        return SandboxReply.Json(Place(note));
    }

    /// <summary>"thumb" of a plain video; null where none is sent. What is no picture has no type.</summary>
    public static async Task<SandboxPicture?> CoverAsync(SandboxVisit visit, SandboxEntry video, CancellationToken ct)
    {
        if (video.Method is not Video || visit.Request.Files?.GetFile("thumb") is not { } part)
            return null;
        var bytes = new byte[Math.Min(part.Length, LargestCover)];
        await using (var stream = part.OpenReadStream())
            await stream.ReadExactlyAsync(bytes, ct);
        return new(bytes, part.Length <= LargestCover ? PictureHeader.Read(bytes)?.ContentType ?? "" : "");
    }

    /// <summary>By its id, or by the session of its upload.</summary>
    public static async Task<SandboxEntry?> FindAsync(SandboxVisit visit, CancellationToken ct)
    {
        var found = visit.Request["upload_session_id"] is { Length: > 0 } session
            ? await visit.FindAsync(session, MetaIds.Containers, ct)
            : await visit.FindAsync(visit.Request["video_id"], MetaIds.Posts, ct);
        return found is { Method: Video or Reel or VideoStory } ? found : null;
    }

    /// <summary>Reels and stories say it in three phases, a plain video in one word.</summary>
    public static JsonObject Status(SandboxVisit visit, SandboxEntry video)
    {
        var note = MetaNote.Of(video);
        var (isOut, isReady) = (video.State is SandboxStage.Published, note.IsReady(visit.Now));
        var status = new JsonObject { ["video_status"] = note.Waits ? "uploading" : !isOut ? "upload_complete" : isReady ? "ready" : "processing" };
        if (video.Method is Video)
            return status;
        status["uploading_phase"] = new JsonObject { ["status"] = note.Waits ? "in_progress" : "complete", ["bytes_transfered"] = note.Arrived };
        status["processing_phase"] = new JsonObject { ["status"] = Phase(isOut, isReady) };
        status["publishing_phase"] = new JsonObject { ["status"] = Phase(isOut, isReady), ["publish_status"] = isOut ? "published" : null };
        return status;
    }

    private static string Phase(bool isOut, bool isReady) => !isOut ? "not_started" : isReady ? "complete" : "in_progress";

    private static SandboxReply OtherPlace(MetaNote note)
    {
        var error = MetaAnswers.Error(6001, "There was a problem uploading your video file. Please try again.", 1363037, "Please send the part of the video that is asked for.");
        var body = JsonNode.Parse(error.Body)!;
        body["error"]!["error_data"] = Place(note);
        return SandboxReply.Json(body, error.Status);
    }

    private static JsonObject Place(MetaNote note) => new() { ["start_offset"] = Word(note.Arrived), ["end_offset"] = Word(Math.Min(note.Arrived + Part, note.Size)) };

    // Facebook writes these numbers as text
    private static string Word(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
