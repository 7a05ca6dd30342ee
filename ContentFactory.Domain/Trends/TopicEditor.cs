using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentFactory.Domain.Trends;

/// <param name="Keywords">As typed: separated by commas or lines.</param>
/// <param name="CompanyIds">The companies that write about it.</param>
public sealed record TopicEntry(string Name, string Keywords, string Language, IReadOnlyCollection<Guid> CompanyIds, Guid? NicheId = null);

/// <summary>What the tenant writes about, and which company does.</summary>
public sealed class TopicEditor(Db db, Actor actor, Changes changes, TimeProvider clock)
{
    private const int MostKeywords = 50;

    public async Task<Result<Guid>> AddAsync(TopicEntry entry, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditTopics);
        if (Fault(entry) is { } fault)
            return fault;
        await using var rows = await db.OpenAsync(ct);
        if (await NicheFaultAsync(rows, entry, ct) is { } gone)
            return gone;
        var topic = new Topic(actor.TenantId, Ids.New(clock), entry.Name.Trim(), Keywords(entry.Keywords), entry.Language, clock.GetUtcNow());
        topic.Join(entry.NicheId);
        rows.Topics.Add(topic);
        await SubscribeAsync(rows, topic.Id, entry.CompanyIds, ct);
        return await SaveAsync(rows, entry, ct) is { } problem ? problem : topic.Id;
    }

    public async Task<Result> ChangeAsync(Guid topicId, TopicEntry entry, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditTopics);
        if (Fault(entry) is { } fault)
            return fault;
        await using var rows = await db.OpenAsync(ct);
        if (await rows.Topics.SingleOrDefaultAsync(t => t.Id == topicId, ct) is not { } topic)
            return Problem.NotFound("Trends.TopicGone");
        if (await NicheFaultAsync(rows, entry, ct) is { } gone)
            return gone;
        topic.Change(entry.Name.Trim(), Keywords(entry.Keywords), entry.Language);
        topic.Join(entry.NicheId);
        await SubscribeAsync(rows, topicId, entry.CompanyIds, ct);
        return await SaveAsync(rows, entry, ct) is { } problem ? problem : Result.Done;
    }

    /// <summary>Sources and items stay, without a topic.</summary>
    public async Task<Result> RemoveAsync(Guid topicId, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditTopics);
        await using var rows = await db.OpenAsync(ct);
        if (await rows.Topics.SingleOrDefaultAsync(t => t.Id == topicId, ct) is not { } topic)
            return Problem.NotFound("Trends.TopicGone");
        rows.Topics.Remove(topic);
        await rows.SaveChangesAsync(ct);
        changes.Notify(actor.TenantId, ChangeTopics.Trends);
        return Result.Done;
    }

    internal static string[] Keywords(string typed) =>
        [.. typed.Split([',', ';', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.CurrentCultureIgnoreCase)];

    private static Problem? Fault(TopicEntry entry)
    {
        if (entry.Name.Trim().Length is 0 or > 200)
            return Problem.Invalid(nameof(TopicEntry.Name), "Trends.TopicName", 200);
        if (Keywords(entry.Keywords) is var words && (words.Length > MostKeywords || words.Any(w => w.Length > 60)))
            return Problem.Invalid(nameof(TopicEntry.Keywords), "Trends.TopicKeywords", MostKeywords);
        return entry.Language is "ru" or "en" ? null : Problem.Invalid(nameof(TopicEntry.Language), "Trends.TopicLanguage");
    }

    private static async Task<Problem?> NicheFaultAsync(AppDb rows, TopicEntry entry, CancellationToken ct) =>
        entry.NicheId is null || await rows.Niches.AnyAsync(n => n.Id == entry.NicheId, ct) ? null : Problem.Invalid(nameof(TopicEntry.NicheId), "Trends.NicheGone");

    private async Task SubscribeAsync(AppDb rows, Guid topicId, IReadOnlyCollection<Guid> companyIds, CancellationToken ct)
    {
        var known = await rows.Companies.Where(c => companyIds.Contains(c.Id)).Select(c => c.Id).ToListAsync(ct);
        var links = await rows.CompanyTopics.Where(l => l.TopicId == topicId).ToListAsync(ct);
        rows.CompanyTopics.RemoveRange(links.Where(l => !known.Contains(l.CompanyId)));
        rows.CompanyTopics.AddRange(known.Where(id => links.All(l => l.CompanyId != id)).Select(id => new CompanyTopic(actor.TenantId, id, topicId)));
    }

    private async Task<Problem?> SaveAsync(AppDb rows, TopicEntry entry, CancellationToken ct)
    {
        try
        {
            await rows.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return new Problem(ProblemKind.Conflict, nameof(TopicEntry.Name), "Trends.TopicTaken", entry.Name.Trim());
        }
        changes.Notify(actor.TenantId, ChangeTopics.Trends);
        return null;
    }
}
