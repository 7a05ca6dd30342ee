using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics.Reports.Making;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Analytics.Reports.Plans;

/// <summary>Puts a week's letters into the outbox, in the transaction that says the report is made: each member has one or none.</summary>
internal sealed class ReportLetters(AppDb rows, TimeProvider clock)
{
    /// <summary>Returns how many. None where the plan went away or was turned off meanwhile, or its day has long passed.</summary>
    public async Task<int> WriteAsync(Report report, ReportLetterText letter, CancellationToken ct)
    {
        var now = await rows.NowAsync(ct);
        if (await rows.ReportMailings.SingleOrDefaultAsync(m => m.ReportId == report.Id, ct) is not { SentAt: null } mailing)
            return 0;
        mailing.Settle(now);
        if (now > mailing.DueAt + ReportMailing.Grace)
            return 0;
        if (await rows.ReportPlans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == mailing.PlanId, ct) is not { IsOn: true } plan)
            return 0;
        var had = await rows.ReportLetters.Where(l => l.PlanId == plan.Id && l.Week == mailing.Week).Select(l => l.PersonId).ToListAsync(ct);
        var readers = (await ReportReaders.ReadAsync(rows, ct)).Where(r => plan.People.Contains(r.PersonId) && !had.Contains(r.PersonId)).ToList();
        foreach (var reader in readers)
        {
            var id = Ids.New(clock);
            rows.ReportLetters.Add(new ReportLetter(report.TenantId, plan.Id, mailing.Week, reader.PersonId, id));
            await LetterBox.QueueAsync(rows, id, reader.Email, report.Language, letter.Subject, letter.Text, letter.Button, now, ct);
        }
        if (readers.Count > 0)
            mailing.Sent(now);
        return readers.Count;
    }
}

/// <summary>A member who may see numbers and has an address.</summary>
public sealed record ReportReader(Guid PersonId, string Name, string Email);

internal static class ReportReaders
{
    public static async Task<List<ReportReader>> ReadAsync(AppDb rows, CancellationToken ct)
    {
        var members = await rows.Members.Join(rows.People, m => m.PersonId, p => p.Id, (m, p) => new { m.Role, p.Id, p.DisplayName, p.Email, p.DeactivatedAt }).ToListAsync(ct);
        return [.. members.Where(m => m.DeactivatedAt is null && !string.IsNullOrEmpty(m.Email) && PermissionTable.Allows(m.Role.ToRole(), Permission.ViewAnalytics))
            .OrderBy(m => m.DisplayName).ThenBy(m => m.Id).Select(m => new ReportReader(m.Id, m.DisplayName, m.Email!))];
    }
}
