using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content.Templates;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Content.AutoDrafts;

/// <summary>Makes the draft of one claimed run and keeps what became of it.</summary>
public sealed class AutoDrafter(Db db, DraftGenerator generator, Actor actor, Changes changes, TimeProvider clock)
{
    private const int MostTries = 3;
    private const int MostChoices = 5;
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    internal async Task DraftAsync(ClaimedDraft claimed, CancellationToken ct)
    {
        actor.Demand(Permission.GenerateDrafts);
        using var left = new CancellationTokenSource(AutoDraftQueue.Lease - Margin, clock);
        using var lease = CancellationTokenSource.CreateLinkedTokenSource(ct, left.Token);
        var unfit = new List<Guid>();
        while (await PrepareAsync(claimed, unfit, ct) is { } request)
        {
            var made = await WriteAsync(request, lease.Token, ct);
            if (made.Problem is { Kind: ProblemKind.Invalid } useless && useless.TextKey.StartsWith("Ai.", StringComparison.Ordinal) && unfit.Count < MostChoices)
            {
                // nothing can be written from this one, perhaps from the next
                unfit.AddRange(request.TrendItemIds);
                continue;
            }
            await RecordAsync(claimed, made.Problem, ct);
            break;
        }
        changes.Notify(actor.TenantId, ChangeTopics.AutoDrafts);
    }

    private async Task<Result<Guid>> WriteAsync(GenerateDraft request, CancellationToken lease, CancellationToken ct)
    {
        try
        {
            return await generator.GenerateAsync(request, lease);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Problem.Unavailable("Content.AutoTooSlow");
        }
    }

    /// <summary>Sets ideas aside while the tenant is locked, so that two runs never take the same. Null where the run is over or another's.</summary>
    private async Task<GenerateDraft?> PrepareAsync(ClaimedDraft claimed, List<Guid> unfit, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        await using var transaction = await rows.Database.BeginTransactionAsync(ct);
        await rows.LockTenantAsync(ct);
        if (await FindAsync(rows, claimed, ct) is not { } run)
            return null;
        var now = await rows.NowAsync(ct);
        var plan = await rows.AutoDraftPlans.AsNoTracking().SingleOrDefaultAsync(p => p.CompanyId == claimed.CompanyId, ct);
        var ideas = await EndedAsync(rows, run, now, ct) || plan is null ? null : await IdeasAsync(rows, run, plan, unfit, now, ct);
        await rows.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return ideas is null || plan is null ? null : new GenerateDraft(plan.CompanyId, ideas, plan.Language)
        {
            Platforms = plan.Platforms.Length == 0 ? null : plan.Platforms, TemplateId = plan.TemplateId, TemplateValues = plan.TemplateValues, PostId = run.DraftId,
        };
    }

    private static async Task<bool> EndedAsync(AppDb rows, AutoDraftRun run, DateTimeOffset now, CancellationToken ct)
    {
        if (await rows.Posts.AnyAsync(p => p.Id == run.DraftId, ct))
            run.End(AutoDraftState.Drafted, null, now);
        else if (!await rows.AutoDraftPlans.AnyAsync(p => p.CompanyId == run.CompanyId && p.IsOn, ct) || !await rows.Companies.AnyAsync(c => c.Id == run.CompanyId && c.Status == CompanyStatus.Active, ct))
            run.End(AutoDraftState.Skipped, Problem.Conflict("Content.AutoOff"), now);
        else if (now - run.DueAt > AutoDraftQueue.Late)
            run.End(AutoDraftState.Skipped, run.ReasonKey is null ? Problem.Conflict("Content.AutoLate") : new Problem(ProblemKind.Conflict, null, run.ReasonKey, [.. run.ReasonArgs]), now);
        else if (run.Tries > MostTries)
            run.End(AutoDraftState.Failed, Problem.Conflict("Content.AutoGaveUp", MostTries), now);
        return run.State is not AutoDraftState.Waiting;
    }

    private static async Task<IReadOnlyList<Guid>?> IdeasAsync(AppDb rows, AutoDraftRun run, AutoDraftPlan plan, List<Guid> unfit, DateTimeOffset now, CancellationToken ct)
    {
        // what was set aside before a crash is still this run's
        if (run.ItemIds.Length > 0 && unfit.Count == 0 && await rows.TrendItems.CountAsync(i => run.ItemIds.Contains(i.Id) && i.UsedCount == 0, ct) == run.ItemIds.Length)
            return run.ItemIds;
        var language = plan.Language ?? (plan.TemplateId is { } id ? await TemplateUse.LanguageAsync(rows, id, plan.CompanyId, ct) : null);
        run.SetAside([], []);
        await rows.SaveChangesAsync(ct);
        var chosen = await IdeaChoice.ChooseAsync(rows, new(plan.CompanyId, plan.TopicIds, language, plan.LeastScore), unfit, now, ct);
        if (chosen.Ok)
            run.SetAside(chosen.Value, plan.Platforms);
        else
            run.End(AutoDraftState.Empty, unfit.Count > 0 ? Problem.Conflict("Content.AutoUseless") : chosen.Problem, now);
        return chosen.Ok ? chosen.Value : null;
    }

    private async Task RecordAsync(ClaimedDraft claimed, Problem? problem, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        if (await FindAsync(rows, claimed, ct) is not { } run)
            return;
        var now = await rows.NowAsync(ct);
        if (problem is null || await rows.Posts.AnyAsync(p => p.Id == run.DraftId, ct))
            run.End(AutoDraftState.Drafted, null, now);
        else if (problem.Kind is ProblemKind.Unavailable or ProblemKind.Conflict && run.Tries < MostTries)
            run.TryAgain(problem, now + Again);
        else
            run.End(AutoDraftState.Failed, problem, now);
        await rows.SaveChangesAsync(ct);
    }

    /// <summary>The row while it is this node's: a higher count of tries is another's.</summary>
    private static Task<AutoDraftRun?> FindAsync(AppDb rows, ClaimedDraft claimed, CancellationToken ct) => rows.AutoDraftRuns.SingleOrDefaultAsync(
        r => r.CompanyId == claimed.CompanyId && r.Date == claimed.Date && r.Slot == claimed.Slot && r.State == AutoDraftState.Waiting && r.Tries == claimed.Tries, ct);
}
