using System.Globalization;
using System.Net;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.Identity;

namespace ContentFactory.Web.Access;

/// <summary>The doors of other companies that this installation has keys for.</summary>
internal sealed record OutsideDoorList(IReadOnlyList<string> Providers);

internal static class OutsideSetup
{
    public static void AddOutsideDoors(this WebApplicationBuilder builder)
    {
        var open = new List<string>();
        foreach (var provider in OutsideOptions.Providers)
        {
            var options = OutsideOptions.UsualOf(provider);
            builder.Configuration.GetSection($"Access:{provider}").Bind(options);
            if (options.Fault() is var (setting, accepted))
                throw new ConfigurationException($"Access__{provider}__{setting}", "is missing or wrong", accepted);
            if (!options.IsSet)
                continue;
            builder.Services.AddAuthentication().AddOAuth<OAuthOptions, OutsideHandler>(provider, provider, oauth => Set(oauth, provider, options));
            open.Add(provider);
        }
        builder.Services.AddSingleton(new OutsideDoorList(open));
        // as long as somebody needs to prove an account by a letter
        builder.Services.Configure<CookieAuthenticationOptions>(IdentityConstants.ExternalScheme, cookie =>
        {
            cookie.Cookie.Name = "cf_outside";
            cookie.ExpireTimeSpan = TimeSpan.FromMinutes(15);
        });
    }

    private static void Set(OAuthOptions oauth, string provider, OutsideOptions options)
    {
        oauth.ClientId = options.ClientId!;
        oauth.ClientSecret = options.ClientSecret!;
        oauth.AuthorizationEndpoint = options.AuthorizationEndpoint;
        oauth.TokenEndpoint = options.TokenEndpoint;
        oauth.UserInformationEndpoint = options.UserInformationEndpoint;
        oauth.CallbackPath = $"/sign-in/{provider.ToLowerInvariant()}/return";
        oauth.SignInScheme = IdentityConstants.ExternalScheme;
        oauth.UsePkce = true;
        oauth.SaveTokens = false;
        oauth.BackchannelTimeout = TimeSpan.FromSeconds(20);
        foreach (var scope in provider is OutsideOptions.Google ? ["openid", "email", "profile"] : new[] { "public_profile", "email" })
            oauth.Scope.Add(scope);
        // the return is a plain GET: Lax cookies come along, and work without TLS in development
        oauth.CorrelationCookie.SameSite = SameSiteMode.Lax;
        oauth.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        oauth.Events.OnRedirectToAuthorizationEndpoint = LeaveAsync;
        oauth.Events.OnAccessDenied = denied => EndAsync(denied, denied.HttpContext, "Cancelled");
        oauth.Events.OnRemoteFailure = failed => EndAsync(failed, failed.HttpContext, "Failed");
    }

    // a posted form may be answered by own addresses only (form-action of the content policy), so the way out is a page that moves on by itself
    private static async Task LeaveAsync(RedirectContext<OAuthOptions> leaving)
    {
        if (!HttpMethods.IsPost(leaving.Request.Method))
        {
            leaving.Response.Redirect(leaving.RedirectUri);
            return;
        }
        var address = WebUtility.HtmlEncode(leaving.RedirectUri);
        leaving.Response.ContentType = "text/html; charset=utf-8";
        await leaving.Response.WriteAsync($"""
            <!doctype html><html lang="{CultureInfo.CurrentUICulture.TwoLetterISOLanguageName}"><head><meta charset="utf-8"><link rel="icon" href="data:,"><meta http-equiv="refresh" content="0;url={address}"><title>{leaving.Scheme.Name}</title></head>
            <body><p><a href="{address}">{leaving.Scheme.Name}</a></p></body></html>
            """);
    }

    private static Task EndAsync(HandleRequestContext<RemoteAuthenticationOptions> ended, HttpContext http, string why)
    {
        http.Response.Redirect($"/sign-in/refused?why={why}");
        ended.HandleResponse();
        return Task.CompletedTask;
    }
}
