namespace ContentFactory.Web.Access;

/// <summary>
/// The doors answer in whole steps of time. An address with an account takes the database a third of a millisecond longer than one
/// without, and two hundred tries would show it.
/// </summary>
internal sealed class EvenAnswers(RequestDelegate next)
{
    // what a stranger measures is real time, whatever clock the application is given
    private static readonly TimeProvider Clock = TimeProvider.System;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);
    private static readonly string[] Doors = ["/sign-in", "/register", "/reset"];

    public Task InvokeAsync(HttpContext http)
    {
        if (HttpMethods.IsPost(http.Request.Method) && Array.Exists(Doors, door => http.Request.Path.StartsWithSegments(door, StringComparison.OrdinalIgnoreCase)))
        {
            var begun = Clock.GetTimestamp();
            http.Response.OnStarting(() => Task.Delay(LeftOf(Clock.GetElapsedTime(begun)), Clock));
        }
        return next(http);
    }

    private static TimeSpan LeftOf(TimeSpan passed) => Step - TimeSpan.FromTicks(passed.Ticks % Step.Ticks);
}
