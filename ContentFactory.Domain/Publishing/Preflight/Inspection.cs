using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.Openings;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Media.Stores;
using ContentFactory.Domain.Platforms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Publishing;

/// <summary>Goes through everything that a publication needs at its time, asks no network, and tells people what is missing: each fault once.</summary>
internal sealed class Inspection(Db db, Actor actor, PlatformSet platforms, ChannelAccounts accounts, OutgoingPosts posts, IOptions<PublishingOptions> options, Changes changes, TimeProvider clock)
{
    public const string Told = "Publishing.Notice_Preflight";

    /// <summary>Looks at a claimed publication. One that moved on or was planned anew meanwhile is left alone.</summary>
    public async Task InspectAsync(Guid publicationId, CancellationToken ct)
    {
        actor.Demand(Permission.ViewSchedule);
        await using var rows = await db.OpenAsync(ct);
        if (await rows.Publications.AsNoTracking().SingleOrDefaultAsync(p => p.Id == publicationId && p.State == PublicationState.Scheduled, ct) is not { } publication)
            return;
        if (await rows.PublicationChecks.SingleOrDefaultAsync(c => c.PublicationId == publicationId && c.PlannedAt == publication.ScheduledAt, ct) is not { } check)
            return;
        var post = await rows.Posts.AsNoTracking().SingleAsync(p => p.Id == publication.PostId, ct);
        var channel = await rows.Channels.AsNoTracking().SingleAsync(c => c.Id == publication.ChannelId, ct);
        var (faults, before, now) = (await FaultsAsync(rows, publication, post, channel, ct), check.Faults, clock.GetUtcNow());
        Notice[] notices = check.Record(faults, now)
            ? [new(rows.TenantId, Told, [Notice.Named(post.Title, post.Text), channel.DisplayName], PublishingQueue.LinkTo(publicationId), Notice.Deciders, [post.AuthorId])] : [];
        await using var transaction = await rows.Database.BeginTransactionAsync(ct);
        await rows.SaveAndTellAsync(notices, now, ct);
        var mended = faults.Count == 0 && before.Length > 0;
        if (mended)
            await rows.AnsweredAsync([Told], PublishingQueue.LinkTo(publicationId), now, ct);
        await transaction.CommitAsync(ct);
        if (before.SequenceEqual(check.Faults))
            return;
        changes.Notify(rows.TenantId, ChangeTopics.Publications);
        changes.Notify(rows.TenantId, ChangeTopics.Notifications);
    }

    private async Task<IReadOnlyList<Problem>> FaultsAsync(AppDb rows, Publication publication, Post post, Channel channel, CancellationToken ct)
    {
        var faults = new List<Problem?>
        {
            publication.PostVersion != post.Version || post.ApprovedVersion != post.Version || post.Status is not (PostStatus.Scheduled or PostStatus.Published)
                ? Problem.Conflict("Publishing.Ahead_PostChanged") : null,
            channel.MayPublish ? null : Problem.Conflict("Publishing.ChannelNotReady", channel.DisplayName),
        };
        if (platforms.Find(channel.Platform) is not { } platform)
            return [.. faults.OfType<Problem>(), Problem.Unavailable("Publishing.PlatformMissing")];
        // of a disconnected channel its state says enough
        if (channel.Status is not ChannelStatus.Disconnected)
            faults.Add(await TokenFaultAsync(rows, publication, channel, platform, ct));
        faults.AddRange(await ContentFaultsAsync(rows, publication, post, platform, channel.DisplayName, ct));
        faults.Add(await DayFaultAsync(rows, publication, channel, ct));
        faults.Add(await DuplicateFaultAsync(rows, publication, channel, ct));
        return [.. faults.OfType<Problem>()];
    }

    private async Task<Problem?> TokenFaultAsync(AppDb rows, Publication publication, Channel channel, IPlatform platform, CancellationToken ct)
    {
        var secrets = await rows.ChannelSecrets.AsNoTracking().Where(s => s.ChannelId == channel.Id).Select(s => new SealedSecret(s.Kind, s.Cipher)).ToListAsync(ct);
        if (secrets.TrueForAll(s => s.Kind == SealedProxy.Kind) || accounts.Open(rows.TenantId, channel.Id, channel.AccountId, channel.Handle, channel.Sandbox, secrets, channel.Platform, channel.AppKey) is not { } account)
            return Problem.Conflict("Publishing.CredentialLost");
        if (channel.TokenValidUntil is not { } until || until > publication.DueAt + options.Value.CallWindow)
            return null;
        var renews = platform.Refreshes && account.Secrets.GetValueOrDefault(AccountTokens.Refresh) is { Length: > 0 };
        if (renews && (platform.RefreshIsRepeatable || await LastRefreshAsync(rows, channel.Id, ct) is not RefreshState.Unknown))
            return null;
        return Problem.Conflict("Publishing.Ahead_TokenEnds", channel.DisplayName);
    }

    private static Task<RefreshState?> LastRefreshAsync(AppDb rows, Guid channelId, CancellationToken ct) =>
        rows.TokenRefreshes.Where(r => r.ChannelId == channelId).OrderByDescending(r => r.StartedAt).Select(r => (RefreshState?)r.State).FirstOrDefaultAsync(ct);

    /// <summary>What the network would refuse, and files that are not there any more.</summary>
    private async Task<IReadOnlyList<Problem>> ContentFaultsAsync(AppDb rows, Publication publication, Post post, IPlatform platform, string channelName, CancellationToken ct)
    {
        var variant = await rows.PostVariants.AsNoTracking().SingleOrDefaultAsync(v => v.PostId == post.Id && v.Platform == platform.Key, ct);
        var media = await PostSchedule.MediaAsync(rows, post.Id, variant?.MediaIds, ct);
        var cover = await PostSchedule.CoverAsync(rows, post, variant, ct);
        var draft = PostDraft.Of(post, variant, false, media, cover) with { Choices = publication.Choices };
        var opening = publication.Hook is { } at && (await HookTests.RunningAsync(rows, post.Id, ct)).ElementAtOrDefault(at) is { } tested
            ? OpeningFaults.Of(platform, posts, draft, post.Hook, publication.Opening ?? tested, at, channelName) : null;
        // a cover that this network does not take stays here
        var lost = await LostAsync(cover is not null && platform.CoverOf(posts.Of(draft)) is not null ? [.. media, cover] : media, ct);
        return [.. platform.Validate(posts.Of(draft)), .. new[] { opening }.OfType<Problem>(), .. lost, .. new[] { publication.Choices.TimeFault(platform, publication.ScheduledAt, false) }.OfType<Problem>()];
    }

    private async Task<List<Problem>> LostAsync(List<AttachedMedia> media, CancellationToken ct)
    {
        var lost = new List<Problem>();
        foreach (var file in media)
            try
            {
                await posts.TouchAsync(file, ct);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                lost.Add(Problem.Conflict(StoredFiles.IsMissing(e) ? "Publishing.Ahead_MediaMissing" : "Publishing.Ahead_MediaAway", file.FileName));
            }
        return lost;
    }

    /// <summary>The day was within its limit when it was planned, but the limit may be another by now.</summary>
    private static async Task<Problem?> DayFaultAsync(AppDb rows, Publication publication, Channel channel, CancellationToken ct)
    {
        var settings = await SettingsReader.ReadAsync(rows, channel.CompanyId, ct);
        var zone = channel.ZoneId ?? settings.Of(SettingCatalogue.ZoneId);
        var day = LocalDay.At(publication.ScheduledAt, zone);
        var limit = WarmUpRamp.Of(channel, settings.Of(SettingCatalogue.WarmUpDays), zone).LimitOn(day);
        var (start, end) = LocalDay.Of(day, zone);
        // those of the day that come before it: the first ones are within the limit
        var place = await rows.Publications.CountAsync(p => p.ChannelId == channel.Id && PostSchedule.Standing.Contains(p.State) && p.ScheduledAt >= start && p.ScheduledAt < end
            && (p.ScheduledAt < publication.ScheduledAt || (p.ScheduledAt == publication.ScheduledAt && p.Id.CompareTo(publication.Id) <= 0)), ct);
        return place > limit ? Problem.Limit("Publishing.Ahead_DayFull", channel.DisplayName, limit) : null;
    }

    /// <summary>Occurrences of one repetition are meant to come again, and 23 hours apart where a clock goes forward.</summary>
    private static async Task<Problem?> DuplicateFaultAsync(AppDb rows, Publication publication, Channel channel, CancellationToken ct)
    {
        var (from, until) = (publication.ScheduledAt - PostSchedule.DuplicateWindow, publication.ScheduledAt + PostSchedule.DuplicateWindow);
        var twice = await rows.Publications.AnyAsync(p => p.PostId == publication.PostId && p.ChannelId == channel.Id && p.Id != publication.Id
            && (p.RecurrenceId == null || p.RecurrenceId != publication.RecurrenceId) && PostSchedule.Standing.Contains(p.State) && (p.PublishedAt ?? p.ScheduledAt) > from && (p.PublishedAt ?? p.ScheduledAt) < until, ct);
        return twice ? Problem.Conflict("Publishing.Ahead_Twice", channel.DisplayName) : null;
    }
}
