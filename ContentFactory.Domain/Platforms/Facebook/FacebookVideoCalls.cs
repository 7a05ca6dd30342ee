using System.Globalization;
using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Facebook;

/// <summary>The calls for one video: begin, send, publish, ask.</summary>
internal sealed class FacebookVideoCalls(Graph graph, MetaUpload upload)
{
    private static MetaVerdicts Verdicts => FacebookErrors.Verdicts;

    public async Task<(FacebookVideo? Video, GraphReply Reply)> StartAsync(FacebookRun run, CancellationToken ct)
    {
        List<(string, string)> fields = [("upload_phase", "start")];
        if (run.Form is FacebookForm.Video)
            fields.Add(("file_size", Number(run.Post.Media[0].Size)));
        var reply = await graph.PostAsync(run.Seat, Edge(run), fields, ct);
        return (reply.Done ? VideoOf(reply.Json, run) : null, reply);
    }

    /// <summary>The rest of a reel's or story's bytes. Null when all has arrived.</summary>
    public async Task<PublishOutcome?> SendAsync(FacebookRun run, FacebookVideo video, long from, CancellationToken ct) =>
        Verdicts.Upload(await upload.SendAsync(run.Seat, $"/video-upload{Graph.Path(video.Id)}", run.Post.Media[0], from, run.UploadTime(), ct));

    /// <summary>The next part of a plain video. What comes back says which one follows.</summary>
    public async Task<(FacebookVideo? Next, PublishOutcome? Ending)> SendPartAsync(FacebookRun run, FacebookVideo video, CancellationToken ct)
    {
        var file = run.Post.Media[0];
        if (await OpenedFile.PartAsync(file, video.Next, Math.Min(video.End, file.Size) - video.Next, ct) is not { } part)
            return (null, MetaVerdicts.Unreadable(file.FileName));
        part.Headers.ContentType = new("application/octet-stream");
        List<(string, string)> fields = [("upload_phase", "transfer"), ("upload_session_id", video.Session!), ("start_offset", Number(video.Next))];
        var reply = await graph.PostFileAsync(run.Seat, Edge(run), fields, "video_file_chunk", part, ct);
        if (reply.Done && Place(reply.Json, video, file) is { } next)
            return (next, null);
        // a part that had arrived although its answer was lost: Facebook names the one it waits for
        if (reply is { State: GraphState.Refused } && reply.Json.At("error", "error_data") is { } data && Place(data, video, file) is { } place && place != video)
            return (place, null);
        return (null, reply.State is GraphState.Unclear ? Verdicts.Wait(MetaVerdicts.PollWait, "Uploading") : Verdicts.Outcome(reply, MetaStep.Preparing));
    }

    /// <summary>
    /// The call that publishes, with the cover of a plain video. A video becomes one post, so that the same call for the same video makes no second one.
    /// </summary>
    public Task<GraphReply> FinishAsync(FacebookRun run, FacebookVideo video, FileContent? cover, CancellationToken ct)
    {
        List<(string, string)> fields = [("upload_phase", "finish"), video.Session is { } session ? ("upload_session_id", session) : ("video_id", video.Id)];
        if (run.Form is FacebookForm.Reel)
            fields.Add(("video_state", "PUBLISHED"));
        if (run.Form is not FacebookForm.VideoStory)
            Words(fields, run.Post);
        return cover is null ? graph.PostAsync(run.Seat, Edge(run), fields, ct) : graph.PostFileAsync(run.Seat, Edge(run), fields, "thumb", cover, ct);
    }

    public async Task<FacebookVideoStatus> StatusAsync(GraphSeat seat, FacebookVideo video, bool finished, CancellationToken ct) =>
        FacebookVideoStatus.Of(await graph.GetAsync(seat, Graph.Path(video.Id), ct, [("fields", "status,permalink_url")]), seat, finished);

    private static void Words(List<(string, string)> fields, OutgoingPost post)
    {
        if (FacebookRules.WordsOf(post) is { Length: > 0 } words)
            fields.Add(("description", words));
        if (OutgoingWords.Clean(post.Title ?? "") is { Length: > 0 } title)
            fields.Add(("title", title));
    }

    private static FacebookVideo? VideoOf(JsonElement json, FacebookRun run)
    {
        if (json.Word("video_id") is not { } id || !FacebookHandle.IsId(id))
            return null;
        if (run.Form is not FacebookForm.Video)
            return new(id);
        return json.Word("upload_session_id") is { } session && FacebookHandle.IsId(session) ? Place(json, new(id, session), run.Post.Media[0]) : null;
    }

    /// <summary>Null where the answer names no part of the file.</summary>
    private static FacebookVideo? Place(JsonElement json, FacebookVideo video, OutgoingMedia file) =>
        json.WholeOrText("start_offset") is { } start && json.WholeOrText("end_offset") is { } end && start >= 0 && start <= end && start <= file.Size
            ? video with { Next = start, End = end }
            : null;

    private static string Edge(FacebookRun run) => FacebookApi.Page(run.Seat, run.Form switch
    {
        FacebookForm.Video => "videos",
        FacebookForm.Reel => "video_reels",
        FacebookForm.VideoStory => "video_stories",
        FacebookForm.Words or FacebookForm.Photos or FacebookForm.PhotoStory => throw new InvalidOperationException("Not a video."),
    });

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
