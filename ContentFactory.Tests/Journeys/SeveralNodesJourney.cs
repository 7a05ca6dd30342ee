using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Tests.Content;
using ContentFactory.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Journeys;

/// <summary>Three processes on one database behind the documented proxy: one is killed, comes back, and the others go meanwhile.</summary>
public sealed class SeveralNodesJourney : TestDomain
{
    private static readonly string[] Lost = ["Cannot send data", "WebSocket", "ERR_", "Connection disconnected", "Failed to", "rejected", "circuit", "No interop methods", "502", "404"];

    private readonly List<TemporaryFolder> folders = [new(), new(), new()];
    private readonly List<RunningProgram> nodes = [];
    private TestTenant tenant = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        tenant = await AddTenantAsync("nodes");
        // the first brings the database up to date
        for (var n = 0; n < folders.Count; n++)
            nodes.Add(await StartAsync(n, "http://127.0.0.1:0"));
    }

    public override async Task DisposeAsync()
    {
        foreach (var node in nodes)
            await node.DisposeAsync();
        folders.ForEach(f => f.Dispose());
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Three_nodes_behind_nginx_stand_in_for_each_other()
    {
        await using var nginx = await Nginx.StartAsync(nodes.Select(n => n.Address));
        var addresses = nodes.Select(n => n.Address.ToString()).ToList();
        await Browser.JourneyAsync(nginx.Address, Screen.Desktop, async page =>
        {
            await new Stranger(page, new Words("en"), "nodes").SignInAsync(Seed.Email(MemberRole.Owner, tenant.Slug), "/t/nodes/content");
            await Browser.LiveAsync(page);
            await SeesAsync(page, "Written before");

            // whichever held the page, each is gone once
            for (var n = 0; n < nodes.Count; n++)
            {
                await nodes[n].KillAsync();
                await SeesAsync(page, $"Written without node {n}");
                await nodes[n].DisposeAsync();
                nodes[n] = await StartAsync(n, addresses[n]);
            }

            await nodes[0].KillAsync();
            await nodes[1].KillAsync();
            await SeesAsync(page, "Written with one left");
        }, expectedErrors: Lost);
    }

    /// <summary>The person asks for the page again, and is still signed in and served live, whichever node answers.</summary>
    private async Task SeesAsync(IPage page, string title)
    {
        var written = new NewPost(tenant.CompanyId, PostType.TextPost, PostRig.Text(title) with { Title = title });
        Assert.True((await tenant.AsAsync<PostEditor, Result<Guid>>(MemberRole.Editor, e => e.CreateAsync(written))).Ok);
        await Eventually.BecomesAsync(() => ArrivesAsync(page), arrived => arrived);
        await Expect(page.GetByText(title).First).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }

    /// <summary>False where the page that lost its node was loading itself again at the same moment.</summary>
    private static async Task<bool> ArrivesAsync(IPage page)
    {
        try
        {
            await page.GotoAsync("/t/nodes/content");
            await Browser.LiveAsync(page);
            return true;
        }
        catch (PlaywrightException e) when (e.Message.Contains("ERR_ABORTED", StringComparison.Ordinal) || e.Message.Contains("data-live", StringComparison.Ordinal) || e.Message.Contains("interrupted", StringComparison.Ordinal))
        {
            return false;
        }
    }

    private Task<RunningProgram> StartAsync(int node, string url)
    {
        var settings = Database.Settings().ToDictionary(s => s.Key.Replace(":", "__", StringComparison.Ordinal), s => s.Value!);
        (settings["Urls"], settings["ASPNETCORE_FORWARDEDHEADERS_ENABLED"], settings["AllowedHosts"]) = (url, "true", "127.0.0.1");
        return RunningProgram.StartAsync(folders[node].Path, settings);
    }
}
