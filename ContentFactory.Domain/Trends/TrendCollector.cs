using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Outgoing;
using ContentFactory.Domain.Trends.ByHand;
using ContentFactory.Domain.Trends.Feeds;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Trends;

/// <param name="Added">Items that were not known before.</param>
/// <param name="NotModified">The source said that nothing changed since the last time.</param>
public sealed record Collected(int Added, bool NotModified = false);

public sealed record SourceName(Guid Id, string Name);

/// <summary>Fetches sources and keeps what is new. Failures are recorded at the source, which then waits longer.</summary>
public sealed class TrendCollector(Db db, Actor actor, SourceReader reader, PageArticles articles, Changes changes, TimeProvider clock)
{
    public async Task<Result<Collected>> CollectAsync(Guid sourceId, CancellationToken ct = default)
    {
        actor.Demand(Permission.CollectTrends);
        if (await FindAsync(sourceId, ct) is not { } source)
            return Problem.NotFound("Trends.SourceGone");
        if (!TrendSource.Fetched.Contains(source.Kind))
            return await WithoutFetchingAsync(source.Kind, sourceId, ct);
        // no connection is held while the other side takes its time
        var read = await reader.ReadAsync(actor.TenantId, source.Kind, new Uri(source.Address), source.ETag, source.LastModified, ct);
        if (source.Kind is SourceKind.WebPage && read.Feed is { Ok: true, Value: var page })
        {
            var found = await articles.ReadAsync(read.Outcome.FinalAddress, await UnknownAsync(page, source, ct), ct);
            read = read with { Feed = found.Ok ? page with { Items = found.Value } : found.Problem };
        }
        var result = await RecordAsync(sourceId, read, ct);
        changes.Notify(actor.TenantId, ChangeTopics.Trends);
        return result;
    }

    /// <summary>The sources that are collected: those that can be fetched and that nobody paused.</summary>
    public async Task<IReadOnlyList<SourceName>> SourcesAsync(CancellationToken ct = default)
    {
        actor.Demand(Permission.CollectTrends);
        await using var rows = await db.OpenAsync(ct);
        return await rows.TrendSources.Where(s => s.State != SourceState.Paused && TrendSource.Fetched.Contains(s.Kind)).OrderBy(s => s.Name).ThenBy(s => s.Id)
            .Select(s => new SourceName(s.Id, s.Name)).ToListAsync(ct);
    }

    /// <summary>An event makes its idea itself; what people bring by hand is there already.</summary>
    private async Task<Result<Collected>> WithoutFetchingAsync(SourceKind kind, Guid sourceId, CancellationToken ct)
    {
        if (kind is not SourceKind.Event)
            return new Collected(0);
        await using var rows = await db.OpenAsync(ct);
        await using var transaction = await rows.Database.BeginTransactionAsync(ct);
        if (await rows.TrendSources.SingleOrDefaultAsync(s => s.Id == sourceId, ct) is not { } source)
            return Problem.NotFound("Trends.SourceGone");
        var added = await EventIdeas.CollectAsync(rows, source, clock.GetUtcNow(), ct);
        await SaveAsync(rows, ct);
        await transaction.CommitAsync(ct);
        changes.Notify(actor.TenantId, ChangeTopics.Trends);
        return new Collected(added);
    }

    private async Task<TrendSource?> FindAsync(Guid sourceId, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        return await rows.TrendSources.AsNoTracking().SingleOrDefaultAsync(s => s.Id == sourceId, ct);
    }

    private async Task<IReadOnlyList<FeedItem>> UnknownAsync(Feed feed, TrendSource source, CancellationToken ct)
    {
        var keys = feed.Items.Select(i => TrendItemWriter.KeyOf(i, source.Id)).ToList();
        await using var rows = await db.OpenAsync(ct);
        var known = await rows.TrendItems.Where(i => keys.Contains(i.UrlKey)).Select(i => i.UrlKey).ToListAsync(ct);
        return [.. feed.Items.Where(i => !known.Contains(TrendItemWriter.KeyOf(i, source.Id)))];
    }

    private async Task<Result<Collected>> RecordAsync(Guid sourceId, SourceRead read, CancellationToken ct)
    {
        var (outcome, feed) = (read.Outcome, read.Feed);
        await using var rows = await db.OpenAsync(ct);
        await using var transaction = await rows.Database.BeginTransactionAsync(ct);
        if (await rows.TrendSources.SingleOrDefaultAsync(s => s.Id == sourceId, ct) is not { } source)
            return Problem.NotFound("Trends.SourceGone");
        var now = clock.GetUtcNow();
        var wasPaused = source.State is SourceState.Paused;
        var problem = read.Problem;
        var added = feed is { Ok: true } ? await new TrendItemWriter(rows).AddAsync(source, feed.Value, now, ct) : 0;
        if (problem is null)
            source.Checked(Tag(outcome, source), outcome.LastModified ?? (feed is null ? source.LastModified : null), now, added > 0);
        else
            source.Fail(problem, outcome.RetryAfter, now);
        if (wasPaused || outcome.Kind is FetchKind.Gone)
            source.Pause();
        await SaveAsync(rows, ct);
        await transaction.CommitAsync(ct);
        return problem is null ? new Collected(added, outcome.Kind is FetchKind.NotModified) : problem;
    }

    // a 304 need not repeat what is known already
    private static string? Tag(FetchOutcome outcome, TrendSource source) =>
        outcome.Kind is FetchKind.NotModified ? outcome.ETag ?? source.ETag : outcome.ETag is { Length: <= 300 } tag ? tag : null;

    private static async Task SaveAsync(AppDb rows, CancellationToken ct)
    {
        try
        {
            await rows.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // somebody changed or collected the source in this moment; their state is as good, and the items are kept either way
        }
    }
}
