using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Platforms.Sandbox;
using ContentFactory.Web.Access;
using ContentFactory.Web.Admin;
using ContentFactory.Web.Admin.ViewAs;
using ContentFactory.Web.Channels;
using ContentFactory.Web.Content;
using ContentFactory.Web.Demo;
using ContentFactory.Web.Exports;
using ContentFactory.Web.Sandbox;
using ContentFactory.Web.Media;
using ContentFactory.Web.Media.Making;
using ContentFactory.Web.Publishing.Feeds;
using ContentFactory.Web.Shell;
using ContentFactory.Web.Shell.Tools;
using ContentFactory.Web.Trends;
using ContentFactory.Web.Trends.Sources;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace ContentFactory.Web;

/// <summary>The composition root: what the process is made of, in order. The program and the tests build it the same way.</summary>
public static class Application
{
    /// <param name="settings">Values that outrank files and environment: connection strings of the embedded cluster, a test's database.</param>
    public static WebApplicationBuilder CreateBuilder(string url, IEnumerable<KeyValuePair<string, string?>> settings, string? environment = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(Application).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = environment,
        });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.WebHost.UseUrls(Checked(builder.Configuration["Urls"]) ?? url);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.AddLogs();
        builder.AddShell();
        builder.Services.AddDomain(builder.Configuration).AddSignInManager().AddDefaultTokenProviders();
        builder.Services.AddDuties();
        builder.AddSignIn();
        builder.AddOutsideDoors();
        builder.AddPasskeys();
        builder.AddReadiness();
        builder.Services.AddRateLimiter(ExportLimit.Set);
        builder.Services.AddRateLimiter(UploadPace.Set);
        builder.Services.AddListExport<PostExport>(PostExport.ListName);
        builder.Services.AddListExport<Analytics.Posts.PostTableExport>(Analytics.Posts.PostTableExport.ListName);
        builder.Services.AddListExport<Analytics.ByChannel.ChannelTableExport>(Analytics.ByChannel.ChannelTableExport.ListName);
        builder.Services.AddListExport<Publishing.PublicationExport>(Publishing.PublicationExport.ListName);
        builder.Services.AddListExport<Publishing.Import.PostTemplateExport>(Publishing.Import.PostTemplateExport.ListName);
        builder.Services.AddScoped<Publishing.Feeds.PublicationCalendar>();
        builder.Services.AddScoped<Publishing.Printing.CalendarPrint>();
        Analytics.Reports.ReportEndpoints.AddReportFiles(builder.Services);
        builder.Services.AddListExport<IdeaExport>(IdeaExport.ListName);
        builder.Services.AddListExport<TopicExport>(TopicExport.ListName);
        builder.Services.AddListExport<SourceExport>(SourceExport.ListName);
        builder.Services.AddListExport<Access.Settings.MemberExport>(Access.Settings.MemberExport.ListName);
        builder.Services.AddListExport<Access.Companies.CompanyExport>(Access.Companies.CompanyExport.ListName);
        builder.Services.AddListExport<Admin.Ai.AiLogExport>(Admin.Ai.AiLogExport.ListName);
        builder.Services.AddListExport<Access.Audit.AuditExport>(Access.Audit.AuditExport.ListName);
        builder.Services.AddListExport<Admin.Audit.AllAuditExport>(Admin.Audit.AllAuditExport.ListName);
        builder.Services.AddScoped<Channels.Invitations.Guests.GuestCookie>();
        builder.AddDemo();
        ProtectKeyRing(builder);
        builder.RequirePublicUrl();
        builder.Services.PostConfigure<SandboxOptions>(sandbox => sandbox.Enabled ??= builder.Environment.IsDevelopment());
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));
        builder.Services.ReadKeyRingLate();
        return builder;
    }

    public static WebApplication Build(WebApplicationBuilder builder)
    {
        var app = builder.Build();
        app.UseMiddleware<RequestLog>();
        app.UseShell();
        app.UseMiddleware<EvenAnswers>();
        app.UseCaller();
        app.UseAuthentication();
        app.UseMiddleware<CircuitDoor>();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.UseMiddleware<TenantEntry>();
        app.UseMiddleware<AdminEntry>();
        app.UseMiddleware<Admin.Desk.DeskEntry>();
        app.MapShell();
        app.MapAccess();
        app.MapViewAs();
        app.MapOutsideDoors();
        app.MapPasskeys();
        app.FindOwnAddress();
        app.MapReadiness();
        app.MapFind();
        app.MapChannels();
        app.MapChannelSignIns();
        app.MapContent();
        Publishing.Import.ImportEndpoints.MapPostImports(app);
        app.MapMedia();
        app.MapMaking();
        app.MapExports();
        app.MapCalendar();
        Analytics.Reports.ReportEndpoints.MapReports(app);
        app.MapSandboxNetwork();
        app.MapDemo();
        return app;
    }

    private static string? Checked(string? urls)
    {
        foreach (var url in urls?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [])
            if (!IsListenable(url))
                throw new Domain.Data.ConfigurationException("Urls", $"names '{url}', where nothing can listen", "addresses such as http://localhost:5080, several separated by semicolons");
        return urls;
    }

    private static bool IsListenable(string url)
    {
        try
        {
            return BindingAddress.Parse(url) is { Scheme: "http" or "https", PathBase: "", Port: >= 0 and <= 65535 };
        }
        catch (FormatException)
        {
            return false;
        }
    }

    // In Development the keys stand in the database as they are; elsewhere a certificate must wrap them.
    private static void ProtectKeyRing(WebApplicationBuilder builder)
    {
        var path = builder.Configuration["DataProtection:Certificate"];
        if (string.IsNullOrEmpty(path))
        {
            if (builder.Environment.IsProduction())
                throw new Domain.Data.ConfigurationException("DataProtection__Certificate", "is missing", "the path of a PFX file (password in DataProtection__CertificatePassword) that wraps the keys of stored secrets");
            return;
        }
        try
        {
            var certificate = System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadPkcs12FromFile(path, builder.Configuration["DataProtection:CertificatePassword"]);
            builder.Services.AddDataProtection().ProtectKeysWithCertificate(certificate).UnprotectKeysWithAnyCertificate(certificate);
        }
        catch (Exception e) when (e is System.Security.Cryptography.CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new Domain.Data.ConfigurationException("DataProtection__Certificate", $"cannot be read ({e.Message})", "the path of a PFX file and its password in DataProtection__CertificatePassword");
        }
    }
}
