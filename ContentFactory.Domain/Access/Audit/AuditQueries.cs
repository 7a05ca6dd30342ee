using System.Runtime.CompilerServices;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Access;

/// <summary>Who did what in one tenant.</summary>
public sealed class AuditQueries(Db db, Actor actor, IOptions<AccessOptions> options, TimeProvider clock)
{
    /// <summary>More rows are not counted: whoever looks for something narrows the list, and a file holds them all.</summary>
    public const int MostRows = 1_000;

    private const int MostPeople = 500;

    internal static readonly Sorting<AuditEntry> Order = new Sorting<AuditEntry>(a => a.Id).By("at", a => a.At, descending: true);

    /// <summary>How long rows are kept.</summary>
    public int Days => options.Value.AuditDays;

    public async Task<ListPage<AuditRow>> ListAsync(AuditFilter filter, CancellationToken ct)
    {
        actor.Demand(Permission.ViewAudit);
        await using var rows = await db.OpenAsync(ct);
        var found = await Filtered(rows, filter).PageJoinedAsync(filter.List ?? ListQuery.First, Order, page => Named(rows, page), ct, MostRows);
        return new([.. found.Rows.Select(Row)], found.Total, found.Page, found.PageSize, found.More);
    }

    /// <summary>All of the filter up to <paramref name="most"/>, for a file.</summary>
    public IAsyncEnumerable<AuditRow> EveryAsync(AuditFilter filter, int most, CancellationToken ct)
    {
        actor.Demand(Permission.ViewAudit);
        return ReadAsync(filter, most, ct);
    }

    /// <summary>Members, former ones too, and the manager.</summary>
    public async Task<IReadOnlyList<AuditPerson>> PeopleAsync(CancellationToken ct)
    {
        actor.Demand(Permission.ViewAudit);
        await using var rows = await db.OpenAsync(ct);
        return await rows.People.OrderBy(p => p.DisplayName).ThenBy(p => p.Id).Take(MostPeople).Select(p => new AuditPerson(p.Id, p.DisplayName)).ToListAsync(ct);
    }

    private async IAsyncEnumerable<AuditRow> ReadAsync(AuditFilter filter, int most, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        await foreach (var found in Filtered(rows, filter).StreamJoined(filter.List ?? ListQuery.First, Order, page => Named(rows, page), most).WithCancellation(ct))
            yield return Row(found);
    }

    private IQueryable<AuditEntry> Filtered(AppDb rows, AuditFilter filter) => filter.Of(rows.AuditLog.AsNoTracking(), clock.GetUtcNow());

    private static IQueryable<Found> Named(AppDb rows, IQueryable<AuditEntry> page) =>
        page.Select(a => new Found { Entry = a, Name = rows.People.Where(p => p.Id == a.PersonId).Select(p => p.DisplayName).FirstOrDefault() });

    private static AuditRow Row(Found found) => AuditRow.Of(found.Entry, found.Name);

    private sealed record Found
    {
        public AuditEntry Entry { get; init; } = null!;
        public string? Name { get; init; }
    }
}
