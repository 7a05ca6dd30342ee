using ContentFactory.Domain.Access;
using ContentFactory.Web.Shell;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace ContentFactory.Web.Access;

internal static class SignInSetup
{
    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        var isProduction = builder.Environment.IsProduction();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        builder.Services.AddAuthorization();
        builder.Services.ConfigureApplicationCookie(cookie =>
        {
            cookie.Cookie.Name = "cf_session";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.SlidingExpiration = true;
            cookie.LoginPath = "/sign-in";
            cookie.ReturnUrlParameter = "returnUrl";
            cookie.EventsType = typeof(SessionCookie);
        });
        builder.Services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme)
            .Configure<IOptions<AccessOptions>>((cookie, access) =>
            {
                cookie.ExpireTimeSpan = TimeSpan.FromDays(access.Value.SessionDays);
                // a proxy that ends TLS and says nothing of it must not make the session readable on the way
                if (isProduction && access.Value.PublicUrl is { Scheme: "https" })
                    cookie.Cookie.SecurePolicy = CookieSecurePolicy.Always;
            });
        builder.Services.AddOptions<AccessOptions>().Configure<IHostEnvironment>((access, environment) => access.OpenMailbox = environment.IsDevelopment());
        builder.Services.AddScoped<IUserClaimsPrincipalFactory<Person>, PersonClaims>();
        builder.Services.AddScoped<EntryCookie>();
        builder.Services.AddScoped<Invited>();
        builder.Services.AddScoped<SignInDoor>();
        builder.Services.AddScoped<CurrentTenant>();
        builder.Services.AddScoped<OwnSessionId>();
        builder.Services.AddScoped<CircuitHandler, CircuitTenant>();
        AddSessions(builder.Services);
    }

    /// <summary>Says to the domain where each request comes from, for the rows that keep it.</summary>
    public static void UseCaller(this WebApplication app) => app.Use((http, next) =>
    {
        http.RequestServices.GetRequiredService<Caller>().Origin = RequestOrigin.Of(http);
        return next(http);
    });

    private static void AddSessions(IServiceCollection services)
    {
        services.AddScoped<SessionCookie>();
        services.AddSingleton<SessionCache>();
        services.AddSingleton<OpenCircuits>();
        services.AddSingleton<CircuitTickets>();
        services.AddScoped<CircuitHandler, CircuitGuard>();
        services.AddHostedService<CircuitWatch>();
        services.Configure<HubOptions>(hub => hub.AddFilter<CircuitTickets>());
    }
}
