namespace ContentFactory.Web.Shell;

/// <summary>Headers of every answer. An endpoint with other needs (a sandboxed download) sets its own value afterwards.</summary>
public sealed class SecurityHeaders(RequestDelegate next, IHostEnvironment environment)
{
    /// <summary>No inline script and no import map; inline styles, because Radzen and the charts position things by them.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; "
        + "object-src 'none'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'";

    public Task InvokeAsync(HttpContext http)
    {
        Set(http);
        // again at the last moment: an answer that was cleared on the way (database away, no permission) needs them as well
        http.Response.OnStarting(() =>
        {
            Set(http);
            return Task.CompletedTask;
        });
        return next(http);
    }

    private void Set(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.TryAdd("Content-Security-Policy", ContentSecurityPolicy);
        headers.TryAdd("X-Content-Type-Options", "nosniff");
        // an address that is a way in by itself is for nobody else's log
        var isSecret = RequestLog.Hidden(http.Request.Path) is not null;
        headers.TryAdd("Referrer-Policy", isSecret ? "no-referrer" : "strict-origin-when-cross-origin");
        if (isSecret)
            headers.TryAdd("X-Robots-Tag", "noindex, nofollow");
        if (environment.IsProduction() && http.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
    }
}
