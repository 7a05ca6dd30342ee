using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Access;

/// <summary>A browser that never says it has drawn what it was sent.</summary>
public sealed class SlowBrowserTests : IAsyncLifetime
{
    private const int Kept = 10;
    private const int Changes = 15;

    private TestApplication application = null!;
    private TestTenant tenant = null!;

    public async Task InitializeAsync()
    {
        application = await TestApplication.StartAsync();
        tenant = await application.AddTenantAsync("slow");
    }

    public Task DisposeAsync() => application.DisposeAsync().AsTask();

    [Fact]
    public async Task Without_confirmation_ten_drawings_wait_and_no_more()
    {
        await using var slow = await OpenAsync(MemberRole.Editor);
        await using var control = await OpenAsync(MemberRole.Viewer);
        // a page hears of changes only once its browser has drawn it, so one may come too early
        var both = Task.WhenAll(slow.SaidAsync("zqfirst"), control.SaidAsync("zqfirst"));
        var looks = 0;
        await Eventually.BecomesAsync(async () =>
        {
            if (looks++ % 20 == 0)
                await WriteAsync("zqfirst");
            return both.IsCompleted;
        }, seen => seen);
        await both;
        slow.Confirms = false;
        var before = (Slow: slow.Drawings, Control: control.Drawings);

        for (var i = 0; i < Changes; i++)
        {
            await WriteAsync($"zqchange{i}z");
            await control.SaidAsync($"zqchange{i}z");
        }

        // whatever was sent before the answer is here with it
        await slow.AllUntilAnswerAsync("ConnectCircuit", "unknown");
        Assert.True(control.Drawings - before.Control >= Changes);
        Assert.InRange(slow.Drawings - before.Slow, 1, Kept);
    }

    private Task<Result<Guid>> WriteAsync(string title) =>
        tenant.AsAsync<PostEditor, Result<Guid>>(MemberRole.Approver, e => e.CreateAsync(new NewPost(tenant.CompanyId, Content: new(title, "text", []))));

    private async Task<RawCircuit> OpenAsync(MemberRole role)
    {
        var (client, cookie) = await application.BrowserAsync(Seed.Email(role, "slow"));
        using var browser = client;
        return (await RawCircuit.OpenAsync(browser, cookie, "/t/slow/content")).Circuit;
    }
}
