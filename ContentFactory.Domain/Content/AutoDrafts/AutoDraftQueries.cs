using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Trends;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Content.AutoDrafts;

/// <summary>A run as people read it.</summary>
/// <param name="Title">Of the post, while it is there.</param>
public sealed record AutoDraftRunRow(
    DateOnly Date, int Slot, DateTimeOffset DueAt, AutoDraftState State, Guid DraftId, string? Title, PostStatus? Status, string? ReasonKey, IReadOnlyList<string> ReasonArgs, DateTimeOffset? EndedAt);

/// <param name="Version">Null while the company has no plan.</param>
/// <param name="ZoneId">By whose clock the times are.</param>
/// <param name="Own">The topics that the company writes about: where none is chosen.</param>
/// <param name="ApprovedByRule">The company asks for no approval, so drafts need nobody.</param>
/// <param name="PostsItself">What the rule approves is planned by itself on channels that allow it.</param>
public sealed record AutoDraftView(
    Guid CompanyId, string CompanyName, AutoDraftEntry Entry, DateTimeOffset? Version, string ZoneId, DateTimeOffset? NextAt, IReadOnlyList<Interest> Topics, IReadOnlyList<string> Networks,
    bool ApprovedByRule, bool PostsItself, IReadOnlyList<AutoDraftRunRow> Runs);

/// <summary>The plan of a company and what came of it.</summary>
public sealed class AutoDraftQueries(Db db, Actor actor, TimeProvider clock)
{
    private const int RunsShown = 50;
    private const int StartLength = 120;

    public async Task<Result<AutoDraftView>> OneAsync(Guid companyId, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewPosts);
        await using var rows = await db.OpenAsync(ct);
        if (await rows.Companies.AsNoTracking().SingleOrDefaultAsync(c => c.Id == companyId, ct) is not { } company)
            return Problem.NotFound("Content.CompanyMissing");
        var plan = await rows.AutoDraftPlans.AsNoTracking().SingleOrDefaultAsync(p => p.CompanyId == companyId, ct);
        var zone = (await SettingsReader.ReadAsync(rows, companyId, ct)).Of(SettingCatalogue.ZoneId);
        var topics = await rows.Topics.AsNoTracking().OrderBy(t => t.Name)
            .Select(t => new Interest(t.Id, t.Name, t.Language, rows.CompanyTopics.Any(l => l.TopicId == t.Id && l.CompanyId == companyId))).ToListAsync(ct);
        var networks = company.Platforms ?? await rows.Tenants.Select(t => t.Platforms).SingleAsync(ct);
        var byRule = company.RequiredApprovals == 0;
        return new AutoDraftView(
            companyId, company.Name, plan?.Entry ?? AutoDraftEntry.First, plan?.ChangedAt, zone, plan is null ? null : NextOf(plan, zone), topics, networks,
            byRule, byRule && company.AutoPost, await RunsAsync(rows, companyId, ct));
    }

    private DateTimeOffset? NextOf(AutoDraftPlan plan, string zone) =>
        plan.IsOn ? AutoDraftSlots.Next(plan.Times, plan.PerDay, plan.Weekdays, zone, clock.GetUtcNow()) : null;

    private static async Task<IReadOnlyList<AutoDraftRunRow>> RunsAsync(AppDb rows, Guid companyId, CancellationToken ct)
    {
        var runs = await rows.AutoDraftRuns.AsNoTracking().Where(r => r.CompanyId == companyId).OrderByDescending(r => r.DueAt).ThenByDescending(r => r.Slot).Take(RunsShown).ToListAsync(ct);
        var ids = runs.Select(r => r.DraftId).ToList();
        var posts = await rows.Posts.AsNoTracking().Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Title, Start = p.Text.Substring(0, StartLength), p.Status }).ToDictionaryAsync(p => p.Id, ct);
        return [.. runs.Select(r =>
        {
            var post = posts.GetValueOrDefault(r.DraftId);
            return new AutoDraftRunRow(r.Date, r.Slot, r.DueAt, r.State, r.DraftId, post is null ? null : Notice.Named(post.Title, post.Start), post?.Status, r.ReasonKey, r.ReasonArgs, r.EndedAt);
        })];
    }
}
