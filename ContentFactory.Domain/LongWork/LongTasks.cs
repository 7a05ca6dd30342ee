using System.Text.Json;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentFactory.Domain.LongWork;

/// <summary>A task as pages show it.</summary>
/// <param name="Title">Key of the text that names the work.</param>
/// <param name="MayCancel">The reader may cancel it while it is under way.</param>
/// <param name="MayRepeat">The reader may start it again.</param>
public sealed record LongTaskView(
    Guid Id, string Kind, string Title, LongTaskState State, int Done, int? Total, LongText? Step, LongText? Result, string? Link, LongText? Problem,
    DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, bool Cancelling, bool MayCancel, bool MayRepeat)
{
    public bool UnderWay => State is LongTaskState.Queued or LongTaskState.Running;
}

/// <summary>What people do with long work: start it, look at it, cancel it. It goes on when they leave.</summary>
public sealed class LongTasks(Db db, Actor actor, WorkKinds kinds, Changes changes, TimeProvider clock)
{
    private const int Most = 50;
    private static readonly TimeSpan Shown = TimeSpan.FromMinutes(10);

    /// <summary>Adds a task and returns its id. Of a kind that a tenant runs alone, returns the one under way if there is one.</summary>
    public async Task<Guid> StartAsync(string kind, object? input = null, Guid? companyId = null, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewLongWork);
        var known = kinds.Find(kind) ?? throw new ArgumentException($"No feature registered long work of the kind {kind}.", nameof(kind));
        actor.Demand(known.Permission);
        var json = JsonSerializer.Serialize(input ?? new NoInput());
        while (true)
        {
            if (known.Alone && await UnderWayAsync(kind, ct) is { } running)
                return running;
            if (await AddAsync(known, json, companyId, ct) is { } added)
                return added;
        }
    }

    /// <summary>Adds a task with rows of the feature's own: both or none. The caller saves, and then says so by <see cref="Told"/>.</summary>
    internal void AddWith(AppDb rows, string kind, object input, Guid? companyId = null)
    {
        actor.Demand(Permission.ViewLongWork);
        var known = kinds.Find(kind) ?? throw new ArgumentException($"No feature registered long work of the kind {kind}.", nameof(kind));
        actor.Demand(known.Permission);
        Add(rows, known, JsonSerializer.Serialize(input), companyId);
    }

    internal void Told()
    {
        changes.Notify(actor.TenantId, ChangeTopics.LongWork);
        changes.Notify(Guid.Empty, ChangeTopics.LongWork);
    }

    /// <summary>The same work again, from its beginning. One's own, or with the permission anybody's: some work goes on as the person who gave it.</summary>
    public async Task<Result<Guid>> AgainAsync(Guid taskId, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewLongWork);
        await using var rows = await db.OpenAsync(ct);
        if (await rows.LongTasks.AsNoTracking().SingleOrDefaultAsync(t => t.Id == taskId, ct) is not { } task || kinds.Find(task.Kind) is not { } known)
            return Problem.NotFound("LongWork.Gone");
        actor.Demand(known.Permission);
        if (!MayDirect(task.PersonId))
            return Problem.Forbidden("LongWork.NotYoursAgain");
        return await StartAsync(task.Kind, JsonSerializer.Deserialize<JsonElement>(task.Input), task.CompanyId, ct);
    }

    /// <summary>A waiting task never begins; a running one ends at its next step. One's own, or with the permission anybody's.</summary>
    public async Task<Result> CancelAsync(Guid taskId, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewLongWork);
        if (actor.ViewAs is not null)
            throw NotPermittedException.Looking(Permission.CancelLongWork);
        await using var rows = await db.OpenAsync(ct);
        var task = await rows.LongTasks.Where(t => t.Id == taskId).Select(t => new { t.PersonId }).SingleOrDefaultAsync(ct);
        if (task is null)
            return Problem.NotFound("LongWork.Gone");
        if (!MayDirect(task.PersonId))
            return Problem.Forbidden("LongWork.NotYours");
        DateTimeOffset? now = clock.GetUtcNow();
        // one statement, because a node may claim the task at this moment
        await rows.LongTasks.Where(t => t.Id == taskId && (t.State == LongTaskState.Queued || t.State == LongTaskState.Running)).ExecuteUpdateAsync(set => set
            .SetProperty(t => t.CancelRequestedAt, t => t.CancelRequestedAt ?? now)
            .SetProperty(t => t.FinishedAt, t => t.State == LongTaskState.Queued ? now : null)
            .SetProperty(t => t.State, t => t.State == LongTaskState.Queued ? LongTaskState.Cancelled : t.State), ct);
        changes.Notify(actor.TenantId, ChangeTopics.LongWork);
        return Result.Done;
    }

    /// <summary>What the reader started and is under way, and what ended in the last minutes, oldest first.</summary>
    public Task<IReadOnlyList<LongTaskView>> MineAsync(CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewLongWork);
        return ListAsync(tasks => Fresh(tasks).Where(t => t.PersonId == actor.PersonId).OrderBy(t => t.CreatedAt), ct);
    }

    /// <summary>The newest of a kind in the tenant, whoever started it, if it is under way or ended in the last minutes.</summary>
    public async Task<LongTaskView?> CurrentAsync(string kind, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewLongWork);
        return (await ListAsync(tasks => Fresh(tasks).Where(t => t.Kind == kind).OrderByDescending(t => t.CreatedAt).Take(1), ct)).SingleOrDefault();
    }

    /// <summary>All of the tenant, newest first.</summary>
    public Task<IReadOnlyList<LongTaskView>> RecentAsync(CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewLongWork);
        return ListAsync(tasks => tasks.OrderByDescending(t => t.CreatedAt), ct);
    }

    public async Task<Result<LongTaskView>> FindAsync(Guid taskId, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewLongWork);
        return await ListAsync(tasks => tasks.Where(t => t.Id == taskId), ct) is [var task] ? task : Problem.NotFound("LongWork.Gone");
    }

    private IQueryable<LongTask> Fresh(IQueryable<LongTask> tasks)
    {
        var since = clock.GetUtcNow() - Shown;
        return tasks.Where(t => t.FinishedAt == null || t.FinishedAt > since);
    }

    private async Task<Guid?> UnderWayAsync(string kind, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        return await rows.LongTasks.Where(t => t.Kind == kind && (t.State == LongTaskState.Queued || t.State == LongTaskState.Running))
            .Select(t => (Guid?)t.Id).FirstOrDefaultAsync(ct);
    }

    /// <summary>Null when somebody else was quicker.</summary>
    private async Task<Guid?> AddAsync(WorkKind kind, string input, Guid? companyId, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        var task = Add(rows, kind, input, companyId);
        try
        {
            await rows.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return null;
        }
        Told();
        return task.Id;
    }

    private LongTask Add(AppDb rows, WorkKind kind, string input, Guid? companyId)
    {
        var now = clock.GetUtcNow();
        var task = new LongTask(actor.TenantId, Ids.New(now), kind, actor.PersonId == Guid.Empty ? null : actor.PersonId, companyId, input, now);
        rows.LongTasks.Add(task);
        return task;
    }

    private async Task<IReadOnlyList<LongTaskView>> ListAsync(Func<IQueryable<LongTask>, IQueryable<LongTask>> choose, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        return [.. (await choose(rows.LongTasks.AsNoTracking()).Take(Most).ToListAsync(ct)).Select(View)];
    }

    private LongTaskView View(LongTask task)
    {
        var kind = kinds.Find(task.Kind);
        return new(
            task.Id, task.Kind, kind?.Title ?? "LongWork.UnknownKind", task.State, task.Done, task.Total,
            Text(task.StepKey, task.StepArgs), Text(task.ResultKey, task.ResultArgs), task.Link, Text(task.ProblemKey, task.ProblemArgs),
            task.CreatedAt, task.StartedAt, task.FinishedAt, task.CancelRequestedAt is not null, MayDirect(task.PersonId), kind is not null && actor.May(kind.Permission) && MayDirect(task.PersonId));
    }

    private bool MayDirect(Guid? startedBy) => startedBy == actor.PersonId || actor.May(Permission.CancelLongWork);

    private static LongText? Text(string? key, string[] args) => key is null ? null : new(key, [.. args]);
}
