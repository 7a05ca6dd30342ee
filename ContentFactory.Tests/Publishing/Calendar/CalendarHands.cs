using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Publishing.Calendar;

/// <summary>A card of the calendar carried to another place, by mouse or by finger.</summary>
internal static class CalendarHands
{
    public static async Task DragAsync(IPage page, ILocator card, ILocator target)
    {
        await card.ScrollIntoViewIfNeededAsync();
        var (from, to) = ((await card.BoundingBoxAsync())!, (await target.BoundingBoxAsync())!);
        await page.Mouse.MoveAsync(from.X + 24, from.Y + 10);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(to.X + 50, to.Y + Math.Min(60, to.Height / 2), new() { Steps = 6 });
        await page.Mouse.UpAsync();
    }

    /// <summary>A long press lifts the card; only then the finger takes it along.</summary>
    public static async Task TouchAsync(IPage page, ILocator card, ILocator target)
    {
        var touch = await page.Context.NewCDPSessionAsync(page);
        var (from, to) = await LiftAsync(touch, card, target);
        await PointAsync(touch, "touchMove", from.X + 60, from.Y);
        await PointAsync(touch, "touchMove", to.X + 20, to.Y + 20);
        await PointAsync(touch, "touchEnd", null, null);
    }

    // both in sight: what stands between them goes to the middle, so that neither lies below a bar
    private static async Task BetweenAsync(IPage page, ILocator card, ILocator target)
    {
        var (from, to) = ((await card.BoundingBoxAsync())!, (await target.BoundingBoxAsync())!);
        var (top, bottom) = (Math.Min(from.Y, to.Y), Math.Max(from.Y + from.Height, to.Y + to.Height));
        await page.EvaluateAsync("middle => scrollBy({ top: middle - innerHeight / 2, behavior: 'instant' })", (top + bottom) / 2d);
    }

    // what is drawn at that moment may take the card from under the finger: whoever meets that presses once more
    private static async Task<(LocatorBoundingBoxResult From, LocatorBoundingBoxResult To)> LiftAsync(ICDPSession touch, ILocator card, ILocator target)
    {
        for (var tries = 1; ; tries++)
        {
            await BetweenAsync(card.Page, card, target);
            var (from, to) = ((await card.BoundingBoxAsync())!, (await target.BoundingBoxAsync())!);
            await PointAsync(touch, "touchStart", from.X + 60, from.Y + 15);
            try
            {
                await Expect(card).ToHaveAttributeAsync("data-held", "", new() { Timeout = 10_000 });
                return (from, to);
            }
            catch (PlaywrightException) when (tries < 4)
            {
                await PointAsync(touch, "touchEnd", null, null);
            }
        }
    }

    private static Task PointAsync(ICDPSession session, string type, float? x, float? y) => session.SendAsync("Input.dispatchTouchEvent", new()
    {
        ["type"] = type, ["touchPoints"] = x is null ? Array.Empty<object>() : new object[] { new Dictionary<string, object> { ["x"] = x, ["y"] = y! } },
    });
}
