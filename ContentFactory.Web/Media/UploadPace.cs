using System.Threading.RateLimiting;
using ContentFactory.Web.Access;
using Microsoft.AspNetCore.RateLimiting;

namespace ContentFactory.Web.Media;

/// <summary>How fast a person's files are looked at: whoever sends more at once waits, so that others' pages stay quick.</summary>
public static class UploadPace
{
    public const string Policy = "uploads";
    private const int AtOnce = 20;
    private const int PerSecond = 5;
    private const int Waiting = 200;

    public static void Set(RateLimiterOptions limits) => limits.AddPolicy(Policy, PlaceOf);

    /// <summary>Counted for each person, in whichever tenant.</summary>
    public static RateLimitPartition<Guid> PlaceOf(HttpContext http) =>
        RateLimitPartition.GetTokenBucketLimiter(CurrentTenant.PersonId(http.User) ?? Guid.Empty, _ => new()
        {
            TokenLimit = AtOnce, TokensPerPeriod = 1, ReplenishmentPeriod = TimeSpan.FromSeconds(1.0 / PerSecond), QueueLimit = Waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
}
