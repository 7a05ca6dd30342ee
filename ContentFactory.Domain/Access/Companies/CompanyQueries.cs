using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Access;

/// <summary>A company to choose in a form.</summary>
public sealed record CompanyOption(Guid Id, string Name);

public sealed class CompanyQueries(Db db, Actor actor)
{
    public async Task<IReadOnlyList<CompanyOption>> ChoicesAsync(CancellationToken ct = default)
    {
        actor.Demand(Permission.ViewCompanies);
        await using var rows = await db.OpenAsync(ct);
        return await rows.Companies.AsNoTracking().Where(c => c.Status == CompanyStatus.Active).OrderBy(c => c.Number)
            .Select(c => new CompanyOption(c.Id, c.Name)).ToListAsync(ct);
    }
}
