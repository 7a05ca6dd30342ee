using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentFactory.Domain.Trends;

/// <summary>A topic, and whether the company writes about it.</summary>
public sealed record Interest(Guid TopicId, string Name, string Language, bool Chosen);

/// <summary>What one company writes about.</summary>
public sealed class CompanyInterests(Db db, Actor actor, Changes changes)
{
    public async Task<IReadOnlyList<Interest>> ReadAsync(Guid companyId, CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewTopics);
        await using var rows = await db.OpenAsync(ct);
        return await rows.Topics.AsNoTracking().OrderBy(t => t.Name)
            .Select(t => new Interest(t.Id, t.Name, t.Language, rows.CompanyTopics.Any(l => l.TopicId == t.Id && l.CompanyId == companyId))).ToListAsync(ct);
    }

    public async Task<Result> SetAsync(Guid companyId, Guid topicId, bool wanted, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditTopics);
        await using var rows = await db.OpenAsync(ct);
        var link = await rows.CompanyTopics.SingleOrDefaultAsync(l => l.CompanyId == companyId && l.TopicId == topicId, ct);
        if (link is not null == wanted)
            return Result.Done;
        if (link is not null)
            rows.CompanyTopics.Remove(link);
        else
            rows.CompanyTopics.Add(new CompanyTopic(actor.TenantId, companyId, topicId));
        try
        {
            await rows.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e is DbUpdateConcurrencyException || e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // another tab did the same
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.ForeignKeyViolation })
        {
            return Problem.NotFound("Trends.TopicGone");
        }
        changes.Notify(actor.TenantId, ChangeTopics.Trends);
        return Result.Done;
    }
}
