using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.Variants;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Platforms;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing;

/// <summary>What must hold before a publication is planned.</summary>
public sealed partial class PostSchedule
{
    internal static readonly TimeSpan DuplicateWindow = TimeSpan.FromHours(24);

    internal static readonly PublicationState[] Standing =
    [
        PublicationState.Scheduled, PublicationState.Leased, PublicationState.Sending, PublicationState.Accepted,
        PublicationState.Published, PublicationState.Unknown, PublicationState.Held,
    ];

    private async Task<Problem?> RefusalAsync(AppDb rows, Post post, List<(Guid ChannelId, PlannedTime Planned)> plans, Wish wish, CancellationToken ct)
    {
        var ids = plans.Select(p => p.ChannelId).Distinct().ToList();
        var channels = await rows.Channels.AsNoTracking().Where(c => ids.Contains(c.Id)).ToListAsync(ct);
        if (channels.Count != ids.Count)
            return Problem.NotFound();
        if (channels.Find(c => !c.MayPublish) is { } silent)
            return Problem.Invalid("Channels", "Publishing.ChannelNotReady", silent.DisplayName);
        if (await UnfitAsync(rows, post, channels, plans, wish, ct) is { } unfit)
            return unfit;
        if (!wish.Confirmed && await DuplicateAsync(rows, post.Id, channels, plans, Moving.Nothing, ct) is { } duplicate)
            return duplicate;
        return await CrowdedAsync(rows, channels, plans, Moving.Nothing, ct);
    }

    /// <summary>What the network of a channel would refuse.</summary>
    private async Task<Problem?> UnfitAsync(AppDb rows, Post post, List<Channel> channels, List<(Guid ChannelId, PlannedTime Planned)> plans, Wish wish, CancellationToken ct)
    {
        var variants = await rows.PostVariants.AsNoTracking().Where(v => v.PostId == post.Id).ToListAsync(ct);
        foreach (var network in channels.GroupBy(c => c.Platform))
        {
            if (platforms.Find(network.Key) is not { } platform)
                return Problem.Unavailable("Publishing.PlatformMissing");
            var variant = variants.Find(v => v.Platform == network.Key);
            var (media, cover) = (await MediaAsync(rows, post.Id, variant?.MediaIds, ct), await CoverAsync(rows, post, variant, ct));
            foreach (var channel in network)
            {
                var choices = wish.Of(channel.Id).For(platform, post.Type);
                if (!choices.Ok)
                    return choices.Problem;
                wish.Put(channel.Id, choices.Value);
                if (choices.Value.TimeFault(platform, plans.Where(p => p.ChannelId == channel.Id).Max(p => p.Planned.Instant), wish.Repeat is not null) is { } time)
                    return time;
                var draft = PostDraft.Of(post, variant, false, media, cover) with { Choices = choices.Value };
                if (platform.Validate(posts.Of(draft)) is [var problem, ..])
                    return PublishChoices.At(platform, problem);
                if (platform.CommentsOn(choices.Value.Kind ?? PublicationKind.Feed) && FirstCommentFault.Of(platform, variant?.FirstComment, 0) is { } comment)
                    return comment;
                if (OpeningFaults.Of(platform, posts, draft, post.Hook, wish.Openings, channel.DisplayName) is { } unfit)
                    return unfit;
            }
        }
        return null;
    }

    internal static async Task<List<AttachedMedia>> MediaAsync(AppDb rows, Guid postId, Guid[]? chosen, CancellationToken ct)
    {
        var placed = await rows.PostMedia.AsNoTracking().Where(m => m.PostId == postId).OrderBy(m => m.Position).Select(m => m.MediaId).ToListAsync(ct);
        var order = chosen ?? [.. placed];
        var items = await rows.MediaItems.AsNoTracking().Where(m => order.Contains(m.Id)).ToListAsync(ct);
        return [.. items.OrderBy(m => Array.IndexOf(order, m.Id)).Select(Attached)];
    }

    /// <summary>The network's own cover, or the post's.</summary>
    internal static async Task<AttachedMedia?> CoverAsync(AppDb rows, Post post, PostVariant? variant, CancellationToken ct) =>
        (variant?.CoverMediaId ?? post.CoverMediaId) is { } cover && await rows.MediaItems.AsNoTracking().SingleOrDefaultAsync(m => m.Id == cover, ct) is { } picture ? Attached(picture) : null;

    private static AttachedMedia Attached(MediaItem m) => new(m.Id, m.Kind, m.FileName, m.ContentType, m.Size, m.Width, m.Height, m.DurationMs, m.AltText, m.Place);

    /// <summary>Names where and when the other one stands: the nearest, also among the plans themselves; what moves together keeps its distance.</summary>
    private static async Task<Problem?> DuplicateAsync(AppDb rows, Guid postId, List<Channel> channels, List<(Guid ChannelId, PlannedTime Planned)> plans, Moving moving, CancellationToken ct)
    {
        var ids = channels.Select(c => c.Id).ToList();
        var standing = await Others(rows, moving).Where(p => p.PostId == postId && ids.Contains(p.ChannelId)).Select(p => new { p.ChannelId, At = p.PublishedAt ?? p.ScheduledAt }).ToListAsync(ct);
        var taken = standing.Select(s => (s.ChannelId, s.At)).ToList();
        foreach (var (channelId, planned) in plans)
        {
            var close = taken.Where(t => t.ChannelId == channelId && (t.At - planned.Instant).Duration() < DuplicateWindow).OrderBy(t => (t.At - planned.Instant).Duration());
            foreach (var (_, at) in close)
                return Problem.Conflict("Publishing.DuplicateWithin24Hours", channels.Find(c => c.Id == channelId)!.DisplayName, PlannedTime.Of(at, await ZoneAsync(rows, ct)).ToDateTime())
                    with { Subject = channelId };
            if (ReferenceEquals(moving, Moving.Nothing))
                taken.Add((channelId, planned.Instant));
        }
        return null;
    }
}
