using ContentFactory.Domain.Access;
using ContentFactory.Domain.Lists;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Analytics.Home;

/// <summary>The newest of the audit log, for the first page.</summary>
internal static class RecentActs
{
    private const int Most = 8;

    public static async Task<IReadOnlyList<RecentAct>> ReadAsync(AppDb rows, CancellationToken ct)
    {
        var found = await rows.AuditLog.AsNoTracking().OrderByDescending(a => a.At).ThenByDescending(a => a.Id).Top(Most)
            .Select(a => new { Entry = a, Name = rows.People.Where(p => p.Id == a.PersonId).Select(p => p.DisplayName).FirstOrDefault() }).ToListAsync(ct);
        return [.. found.Select(f => RecentAct.Of(f.Entry, f.Name))];
    }
}
