using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Trends;

/// <summary>What people decide about collected items: of all that tell one story at once.</summary>
public sealed class TrendCuration(Db db, Actor actor, Changes changes)
{
    public Task<Result> SaveAsync(Guid itemId, CancellationToken ct = default)
    {
        actor.Demand(Permission.CurateTrends);
        return ActAsync(itemId, item => item.Save(), ct);
    }

    public Task<Result> HideAsync(Guid itemId, CancellationToken ct = default)
    {
        actor.Demand(Permission.CurateTrends);
        return ActAsync(itemId, item => item.Hide(), ct);
    }

    /// <summary>Back among the new ones.</summary>
    public Task<Result> ShowAsync(Guid itemId, CancellationToken ct = default)
    {
        actor.Demand(Permission.CurateTrends);
        return ActAsync(itemId, item => item.Show(), ct);
    }

    private async Task<Result> ActAsync(Guid itemId, Action<TrendItem> act, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        var story = await rows.TrendItems.Where(i => rows.TrendItems.Any(t => t.Id == itemId && t.ClusterId == i.ClusterId)).ToListAsync(ct);
        if (story.Count == 0)
            return Problem.NotFound("Trends.ItemGone");
        story.ForEach(act);
        await rows.SaveChangesAsync(ct);
        changes.Notify(actor.TenantId, ChangeTopics.Trends);
        return Result.Done;
    }
}
