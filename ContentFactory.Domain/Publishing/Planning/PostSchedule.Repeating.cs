using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing;

/// <param name="Rule">Its zone and start are those of the dialog; see <see cref="Repetition"/>.</param>
/// <param name="CoolDownHours">An occurrence that comes sooner after the one before went out is left out. At most an hour less than the rule's shortest step.</param>
public sealed record RepeatPost(Guid PostId, IReadOnlyList<Guid> ChannelIds, Repetition Rule, int CoolDownHours = PostSchedule.UsualCoolDown, bool ConfirmDuplicates = false,
    IReadOnlyDictionary<Guid, PublishChoices>? Choices = null);

/// <summary>Posts that go out again and again.</summary>
public sealed partial class PostSchedule
{
    public const int UsualCoolDown = 12;

    private const string RepetitionEntity = "recurrence";
    private const int MostCount = 1000;

    /// <summary>Plans the first occurrence on each channel; the others follow by themselves. The rule's zone is the tenant's.</summary>
    public async Task<Result<IReadOnlyList<PlannedPublication>>> RepeatAsync(RepeatPost request, CancellationToken ct)
    {
        actor.Demand(Permission.SchedulePosts);
        await using var rows = await db.OpenAsync(ct);
        var now = clock.GetUtcNow();
        var rule = request.Rule with { ZoneId = await ZoneAsync(rows, ct) };
        if (Fault(request, rule, now) is { } fault)
            return fault;
        if (IsPast(PlannedTime.At(rule.Start, rule.Time, rule.ZoneId), now))
            return TimeInPast(rule.ZoneId, now);
        if (rule.After(now.AddMinutes(-1)).FirstOrDefault() is not { } first)
            return Problem.Invalid("Until", "Publishing.RepeatsNever");
        if (await rows.Recurrences.AnyAsync(r => r.PostId == request.PostId && request.ChannelIds.Contains(r.ChannelId) && r.State != RecurrenceState.Ended, ct))
            return Problem.Conflict("Publishing.RepeatsAlready");
        return await PlanAsync(rows, request.PostId, [.. request.ChannelIds.Distinct().Select(id => (id, first))], new(request.ConfirmDuplicates, request.Choices, (rule, request.CoolDownHours)), ct);
    }

    /// <summary>What waits of it does not go out any more; what is being sent ends.</summary>
    public Task<Result> EndRepetitionAsync(Guid recurrenceId, CancellationToken ct)
    {
        actor.Demand(Permission.CancelPublications);
        return ChangeAsync(recurrenceId, (recurrence, now) => recurrence.End(now), ct);
    }

    /// <summary>What waits of it is cancelled; the repetition can go on later.</summary>
    public Task<Result> PauseRepetitionAsync(Guid recurrenceId, CancellationToken ct)
    {
        actor.Demand(Permission.CancelPublications);
        return ChangeAsync(recurrenceId, (recurrence, _) => recurrence.Pause(), ct);
    }

    /// <summary>Goes on with the next occurrence from now.</summary>
    public Task<Result> ResumeRepetitionAsync(Guid recurrenceId, CancellationToken ct)
    {
        actor.Demand(Permission.CancelPublications);
        return ChangeAsync(recurrenceId, (recurrence, now) => recurrence.Resume(now), ct);
    }

    private static Problem? Fault(RepeatPost request, Repetition rule, DateTimeOffset now)
    {
        if (request.ChannelIds.Count == 0)
            return Problem.Invalid("Channels", "Publishing.ChannelMissing");
        if (IsTooFar(rule.Start, now))
            return Problem.Invalid("Time", "Publishing.TimeTooFar");
        if (rule.EveryDays is < 1 or > 365)
            return Problem.Invalid("EveryDays", "Publishing.EveryDaysWrong", 365);
        if (rule.Count is < 1 or > MostCount)
            return Problem.Invalid("Count", "Publishing.CountWrong", MostCount);
        if (rule.Until < rule.Start)
            return Problem.Invalid("Until", "Publishing.RepeatsNever");
        return request.CoolDownHours < 0 || request.CoolDownHours >= (rule.LeastDays * 24) - 1 ? Problem.Invalid("CoolDown", "Publishing.CoolDownTooLong") : null;
    }

    private async Task<Result> ChangeAsync(Guid recurrenceId, Func<Recurrence, DateTimeOffset, Result> change, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        if (await rows.Recurrences.SingleOrDefaultAsync(r => r.Id == recurrenceId, ct) is not { } recurrence)
            return Problem.NotFound();
        await using var transaction = await rows.Database.BeginTransactionAsync(ct);
        await rows.LockTenantAsync(ct);
        await rows.Database.ExecuteSqlAsync($"select 1 from posts where tenant_id = {rows.TenantId} and id = {recurrence.PostId} for update", ct);
        var (now, before) = (clock.GetUtcNow(), new { recurrence.State });
        if (change(recurrence, now).Problem is { } problem)
            return problem;
        rows.Audit(Permission.CancelPublications, RepetitionEntity, recurrenceId, before, new { recurrence.State }, now);
        return new(recurrence.State is RecurrenceState.Active ? await GoOnAsync(rows, recurrence, ct) : await DropWaitingAsync(rows, recurrence, now, ct));
    }

    private async Task<Problem?> GoOnAsync(AppDb rows, Recurrence recurrence, CancellationToken ct)
    {
        await rows.SaveChangesAsync(ct);
        await NextOccurrence.AddAsync(rows, recurrence.Id, ct);
        return await SaveAsync(rows, "Publishing.ChangedMeanwhile", ct);
    }

    private async Task<Problem?> DropWaitingAsync(AppDb rows, Recurrence recurrence, DateTimeOffset now, CancellationToken ct)
    {
        var waiting = await rows.Publications.Where(p => p.RecurrenceId == recurrence.Id && (p.State == PublicationState.Scheduled || p.State == PublicationState.Held)).ToListAsync(ct);
        foreach (var publication in waiting)
            publication.Cancel(now);
        var post = await rows.Posts.SingleAsync(p => p.Id == recurrence.PostId, ct);
        if (waiting is [var first, ..])
            await CloseAsync(rows, first, post, now, ct, [.. waiting.Select(p => p.Id)]);
        return await SaveAsync(rows, "Publishing.AlreadySending", ct);
    }
}
