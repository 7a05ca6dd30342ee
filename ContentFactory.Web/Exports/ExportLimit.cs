using System.Globalization;
using System.Threading.RateLimiting;
using ContentFactory.Web.Access;
using Microsoft.AspNetCore.RateLimiting;

namespace ContentFactory.Web.Exports;

/// <summary>How many files a person may have written at once: each holds a connection to the database until its last byte is taken.</summary>
public static class ExportLimit
{
    public const string Policy = "exports";
    private const int AtOnce = 2;
    private const int Waiting = 2;
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(10);

    public static void Set(RateLimiterOptions limits)
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.AddPolicy(Policy, PlaceOf);
        limits.OnRejected = (refused, _) =>
        {
            refused.HttpContext.Response.Headers.RetryAfter = TryAgainAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
    }

    /// <summary>Counted for each person, in whichever tenant.</summary>
    public static RateLimitPartition<Guid> PlaceOf(HttpContext http) =>
        RateLimitPartition.GetConcurrencyLimiter(CurrentTenant.PersonId(http.User) ?? Guid.Empty, _ => new()
        {
            PermitLimit = AtOnce,
            QueueLimit = Waiting,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
}
