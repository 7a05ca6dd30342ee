using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Threads;

/// <summary>Makes containers and asks about them. Nothing here publishes, so everything may be done again.</summary>
internal sealed class ThreadsContainers(Graph graph)
{
    /// <param name="replyTo">The post that this part continues; null for the first.</param>
    /// <param name="children">Of a carousel.</param>
    public Task<GraphReply> MakeAsync(GraphSeat seat, ThreadsPart part, string? replyTo, IReadOnlyList<string> children, IReadOnlyDictionary<string, string> options, CancellationToken ct)
    {
        List<(string, string)> fields = [("media_type", part.Type.Asked)];
        if (children.Count > 0)
            fields.Add(("children", string.Join(',', children)));
        else if (part.Media is [var file])
            Source(fields, file);
        if (part.Text.Length > 0)
            fields.Add(("text", part.Text));
        if (part.Link is { } link)
            fields.Add(("link_attachment", link));
        if (replyTo is not null)
            fields.Add(("reply_to_id", replyTo));
        else
            Options(fields, options);
        return graph.PostAsync(seat, ThreadsApi.Me("threads"), fields, ct);
    }

    public Task<GraphReply> MakeChildAsync(GraphSeat seat, OutgoingMedia file, CancellationToken ct)
    {
        List<(string, string)> fields = [("media_type", file.Kind is MediaKind.Video ? "VIDEO" : "IMAGE"), ("is_carousel_item", "true")];
        Source(fields, file);
        return graph.PostAsync(seat, ThreadsApi.Me("threads"), fields, ct);
    }

    public async Task<ContainerStatus> StatusAsync(GraphSeat seat, string id, CancellationToken ct)
    {
        var reply = await graph.GetAsync(seat, ThreadsApi.Path(id), ct, [("fields", "status,error_message")]);
        var state = reply.Done ? ContainerStatus.StateOf(reply.Json.Word("status"))
            : ThreadsErrors.IsMissing(reply) ? ContainerState.Missing
            : ThreadsErrors.IsSpoilt(reply) ? ContainerState.Expired
            : ContainerState.Unread;
        return new(state, PlatformWords.Clean(reply.Json.Word("error_message"), seat.Account), reply);
    }

    private static void Source(List<(string, string)> fields, OutgoingMedia file)
    {
        fields.Add((file.Kind is MediaKind.Video ? "video_url" : "image_url", file.PublicUrl!.AbsoluteUri));
        if (!string.IsNullOrWhiteSpace(file.AltText))
            fields.Add(("alt_text", OutgoingWords.Clean(file.AltText)));
    }

    private static void Options(List<(string, string)> fields, IReadOnlyDictionary<string, string> options)
    {
        foreach (var name in new[] { ThreadsRules.ReplyControl, ThreadsRules.TopicTag })
        {
            if (options.GetValueOrDefault(name) is { Length: > 0 } chosen)
                fields.Add((name, chosen));
        }
    }
}
