using System.Net.Http.Headers;
using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Facebook;

/// <summary>Words, links, photos and stories of a photo. Photos are uploaded where nobody sees them; one call then publishes all, and nothing tells it from a second one.</summary>
internal sealed class FacebookPosts(Graph graph)
{
    private static MetaVerdicts Verdicts => FacebookErrors.Verdicts;

    public async Task<PublishOutcome> PublishAsync(FacebookRun run, CancellationToken ct)
    {
        if (await PreparePhotosAsync(run, ct) is { } ending)
            return ending;
        if (run.IsLate)
            return Verdicts.Wait(MetaVerdicts.AtOnce);
        if (await run.KeepAsync(run.Handle with { Stage = FacebookStage.Posting }) is { } lost)
            return lost;
        var reply = await SendAsync(run, ct);
        if (reply.Done && (reply.Json.Word("post_id") ?? reply.Json.Word("id")) is { Length: > 0 } id)
            return await PublishedAsync(run, id, ct);
        var outcome = Verdicts.Outcome(reply, MetaStep.Publishing);
        return outcome.Kind is PublishKind.Rejected ? await run.ForgetAsync(outcome) : outcome;
    }

    /// <summary>Null when all photos stand at Facebook.</summary>
    private async Task<PublishOutcome?> PreparePhotosAsync(FacebookRun run, CancellationToken ct)
    {
        var photos = run.Handle.Photos.Count > run.Post.Media.Count ? [] : run.Handle.Photos.ToList();
        var first = photos.Count;
        for (var place = first; place < run.Post.Media.Count; place++)
        {
            if (place > first && (run.IsLate || run.IsOver))
                return Verdicts.Wait(MetaVerdicts.AtOnce, "Uploading");
            var (id, refusal) = await UploadAsync(run, run.Post.Media[place], ct);
            if (refusal is not null)
                return refusal;
            photos.Add(id);
            if (await run.KeepAsync(new(FacebookStage.Preparing, [.. photos])) is { } lost)
                return lost;
        }
        return null;
    }

    private async Task<(string Id, PublishOutcome? Refusal)> UploadAsync(FacebookRun run, OutgoingMedia file, CancellationToken ct)
    {
        List<(string, string)> fields = [("published", "false")];
        if (!string.IsNullOrWhiteSpace(file.AltText))
            fields.Add(("alt_text_custom", OutgoingWords.Clean(file.AltText)));
        if (await UploadAsync(run, file, fields, ct) is not { } reply)
            return ("", MetaVerdicts.Unreadable(file.FileName));
        return reply.Done && reply.Json.Word("id") is { } id && FacebookHandle.IsId(id) ? (id, null) : ("", Verdicts.Outcome(reply, MetaStep.Preparing));
    }

    /// <summary>Facebook fetches what has a public address, and gets the bytes of everything else. Null where the media store does not give them.</summary>
    private async Task<GraphReply?> UploadAsync(FacebookRun run, OutgoingMedia file, List<(string, string)> fields, CancellationToken ct)
    {
        var path = FacebookApi.Page(run.Seat, "photos");
        if (file.PublicUrl is { } address)
            return await graph.PostAsync(run.Seat, path, [.. fields, ("url", address.AbsoluteUri)], ct);
        return await OpenedFile.PartAsync(file, 0, file.Size, ct) is { } bytes ? await graph.PostFileAsync(run.Seat, path, fields, "source", bytes, ct) : null;
    }

    private Task<GraphReply> SendAsync(FacebookRun run, CancellationToken ct) => run.Form is FacebookForm.PhotoStory
        ? graph.PostAsync(run.Seat, FacebookApi.Page(run.Seat, "photo_stories"), [("photo_id", run.Handle.Photos[0])], ct)
        : graph.PostAsync(run.Seat, FacebookApi.Page(run.Seat, "feed"), Fields(run), ct);

    private static IEnumerable<(string, string)> Fields(FacebookRun run)
    {
        if (FacebookRules.WordsOf(run.Post) is { Length: > 0 } words)
            yield return ("message", words);
        if (run.Form is FacebookForm.Words && OutgoingWords.Clean(run.Post.Link ?? "") is { Length: > 0 } link)
            yield return ("link", link);
        for (var place = 0; place < run.Handle.Photos.Count; place++)
            yield return (FormattableString.Invariant($"attached_media[{place}]"), $$"""{"media_fbid":"{{run.Handle.Photos[place]}}"}""");
    }

    // the post stands, whether its address can be read or not
    private async Task<PublishOutcome> PublishedAsync(FacebookRun run, string id, CancellationToken ct)
    {
        if (run.Form is FacebookForm.PhotoStory)
            return new(PublishKind.Published, id, null, [id]);
        var reply = await graph.GetAsync(run.Seat, Graph.Path(id), ct, [("fields", "permalink_url")]);
        return new(PublishKind.Published, id, reply.Done ? FacebookApi.Address(reply.Json.Word("permalink_url")) : null, [id]);
    }
}
