using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Access;

/// <param name="TextKey">"Feature.Key" of a text of the domain, filled with <paramref name="Args"/> in the reader's language.</param>
/// <param name="Link">Below the tenant's address: "content/…"; null leads nowhere.</param>
public sealed record NotificationRow(Guid Id, string TextKey, string[] Args, string? Link, DateTimeOffset CreatedAt, bool Read);

/// <summary>What the person who acts was told, newest first. Nobody reads or marks another's.</summary>
public sealed class Notifications(Db db, Actor actor, Changes changes, TimeProvider clock)
{
    private const int Most = 200;

    public async Task<IReadOnlyList<NotificationRow>> ListAsync(int take, CancellationToken ct)
    {
        actor.Demand(Permission.ViewNotifications);
        await using var rows = await db.OpenAsync(ct);
        return await Own(rows).AsNoTracking().OrderByDescending(n => n.CreatedAt).ThenByDescending(n => n.Id).Top(Math.Clamp(take, 1, Most))
            .Select(n => new NotificationRow(n.Id, n.TextKey, n.Args, n.Link, n.CreatedAt, n.ReadAt != null)).ToListAsync(ct);
    }

    public async Task<int> UnreadAsync(CancellationToken ct)
    {
        actor.Demand(Permission.ViewNotifications);
        await using var rows = await db.OpenAsync(ct);
        return await Own(rows).CountAsync(n => n.ReadAt == null, ct);
    }

    public Task<Result> MarkReadAsync(Guid id, CancellationToken ct) => MarkAsync(id, ct);

    public Task<Result> MarkAllReadAsync(CancellationToken ct) => MarkAsync(null, ct);

    private async Task<Result> MarkAsync(Guid? id, CancellationToken ct)
    {
        actor.Demand(Permission.ViewNotifications);
        // another looks: for the person themselves they stay unread
        if (actor.ViewAs is not null)
            return Result.Done;
        await using var rows = await db.OpenAsync(ct);
        if (await rows.ReadNoticesAsync(actor.PersonId, id, clock.GetUtcNow(), ct) > 0)
            changes.Notify(actor.TenantId, ChangeTopics.Notifications);
        else if (id is { } one && !await Own(rows).AnyAsync(n => n.Id == one, ct))
            return Problem.NotFound();
        return Result.Done;
    }

    private IQueryable<Notification> Own(AppDb rows) => rows.Notifications.Where(n => n.PersonId == actor.PersonId);
}
