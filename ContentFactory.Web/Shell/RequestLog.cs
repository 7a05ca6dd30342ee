using System.Diagnostics;

namespace ContentFactory.Web.Shell;

/// <summary>One line per request and its id in every line below it. Paths that carry a token are cut before it.</summary>
internal sealed class RequestLog(RequestDelegate next, ILogger<RequestLog> log)
{
    private static readonly string[] SecretPaths = ["/sandbox", "/media", "/invitation", "/connect/invitation", "/sign-in/link", "/calendar/feed", "/approve"];

    public async Task InvokeAsync(HttpContext http)
    {
        using var scope = log.BeginScope(new Dictionary<string, object> { ["RequestId"] = http.TraceIdentifier });
        http.Response.Headers["X-Request-Id"] = http.TraceIdentifier;
        var started = Stopwatch.GetTimestamp();
        try
        {
            await next(http);
        }
        finally
        {
            if (log.IsEnabled(LogLevel.Debug) || (http.Response.StatusCode >= 500 && !http.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal)))
                log.Log(http.Response.StatusCode >= 500 ? LogLevel.Warning : LogLevel.Debug, "{Method} {Path} {Status} {Milliseconds:0} ms",
                    http.Request.Method, Hidden(http.Request.Path) ?? http.Request.Path.ToString(), http.Response.StatusCode, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }
    }

    /// <summary>What may be said of a path: those that carry a token end before it. Null where there is nothing to hide.</summary>
    public static string? Hidden(PathString path) => SecretPaths.FirstOrDefault(p => path.StartsWithSegments(p, StringComparison.OrdinalIgnoreCase)) is { } secret ? $"{secret}/…" : null;
}
