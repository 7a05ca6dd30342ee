using System.Globalization;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Publishing;
using ContentFactory.Web.Access;
using ContentFactory.Web.Exports;
using ContentFactory.Web.Publishing.Calendar;
using ContentFactory.Web.Publishing.Printing;
using ContentFactory.Web.Ui;
using ContentFactory.Web.Ui.Lists;

namespace ContentFactory.Web.Publishing.Feeds;

/// <summary>The calendar as a file of what its page shows, and as an address that other programs read again and again.</summary>
public static class CalendarEndpoints
{
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromMinutes(15);

    public static void MapCalendar(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/t/{tenant}/calendar/file.ics", SendAsync).RequireRateLimiting(ExportLimit.Policy);
        routes.MapGet("/t/{tenant}/calendar/file.pdf", PrintAsync).RequireRateLimiting(ExportLimit.Policy);
        routes.MapGet("/calendar/feed/{token}.ics", FollowAsync).AllowAnonymous();
    }

    private static async Task<IResult> SendAsync(HttpContext http, CurrentTenant current, CalendarQueries calendar, PublicationCalendar file, TimeProvider clock)
    {
        if (current.Entrance is not { } door)
            return Results.NotFound();
        var filter = PublicationFilters.Of(ListState.Of($"{http.Request.Path}{http.Request.QueryString}"), door.ZoneId);
        var today = LocalDay.Start(ZonedText.Today(clock, door.ZoneId), door.ZoneId);
        var events = await calendar.EventsAsync(filter.From ?? today, filter.Until ?? today.AddDays(366), filter, clock.GetUtcNow(), http.RequestAborted);
        http.Response.Headers.ContentDisposition = $"attachment; filename=calendar-{door.Slug}-{ZonedText.Today(clock, door.ZoneId):yyyy-MM-dd}.ics";
        http.Response.Headers.CacheControl = "no-store";
        return Results.Text(file.Write(door, events), PublicationCalendar.ContentType);
    }

    private static async Task<IResult> PrintAsync(HttpContext http, CurrentTenant current, CalendarPrint print, TimeProvider clock)
    {
        if (current.Entrance is not { } door)
            return Results.NotFound();
        var at = CalendarAddress.Of($"{http.Request.Path}{http.Request.QueryString}", ZonedText.Today(clock, door.ZoneId));
        var file = await print.WriteAsync(door, at, http.RequestAborted);
        http.Response.Headers.ContentDisposition = $"attachment; filename={CalendarPrint.FileName(door, at)}";
        http.Response.Headers.CacheControl = "no-store";
        return Results.Bytes(file, CalendarPrint.ContentType);
    }

    private static async Task<IResult> FollowAsync(string token, HttpContext http, CalendarFeedDoor door, PublicationCalendar file)
    {
        var read = await door.ReadAsync(token, EntryLimits.NetworkOf(http.Connection.RemoteIpAddress), http.RequestAborted);
        http.Response.Headers.CacheControl = "private, no-cache";
        if (!read.Ok)
        {
            if (read.Problem.Kind is not ProblemKind.Limit)
                return Results.NotFound();
            http.Response.Headers.RetryAfter = TryAgainAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        }
        // a program says no language of its own: the workspace's counts
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(read.Value.Door.Language);
        return Results.Text(file.Write(read.Value.Door, read.Value.Events), PublicationCalendar.ContentType);
    }
}
