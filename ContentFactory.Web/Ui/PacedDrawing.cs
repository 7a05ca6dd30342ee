namespace ContentFactory.Web.Ui;

/// <summary>Draws a component now and then while words come faster than a page is worth drawing. Begun and ended within one event, after which the last state is drawn anyway.</summary>
internal sealed class PacedDrawing : IDisposable
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(100);

    private readonly PeriodicTimer ticks;

    /// <param name="shown">Another object each time that there is something new to draw.</param>
    public PacedDrawing(TimeProvider clock, Func<object?> shown, Action draw)
    {
        ticks = new PeriodicTimer(Often, clock);
        _ = DrawAsync(shown, draw);
    }

    public void Dispose() => ticks.Dispose();

    private async Task DrawAsync(Func<object?> shown, Action draw)
    {
        var drawn = shown();
        while (await ticks.WaitForNextTickAsync())
            if (!ReferenceEquals(drawn, shown()))
            {
                drawn = shown();
                draw();
            }
    }
}
