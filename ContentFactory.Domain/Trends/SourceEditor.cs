using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Outgoing;
using ContentFactory.Domain.Trends.Feeds;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentFactory.Domain.Trends;

/// <param name="Address">As typed: blanks around it and a missing https:// do not matter.</param>
/// <param name="Name">Empty to take the feed's own title.</param>
public sealed record SourceEntry(string Address, string Name = "", Guid? TopicId = null, int IntervalMinutes = 60);

/// <summary>Where the tenant's ideas come from. A new address is fetched and read before it is kept.</summary>
public sealed class SourceEditor(Db db, Actor actor, SafeFetch fetch, Changes changes, TimeProvider clock)
{
    internal const string FeedTypes = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5";
    private const int LongestAddress = 2000;

    public async Task<Result<Guid>> AddAsync(SourceEntry entry, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditTrendSources);
        var address = AddressOf(entry.Address);
        if (!address.Ok)
            return address.Problem;
        if (Fault(entry.Name, entry.IntervalMinutes) is { } fault)
            return fault;
        if (await TakenAsync(address.Value, ct) is { } taken)
            return taken;
        var feed = await ReadAsync(address.Value, ct);
        if (!feed.Ok)
            return feed.Problem with { Field = nameof(SourceEntry.Address) };
        return await SaveAsync(entry, address.Value, feed.Value, ct);
    }

    public async Task<Result> ChangeAsync(Guid sourceId, string name, int intervalMinutes, Guid? topicId, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditTrendSources);
        if (string.IsNullOrWhiteSpace(name))
            return Problem.Invalid(nameof(SourceEntry.Name), "Trends.SourceName", 300);
        if (Fault(name, intervalMinutes) is { } fault)
            return fault;
        return await ActAsync(sourceId, async (rows, source) =>
        {
            if (topicId is not null && !await rows.Topics.AnyAsync(t => t.Id == topicId, ct))
                return Problem.Invalid(nameof(SourceEntry.TopicId), "Trends.TopicGone");
            source.Rename(name.Trim(), intervalMinutes, topicId);
            return Result.Done;
        }, ct);
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

    /// <summary>Removes the source with the items collected from it; posts made from them stay.</summary>
    public Task<Result> RemoveAsync(Guid sourceId, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditTrendSources);
        return ActAsync(sourceId, (rows, source) => Do(() => rows.TrendSources.Remove(source)), ct);
    }

    private static Result<Uri> AddressOf(string typed)
    {
        var text = typed.Trim();
        if (text.Length == 0)
            return Problem.Invalid(nameof(SourceEntry.Address), "Trends.AddressMissing");
        if (!text.Contains("://", StringComparison.Ordinal))
            text = "https://" + text;
        if (text.Length > LongestAddress || !Uri.TryCreate(text, UriKind.Absolute, out var address) || address.AbsoluteUri.Length > LongestAddress)
            return Problem.Invalid(nameof(SourceEntry.Address), "Outgoing.NotWebAddress");
        return address;
    }

    private static Problem? Fault(string name, int intervalMinutes)
    {
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

    private async Task<Result<Feed>> ReadAsync(Uri address, CancellationToken ct)
    {
        var outcome = await fetch.GetAsync(new FetchRequest(address, Accept: FeedTypes), ct);
        return outcome.Reason is { } reason ? reason : FeedReader.Read(outcome.Body, outcome.ContentType, outcome.FinalAddress);
    }

    private async Task<Result<Guid>> SaveAsync(SourceEntry entry, Uri address, Feed feed, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        if (entry.TopicId is not null && !await rows.Topics.AnyAsync(t => t.Id == entry.TopicId, ct))
            return Problem.Invalid(nameof(SourceEntry.TopicId), "Trends.TopicGone");
        var name = new[] { entry.Name, feed.Title, address.Host }.Select(PlainText.Line).First(n => n.Length > 0);
        var source = new TrendSource(actor.TenantId, Ids.New(clock), SourceKind.Feed, PlainText.Cut(name, 300), address.AbsoluteUri, entry.TopicId, clock.GetUtcNow());
        source.Rename(source.Name, entry.IntervalMinutes, entry.TopicId);
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
}
