using System.Globalization;
using System.Text.Encodings.Web;
using ContentFactory.Domain.Data;
using Microsoft.Extensions.Localization;
using Npgsql;

namespace ContentFactory.Web.Shell;

/// <summary>While the database is away, pages say so and come back by themselves; programs get 503.</summary>
internal sealed class DatabaseGate(RequestDelegate next, Started started, IStringLocalizer<Texts> texts, ILogger<DatabaseGate> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (IsIndependent(http.Request.Path))
        {
            await next(http);
            return;
        }
        if (!started.IsOpen)
        {
            await AnswerAsync(http);
            return;
        }
        try
        {
            await next(http);
        }
        catch (Exception e) when (IsOutage(e) && !http.Response.HasStarted)
        {
            log.LogWarning("The database did not answer: {Reason}", e.GetBaseException().Message);
            await AnswerAsync(http);
        }
    }

    /// <summary>The database is stopped, restarting or unreachable, as far as the exception tells.</summary>
    public static bool IsOutage(Exception e) =>
        e is NpgsqlException { InnerException: System.Net.Sockets.SocketException or IOException or TimeoutException }
        or PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow }
        || (e.InnerException is { } inner && IsOutage(inner));

    /// <summary>Answers the same to everybody, with or without a database.</summary>
    internal static bool IsIndependent(PathString path) =>
        path.StartsWithSegments("/health", StringComparison.Ordinal) || path.StartsWithSegments("/_framework", StringComparison.Ordinal) || path.StartsWithSegments("/_content", StringComparison.Ordinal)
        || path.StartsWithSegments("/css", StringComparison.Ordinal) || path.StartsWithSegments("/js", StringComparison.Ordinal)
        || path.StartsWithSegments("/fonts", StringComparison.Ordinal) || path.StartsWithSegments("/icons", StringComparison.Ordinal) || path.StartsWithSegments("/lib", StringComparison.Ordinal);

    private async Task AnswerAsync(HttpContext http)
    {
        http.Response.Clear();
        http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        http.Response.Headers.RetryAfter = "3";
        if (!http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
            return;
        // a browser shows this and asks again by itself
        http.Response.Headers["Refresh"] = "3";
        http.Response.ContentType = "text/html; charset=utf-8";
        await http.Response.WriteAsync(Page());
    }

    /// <summary>Written by hand: the ordinary page would ask the database who is looking.</summary>
    private string Page()
    {
        var (title, text) = (HtmlEncoder.Default.Encode(texts["Unavailable_Title"]), HtmlEncoder.Default.Encode(texts["Unavailable_Text"]));
        return $"""
            <!DOCTYPE html>
            <html lang="{CultureInfo.CurrentUICulture.TwoLetterISOLanguageName}">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title><link rel="stylesheet" href="/css/app.css"></head>
            <body><main class="site-body"><section class="notice" role="status"><h1>{title}</h1><p>{text}</p></section></main></body>
            </html>
            """;
    }
}
