using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Journeys.Screens;

/// <summary>The tenant's pages when they are not simply ready. The looks take turns, so that all of them appear over the pages.</summary>
internal sealed class ScreenStates(TestApplication demo, IReadOnlyList<ScreenPage> pages, ScreenAlbum album, string viewer)
{
    private static readonly IReadOnlyList<ScreenLook> Turns =
    [
        new(1280, "ru", false), new(390, "en", true), new(820, "ru", true), new(390, "ru", false), new(1280, "en", true), new(820, "en", false),
    ];

    /// <summary>The look of a page in a state; states are shifted, so that one page is not always on a phone.</summary>
    public static ScreenLook Turn(int page, int state) => Turns[(page + (state * 2)) % Turns.Count];

    public async Task RunAsync()
    {
        await EmptyAsync();
        await ViewerAsync();
        await new BrokenStates(pages, album).RunAsync();
    }

    /// <summary>A tenant of today, and an id that is nobody's.</summary>
    private async Task EmptyAsync()
    {
        var fresh = await demo.AddTenantAsync("fresh");
        var owner = await ScreenTab.SessionAsync(demo.Address, Seed.Email(Domain.Access.MemberRole.Owner, fresh.Slug), Seed.Password);
        await EachAsync(owner, 0, (page, tab, look) => OpenAsync(tab, page, page.AddressIn(fresh.Slug), page.TakesId ? "missing" : "empty", page.TakesId ? 404 : 200, look));
    }

    /// <summary>Whoever may only read: the page without its verbs, or the refusal.</summary>
    private Task ViewerAsync() => EachAsync(viewer, 1, async (page, tab, look) =>
    {
        await OpenAsync(tab, page, page.Address, "viewer", null, look);
    });

    private async Task OpenAsync(ScreenTab tab, ScreenPage page, string address, string state, int? status, ScreenLook look)
    {
        await tab.LoadAsync(address, status);
        await tab.SettleAsync(page.IsInCircuit && status != 404);
        await album.LookAsync(tab, page, state, look);
    }

    private async Task EachAsync(string session, int state, Func<ScreenPage, ScreenTab, ScreenLook, Task> open)
    {
        foreach (var group in pages.Select((page, i) => (page, look: Turn(i, state))).GroupBy(one => one.look, one => one.page))
        {
            await using var tab = await ScreenTab.OpenAsync(demo.Address, group.Key, session);
            foreach (var page in group)
                await open(page, tab, group.Key);
        }
    }
}
