using ContentFactory.Domain.Access;

namespace ContentFactory.Web.Access;

/// <summary>Where a request comes from, for rows that keep it.</summary>
internal static class RequestOrigin
{
    public static Origin Of(HttpContext? http) => new(http?.Connection.RemoteIpAddress?.ToString(), http?.Request.Headers.UserAgent.ToString());
}
