using Microsoft.Extensions.Logging.Console;

namespace ContentFactory.Web.Shell;

/// <summary>JSON lines on the error stream, with the request's id in their scope; the output stream is for people.</summary>
internal static class Logs
{
    public static void AddLogs(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddLogs();
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        // its scope and lines carry whole paths, and some paths carry secrets; RequestLog writes its own
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        builder.Logging.AddFilter("System.Net.Http", LogLevel.Warning);
        builder.Logging.AddFilter("Quartz", LogLevel.Warning);
        // the answer of /health/ready says it, at each question
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
    }

    public static void AddLogs(this ILoggingBuilder logs)
    {
        logs.AddJsonConsole(json =>
        {
            json.IncludeScopes = true;
            json.UseUtcTimestamp = true;
            json.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        });
        logs.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
