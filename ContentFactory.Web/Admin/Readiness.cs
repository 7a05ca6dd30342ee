using System.Text.Json;
using ContentFactory.Web.Admin.Health;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ContentFactory.Web.Admin;

/// <summary>/health/live says that the process answers; /health/ready that it can do its work, part by part.</summary>
internal static class Readiness
{
    public static void AddReadiness(this WebApplicationBuilder builder)
    {
        builder.Services.AddHealthChecks()
            .AddCheck<DatabaseCheck>("database")
            .AddCheck<MigrationsCheck>("migrations")
            .AddCheck<PublicationsCheck>("publications")
            .AddCheck<LettersCheck>("letters")
            .AddCheck<LiveUpdatesCheck>("live_updates")
            .AddCheck<ClocksCheck>("clocks")
            .AddCheck<KeysCheck>("keys")
            .AddCheck<MediaCheck>("media")
            .AddCheck<DiskCheck>("disk")
            .AddCheck<ToolsCheck>("tools")
            .AddCheck<MakersCheck>("makers");
    }

    public static void MapReadiness(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync });
    }

    private static Task WriteAsync(HttpContext http, HealthReport report)
    {
        http.Response.ContentType = "application/json";
        var parts = report.Entries.ToDictionary(e => e.Key, e => new { status = e.Value.Status.ToString(), e.Value.Description });
        return http.Response.WriteAsync(JsonSerializer.Serialize(new { status = report.Status.ToString(), parts }, JsonSerializerOptions.Web));
    }
}
