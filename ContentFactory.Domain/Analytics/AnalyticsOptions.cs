namespace ContentFactory.Domain.Analytics;

/// <summary>How the collector of numbers paces itself. When numbers are read says <see cref="MetricsPlan"/>.</summary>
public sealed class AnalyticsOptions
{
    public const string Section = "Analytics";

    public int BatchSize { get; set; } = 50;
    public int CallsAtOnce { get; set; } = 4;

    /// <summary>The longest sleep when nothing is due earlier.</summary>
    public double IdleSeconds { get; set; } = 60;

    /// <summary>A claimed row comes back after this, when its node died.</summary>
    public double LeaseMinutes { get; set; } = 10;

    /// <summary>After a failure or a rate limit that names no time.</summary>
    public double RetryMinutes { get; set; } = 15;

    /// <summary>Whole months of snapshots older than this are dropped, at the least four; 0 keeps them for ever. Days and their sums are always kept.</summary>
    public int KeepSnapshotMonths { get; set; } = 25;
}
