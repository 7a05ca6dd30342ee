using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.TikTok;

/// <summary>
/// Publishes photos, which TikTok fetches by itself: the one call that names them is the step that publishes, and the id to ask about comes
/// with its answer alone.
/// </summary>
internal sealed class TikTokPhotos(TikTokApi api, TikTokCreators creators, TikTokFollowing following)
{
    public async Task<PublishOutcome> PublishAsync(TikTokRun run, CancellationToken ct)
    {
        if (run.Post.Media.FirstOrDefault(file => file.PublicUrl is null) is { } hidden)
            return TikTokErrors.Reject(TikTokErrors.Fault("Media", "NoPublicAddress", hidden.FileName));
        var (creator, refusal) = await creators.AdmitAsync(run.Account, run.Post, ct);
        if (refusal is not null)
            return refusal;
        // a call whose answer is lost leaves nothing to ask about: that it was made must be known
        if (!await run.KeepAsync(new(TikTokStage.Asking, run.Handle.Round, At: run.Now)))
            return TikTokRun.Preparing(TikTokRun.Pause);
        var reply = await api.PostAsync(run.Account, "/v2/post/publish/content/init/", TikTokPostInfo.Photos(run.Post, creator), ct);
        if (reply.State is TikTokState.Refused or TikTokState.NotSent)
            await run.KeepAsync(new(TikTokStage.New, run.Handle.Round));
        if (!reply.Done)
            return TikTokErrors.Outcome(reply);
        if (TikTokHandle.Trusted(reply.Data.Word("publish_id")) is not { } id)
            return TikTokErrors.Unknown("no_publish_id");
        if (!await run.KeepAsync(run.Handle.Accepted(id, run.Now)))
            return await LostAsync(run, id, ct);
        return run.IsOver ? following.Processing(run, TikTokRun.NextCall) : await following.FollowAsync(run, ct);
    }

    /// <summary>The id is known to this call alone: whoever goes on with the post can't ask about it.</summary>
    private async Task<PublishOutcome> LostAsync(TikTokRun run, string id, CancellationToken ct)
    {
        var seen = await following.FollowAsync(run, ct);
        return seen.Kind is PublishKind.Published or PublishKind.Rejected ? seen : TikTokErrors.Unknown("lease_lost") with { ExternalId = id };
    }
}
