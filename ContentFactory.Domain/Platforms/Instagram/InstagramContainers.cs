using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Instagram;

/// <summary>Makes containers and asks about them. Nothing here publishes, so everything may be done again.</summary>
internal sealed class InstagramContainers(Graph graph)
{
    private const string ResumableUpload = "resumable";

    /// <summary>A container of a single picture, reel or story.</summary>
    public Task<GraphReply> MakeAsync(GraphSeat seat, OutgoingPost post, CancellationToken ct)
    {
        var (file, form) = (post.Media[0], InstagramRules.FormOf(post));
        var fields = Source(file);
        if (form is not InstagramForm.Image)
            fields.Add(("media_type", form is InstagramForm.Story ? "STORIES" : "REELS"));
        if (form is InstagramForm.Image)
            AltText(fields, file);
        if (InstagramRules.CoverOf(post)?.PublicUrl is { } cover)
            fields.Add(("cover_url", cover.AbsoluteUri));
        if (form is not InstagramForm.Story)
            Caption(fields, post);
        return PostAsync(seat, fields, ct);
    }

    public Task<GraphReply> MakePartAsync(GraphSeat seat, OutgoingMedia file, CancellationToken ct)
    {
        var fields = Source(file);
        if (file.Kind is MediaKind.Video)
            fields.Add(("media_type", "VIDEO"));
        else
            AltText(fields, file);
        fields.Add(("is_carousel_item", "true"));
        return PostAsync(seat, fields, ct);
    }

    public Task<GraphReply> MakeCarouselAsync(GraphSeat seat, OutgoingPost post, IEnumerable<InstagramContainer> parts, CancellationToken ct)
    {
        List<(string, string)> fields = [("media_type", "CAROUSEL"), ("children", string.Join(',', parts.Select(p => p.Id)))];
        Caption(fields, post);
        return PostAsync(seat, fields, ct);
    }

    public async Task<ContainerStatus> StatusAsync(GraphSeat seat, string id, CancellationToken ct)
    {
        var reply = await graph.GetAsync(seat, Graph.Path(id), ct, [("fields", "status_code,status")]);
        return new(StateOf(reply), PlatformWords.Clean(reply.Json.Word("status"), seat.Account), reply);
    }

    /// <summary>How many bytes of a video have arrived; 0 where Instagram does not say.</summary>
    public async Task<long> ArrivedAsync(GraphSeat seat, string id, CancellationToken ct)
    {
        var reply = await graph.GetAsync(seat, Graph.Path(id), ct, [("fields", "video_status")]);
        return reply.Done ? reply.Json.Whole("video_status", "uploading_phase", "bytes_transferred") ?? 0 : 0;
    }

    /// <summary>A video without a public address is sent to Instagram; a picture has to have one.</summary>
    public static bool IsSent(OutgoingMedia file) => file is { Kind: MediaKind.Video, PublicUrl: null };

    private Task<GraphReply> PostAsync(GraphSeat seat, List<(string, string)> fields, CancellationToken ct) =>
        graph.PostAsync(seat, Graph.Path(seat.Account.AccountId, "media"), fields, ct);

    private static List<(string Name, string Value)> Source(OutgoingMedia file) => file switch
    {
        { Kind: MediaKind.Video, PublicUrl: { } video } => [("video_url", video.AbsoluteUri)],
        { PublicUrl: { } picture } => [("image_url", picture.AbsoluteUri)],
        _ => [("upload_type", ResumableUpload)],
    };

    private static void AltText(List<(string, string)> fields, OutgoingMedia file)
    {
        if (!string.IsNullOrWhiteSpace(file.AltText))
            fields.Add(("alt_text", file.AltText.Trim()));
    }

    private static void Caption(List<(string, string)> fields, OutgoingPost post)
    {
        if (InstagramText.Caption(post) is { Length: > 0 } caption)
            fields.Add(("caption", caption));
    }

    private static ContainerState StateOf(GraphReply reply) => reply.Done
        ? ContainerStatus.StateOf(reply.Json.Word("status_code"))
        : InstagramErrors.RowOf(reply.Error)?.Remedy switch
        {
            _ when reply.State is not GraphState.Refused => ContainerState.Unread,
            InstagramRemedy.Missing => ContainerState.Missing,
            InstagramRemedy.NewContainer => ContainerState.Expired,
            _ => ContainerState.Unread,
        };
}
