using System.Globalization;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Publishing;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Analytics.Predictions;

/// <summary>What is compared: reactions for a hundred who saw the post, reactions, or views where the network has no reactions.</summary>
public enum PredictionUnit { Rate, Reactions, Views }

/// <param name="Usual">The channel's median.</param>
public sealed record Prediction(PredictionUnit Unit, double Expected, double Low, double High, double Usual, Confidence Confidence, IReadOnlyList<FactorEffect> Factors, PlannedTime? For);

/// <summary>An hour of a weekday that did well, by the clock of the channel.</summary>
public sealed record BestTime(DayOfWeek Weekday, int Hour, double Ratio, int Posts);

/// <param name="Measured">Posts that were measured; with fewer than <see cref="EngagementModel.Least"/> there is no prediction.</param>
/// <param name="PostingHours">What is proposed while nothing was measured.</param>
public sealed record NetworkPrediction(string Platform, string ChannelName, string ZoneId, int Measured, Prediction? Prediction, IReadOnlyList<BestTime> Best, IReadOnlyList<int> PostingHours);

/// <summary>What a post may be expected to do on each network, from the company's own past alone.</summary>
public sealed class PredictionQueries(Db db, Actor actor, TimeProvider clock)
{
    private const int BestShown = 3;

    /// <summary>All of a post that its prediction is made of: while it is the same, so is the prediction.</summary>
    public static string BasisOf(PostView post)
    {
        var media = post.Media.Select(m => m.Kind).ToList();
        return string.Join('|', [
            $"{post.Status} {PastPosts.Traits(post.Content.Text, 0, media)}", .. post.Variants.Select(v => $"{v.Platform} {PastPosts.Traits(v.Text ?? "", v.Parts.Count, media)}"),
            .. post.Limits.Select(l => l.Platform), .. post.Times.Select(t => t.ToString("O", CultureInfo.InvariantCulture)),
        ]);
    }

    /// <summary>By network; none where the post is gone or the company has no channel.</summary>
    public async Task<IReadOnlyList<NetworkPrediction>> OfPostAsync(Guid postId, CancellationToken ct)
    {
        actor.Demand(Permission.ViewAnalytics);
        await using var rows = await db.OpenAsync(ct);
        if (await rows.Posts.AsNoTracking().SingleOrDefaultAsync(p => p.Id == postId, ct) is not { } post)
            return [];
        var channels = await rows.Channels.AsNoTracking().Where(c => c.CompanyId == post.CompanyId && c.Status != ChannelStatus.Disconnected).OrderBy(c => c.CreatedAt).ToListAsync(ct);
        var zone = (await SettingsReader.ReadAsync(rows, post.CompanyId, ct)).Of(SettingCatalogue.ZoneId);
        var past = await PastPosts.ReadAsync(rows, channels, c => c.ZoneId ?? zone, clock.GetUtcNow(), ct);
        var planned = await PlannedAsync(rows, postId, ct);
        var (media, variants) = (await MediaAsync(rows, postId, ct), await rows.PostVariants.AsNoTracking().Where(v => v.PostId == postId).ToListAsync(ct));
        return [.. channels.GroupBy(c => c.Platform).OrderBy(g => g.Key, StringComparer.Ordinal).Select(network =>
        {
            var variant = variants.Find(v => v.Platform == network.Key);
            var traits = PastPosts.Traits(variant?.Text ?? post.Text, variant?.ThreadParts?.Length ?? 0, media);
            // of several channels that with the most to compare with
            var channel = network.MaxBy(c => past.Of(c.Id))!;
            var time = planned.TryGetValue(network.Key, out var at) ? PlannedTime.Of(at, channel.ZoneId ?? zone) : null;
            return Predict(past.On(network.Key), channel, channel.ZoneId ?? zone, traits, time, past);
        })];
    }

    private static NetworkPrediction Predict(NetworkPast network, Channel channel, string zone, PostTraits traits, PlannedTime? time, PastPosts past)
    {
        var model = new EngagementModel(network.Posts);
        var expected = model.Predict(traits with { Weekday = time?.Date.DayOfWeek, Hour = time?.Time.Hour });
        var usual = past.MedianOf(channel.Id);
        var prediction = expected is null || usual is not { } median ? null
            : new Prediction(network.Unit, expected.Ratio * median, expected.Low * median, expected.High * median, median, expected.Confidence, expected.Factors, time);
        return new(channel.Platform, channel.DisplayName, zone, model.Posts, prediction, [.. model.BestTimes(BestShown).Select(t => new BestTime(t.Weekday, t.Hour, t.Ratio, t.Posts))], channel.PostingHours);
    }

    private static async Task<Dictionary<string, DateTimeOffset>> PlannedAsync(AppDb rows, Guid postId, CancellationToken ct) =>
        (await rows.Publications.AsNoTracking().Where(p => p.PostId == postId && p.State == PublicationState.Scheduled)
            .Join(rows.Channels, p => p.ChannelId, c => c.Id, (p, c) => new { c.Platform, p.ScheduledAt }).ToListAsync(ct)).GroupBy(p => p.Platform).ToDictionary(g => g.Key, g => g.Min(p => p.ScheduledAt));

    private static async Task<IReadOnlyList<MediaKind>> MediaAsync(AppDb rows, Guid postId, CancellationToken ct) =>
        await rows.PostMedia.AsNoTracking().Where(m => m.PostId == postId).Join(rows.MediaItems, m => m.MediaId, i => i.Id, (_, i) => i.Kind).ToListAsync(ct);
}
