using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Trends.Clusters;
using ContentFactory.Domain.Trends.Feeds;
using ContentFactory.Domain.Trends.Sites;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentFactory.Domain.Trends;

/// <param name="Address">As typed: an address with or without https://, "r/name" of Reddit or "@name" of Telegram.</param>
/// <param name="Name">Empty to take the feed's own title.</param>
/// <param name="Weight">How much its ideas count: 1 is usual.</param>
public sealed record SourceEntry(string Address, string Name = "", Guid? TopicId = null, int IntervalMinutes = 60, double Weight = 1);

/// <summary>What answers at an address, before it is kept.</summary>
/// <param name="Address">As it would be kept.</param>
/// <param name="Newest">Titles, as the feed orders them.</param>
public sealed record FoundFeed(SourceKind Kind, string Address, string Title, int Items, IReadOnlyList<string> Newest, DateTimeOffset? NewestAt);

/// <summary>Where the tenant's ideas come from. A new address is fetched and read before it is kept.</summary>
public sealed class SourceEditor(Db db, Actor actor, SourceReader reader, Changes changes, TimeProvider clock)
{
    private const int NewestShown = 3;

    public async Task<Result<Guid>> AddAsync(SourceEntry entry, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditTrendSources);
        if (Fault(entry.Name, entry.IntervalMinutes, entry.Weight) is { } fault)
            return fault;
        var read = await ReadAsync(entry.Address, ct);
        return read.Ok ? await SaveAsync(entry, read.Value, ct) : read.Problem;
    }

    /// <summary>Reads an address as <see cref="AddAsync"/> would, and keeps nothing.</summary>
    public async Task<Result<FoundFeed>> LookAsync(string address, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditTrendSources);
        var read = await ReadAsync(address, ct);
        if (!read.Ok)
            return read.Problem;
        var (kind, kept, feed) = read.Value;
        return new FoundFeed(
            kind, kept.AbsoluteUri, NameOf(feed, kept), feed.Items.Count, [.. feed.Items.Select(i => PlainText.Line(i.Title)).Where(t => t.Length > 0).Take(NewestShown)],
            feed.Items.Max(i => i.PublishedAt));
    }

    public async Task<Result> ChangeAsync(Guid sourceId, string name, int intervalMinutes, Guid? topicId, double weight = 1, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditTrendSources);
        if (string.IsNullOrWhiteSpace(name))
            return Problem.Invalid(nameof(SourceEntry.Name), "Trends.SourceName", 300);
        if (Fault(name, intervalMinutes, weight) is { } fault)
            return fault;
        var weighs = false;
        var changed = await ActAsync(sourceId, async (rows, source) =>
        {
            if (topicId is not null && !await rows.Topics.AnyAsync(t => t.Id == topicId, ct))
                return Problem.Invalid(nameof(SourceEntry.TopicId), "Trends.TopicGone");
            weighs = source.Weight != weight;
            source.Rename(name.Trim(), intervalMinutes, topicId);
            source.Weigh(weight);
            return Result.Done;
        }, ct);
        if (changed.Ok && weighs)
            await ScoreAnewAsync(sourceId, ct);
        return changed;
    }

    private async Task ScoreAnewAsync(Guid sourceId, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        await using var transaction = await rows.Database.BeginTransactionAsync(ct);
        var clusters = new ClusterRows(rows);
        await clusters.LockAsync(ct);
        await clusters.CountAsync(await rows.TrendItems.Where(i => i.SourceId == sourceId).Select(i => i.ClusterId).Distinct().ToArrayAsync(ct), ct);
        await transaction.CommitAsync(ct);
        changes.Notify(actor.TenantId, ChangeTopics.Trends);
    }

    public Task<Result> PauseAsync(Guid sourceId, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditTrendSources);
        return ActAsync(sourceId, (_, source) => Do(source.Pause), ct);
    }

    public Task<Result> ResumeAsync(Guid sourceId, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditTrendSources);
        return ActAsync(sourceId, (_, source) => Do(() => source.Resume(clock.GetUtcNow())), ct);
    }

    /// <summary>Removes the source with the items collected from it; posts made from them stay, and stories that others carry too.</summary>
    public async Task<Result> RemoveAsync(Guid sourceId, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditTrendSources);
        await using var rows = await db.OpenAsync(ct);
        await using var transaction = await rows.Database.BeginTransactionAsync(ct);
        var clusters = new ClusterRows(rows);
        await clusters.LockAsync(ct);
        var left = await clusters.LeaveAsync(sourceId, ct);
        if (await rows.TrendSources.Where(s => s.Id == sourceId).ExecuteDeleteAsync(ct) == 0)
            return Problem.NotFound("Trends.SourceGone");
        await clusters.CountAsync(left, ct);
        await transaction.CommitAsync(ct);
        changes.Notify(actor.TenantId, ChangeTopics.Trends);
        return Result.Done;
    }

    private static Problem? Fault(string name, int intervalMinutes, double weight)
    {
        if (weight is not (>= 0.1 and <= 5))
            return Problem.Invalid(nameof(SourceEntry.Weight), "Trends.SourceWeight");
        if (name.Trim().Length > 300)
            return Problem.Invalid(nameof(SourceEntry.Name), "Trends.SourceName", 300);
        return intervalMinutes is >= 5 and <= 43200 ? null : Problem.Invalid(nameof(SourceEntry.IntervalMinutes), "Trends.SourceInterval", 5, 43200);
    }

    private static Task<Result> Do(Action act)
    {
        act();
        return Task.FromResult(Result.Done);
    }

    private async Task<Problem?> TakenAsync(Uri address, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        var name = await rows.TrendSources.Where(s => s.Address == address.AbsoluteUri).Select(s => s.Name).SingleOrDefaultAsync(ct);
        return name is null ? null : Taken(name);
    }

    private async Task<Result<FoundSource>> ReadAsync(string typed, CancellationToken ct)
    {
        var address = SourceAddress.Of(typed);
        if (!address.Ok)
            return address.Problem;
        if (await TakenAsync(address.Value.Address, ct) is { } taken)
            return taken;
        var read = await reader.DiscoverAsync(actor.TenantId, address.Value, ct);
        if (read.Problem is { } problem)
            return problem with { Field = nameof(SourceEntry.Address) };
        // the feed that a page named may be there already
        if (read.Address != address.Value.Address && await TakenAsync(read.Address, ct) is { } known)
            return known;
        return new FoundSource(read.Kind, read.Address, read.Feed!.Value);
    }

    private static string NameOf(Feed feed, Uri address, string typed = "") =>
        PlainText.Cut(new[] { typed, feed.Title, address.Host }.Select(PlainText.Line).First(n => n.Length > 0), 300);

    private async Task<Result<Guid>> SaveAsync(SourceEntry entry, FoundSource found, CancellationToken ct)
    {
        var (kind, address, feed) = found;
        await using var rows = await db.OpenAsync(ct);
        if (entry.TopicId is not null && !await rows.Topics.AnyAsync(t => t.Id == entry.TopicId, ct))
            return Problem.Invalid(nameof(SourceEntry.TopicId), "Trends.TopicGone");
        var name = NameOf(feed, address, entry.Name);
        var source = new TrendSource(actor.TenantId, Ids.New(clock), kind, name, address.AbsoluteUri, entry.TopicId, clock.GetUtcNow());
        source.Rename(source.Name, entry.IntervalMinutes, entry.TopicId);
        source.Weigh(entry.Weight);
        rows.TrendSources.Add(source);
        try
        {
            await rows.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return Taken(name);
        }
        changes.Notify(actor.TenantId, ChangeTopics.Trends);
        return source.Id;
    }

    private static Problem Taken(string name) => new(ProblemKind.Conflict, nameof(SourceEntry.Address), "Trends.SourceTaken", name);

    private async Task<Result> ActAsync(Guid sourceId, Func<AppDb, TrendSource, Task<Result>> act, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        if (await rows.TrendSources.SingleOrDefaultAsync(s => s.Id == sourceId, ct) is not { } source)
            return Problem.NotFound("Trends.SourceGone");
        var done = await act(rows, source);
        if (!done.Ok)
            return done;
        try
        {
            await rows.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Problem.Conflict("Trends.SourceBusy");
        }
        changes.Notify(actor.TenantId, ChangeTopics.Trends);
        return Result.Done;
    }

    private sealed record FoundSource(SourceKind Kind, Uri Address, Feed Feed);
}
