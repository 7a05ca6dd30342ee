using ContentFactory.Domain.Access;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Access;

/// <summary>A browser that presses what was never drawn for it.</summary>
public sealed class ForgedEventsTests : IAsyncLifetime
{
    private const int Handlers = 150;
    private const int Targets = 3;

    private TestApplication application = null!;
    private TestTenant tenant = null!;

    public async Task InitializeAsync()
    {
        application = await TestApplication.StartAsync();
        tenant = await application.AddTenantAsync("forged");
    }

    public Task DisposeAsync() => application.DisposeAsync().AsTask();

    [Fact]
    public async Task Pressing_every_number_does_only_what_the_role_may()
    {
        await using var viewer = await OpenAsync(MemberRole.Viewer);
        await PressAllAsync(viewer);
        await using var owner = await OpenAsync(MemberRole.Owner);

        // the first steps may be put away by owners only: for them the same presses find the button
        var acted = await Eventually.BecomesAsync(async () =>
        {
            await PressAllAsync(owner);
            return await tenant.DbAsync(db => Task.FromResult(db.AuditLog.Select(a => a.PersonId).ToList()));
        }, people => people.Count > 0);

        Assert.Equal([tenant.Person(MemberRole.Owner)], acted.Distinct());
    }

    [Fact]
    public async Task Hundreds_of_events_before_the_first_drawing_do_nothing()
    {
        var (client, cookie) = await application.BrowserAsync(Seed.Email(MemberRole.Owner, "forged"));
        using var browser = client;
        await using var page = (await RawCircuit.OpenAsync(browser, cookie, "/t/forged", async early =>
        {
            await PressAllAsync(early);
            Assert.Equal(0, early.Drawings);
        })).Circuit;

        // everybody is served as before, the same person too
        await using var other = await OpenAsync(MemberRole.Owner);
        Assert.Equal(0, await ActsAsync());
        // the same presses do something once there is a page
        await Eventually.BecomesAsync(async () =>
        {
            await PressAllAsync(other);
            return await ActsAsync();
        }, acts => acts > 0);
    }

    private Task<int> ActsAsync() => tenant.DbAsync(db => Task.FromResult(db.AuditLog.Count()));

    private static async Task PressAllAsync(RawCircuit page)
    {
        for (var target = 1; target <= Targets; target++)
            for (var handler = 1; handler <= Handlers; handler++)
                await page.ClickAsync(target, handler);
        await page.AllUntilAnswerAsync("ConnectCircuit", "unknown");
    }

    private async Task<RawCircuit> OpenAsync(MemberRole role)
    {
        var (client, cookie) = await application.BrowserAsync(Seed.Email(role, "forged"));
        using var browser = client;
        var (page, _) = await RawCircuit.OpenAsync(browser, cookie, "/t/forged");
        await page.SaidAsync("JS.RenderBatch");
        return page;
    }
}
