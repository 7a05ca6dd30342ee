using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;
using Microsoft.AspNetCore.WebUtilities;

namespace ContentFactory.Tests.Platforms.YouTube;

internal sealed partial class FakeYouTube
{
    private Answer Begin(ContractCall call)
    {
        var metadata = call.Json?.AsObject() ?? [];
        if (Refusal(metadata) is { } reason)
            return GoogleErrors.Of(400, reason);
        var size = long.TryParse(call.Header("X-Upload-Content-Length"), CultureInfo.InvariantCulture, out var length) ? length : 0;
        if (size == 0)
            return GoogleErrors.Of(400, "mediaBodyRequired", "The request does not include the video content.");
        var session = new FakeSession($"AJRbA5{sessions.Count + 1:0000}", (JsonObject)metadata.DeepClone(), call.Header("X-Upload-Content-Type") ?? "", size);
        sessions[session.Id] = session;
        return new Answer(200).With("Location", QueryHelpers.AddQueryString(new Uri(Address, "/upload/youtube/v3/videos").AbsoluteUri,
            new Dictionary<string, string?> { ["uploadType"] = "resumable", ["part"] = call.Text("part"), ["upload_id"] = session.Id }));
    }

    private static string? Refusal(JsonObject metadata)
    {
        var (snippet, status) = (metadata["snippet"], metadata["status"]);
        var title = (string?)snippet?["title"] ?? "";
        var description = (string?)snippet?["description"] ?? "";
        var tags = snippet?["tags"]?.AsArray().Select(t => (string)t!).ToList() ?? [];
        if (title.Trim().Length == 0 || new StringInfo(title).LengthInTextElements > 100 || HasBrackets(title))
            return "invalidTitle";
        if (Encoding.UTF8.GetByteCount(description) > 5000 || HasBrackets(description))
            return "invalidDescription";
        if (tags.Sum(t => t.Length + (t.Contains(' ', StringComparison.Ordinal) ? 2 : 0)) + Math.Max(0, tags.Count - 1) > 500)
            return "invalidTags";
        return status?["publishAt"] is not null && (string?)status["privacyStatus"] != "private" ? "invalidPublishAt" : null;
    }

    private static bool HasBrackets(string text) => text.AsSpan().ContainsAny('<', '>');

    private Answer Take(ContractCall call)
    {
        if (SessionOf(call) is not { } session)
            return new(404);
        if (session.Video is not null)
            return State(session);
        var start = YouTubeProtocol.RangeOf(call)?.From ?? 0;
        if (YouTubeProtocol.RangeOf(call) is var (_, _, total) && total != session.Size)
            Violate($"bytes: the session was opened for {session.Size} bytes, not {total}");
        if (start > session.Received)
        {
            Violate($"bytes: {session.Received} bytes are here, the chunk begins at {start}");
            return State(session);
        }
        var most = Math.Min(call.Body.Length, TakesAtMost ?? int.MaxValue);
        var end = start + most == session.Size ? most : most / YouTubeProtocol.ChunkUnit * YouTubeProtocol.ChunkUnit;
        session.Take(start, call.Body.AsSpan(0, end));
        if (session.Received == session.Size)
            Finish(session);
        return IsSlowToFinish && session.Video is not null ? Taken(session) : State(session);
    }

    private static Answer Taken(FakeSession session) => session.Received == 0 ? new(308) : new Answer(308).With("Range", $"bytes=0-{session.Received - 1}");

    private Answer Ask(ContractCall call) => SessionOf(call) is { } session ? State(session) : new(404);

    private FakeSession? SessionOf(ContractCall call) => sessions.GetValueOrDefault(call.Text("upload_id") ?? "") is { IsGone: false } session ? session : null;

    private Answer State(FakeSession session) => session.Video is { } video ? Answer.Ok(Show(video, "snippet,status"))
        : Taken(session);

    private void Finish(FakeSession session)
    {
        session.Video = new($"vid{videos.Count + 1:00000000}", session, Now, Now + Processing) { Failure = VideoFailure };
        videos.Add(session.Video);
    }

    private Answer Thumbnail(ContractCall call)
    {
        if (Find(call.Text("videoId")) is not { } video)
            return GoogleErrors.VideoNotFound;
        if (call.Body.Length == 0)
            return GoogleErrors.Of(400, "mediaBodyRequired", "The request does not include the image content.", "youtube.thumbnail");
        if (call.Body.Length > 2 * 1024 * 1024)
            return GoogleErrors.Of(413, "uploadTooLarge", "The image is too large.", "youtube.thumbnail");
        video.Thumbnail = (call.Header("Content-Type") ?? "", call.Body.Length);
        return Answer.Ok(new JsonObject { ["kind"] = "youtube#thumbnailSetResponse", ["items"] = new JsonArray(Thumbnails()) });
    }

    private static JsonObject Thumbnails() => new() { ["default"] = new JsonObject { ["url"] = "https://i.ytimg.com/vi/x/default.jpg", ["width"] = 120, ["height"] = 90 } };
}
