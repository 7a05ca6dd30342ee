using System.Globalization;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics.Reports.Plans;

namespace ContentFactory.Web.Analytics.Reports;

/// <summary>What stands in the form while a weekly report is planned.</summary>
public sealed class PlanDraft
{
    /// <summary>A company, or empty for all of them.</summary>
    public Guid? CompanyId { get; set; }

    /// <summary>Whose it is stays: it is another plan otherwise.</summary>
    public bool IsNew => PlanId is null;

    public Guid? PlanId { get; private init; }

    /// <summary>The one that was looked at when the form was opened.</summary>
    public int Version { get; private init; }

    public int Weekday { get; set; } = (int)DayOfWeek.Monday;
    public int Hour { get; set; } = 9;
    public string Language { get; set; } = "en";
    public bool Xlsx { get; set; } = true;
    public bool Pdf { get; set; } = true;
    public bool IsOn { get; set; } = true;
    public HashSet<Guid> People { get; private init; } = [];

    public ReportPlanEntry Entry() => new(CompanyId, Weekday, Hour, Language, Xlsx, Pdf, [.. People], IsOn, PlanId, Version);

    /// <summary>For the first that has none yet: all companies together, then each of them.</summary>
    internal static PlanDraft New(IReadOnlyList<ReportPlanRow> plans, IReadOnlyList<CompanyOption> companies, Guid me)
    {
        var taken = plans.Select(p => p.Entry.CompanyId).ToHashSet();
        return new()
        {
            CompanyId = taken.Contains(null) ? companies.Where(c => !taken.Contains(c.Id)).Select(c => (Guid?)c.Id).FirstOrDefault() : null, People = [me],
            Language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ru" ? "ru" : "en",
        };
    }

    internal static PlanDraft Of(ReportPlanEntry entry) => new()
    {
        CompanyId = entry.CompanyId, Weekday = entry.Weekday, Hour = entry.Hour, Language = entry.Language, Xlsx = entry.Xlsx, Pdf = entry.Pdf, IsOn = entry.IsOn, People = [.. entry.People],
        PlanId = entry.PlanId, Version = entry.Version,
    };
}
