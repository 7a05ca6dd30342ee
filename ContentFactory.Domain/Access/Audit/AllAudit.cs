using System.Runtime.CompilerServices;
using ContentFactory.Domain.Lists;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Access;

/// <summary>Who did what, over all tenants and at the level of the installation, as administrators read it.</summary>
public sealed class AllAudit(AccessDb db, Actor actor, TimeProvider clock)
{
    public async Task<ListPage<AuditRow>> ListAsync(AuditFilter filter, CancellationToken ct)
    {
        actor.Demand(Permission.ViewAllAudit);
        var found = await Filtered(filter).PageJoinedAsync(filter.List ?? ListQuery.First, AuditQueries.Order, Named, ct, AuditQueries.MostRows);
        return new([.. found.Rows.Select(Row)], found.Total, found.Page, found.PageSize, found.More);
    }

    /// <summary>All of the filter up to <paramref name="most"/>, for a file.</summary>
    public IAsyncEnumerable<AuditRow> EveryAsync(AuditFilter filter, int most, CancellationToken ct)
    {
        actor.Demand(Permission.ViewAllAudit);
        return ReadAsync(filter, most, ct);
    }

    private async IAsyncEnumerable<AuditRow> ReadAsync(AuditFilter filter, int most, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var found in Filtered(filter).StreamJoined(filter.List ?? ListQuery.First, AuditQueries.Order, Named, most).WithCancellation(ct))
            yield return Row(found);
    }

    private IQueryable<AuditEntry> Filtered(AuditFilter filter)
    {
        var log = filter.Of(db.AuditLog.AsNoTracking(), clock.GetUtcNow());
        if (filter.Tenant is { } slug && Tenants().Where(t => t.Slug == slug).Select(t => t.Id) is var of)
            log = log.Where(a => of.Contains(a.TenantId));
        if (string.IsNullOrWhiteSpace(filter.List?.Search))
            return log;
        var pattern = LikePattern.Of(filter.List.Search);
        var people = db.Users.Where(p => EF.Functions.ILike(p.DisplayName, pattern, LikePattern.Escape) || EF.Functions.ILike(p.Email!, pattern, LikePattern.Escape)).Select(p => p.Id);
        var tenants = Tenants().Where(t => EF.Functions.ILike(t.Name, pattern, LikePattern.Escape) || EF.Functions.ILike(t.Slug, pattern, LikePattern.Escape)).Select(t => t.Id);
        return log.Where(a => people.Contains(a.PersonId) || tenants.Contains(a.TenantId));
    }

    private IQueryable<Found> Named(IQueryable<AuditEntry> page)
    {
        var (people, tenants) = (db.Users.AsNoTracking(), Tenants());
        return page.Select(a => new Found
        {
            Entry = a,
            Name = people.Where(p => p.Id == a.PersonId).Select(p => p.DisplayName).FirstOrDefault(),
            Email = people.Where(p => p.Id == a.PersonId).Select(p => p.Email).FirstOrDefault(),
            Tenant = tenants.Where(t => t.Id == a.TenantId).Select(t => t.Name).FirstOrDefault(),
            Slug = tenants.Where(t => t.Id == a.TenantId).Select(t => t.Slug).FirstOrDefault(),
        });
    }

    private IQueryable<NamedTenant> Tenants() => db.Database.SqlQuery<NamedTenant>($"""select id as "Id", name as "Name", slug as "Slug" from tenants""");

    private static AuditRow Row(Found found) =>
        AuditRow.Of(found.Entry, found.Name) with { Tenant = found.Tenant, Slug = found.Slug, Email = found.Email, Address = found.Entry.Address };

    private sealed record NamedTenant
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
        public string Slug { get; init; } = "";
    }

    private sealed record Found
    {
        public AuditEntry Entry { get; init; } = null!;
        public string? Name { get; init; }
        public string? Email { get; init; }
        public string? Tenant { get; init; }
        public string? Slug { get; init; }
    }
}
