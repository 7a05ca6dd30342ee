using ContentFactory.Domain.Analytics.Reports;

namespace ContentFactory.Web.Analytics.Reports;

/// <summary>What stands in the form while a report is ordered.</summary>
public sealed class OrderDraft
{
    public const string Own = "own";

    public static readonly IReadOnlyList<int> Periods = [7, 28, 90, 365];

    /// <summary>A number of days, or <see cref="Own"/> for <see cref="From"/> and <see cref="To"/>.</summary>
    public string Period { get; set; } = "28";

    public DateOnly? From { get; set; }
    public DateOnly? To { get; set; }
    public Guid? CompanyId { get; set; }
    public Guid? ChannelId { get; set; }
    public string? Network { get; set; }
    public bool Xlsx { get; set; } = true;
    public bool Pdf { get; set; } = true;

    public ReportWish Wish() => new(
        int.TryParse(Period, out var days) ? days : null, Period == Own ? From : null, Period == Own ? To : null, CompanyId, ChannelId, string.IsNullOrEmpty(Network) ? null : Network, Xlsx, Pdf);
}
