using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentFactory.Domain.Publishing;

/// <param name="CompanyId">Stays what it was when a category is changed.</param>
public sealed record EvergreenEntry(Guid CompanyId, string Name, int CoolDownDays = EvergreenCategory.UsualCoolDown);

/// <summary>
/// People's decisions about evergreen categories, their slots and posts. What waits of something that is paused or removed is taken back,
/// and its date may be filled anew. The tenant is locked, so that no planning lies in between.
/// </summary>
public sealed partial class EvergreenEditor(Db db, Actor actor, PlatformSet platforms, Changes changes, TimeProvider clock)
{
    private const string CategoryEntity = "evergreen_category";

    public async Task<Result<Guid>> AddAsync(EvergreenEntry entry, CancellationToken ct)
    {
        actor.Demand(Permission.SchedulePosts);
        if (Fault(entry) is { } fault)
            return fault;
        await using var rows = await db.OpenAsync(ct);
        if (!await rows.Companies.AnyAsync(c => c.Id == entry.CompanyId && c.Status == CompanyStatus.Active, ct))
            return Problem.Invalid("Company", "Publishing.EvergreenCompany");
        if (await IsTakenAsync(rows, entry.CompanyId, entry.Name, null, ct))
            return Taken(entry.Name);
        var now = clock.GetUtcNow();
        var category = new EvergreenCategory(rows.TenantId, Ids.New(now), entry.CompanyId, entry.Name.Trim(), entry.CoolDownDays, actor.PersonId, now);
        rows.EvergreenCategories.Add(category);
        rows.Audit(Permission.SchedulePosts, CategoryEntity, category.Id, null, new { category.Name, category.CoolDownDays }, now);
        return await SaveAsync(rows, ct, entry.Name) is { } problem ? problem : category.Id;
    }

    public Task<Result> ChangeAsync(Guid categoryId, EvergreenEntry entry, CancellationToken ct)
    {
        actor.Demand(Permission.SchedulePosts);
        return ChangeCategoryAsync(categoryId, async (rows, category, now) =>
        {
            if (Fault(entry) is { } fault)
                return fault;
            if (await IsTakenAsync(rows, category.CompanyId, entry.Name, categoryId, ct))
                return Taken(entry.Name);
            category.Change(entry.Name.Trim(), entry.CoolDownDays);
            await LookAsync(rows, categoryId, now, ct);
            return Result.Done;
        }, ct, entry.Name);
    }

    /// <summary>What waits of it is taken back; it can go on later.</summary>
    public Task<Result> PauseAsync(Guid categoryId, CancellationToken ct)
    {
        actor.Demand(Permission.SchedulePosts);
        return ChangeCategoryAsync(categoryId, async (rows, category, now) =>
        {
            await TakeBackAsync(rows, rows.EvergreenSlots.Where(s => s.CategoryId == categoryId).Select(s => s.Id), now, ct);
            return category.Pause();
        }, ct);
    }

    public Task<Result> ResumeAsync(Guid categoryId, CancellationToken ct)
    {
        actor.Demand(Permission.SchedulePosts);
        return ChangeCategoryAsync(categoryId, async (rows, category, now) =>
        {
            await LookAsync(rows, categoryId, now, ct);
            return category.Resume();
        }, ct);
    }

    /// <summary>With its slots; the posts stay what they are, in no category.</summary>
    public Task<Result> RemoveAsync(Guid categoryId, CancellationToken ct)
    {
        actor.Demand(Permission.SchedulePosts);
        return ChangeCategoryAsync(categoryId, async (rows, category, now) =>
        {
            await TakeBackAsync(rows, rows.EvergreenSlots.Where(s => s.CategoryId == categoryId).Select(s => s.Id), now, ct);
            foreach (var slot in await rows.EvergreenSlots.Where(s => s.CategoryId == categoryId).ToListAsync(ct))
                slot.Remove();
            rows.EvergreenPosts.RemoveRange(await rows.EvergreenPosts.Where(p => p.CategoryId == categoryId).ToListAsync(ct));
            return category.Remove();
        }, ct);
    }

    private static Problem? Fault(EvergreenEntry entry)
    {
        if (entry.Name.Trim().Length is 0 or > EvergreenCategory.LongestName)
            return Problem.Invalid("Name", "Publishing.EvergreenName", EvergreenCategory.LongestName);
        return entry.CoolDownDays is < 1 or > EvergreenCategory.MostCoolDown ? Problem.Invalid("CoolDown", "Publishing.EvergreenCoolDown", EvergreenCategory.MostCoolDown) : null;
    }

    // between two at once the unique index decides; asked first, so that a taken name is no error in the log
    private static async Task<bool> IsTakenAsync(AppDb rows, Guid companyId, string name, Guid? own, CancellationToken ct)
    {
        var key = EvergreenCategory.KeyOf(name.Trim());
        return await rows.EvergreenCategories.AnyAsync(c => c.CompanyId == companyId && c.NameKey == key && c.Id != own && c.State != EvergreenState.Removed, ct);
    }

    private static Problem Taken(string name) => new(ProblemKind.Conflict, "Name", "Publishing.EvergreenTaken", name.Trim());

    private async Task<Result> ChangeCategoryAsync(Guid categoryId, Func<AppDb, EvergreenCategory, DateTimeOffset, Task<Result>> change, CancellationToken ct, string? name = null)
    {
        await using var rows = await db.OpenAsync(ct);
        await using var transaction = await rows.Database.BeginTransactionAsync(ct);
        await rows.LockTenantAsync(ct);
        if (await FindAsync(rows, categoryId, ct) is not { } category)
            return Problem.NotFound();
        var (now, before) = (clock.GetUtcNow(), new { category.Name, category.CoolDownDays, category.State });
        if ((await change(rows, category, now)).Problem is { } problem)
            return problem;
        rows.Audit(Permission.SchedulePosts, CategoryEntity, categoryId, before, new { category.Name, category.CoolDownDays, category.State }, now);
        return new(await SaveAsync(rows, ct, name));
    }

    private static Task<EvergreenCategory?> FindAsync(AppDb rows, Guid categoryId, CancellationToken ct) =>
        rows.EvergreenCategories.SingleOrDefaultAsync(c => c.Id == categoryId && c.State != EvergreenState.Removed, ct);

    /// <summary>Cancels what waits of the slots and gives their dates back.</summary>
    private static async Task TakeBackAsync(AppDb rows, IQueryable<Guid> slotIds, DateTimeOffset now, CancellationToken ct, Guid? postId = null)
    {
        var waiting = await rows.Publications.Where(p => p.EvergreenSlotId != null && slotIds.Contains(p.EvergreenSlotId.Value) && (postId == null || p.PostId == postId)
            && (p.State == PublicationState.Scheduled || p.State == PublicationState.Held)).ToListAsync(ct);
        var postIds = waiting.Select(p => p.PostId).Distinct().ToArray();
        await rows.Database.ExecuteSqlAsync($"select 1 from posts where tenant_id = {rows.TenantId} and id = any ({postIds}) order by id for update", ct);
        var posts = await rows.Posts.Where(p => postIds.Contains(p.Id)).ToListAsync(ct);
        foreach (var publication in waiting)
        {
            publication.Cancel(now);
            publication.LeaveSlot();
        }
        foreach (var post in posts)
            await PostSchedule.CloseAsync(rows, waiting.First(p => p.PostId == post.Id), post, now, ct, [.. waiting.Where(p => p.PostId == post.Id).Select(p => p.Id)]);
    }

    private static async Task LookAsync(AppDb rows, Guid categoryId, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var slot in await rows.EvergreenSlots.Where(s => s.CategoryId == categoryId && s.State != EvergreenState.Removed).ToListAsync(ct))
            slot.Look(now);
    }

    private async Task<Problem?> SaveAsync(AppDb rows, CancellationToken ct, string? name = null)
    {
        try
        {
            await rows.SaveChangesAsync(ct);
            if (rows.Database.CurrentTransaction is { } transaction)
                await transaction.CommitAsync(ct);
        }
        catch (DbUpdateException e) when (name is not null && e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return Taken(name);
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return Problem.Conflict("Publishing.ChangedMeanwhile");
        }
        changes.Notify(rows.TenantId, ChangeTopics.Publications);
        changes.Notify(rows.TenantId, ChangeTopics.Posts);
        return null;
    }
}
