using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Trends.Feeds;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Trends.ByHand;

/// <summary>Ideas that people bring themselves: thoughts, what they saw elsewhere, videos of TikTok, which no program may read.</summary>
public sealed class IdeasByHand(Db db, Actor actor, Changes changes, TimeProvider clock)
{
    /// <param name="kind">Manual or Tiktok.</param>
    /// <param name="sourceName">What the source is called if this is its first idea.</param>
    public async Task<Result> AddAsync(SourceKind kind, IdeaEntry entry, string sourceName, CancellationToken ct = default)
    {
        actor.Demand(Permission.CurateTrends);
        if (entry.Fault(kind) is { } fault)
            return fault;
        var added = await WriteAsync(kind, [entry], sourceName, ct);
        return !added.Ok ? added.Problem : added.Value == 0 ? new Problem(ProblemKind.Conflict, entry.Address.Length > 0 ? nameof(IdeaEntry.Address) : nameof(IdeaEntry.Title), "Trends.IdeaKnown") : Result.Done;
    }

    /// <summary>Rows of a file that were looked at before; what is known already is left as it is.</summary>
    /// <returns>How many were new.</returns>
    public async Task<Result<int>> ImportAsync(SourceKind kind, IReadOnlyList<IdeaEntry> entries, string sourceName, CancellationToken ct = default)
    {
        actor.Demand(Permission.CurateTrends);
        if (entries.Count > IdeaSheet.MostRows)
            return Problem.Limit("Trends.SheetRows", IdeaSheet.MostRows);
        return entries.Select(e => e.Fault(kind)).FirstOrDefault(f => f is not null) is { } fault ? fault : await WriteAsync(kind, entries, sourceName, ct);
    }

    private async Task<Result<int>> WriteAsync(SourceKind kind, IReadOnlyList<IdeaEntry> entries, string sourceName, CancellationToken ct)
    {
        if (!HandSource.IsHand(kind))
            throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not brought by hand.");
        var now = clock.GetUtcNow();
        await using var rows = await db.OpenAsync(ct);
        await using var transaction = await rows.Database.BeginTransactionAsync(ct);
        var chosen = entries.Where(e => e.TopicId is not null).Select(e => e.TopicId!.Value).Distinct().ToList();
        if (await rows.Topics.CountAsync(t => chosen.Contains(t.Id), ct) != chosen.Count)
            return Problem.Invalid(nameof(IdeaEntry.TopicId), "Trends.TopicGone");
        var source = await HandSource.OfAsync(rows, kind, sourceName, now, ct);
        var added = 0;
        foreach (var group in entries.GroupBy(e => e.TopicId))
            added += await new TrendItemWriter(rows).AddAsync(source, new Feed(source.Name, null, null, [.. group.Select(e => e.Item())]), now, ct, group.Key);
        await transaction.CommitAsync(ct);
        changes.Notify(actor.TenantId, ChangeTopics.Trends);
        return added;
    }
}
