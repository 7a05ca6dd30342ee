using System.Globalization;
using ContentFactory.Web.Access;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;

namespace ContentFactory.Web.Shell;

/// <summary>The languages and the one way to change them: a posted form, a cookie, a reload.</summary>
public static class LanguageEndpoint
{
    public static readonly IReadOnlyList<CultureInfo> Languages = [CultureInfo.GetCultureInfo("en"), CultureInfo.GetCultureInfo("ru")];

    /// <summary>True for an address inside this application: one slash, then no second slash or backslash.</summary>
    public static bool IsLocal(string? address) =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && !address.Any(char.IsControl);

    internal static void MapLanguage(this IEndpointRouteBuilder routes) => routes.MapPost("/language", Change);

    private static IResult Change(HttpContext http, [FromForm] string culture, [FromForm] string? returnUrl)
    {
        var language = Languages.FirstOrDefault(known => known.Name == culture);
        if (language is null) return Results.BadRequest();
        Remember(http, language.Name);
        return Results.LocalRedirect(Onward.To(returnUrl, "/"));
    }

    /// <summary>The next page of this browser is in that language.</summary>
    internal static void Remember(HttpContext http, string language) => http.Response.Cookies.Append(
        CookieRequestCultureProvider.DefaultCookieName,
        CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language)),
        new CookieOptions
        {
            MaxAge = TimeSpan.FromDays(365), HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps,
        });
}
