using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing.AutoPost;

/// <summary>Why a post is not planned on some networks, though the rule approved it.</summary>
public sealed record AutoPostOutcome(Guid PostId, AutoPostState State, IReadOnlyList<string> Missing, string? ReasonKey, IReadOnlyList<string> ReasonArgs);

public sealed class AutoPostQueries(Db db, Actor actor)
{
    public async Task<IReadOnlyList<AutoPostOutcome>> OfAsync(IReadOnlyList<Guid> postIds, CancellationToken ct)
    {
        actor.Demand(Permission.ViewSchedule);
        await using var rows = await db.OpenAsync(ct);
        return await rows.AutoPosts.AsNoTracking().Where(r => postIds.Contains(r.PostId)).Select(r => new AutoPostOutcome(r.PostId, r.State, r.Missing, r.ReasonKey, r.ReasonArgs)).ToListAsync(ct);
    }
}
