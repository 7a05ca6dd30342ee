using ContentFactory.Domain.Access;
using ContentFactory.Web.Shell;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Identity;

namespace ContentFactory.Web.Access;

internal static class SignInSetup
{
    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        builder.Services.AddAuthorization();
        builder.Services.ConfigureApplicationCookie(cookie =>
        {
            cookie.Cookie.Name = "cf_session";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.ExpireTimeSpan = TimeSpan.FromDays(7);
            cookie.SlidingExpiration = true;
            cookie.LoginPath = "/sign-in";
            // the status itself: the problem page stands in for it at the address that was asked for
            cookie.Events.OnRedirectToAccessDenied = denied =>
            {
                denied.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
            cookie.ReturnUrlParameter = "returnUrl";
            // the doors lead on by themselves (Onward); the framework would write the address into the header as it stands
            cookie.Events.OnRedirectToReturnUrl = _ => Task.CompletedTask;
        });
        // rights and the password stamp are read again at least every minute
        builder.Services.Configure<SecurityStampValidatorOptions>(stamp => stamp.ValidationInterval = TimeSpan.FromMinutes(1));
        builder.Services.AddScoped<IUserClaimsPrincipalFactory<Person>, PersonClaims>();
        builder.Services.AddScoped<EntryCookie>();
        builder.Services.AddScoped<SignInDoor>();
        builder.Services.AddScoped<CurrentTenant>();
        builder.Services.AddScoped<CircuitHandler, CircuitTenant>();
    }
}
