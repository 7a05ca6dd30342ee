using System.Text.Json;
using ContentFactory.Domain.LongWork;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Analytics.Reports;

/// <summary>The newest work of each report that has no files yet. Its row says how it stands, so that the two can never disagree.</summary>
internal sealed class ReportTasks
{
    /// <summary>So many reports are looked at.</summary>
    public const int Most = 100;

    private static readonly TimeSpan Skew = TimeSpan.FromHours(1);

    private readonly Dictionary<Guid, ReportTask> newest = [];

    public static async Task<ReportTasks> ReadAsync(AppDb rows, IReadOnlyList<Report> open, CancellationToken ct)
    {
        var tasks = new ReportTasks();
        if (open.Count == 0)
            return tasks;
        // the clocks of a node and of the database differ: work may seem older than its report
        var since = open.Min(r => r.CreatedAt) - Skew;
        var found = await rows.LongTasks.AsNoTracking().Where(t => (t.Kind == ReportWork.Ordered || t.Kind == ReportWork.Weekly) && t.CreatedAt >= since)
            .OrderByDescending(t => t.CreatedAt).Take(10 * Most).Select(t => new { t.Input, t.State, t.FinishedAt, t.ProblemKey, t.ProblemArgs }).ToListAsync(ct);
        foreach (var task in found)
            tasks.newest.TryAdd(JsonSerializer.Deserialize<ReportInput>(task.Input)!.ReportId, new(task.State, task.FinishedAt, task.ProblemKey is { } key ? new LongText(key, [.. task.ProblemArgs]) : null));
        return tasks;
    }

    public bool IsUnderWay(Guid reportId) => newest.TryGetValue(reportId, out var task) && task.State is LongTaskState.Queued or LongTaskState.Running;

    public ReportTask? Of(Guid reportId) => newest.GetValueOrDefault(reportId);

    public ReportState StateOf(Report report) => report.MadeAt is not null ? ReportState.Ready : Of(report.Id)?.State switch
    {
        LongTaskState.Queued or LongTaskState.Running or LongTaskState.Done => ReportState.Making,
        LongTaskState.Cancelled => ReportState.Cancelled,
        // work that was forgotten never came to its end
        LongTaskState.Failed or null => ReportState.Failed,
    };
}

internal sealed record ReportTask(LongTaskState State, DateTimeOffset? FinishedAt, LongText? Problem);
