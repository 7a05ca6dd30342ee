using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing;

/// <param name="InRotation">Posts that may go out by themselves and their terms.</param>
/// <param name="Resting">Of these, those that are in their cool-down on every channel of the category.</param>
public sealed record EvergreenCategoryRow(
    Guid Id, Guid CompanyId, string Company, string Name, int CoolDownDays, EvergreenState State, int InRotation, int Resting, int Slots, DateTimeOffset? NextAt);

public sealed record EvergreenSlotRow(Guid Id, Guid ChannelId, string ChannelName, string Platform, bool MayPublish, IReadOnlyList<DayOfWeek> On, TimeOnly Time, string ZoneId, EvergreenState State);

/// <summary>Why a post of a category does not come, if it does not.</summary>
public enum EvergreenStanding { Ready, Resting, NotApproved, Over, UsedUp, Archived }

/// <param name="LastAt">When it last went out on a channel of the category, or will.</param>
/// <param name="RestsUntil">Until when it rests on all of them.</param>
public sealed record EvergreenPostRow(
    Guid PostId, string Title, string Start, EvergreenStanding Standing, DateTimeOffset? LastAt, DateTimeOffset? RestsUntil, DateOnly? Until, int? MostTimes, int Times, DateTimeOffset AddedAt);

/// <summary>A time of the next days: what stands planned already, what will be, or why nothing is.</summary>
/// <param name="PublicationId">Null where it is not planned yet.</param>
public sealed record EvergreenTime(
    Guid SlotId, DateOnly Date, DateTimeOffset At, string ZoneId, string ChannelName, string Platform, Guid? PublicationId = null, PublicationState? State = null,
    Guid? PostId = null, string? PostTitle = null, PassReason? Pass = null, int Resting = 0, DateTimeOffset? FreeAt = null)
{
    internal bool GoesOut => State is PublicationState.Scheduled || (State is null && PostId is not null);
}

/// <param name="Posts">In the order in which they come.</param>
/// <param name="Missed">Dates that have passed with nothing, newest first.</param>
public sealed record EvergreenCategoryView(
    EvergreenCategoryRow Category, IReadOnlyList<EvergreenSlotRow> Slots, IReadOnlyList<EvergreenPostRow> Posts, IReadOnlyList<EvergreenTime> Next, IReadOnlyList<EvergreenTime> Missed);

/// <param name="Start">The beginning of its text.</param>
public sealed record EvergreenCandidate(Guid PostId, string Title, string Start);

/// <summary>What pages read of evergreen categories. The preview is decided by the rule of the planning itself.</summary>
public sealed partial class EvergreenQueries(Db db, Actor actor, TimeProvider clock)
{
    public const int PreviewDays = 7;
    public const int MostCandidates = 50;

    private const int StartLength = 160;

    /// <summary>All categories, of one company or of each, with what stands in them.</summary>
    public async Task<IReadOnlyList<EvergreenCategoryRow>> ListAsync(Guid? companyId, CancellationToken ct)
    {
        actor.Demand(Permission.ViewSchedule);
        await using var rows = await db.OpenAsync(ct);
        var categories = await rows.EvergreenCategories.AsNoTracking().Where(c => c.State != EvergreenState.Removed && (companyId == null || c.CompanyId == companyId))
            .OrderBy(c => c.NameKey).ThenBy(c => c.Id).ToListAsync(ct);
        return categories.Count == 0 ? [] : (await ReadAsync(rows, categories, ct)).Categories;
    }

    public async Task<Result<EvergreenCategoryView>> OneAsync(Guid categoryId, CancellationToken ct)
    {
        actor.Demand(Permission.ViewSchedule);
        await using var rows = await db.OpenAsync(ct);
        if (await rows.EvergreenCategories.Where(c => c.Id == categoryId && c.State != EvergreenState.Removed).Select(c => (Guid?)c.CompanyId).SingleOrDefaultAsync(ct) is not { } companyId)
            return Problem.NotFound("Publishing.EvergreenGone");
        // the others of the company too: what they plan fills the same days
        var categories = await rows.EvergreenCategories.AsNoTracking().Where(c => c.CompanyId == companyId && c.State != EvergreenState.Removed).ToListAsync(ct);
        var read = await ReadAsync(rows, categories, ct);
        return await ViewAsync(rows, read, categoryId, ct);
    }

    /// <summary>Approved posts of the category's company that are in no category yet, newest first; a few, as many as a person looks through.</summary>
    public async Task<IReadOnlyList<EvergreenCandidate>> CandidatesAsync(Guid categoryId, string? search, CancellationToken ct)
    {
        actor.Demand(Permission.ViewSchedule);
        await using var rows = await db.OpenAsync(ct);
        var free = rows.Posts.AsNoTracking().Where(p => p.ApprovedVersion == p.Version && EvergreenStock.Publishable.Contains(p.Status)
            && rows.EvergreenCategories.Any(c => c.Id == categoryId && c.CompanyId == p.CompanyId) && !rows.EvergreenPosts.Any(e => e.PostId == p.Id));
        if (!string.IsNullOrWhiteSpace(search))
        {
            var found = await rows.FoundPosts(search, beyondTitle: true).ToArrayAsync(ct);
            free = free.Where(p => found.Contains(p.Id));
        }
        return await free.OrderByDescending(p => p.UpdatedAt).ThenBy(p => p.Id).Take(MostCandidates)
            .Select(p => new EvergreenCandidate(p.Id, p.Title, p.Text.Substring(0, StartLength))).ToListAsync(ct);
    }

    /// <summary>The category that a post is in, and those that it could be put into.</summary>
    public async Task<EvergreenPlace> OfPostAsync(Guid postId, CancellationToken ct)
    {
        actor.Demand(Permission.ViewSchedule);
        await using var rows = await db.OpenAsync(ct);
        var current = await rows.EvergreenPosts.Where(e => e.PostId == postId).Join(rows.EvergreenCategories, e => e.CategoryId, c => c.Id, (_, c) => new EvergreenChoice(c.Id, c.Name)).SingleOrDefaultAsync(ct);
        var choices = await rows.EvergreenCategories.Where(c => c.State != EvergreenState.Removed && rows.Posts.Any(p => p.Id == postId && p.CompanyId == c.CompanyId))
            .OrderBy(c => c.NameKey).Select(c => new EvergreenChoice(c.Id, c.Name)).ToListAsync(ct);
        return new(current, choices);
    }
}

public sealed record EvergreenChoice(Guid Id, string Name);

/// <param name="Current">Null where it is in none.</param>
public sealed record EvergreenPlace(EvergreenChoice? Current, IReadOnlyList<EvergreenChoice> Choices);
