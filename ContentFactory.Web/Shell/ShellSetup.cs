using ContentFactory.Domain.Data;
using ContentFactory.Web.Shell.Problems;
using ContentFactory.Web.Ui;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.FileProviders;
using Radzen;

namespace ContentFactory.Web.Shell;

/// <summary>Everything the browser side needs: components, texts, headers, static files, the pages' routes.</summary>
public static class ShellSetup
{
    // the longest text in Cyrillic is six bytes a letter in JSON, and a third more in base64
    private const long LargestMessage = 1_000_000;

    // a page that takes in a megabyte of pasted text says nothing meanwhile, and on a slow machine that is more than the framework's 30 s
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(90);

    public static WebApplicationBuilder AddShell(this WebApplicationBuilder builder)
    {
        UseOwnWebRoot(builder);
        // a circuit starts with the data of its prerendered page in one message, and the framework's 32 KB hold half a list of posts
        builder.Services.AddRazorComponents().AddInteractiveServerComponents().AddHubOptions(hub =>
        {
            hub.MaximumReceiveMessageSize = LargestMessage;
            hub.ClientTimeoutInterval = LongestSilence;
        });
        builder.Services.AddRadzenComponents();
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddLocalization();
        builder.Services.AddCompression();
        builder.Services.AddSingleton<ProblemText>();
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddScoped<FailureReference>();
        builder.Services.Configure<RequestLocalizationOptions>(Languages);
        return builder;
    }

    /// <summary>The first part of the pipeline, up to routing; authentication comes after it, then <see cref="MapShell"/>.</summary>
    public static WebApplication UseShell(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment()) app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseResponseCompression();
        app.UseMiddleware<SecurityHeaders>();
        app.UseRequestLocalization();
        app.UseWhen(WantsPage, pages => pages.UseStatusCodePagesWithReExecute("/error", createScopeForStatusCodePages: true));
        if (app.Services.GetService<Started>() is not null) app.UseMiddleware<DatabaseGate>();
        app.UseStaleForms();
        app.UseRouting();
        return app;
    }

    /// <summary>Antiforgery, static files, the language form and all pages.</summary>
    public static WebApplication MapShell(this WebApplication app)
    {
        app.UseAntiforgery();
        app.RefuseStaleForms();
        app.MapStaticAssets();
        app.MapLanguage();
        app.MapTheme();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
        return app;
    }

    // a program that asks for data gets the bare status, and so does a refused form: running it again as a page would change its answer
    private static bool WantsPage(HttpContext http) =>
        (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)) && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static void Languages(RequestLocalizationOptions options)
    {
        options.DefaultRequestCulture = new RequestCulture(LanguageEndpoint.Languages[0]);
        options.SupportedCultures = options.SupportedUICultures = [.. LanguageEndpoint.Languages];
        options.RequestCultureProviders = [new CookieRequestCultureProvider(), new AcceptLanguageHeaderRequestCultureProvider()];
    }

    // The files lie in the published wwwroot or, started from the build output, where the build's manifest says; neither depends on the
    // environment's name or on the folder the process was started in.
    private static void UseOwnWebRoot(WebApplicationBuilder builder)
    {
        var published = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        if (Directory.Exists(published))
        {
            builder.Environment.WebRootPath = published;
            builder.Environment.WebRootFileProvider = new PhysicalFileProvider(published);
        }
        builder.WebHost.UseStaticWebAssets();
    }
}
