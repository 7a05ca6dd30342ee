using System.Text.Json.Serialization;
using ContentFactory.Domain.Lists;
using ContentFactory.Domain.LongWork;

namespace ContentFactory.Domain.Analytics.Reports;

public enum ReportState { Making, Ready, Failed, Cancelled }

/// <summary>What somebody wants a report of. Without days it is of the usual ones.</summary>
public sealed record ReportWish(int? Days, DateOnly? From, DateOnly? To, Guid? CompanyId, Guid? ChannelId, string? Network, bool Xlsx, bool Pdf);

/// <summary>A report of the list.</summary>
/// <param name="Person">Who wanted it; null where a plan did.</param>
/// <param name="Company">The name of the company that it was narrowed to, <paramref name="Channel"/> that of the channel; empty where it is gone since, null where it was not.</param>
/// <param name="MayDelete">The reader may delete it.</param>
public sealed record ReportRow(
    Guid Id, string? Person, DateOnly FirstDay, DateOnly LastDay, string? Company, string? Channel, string? Network, string Language, bool Xlsx, bool Pdf,
    DateTimeOffset CreatedAt, DateTimeOffset? MadeAt, ReportState State, LongText? Problem, IReadOnlyList<ReportFileRow> Files, bool MayDelete);

public sealed record ReportFileRow(ReportFormat Format, long Size);

/// <param name="UnderWay">A report that somebody ordered is being made, and a second one waits until it is there.</param>
/// <param name="Wanted">The one that was asked for, where it is not on this page.</param>
/// <param name="IsGone">The one that was asked for is no longer there.</param>
public sealed record ReportList(ListPage<ReportRow> Page, bool UnderWay, ReportRow? Wanted, bool IsGone)
{
    [JsonIgnore]
    public IReadOnlyList<ReportRow> Rows => Page.Rows;
}

/// <summary>A file of a report on its way to a reader.</summary>
public sealed record ReportDownload(ReportFormat Format, Media.Stores.FilePlace Place, long Size, DateOnly FirstDay, DateOnly LastDay);

/// <summary>What the work is begun with.</summary>
public sealed record ReportInput(Guid ReportId);

/// <summary>Names of the work, as rows keep them.</summary>
public static class ReportWork
{
    /// <summary>Ordered by somebody: one at a time in a tenant.</summary>
    public const string Ordered = "analytics.report";

    /// <summary>Of plans: several may fall due at once.</summary>
    public const string Weekly = "analytics.weekly_report";
}
