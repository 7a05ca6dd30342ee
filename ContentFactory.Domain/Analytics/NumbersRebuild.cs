using ContentFactory.Domain.Analytics.Days;

namespace ContentFactory.Domain.Analytics;

/// <summary>Days and sums once more out of the stored readings: the command for whoever doubts them.</summary>
public sealed class NumbersRebuild
{
    private readonly DayUpkeep upkeep;

    internal NumbersRebuild(DayUpkeep upkeep) => this.upkeep = upkeep;

    /// <param name="slug">Of one tenant; null for all.</param>
    /// <returns>How many tenants were found.</returns>
    public Task<int> RunAsync(string? slug, CancellationToken ct) => upkeep.RebuildAllAsync(slug, ct);
}
