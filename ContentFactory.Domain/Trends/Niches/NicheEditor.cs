using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentFactory.Domain.Trends.Niches;

/// <param name="Slug">Empty to make one of the name.</param>
/// <param name="Keywords">As typed: separated by commas or lines; pillars by lines.</param>
public sealed record NicheEntry(
    string Name, string Slug = "", string Description = "", NicheStatus Status = NicheStatus.Active, short? Potential = null, Competition? Competition = null,
    NicheTrend? Trend = null, decimal? AveragePrice = null, string Currency = "", int? SearchVolume = null, string Keywords = "", string Audience = "", string Pillars = "");

/// <summary>The markets that a tenant writes for.</summary>
public sealed class NicheEditor(Db db, Actor actor, Changes changes, TimeProvider clock)
{
    public async Task<Result<Guid>> AddAsync(NicheEntry entry, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditTopics);
        if (NicheFaults.Of(entry) is { } fault)
            return fault;
        await using var rows = await db.OpenAsync(ct);
        var niche = new Niche(actor.TenantId, Ids.New(clock), entry.Name.Trim(), "", clock.GetUtcNow());
        Fill(niche, entry);
        rows.Niches.Add(niche);
        return await SaveAsync(rows, niche, ct) is { } problem ? problem : niche.Id;
    }

    public async Task<Result> ChangeAsync(Guid nicheId, NicheEntry entry, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditTopics);
        if (NicheFaults.Of(entry) is { } fault)
            return fault;
        await using var rows = await db.OpenAsync(ct);
        if (await rows.Niches.SingleOrDefaultAsync(n => n.Id == nicheId, ct) is not { } niche)
            return Problem.NotFound("Trends.NicheGone");
        Fill(niche, entry);
        return await SaveAsync(rows, niche, ct) is { } problem ? problem : Result.Done;
    }

    /// <summary>A keyword that was proposed and liked.</summary>
    public async Task<Result> AddKeywordAsync(Guid nicheId, string keyword, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditTopics);
        await using var rows = await db.OpenAsync(ct);
        if (await rows.Niches.SingleOrDefaultAsync(n => n.Id == nicheId, ct) is not { } niche)
            return Problem.NotFound("Trends.NicheGone");
        var words = niche.Keywords.Append(PlainText.Line(keyword)).Distinct(StringComparer.CurrentCultureIgnoreCase).ToArray();
        if (NicheFaults.OfWords(words) is { } fault)
            return fault;
        niche.Keywords = words;
        return await SaveAsync(rows, niche, ct) is { } problem ? problem : Result.Done;
    }

    /// <summary>Topics, channels and posts stay, without a niche.</summary>
    public async Task<Result> RemoveAsync(Guid nicheId, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditTopics);
        await using var rows = await db.OpenAsync(ct);
        if (await rows.Niches.Where(n => n.Id == nicheId).ExecuteDeleteAsync(ct) == 0)
            return Problem.NotFound("Trends.NicheGone");
        changes.Notify(actor.TenantId, ChangeTopics.Trends);
        return Result.Done;
    }

    private static void Fill(Niche niche, NicheEntry entry)
    {
        niche.Become(entry.Name.Trim(), NicheFaults.SlugOf(entry));
        (niche.Description, niche.Audience) = (Said(entry.Description), Said(entry.Audience));
        (niche.Status, niche.Potential, niche.Competition, niche.Trend) = (entry.Status, entry.Potential, entry.Competition, entry.Trend);
        (niche.AveragePrice, niche.Currency, niche.SearchVolume) = (entry.AveragePrice, entry.AveragePrice is null ? null : entry.Currency.Trim().ToUpperInvariant(), entry.SearchVolume);
        (niche.Keywords, niche.Pillars) = (TopicEditor.Keywords(entry.Keywords), NicheFaults.Lines(entry.Pillars));
    }

    private static string? Said(string text) => PlainText.Clean(text).Trim() is { Length: > 0 } said ? said : null;

    private async Task<Problem?> SaveAsync(AppDb rows, Niche niche, CancellationToken ct)
    {
        try
        {
            await rows.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return new Problem(ProblemKind.Conflict, nameof(NicheEntry.Slug), "Trends.NicheTaken", niche.Slug);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Problem.Conflict("Trends.NicheBusy");
        }
        changes.Notify(actor.TenantId, ChangeTopics.Trends);
        return null;
    }
}
