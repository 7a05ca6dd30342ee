using ContentFactory.Domain.Publishing;

namespace ContentFactory.Domain.Analytics;

/// <summary>When the numbers of a publication are read: after an hour, then every 3 hours for a week, then at each midnight until day 90.</summary>
internal static class MetricsPlan
{
    private static readonly TimeSpan First = TimeSpan.FromHours(1);
    private static readonly TimeSpan Step = TimeSpan.FromHours(3);
    private static readonly TimeSpan Dense = TimeSpan.FromDays(7);
    private static readonly TimeSpan Whole = TimeSpan.FromDays(90);

    /// <summary>Days after publishing beyond which no reading stands: the last one is made at a midnight, and one that is late may come a day after.</summary>
    public static int ReadFor { get; } = Whole.Days + 2;

    /// <summary>The sandbox counts by minutes in its first hour, so that somebody who tries it out sees numbers.</summary>
    private static readonly TimeSpan SandboxStep = TimeSpan.FromMinutes(1);

    /// <summary>A reading that is due still, after an outage or a stop, is made no longer: sums of types and topics look back no further.</summary>
    public static bool IsOver(DateTimeOffset publishedAt, DateTimeOffset now) => now - publishedAt > Whole + TimeSpan.FromDays(1);

    /// <summary>The next reading after <paramref name="now"/>; null when the last one was made.</summary>
    public static DateTimeOffset? Next(DateTimeOffset publishedAt, DateTimeOffset now, string zoneId, bool sandbox)
    {
        var age = now - publishedAt;
        if (sandbox && age < First)
            return now + SandboxStep;
        if (age < First)
            return publishedAt + First;
        if (age < Dense)
            return publishedAt + First + (Step * (Math.Floor((age - First) / Step) + 1));
        var midnight = LocalDay.Start(LocalDay.At(now, zoneId).AddDays(1), zoneId);
        return midnight - publishedAt <= Whole ? midnight : null;
    }
}
