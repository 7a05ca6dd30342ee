using System.Globalization;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.X;

/// <summary>When a limit of X ends ("Rate limits": x-rate-limit-reset in Unix seconds). The headers of a day's limits are common practice.</summary>
internal static class XLimits
{
    /// <summary>Waited when X names no time; its windows last 15 minutes, and a question within one costs nothing but itself.</summary>
    public static readonly TimeSpan DefaultWait = TimeSpan.FromMinutes(1);

    private const string AppDay = "x-app-limit-24hour";

    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);
    private static readonly string[] Windows = ["x-rate-limit", "x-user-limit-24hour", AppDay];

    public static TimeSpan WaitOf(PlatformReply reply, DateTimeOffset now)
    {
        // of several windows the one that is used up counts, and of those the last to end
        var resets = Windows.Select(w => (Used: IsUsed(reply, w), At: Reset(reply, w))).Where(w => w.At > now).ToList();
        var ends = resets.Where(w => w.Used).DefaultIfEmpty(resets.FirstOrDefault()).Max(w => w.At);
        var wait = ends is { } at ? at - now : reply.RetryAfter ?? DefaultWait;
        return wait < LongestWait ? wait : LongestWait;
    }

    public static bool IsOfApp(PlatformReply reply) => IsUsed(reply, AppDay);

    private static bool IsUsed(PlatformReply reply, string window) => reply.Header($"{window}-remaining") is "0";

    private static DateTimeOffset? Reset(PlatformReply reply, string window) =>
        long.TryParse(reply.Header($"{window}-reset"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 100_000_000_000 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
