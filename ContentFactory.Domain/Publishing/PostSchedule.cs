using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.Openings;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ContentFactory.Domain.Publishing;

/// <summary>Which channel gets a post when.</summary>
/// <param name="ZoneId">Whose clock shows date and time: an IANA zone, such as a slot's; null is the tenant's.</param>
public sealed record ChannelTime(Guid ChannelId, DateOnly Date, TimeOnly Time, string? ZoneId = null);

/// <param name="ConfirmDuplicates">The person has seen that the post stands on the channel within 24 hours and wants it anyway.</param>
/// <param name="Choices">By channel; where there is none the network's own defaults hold.</param>
public sealed record SchedulePost(Guid PostId, IReadOnlyList<ChannelTime> Times, bool ConfirmDuplicates = false, IReadOnlyDictionary<Guid, PublishChoices>? Choices = null);

/// <summary>What was planned; <see cref="PlannedTime.Note"/> says when the clock of the zone moved the time.</summary>
public sealed record PlannedPublication(Guid PublicationId, Guid ChannelId, PlannedTime Planned)
{
    /// <summary>Where it was moved from, and can be moved back to: null where that time has passed, or where it was held.</summary>
    public PlannedTime? Before { get; init; }
}

/// <summary>People's decisions about when and where posts go out.</summary>
public sealed partial class PostSchedule(Db db, Actor actor, Changes changes, PlatformSet platforms, OutgoingPosts posts, IOptions<PublishingOptions> options, TimeProvider clock)
{
    private const string Entity = "publication";

    public async Task<Result<IReadOnlyList<PlannedPublication>>> ScheduleAsync(SchedulePost request, CancellationToken ct)
    {
        actor.Demand(Permission.SchedulePosts);
        await using var rows = await db.OpenAsync(ct);
        var zone = await ZoneAsync(rows, ct);
        var now = clock.GetUtcNow();
        var plans = PlansOf(request.Times, zone, now);
        if (!plans.Ok)
            return plans.Problem;
        return await PlanAsync(rows, request.PostId, plans.Value, new(request.ConfirmDuplicates, request.Choices), ct);
    }

    public async Task<Result<IReadOnlyList<PlannedPublication>>> PublishNowAsync(Guid postId, IReadOnlyList<Guid> channelIds, CancellationToken ct, bool confirmDuplicates = false,
        IReadOnlyDictionary<Guid, PublishChoices>? choices = null)
    {
        actor.Demand(Permission.SchedulePosts);
        await using var rows = await db.OpenAsync(ct);
        if (channelIds.Count == 0)
            return Problem.Invalid("Channels", "Publishing.ChannelMissing");
        var planned = PlannedTime.Of(clock.GetUtcNow(), await ZoneAsync(rows, ct));
        return await PlanAsync(rows, postId, [.. channelIds.Select(id => (id, planned))], new(confirmDuplicates, choices), ct);
    }

    private async Task<Result<IReadOnlyList<PlannedPublication>>> PlanAsync(AppDb rows, Guid postId, List<(Guid ChannelId, PlannedTime Planned)> plans, Wish wish, CancellationToken ct)
    {
        await using var transaction = await rows.Database.BeginTransactionAsync(ct);
        await rows.LockTenantAsync(ct);
        if (await rows.Posts.SingleOrDefaultAsync(p => p.Id == postId, ct) is not { } post)
            return Problem.NotFound();
        if (post.ApprovedVersion != post.Version)
            return Problem.Conflict("Content.NotApproved");
        // two undo one cancellation, or somebody has planned it anew: it would go out twice
        if (wish.Again is { } like && await StandingIn(rows).AnyAsync(p => p.PostId == postId && p.ChannelId == like.ChannelId && p.CreatedAt >= like.UpdatedAt, ct))
            return Problem.Conflict("Publishing.ChangedMeanwhile");
        var now = clock.GetUtcNow();
        if (post.Schedule(now).Problem is { } notApproved)
            return notApproved;
        wish = wish with { Openings = await HookTests.RunningAsync(rows, postId, ct) };
        if (await RefusalAsync(rows, post, plans, wish, ct) is { } refusal)
            return refusal;
        var scheduled = await AddAsync(rows, post, plans, wish, now, ct);
        if (await SaveAsync(rows, "Publishing.ChangedMeanwhile", ct) is { } failed)
            return failed;
        return scheduled;
    }

    private async Task<List<PlannedPublication>> AddAsync(
        AppDb rows, Post post, List<(Guid ChannelId, PlannedTime Planned)> plans, Wish wish, DateTimeOffset now, CancellationToken ct)
    {
        var last = await rows.Publications.Where(p => p.PostId == post.Id).GroupBy(p => p.ChannelId)
            .Select(g => new { g.Key, Last = g.Max(p => p.Occurrence) }).ToDictionaryAsync(g => g.Key, g => g.Last, ct);
        var turn = await HookTurn.ReadAsync(rows, post, wish.Openings, [.. plans.Select(p => p.ChannelId)], ct);
        var scheduled = new List<PlannedPublication>();
        foreach (var (channelId, planned) in plans)
        {
            var occurrence = last[channelId] = last.GetValueOrDefault(channelId, -1) + 1;
            var publication = new Publication(rows.TenantId, Ids.New(now), post.Id, channelId, occurrence, planned, post.Version, actor.PersonId, now);
            publication.Choose(wish.Of(channelId));
            publication.Test(turn?.Next(channelId));
            rows.Publications.Add(publication);
            if (wish.Repeat is { } r)
            {
                var recurrence = new Recurrence(rows.TenantId, Ids.New(now), post.Id, channelId, r.Rule, r.CoolDownHours, wish.Of(channelId), actor.PersonId, now);
                rows.Recurrences.Add(recurrence);
                publication.Repeat(recurrence.Id);
            }
            rows.Audit(Permission.SchedulePosts, Entity, publication.Id, null, new { PostId = post.Id, ChannelId = channelId, At = planned.Instant, Repeats = wish.Repeat is not null }, now);
            scheduled.Add(new(publication.Id, channelId, planned));
        }
        return scheduled;
    }

    /// <summary>What was asked for besides channels and times. The network's defaults join the choices once they are checked.</summary>
    private sealed record Wish(bool Confirmed, IReadOnlyDictionary<Guid, PublishChoices>? Choices, (Repetition Rule, int CoolDownHours)? Repeat = null)
    {
        /// <summary>The cancelled publication that this one stands in for.</summary>
        public Publication? Again { get; init; }

        /// <summary>Of the test that runs; each of them may go out.</summary>
        public IReadOnlyList<string> Openings { get; init; } = [];

        private readonly Dictionary<Guid, PublishChoices> choices = Choices?.ToDictionary() ?? [];

        public PublishChoices Of(Guid channelId) => choices.GetValueOrDefault(channelId, PublishChoices.None);

        public void Put(Guid channelId, PublishChoices whole) => choices[channelId] = whole;
    }

    /// <summary>Saves and tells the pages and the queue. A row that the queue or another person changed meanwhile is a conflict.
    /// What befell <paramref name="answered"/> publications nobody need hear any more: a person saw to them.</summary>
    private async Task<Problem?> SaveAsync(AppDb rows, string conflictKey, CancellationToken ct, IReadOnlyCollection<Guid>? answered = null)
    {
        try
        {
            if (answered is not null && rows.Database.CurrentTransaction is null)
                await rows.Database.BeginTransactionAsync(ct);
            await rows.SaveChangesAsync(ct);
            foreach (var id in answered ?? [])
                await PublishingQueue.AnsweredAsync(rows, id, clock.GetUtcNow(), ct);
            if (rows.Database.CurrentTransaction is { } transaction)
                await transaction.CommitAsync(ct);
        }
        catch (DbUpdateException e) when (IsConflict(e))
        {
            return Problem.Conflict(conflictKey);
        }
        changes.Notify(rows.TenantId, ChangeTopics.Publications);
        changes.Notify(rows.TenantId, ChangeTopics.Posts);
        if (answered is not null)
            changes.Notify(rows.TenantId, ChangeTopics.Notifications);
        changes.Notify(Guid.Empty, ChangeTopics.Due);
        return null;
    }

    /// <summary>Within the transaction, for a statement that has to see it.</summary>
    private static async Task<Problem?> WriteAsync(AppDb rows, string conflictKey, CancellationToken ct)
    {
        try
        {
            await rows.SaveChangesAsync(ct);
            return null;
        }
        catch (DbUpdateException e) when (IsConflict(e))
        {
            return Problem.Conflict(conflictKey);
        }
    }

    private static bool IsConflict(DbUpdateException e) => e is DbUpdateConcurrencyException || e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    private static async Task<string> ZoneAsync(AppDb rows, CancellationToken ct) => await rows.Tenants.Select(t => t.ZoneId).SingleAsync(ct);

    /// <summary>A form knows minutes only: the current one is not past.</summary>
    private static bool IsPast(PlannedTime planned, DateTimeOffset now) => planned.Instant <= now.AddMinutes(-1);

    private static bool IsTooFar(DateOnly date, DateTimeOffset now) => Math.Abs(date.Year - now.Year) > 2;

    private static Problem TimeInPast(string zone, DateTimeOffset now) =>
        Problem.Invalid("Time", "Publishing.TimeInPast", TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime);
}
