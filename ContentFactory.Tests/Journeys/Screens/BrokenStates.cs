using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data.Embedded;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;
using Npgsql;

namespace ContentFactory.Tests.Journeys.Screens;

/// <summary>Pages while their data is on the way, when it cannot be read, and when the database is away: in an application of its own, because it is broken for that.</summary>
internal sealed class BrokenStates(IReadOnlyList<ScreenPage> pages, ScreenAlbum album)
{
    private const string Slug = "alpha";

    /// <summary>What the frame around the page needs; everything else of a tenant is the page's.</summary>
    private static readonly string[] Frame = ["tenants", "members", "companies", "notifications", "audit_entries"];

    /// <summary>Pages that read nothing but those tables: they stand as long as the frame does.</summary>
    private static readonly string[] OfFrameAlone = ["/t/{Tenant}/settings", "/t/{Tenant}/content/templates/new", "/t/{Tenant}/ideas/import", "/t/{Tenant}/content/import", "/t/{Tenant}/analytics/figures"];

    private readonly TemporaryFolder folder = new();
    private EmbeddedPostgres postgres = null!;
    private IReadOnlyList<string> tables = [];

    public async Task RunAsync()
    {
        postgres = await StartAsync();
        try
        {
            await using var application = await TestApplication.StartAsync(new(Settings: new Dictionary<string, string?>
            {
                ["ConnectionStrings:Default"] = postgres.ConnectionString("cf_app"),
                ["ConnectionStrings:System"] = postgres.ConnectionString("cf_system"),
                ["ConnectionStrings:Owner"] = postgres.ConnectionString("cf_owner"),
            }));
            await application.AddTenantAsync(Slug);
            var session = await ScreenTab.SessionAsync(application.Address, Seed.Email(MemberRole.Owner, Slug), Seed.Password);
            tables = await TablesAsync();
            await EachAsync(application, session, 2, LoadingAsync);
            await RenamedAsync("", "_away");
            await EachAsync(application, session, 3, FailedAsync);
            await RenamedAsync("_away", "");
            await AwayAsync(application, session);
            // the application ends in peace
            postgres = await StartAsync();
        }
        finally
        {
            await postgres.DisposeAsync();
            folder.Dispose();
        }
    }

    /// <summary>The tables are locked by somebody else, so the page waits for its rows.</summary>
    private async Task LoadingAsync(ScreenTab tab, ScreenPage page, ScreenLook look)
    {
        await tab.LoadAsync(Other(page).AddressIn(Slug), Other(page).TakesId ? 404 : 200);
        await tab.SettleAsync(inCircuit: true);
        await using (var connection = await Sql.OpenAsync(postgres.ConnectionString("cf_owner")))
        await using (await LockedAsync(connection))
        {
            await tab.GoAsync(page.AddressIn(Slug));
            if (await ShowsAsync(tab, ".skeleton:visible")) await album.LookAsync(tab, page, "loading", look);
            else album.Note(page, "loading", look, [("waiting", "shows no skeleton while its rows are on the way")]);
        }
        await tab.SettleAsync(inCircuit: true);
    }

    /// <summary>Clocks of the application read the same tables in an order of their own: whoever the database sends away begins again.</summary>
    private async Task<NpgsqlTransaction> LockedAsync(NpgsqlConnection connection)
    {
        while (true)
        {
            var transaction = await connection.BeginTransactionAsync();
            try
            {
                await Sql.RunAsync(connection, $"lock table {string.Join(", ", tables)} in access exclusive mode");
                return transaction;
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.DeadlockDetected)
            {
                await transaction.DisposeAsync();
            }
        }
    }

    /// <summary>The tables have other names for a while, as in a release gone wrong.</summary>
    private async Task FailedAsync(ScreenTab tab, ScreenPage page, ScreenLook look)
    {
        await tab.LoadAsync(page.AddressIn(Slug), 500);
        await tab.SettleAsync(inCircuit: true);
        await album.LookAsync(tab, page, "failed", look);
    }

    /// <summary>Tabs that were open before the database went.</summary>
    private async Task AwayAsync(TestApplication application, string session)
    {
        var tabs = new Dictionary<ScreenLook, ScreenTab>();
        foreach (var look in pages.Select((_, i) => ScreenStates.Turn(i, 4)).Distinct())
        {
            tabs[look] = await ScreenTab.OpenAsync(application.Address, look, session);
            await tabs[look].LoadAsync($"/t/{Slug}", 200);
            await tabs[look].SettleAsync(inCircuit: true);
        }
        await postgres.DisposeAsync();
        foreach (var (page, i) in pages.Select((page, i) => (page, i)))
        {
            var (look, tab) = (ScreenStates.Turn(i, 4), tabs[ScreenStates.Turn(i, 4)]);
            await tab.GoAsync(Other(page).AddressIn(Slug));
            await tab.GoAsync(page.AddressIn(Slug));
            await tab.SettleAsync(inCircuit: true);
            await album.LookAsync(tab, page, "away", look);
        }
        foreach (var tab in tabs.Values) await tab.DisposeAsync();
    }

    private async Task EachAsync(TestApplication application, string session, int state, Func<ScreenTab, ScreenPage, ScreenLook, Task> look)
    {
        foreach (var group in pages.Select((page, i) => (page, turn: ScreenStates.Turn(i, state))).GroupBy(one => one.turn, one => one.page))
        {
            await using var tab = await ScreenTab.OpenAsync(application.Address, group.Key, session);
            foreach (var page in group.Where(page => !OfFrameAlone.Contains(page.Template)))
                await look(tab, page, group.Key);
        }
    }

    private ScreenPage Other(ScreenPage page) => pages.First(other => other != page && !other.TakesId);

    private static async Task<bool> ShowsAsync(ScreenTab tab, string selector)
    {
        try
        {
            await tab.Page.Locator(selector).First.WaitForAsync(new() { Timeout = 30_000 });
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private async Task<IReadOnlyList<string>> TablesAsync()
    {
        await using var connection = await Sql.OpenAsync(postgres.ConnectionString("cf_owner"));
        return [.. (await Catalogue.ReadAsync(connection)).TenantTables.Select(table => table.Name).Except(Frame)];
    }

    private async Task RenamedAsync(string from, string to)
    {
        await using var connection = await Sql.OpenAsync(postgres.ConnectionString("cf_owner"));
        foreach (var table in tables) await Sql.RunAsync(connection, $"alter table {table}{from} rename to {table}{to}");
    }

    private async Task<EmbeddedPostgres> StartAsync() =>
        await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions { DataFolder = folder.Path, Durable = false }, NullLogger.Instance, TimeProvider.System, CancellationToken.None);
}
