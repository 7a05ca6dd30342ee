using System.Globalization;
using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.Instagram;

internal sealed partial class FakeInstagram
{
    /// <summary>The network's own side of a container lives on without its caller: it expires, fails or is forgotten.</summary>
    public void Forget(string container) => containers.Remove(container);

    private Answer Make(ContractCall call)
    {
        var container = new FakeContainer(NextId(), call, Now);
        if (Refusal(container) is { } refusal)
            return refusal;
        if (container.IsVideo)
            (container.ReadyAt, container.Failure) = (container.IsResumable ? null : Now + Processing, container.IsResumable ? null : VideoFailure);
        else
            container.ReadyAt = Now;
        containers[container.Id] = container;
        return Answer.Ok(new JsonObject { ["id"] = container.Id });
    }

    private Answer? Refusal(FakeContainer container)
    {
        if (container.Caption?.Length > 2200)
            return GraphErrors.LongCaption;
        if (container.Type == "CAROUSEL")
            return container.Children.Count is < 2 or > 10 ? GraphErrors.WrongCarousel
                : container.Children.Any(id => !containers.TryGetValue(id, out var child) || !child.IsItem) ? GraphErrors.NotFound : null;
        if (container.Call.Text("cover_url") is { } cover)
        {
            if (container.Type != "REELS")
                Violate($"cover_url: the guide names it for reels, not for {container.Type}");
            if (CoverRefusal(Web.GetValueOrDefault(cover)) is { } refusal)
                return refusal;
        }
        return container.Call.Text("image_url") is { } image ? ImageRefusal(container, Web.GetValueOrDefault(image))
            : container.Call.Text("video_url") is { } video ? VideoRefusal(Web.GetValueOrDefault(video)) : null;
    }

    private static Answer? ImageRefusal(FakeContainer container, WebFile? file) => file switch
    {
        null or { Size: 0 } => GraphErrors.Unfetchable,
        { ContentType: not "image/jpeg" } => GraphErrors.WrongFormat,
        { Size: > 8 * 1024 * 1024 } => GraphErrors.TooLarge,
        { Width: { } width, Height: { } height } when container.Type != "STORIES" && ((double)width / height is < 0.7999 or > 1.9101) => GraphErrors.WrongRatio,
        _ => null,
    };

    private static Answer? CoverRefusal(WebFile? file) => file switch
    {
        null or { Size: 0 } => GraphErrors.Unfetchable,
        { ContentType: not "image/jpeg" } => GraphErrors.WrongFormat,
        { Size: > 8 * 1024 * 1024 } => GraphErrors.TooLarge,
        _ => null,
    };

    private static Answer? VideoRefusal(WebFile? file) => file is null or { Size: 0 } ? GraphErrors.Unfetchable
        : file.ContentType is "video/mp4" or "video/quicktime" ? null : GraphErrors.Of(352, 2207026, "The video format is not supported");

    private Answer Upload(ContractCall call)
    {
        if (!containers.TryGetValue(LastPart(call), out var container) || !container.IsResumable)
            return Failed("ContainerNotFound", false);
        if (call.Body.Length == 0 && call.Header("file_url") is null)
            return Failed("PartialRequestError", true);
        if (container.ReadyAt is not null)
            Violate($"upload: all bytes of {container.Id} are here already");
        if (call.Header("offset") != container.Bytes.Length.ToString(CultureInfo.InvariantCulture))
            Violate($"upload: {container.Bytes.Length} bytes are here, offset is {call.Header("offset")}");
        container.Size = long.Parse(call.Header("file_size") ?? "0", CultureInfo.InvariantCulture);
        container.Bytes.Write(call.Body.AsSpan(0, Math.Min(call.Body.Length, TakesAtMost ?? int.MaxValue)));
        if (container.Bytes.Length < container.Size)
            return Failed("PartialRequestError", true);
        (container.ReadyAt, container.Failure) = (Now + Processing, VideoFailure);
        return Answer.Ok(new JsonObject { ["success"] = true, ["message"] = "Upload successful." });

        static Answer Failed(string type, bool retriable) => new(400, new JsonObject
        {
            ["debug_info"] = new JsonObject { ["retriable"] = retriable, ["type"] = type, ["message"] = "The upload failed" },
        }.ToJsonString());
    }

    private Answer Status(ContractCall call)
    {
        var container = containers[LastPart(call)];
        var code = StatusOf(container);
        var answer = new JsonObject { ["id"] = container.Id };
        var fields = call.Text("fields")?.Split(',') ?? [];
        if (fields.Contains("status_code"))
            answer["status_code"] = code;
        if (fields.Contains("status"))
            answer["status"] = code == "ERROR" ? $"Error: Media upload has failed with error code {container.Failure}" : $"{code}: state of the media";
        if (fields.Any(f => f.StartsWith("video_status", StringComparison.Ordinal)) && container.IsResumable)
            answer["video_status"] = UploadOf(container);
        return Answer.Ok(answer);
    }

    private JsonObject UploadOf(FakeContainer container)
    {
        var uploading = new JsonObject { ["status"] = container.ReadyAt is null ? "in_progress" : "complete", ["bytes_transferred"] = container.Bytes.Length };
        if (container.Size > 0)
            uploading["source_file_size"] = container.Size;
        return new() { ["uploading_phase"] = uploading, ["processing_phase"] = new JsonObject { ["status"] = container.ReadyAt <= Now ? "complete" : "not_started" } };
    }

    private string StatusOf(FakeContainer container) => container.StatusAt(Now, container.Children.Select(c => containers[c]));

    private Answer Publish(ContractCall call)
    {
        if (!containers.TryGetValue(call.Text("creation_id") ?? "", out var container))
            return GraphErrors.NotFound;
        var status = StatusOf(container);
        if (status == "PUBLISHED")
            Violate($"publish: container {container.Id} is out already; the guide says to ask it before repeating");
        if (container.IsItem)
            Violate("publish: an item of a carousel is not published by itself");
        if (status != "FINISHED")
            return status == "EXPIRED" ? GraphErrors.Expired : GraphErrors.NotReady;
        if (QuotaUsed >= QuotaTotal)
            return GraphErrors.QuotaUsed;
        QuotaUsed++;
        container.IsPublished = true;
        var post = new FakeMedia(NextId(), TypeOf(container), ProductOf(container), container.Caption, Now, container);
        media.Add(post);
        return Answer.Ok(new JsonObject { ["id"] = post.Id });
    }

    private static string TypeOf(FakeContainer container) => container.Type == "CAROUSEL" ? "CAROUSEL_ALBUM" : container.IsVideo ? "VIDEO" : "IMAGE";

    private static string ProductOf(FakeContainer container) => container.Type == "STORIES" ? "STORY" : container.Type == "REELS" ? "REELS" : "FEED";
}
