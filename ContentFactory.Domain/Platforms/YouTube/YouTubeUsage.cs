using ContentFactory.Domain.Platforms.Http;
using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Platforms.YouTube;

/// <summary>What a call costs (YouTube Data API, "Quota costs", page of 11 September 2026).</summary>
internal readonly record struct QuotaCost(string Kind, int Amount)
{
    public const string Units = "units";
    public const string Inserts = "inserts";

    /// <summary>Parts of an upload, questions about its session, other APIs of Google.</summary>
    public static readonly QuotaCost Free = new(Units, 0);

    public static readonly QuotaCost Read = new(Units, 1);

    /// <summary>A read that can wait for another day: what publishing may need is left to it.</summary>
    public static readonly QuotaCost Spare = Read with { LeavesReserve = true };

    /// <summary>videos.delete, thumbnails.set, commentThreads.insert.</summary>
    public static readonly QuotaCost Change = new(Units, 50);

    public static readonly QuotaCost Insert = new(Inserts, 1);

    public bool LeavesReserve { get; init; }
}

/// <summary>Counts what Google counts for a project, so that nothing is asked for that it would refuse until midnight Pacific time.</summary>
internal sealed class YouTubeUsage(PlatformUsage usage, PlatformApps apps, IOptions<YouTubeQuotaOptions> options, TimeProvider clock)
{
    /// <summary>What is read without need ends here.</summary>
    private const double Spared = 0.8;

    /// <summary>Null where the call may be made; else the answer that stands for Google's.</summary>
    public PlatformReply? Refusal(PlatformAccount account, QuotaCost cost)
    {
        if (cost.Amount == 0 || CounterOf(account, cost.Kind) is not { } counter)
            return null;
        var (used, limit) = (usage.Of(counter), LimitOf(cost.Kind));
        if (used + cost.Amount > limit)
            return YouTubeErrors.OwnCount(YouTubeErrors.QuotaCounted);
        return cost.LeavesReserve && used + cost.Amount > limit * Spared ? YouTubeErrors.OwnCount(YouTubeErrors.QuotaReserved) : null;
    }

    /// <summary>A call that may have arrived counts, whatever was answered: Google counts refused ones too, but for those over the quota.</summary>
    public void Count(PlatformAccount account, QuotaCost cost, PlatformReply reply)
    {
        if (cost.Amount > 0 && reply.State is not ReplyState.NotSent && YouTubeErrors.ReasonOf(reply) is not YouTubeErrors.QuotaExceeded && CounterOf(account, cost.Kind) is { } counter)
            usage.Add(counter, cost.Amount);
    }

    /// <summary>Of today; empty until the sum of all nodes is known.</summary>
    public IReadOnlyList<AppUsage> Of(string? app) => usage.IsRead && Counter(app, QuotaCost.Inserts) is { } inserts && Counter(app, QuotaCost.Units) is { } units
        ? [new(QuotaCost.Inserts, usage.Of(inserts), options.Value.DailyInserts), new(QuotaCost.Units, usage.Of(units), options.Value.DailyUnits)]
        : [];

    private int LimitOf(string kind) => kind is QuotaCost.Inserts ? options.Value.DailyInserts : options.Value.DailyUnits;

    // the sandbox is no project of Google's
    private UsageCounter? CounterOf(PlatformAccount account, string kind) => account.ApiBase is null ? Counter(account.AppKey, kind) : null;

    private UsageCounter? Counter(string? app, string kind) => (app ?? apps.Find(GoogleTokens.Pool, null)?.Id) is { } id ? new(GoogleTokens.Pool, id, YouTubeQuota.DayOf(clock.GetUtcNow()), kind) : null;
}
