using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.TikTok;

/// <summary>What a creator allows now ("Query Creator Info"); it must be asked before each direct post.</summary>
/// <param name="Levels">The audiences that may be chosen; empty where TikTok named none.</param>
/// <param name="LongestVideo">Null where TikTok did not say.</param>
internal sealed record TikTokCreator(string? Nickname, IReadOnlyList<string> Levels, bool CommentDisabled, bool DuetDisabled, bool StitchDisabled, TimeSpan? LongestVideo)
{
    public static TikTokCreator Read(JsonElement data) => new(
        data.Word("creator_nickname") is { Length: > 0 } name ? name : data.Word("creator_username"),
        [.. data.Items("privacy_level_options").Select(level => level.Word()).OfType<string>()],
        data.Flag("comment_disabled") is true, data.Flag("duet_disabled") is true, data.Flag("stitch_disabled") is true,
        data.Whole("max_video_post_duration_sec") is > 0 and < 86_400 and var seconds ? TimeSpan.FromSeconds(seconds) : null);

    /// <summary>Why the post can't go out under these settings; null where it can.</summary>
    public Problem? Obstacle(OutgoingPost post)
    {
        if (Levels.Count > 0 && TikTokChoices.PrivacyOf(post) is { } chosen && !Levels.Contains(chosen))
            return TikTokErrors.Fault("Options", "PrivacyNotOffered", chosen);
        return post.Media.FirstOrDefault(file => file.Kind is MediaKind.Video && file.Duration > LongestVideo) is { } video
            ? TikTokErrors.Fault("Media", "VideoTooLongForCreator", video.FileName, (int)LongestVideo!.Value.TotalSeconds)
            : null;
    }
}

/// <summary>Asks for it.</summary>
internal sealed class TikTokCreators(TikTokApi api)
{
    public async Task<(TikTokCreator? Creator, TikTokReply Reply)> AskAsync(PlatformAccount account, CancellationToken ct)
    {
        var reply = await api.PostAsync(account, "/v2/post/publish/creator_info/query/", null, ct);
        return (reply.Done ? TikTokCreator.Read(reply.Data) : null, reply);
    }

    public async Task<Result<AccountChoices>> ChoicesAsync(PlatformAccount account, IReadOnlyList<PublicationKind> kinds, CancellationToken ct)
    {
        var (creator, reply) = await AskAsync(account, ct);
        return creator is null ? TikTokErrors.ProblemOf(reply) : new AccountChoices(kinds, TikTokChoices.Of(creator), creator.Nickname);
    }

    /// <summary>The creator, or why the post can't go out now. A draft needs neither: its choices are made in TikTok.</summary>
    public async Task<(TikTokCreator? Creator, PublishOutcome? Refusal)> AdmitAsync(PlatformAccount account, OutgoingPost post, CancellationToken ct)
    {
        if (TikTokChoices.IsDraft(post))
            return (null, null);
        var (creator, reply) = await AskAsync(account, ct);
        if (creator is null)
            return (null, TikTokErrors.HarmlessOutcome(reply));
        return (creator, creator.Obstacle(post) is { } obstacle ? TikTokErrors.Reject(obstacle, "creator_info") : null);
    }
}
