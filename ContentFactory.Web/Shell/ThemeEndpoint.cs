using ContentFactory.Web.Access;
using Microsoft.AspNetCore.Mvc;

namespace ContentFactory.Web.Shell;

/// <summary>Light, dark, or what the device says: a cookie that the first byte of the next page already obeys.</summary>
public static class ThemeEndpoint
{
    public const string Cookie = "theme";

    private const string System = "system";

    public static readonly IReadOnlyList<string> Themes = ["light", "dark", System];

    /// <summary>The theme that a request asks for, the device's own if none.</summary>
    public static string Of(HttpRequest request) => Themes.FirstOrDefault(known => known == request.Cookies[Cookie]) ?? System;

    /// <summary>The value of the color-scheme meta: what the browser paints before any stylesheet.</summary>
    public static string Scheme(string theme) => theme == System ? "light dark" : theme;

    internal static void MapTheme(this IEndpointRouteBuilder routes) => routes.MapPost("/theme", Change);

    // the page's script writes the same cookie and needs no reload; this is for the moments before it runs
    private static IResult Change(HttpContext http, [FromForm] string theme, [FromForm] string? returnUrl)
    {
        if (!Themes.Contains(theme)) return Results.BadRequest();
        http.Response.Cookies.Append(Cookie, theme, new CookieOptions
        {
            MaxAge = TimeSpan.FromDays(365), IsEssential = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps,
        });
        return Results.LocalRedirect(Onward.To(returnUrl, "/"));
    }
}
