using System.Collections.Concurrent;
using ContentFactory.Domain.Access;
using Microsoft.Extensions.Options;

namespace ContentFactory.Web.Access;

/// <summary>
/// Stands before the connections of circuits: foreign sites are refused whatever cookie comes along, strangers have no page that needs
/// one (but the gallery of parts, in Development), and one person holds so many at once and no more.
/// </summary>
internal sealed class CircuitDoor(RequestDelegate next, IOptions<AccessOptions> options, IHostEnvironment environment, IConfiguration configuration)
{
    private const string Connection = "/_blazor";

    private readonly ConcurrentDictionary<string, int> held = new();
    private readonly bool strangers = configuration.GetValue<bool?>("Access:AnonymousPages") ?? environment.IsDevelopment();

    public Task InvokeAsync(HttpContext http)
    {
        if (!http.Request.Path.StartsWithSegments(Connection, StringComparison.OrdinalIgnoreCase, out var rest))
            return next(http);
        if (!IsOwnSite(http.Request))
            return Refuse(http, StatusCodes.Status403Forbidden);
        var isSigned = SessionTicket.Of(http.User) is not null;
        var connects = !rest.HasValue || rest.Value == "/" || rest.StartsWithSegments("/negotiate", StringComparison.OrdinalIgnoreCase);
        if (connects && !isSigned && !strangers)
            return Refuse(http, StatusCodes.Status401Unauthorized);
        return connects && !HttpMethods.IsPost(http.Request.Method) ? HoldAsync(http) : next(http);
    }

    /// <summary>A request of this kind lasts as long as its connection.</summary>
    private async Task HoldAsync(HttpContext http)
    {
        var holder = SessionTicket.Of(http.User)?.PersonId.ToString() ?? EntryLimits.NetworkOf(http.Connection.RemoteIpAddress);
        try
        {
            if (held.AddOrUpdate(holder, 1, (_, count) => count + 1) > options.Value.PagesPerPerson)
                await Refuse(http, StatusCodes.Status429TooManyRequests);
            else
                await next(http);
        }
        finally
        {
            if (held.AddOrUpdate(holder, 0, (_, count) => count - 1) <= 0)
                held.TryRemove(KeyValuePair.Create(holder, 0));
        }
    }

    /// <summary>Browsers say where a page came from; what is no browser says nothing and has nobody's cookie.</summary>
    private bool IsOwnSite(HttpRequest request)
    {
        if (request.Headers.Origin is not [{ } text, ..])
            return true;
        return Uri.TryCreate(text, UriKind.Absolute, out var origin)
            && (Same(origin, $"{request.Scheme}://{request.Host}") || (options.Value.PublicUrl is { } own && Same(origin, own.AbsoluteUri)));
    }

    // behind a proxy that ends TLS the scheme may differ; the host never does
    private static bool Same(Uri origin, string site) =>
        Uri.TryCreate(site, UriKind.Absolute, out var other) && string.Equals(origin.Host, other.Host, StringComparison.OrdinalIgnoreCase)
        && (origin.Port == other.Port || (origin.IsDefaultPort && other.IsDefaultPort));

    private static Task Refuse(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
