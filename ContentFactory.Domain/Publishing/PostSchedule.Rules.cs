using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.Variants;
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
        if (!wish.Confirmed && (RepeatItself(plans) || await DuplicateAsync(rows, post.Id, plans, Moving.Nothing, ct)))
            return Problem.Conflict("Publishing.DuplicateWithin24Hours");
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
            var media = await MediaAsync(rows, post.Id, variant?.MediaIds, ct);
            foreach (var channel in network)
            {
                var choices = wish.Of(channel.Id).For(platform, post.Type);
                if (!choices.Ok)
                    return choices.Problem;
                wish.Put(channel.Id, choices.Value);
                if (choices.Value.TimeFault(platform, plans.Where(p => p.ChannelId == channel.Id).Max(p => p.Planned.Instant), wish.Repeat is not null) is { } time)
                    return time;
                var draft = PostDraft.Of(post, variant, false, media) with { Choices = choices.Value };
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
        return [.. items.OrderBy(m => Array.IndexOf(order, m.Id))
            .Select(m => new AttachedMedia(m.Id, m.Kind, m.FileName, m.ContentType, m.Size, m.Width, m.Height, m.DurationMs, m.AltText, m.Place))];
    }

    private static async Task<bool> DuplicateAsync(AppDb rows, Guid postId, List<(Guid ChannelId, PlannedTime Planned)> plans, Moving moving, CancellationToken ct)
    {
        var ids = plans.Select(p => p.ChannelId).Distinct().ToList();
        var standing = await Others(rows, moving).Where(p => p.PostId == postId && ids.Contains(p.ChannelId)).Select(p => new { p.ChannelId, At = p.PublishedAt ?? p.ScheduledAt }).ToListAsync(ct);
        return plans.Exists(p => standing.Exists(s => s.ChannelId == p.ChannelId && (s.At - p.Planned.Instant).Duration() < DuplicateWindow));
    }

    private static bool RepeatItself(List<(Guid ChannelId, PlannedTime Planned)> plans) => plans.GroupBy(p => p.ChannelId, p => p.Planned.Instant)
        .Any(g => g.Order().Zip(g.Order().Skip(1), (a, b) => b - a).Any(gap => gap < DuplicateWindow));
}
