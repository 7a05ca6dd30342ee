using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Web.Demo;

/// <summary>
/// Brings the demo tenant to its full state. The last step leaves a mark; without it a later start keeps accounts, channel and sources and
/// writes the posts anew, so a start that was killed midway leaves nothing half done.
/// </summary>
internal sealed class DemoSeed(DemoStudio studio, DemoPeople people, DemoBusiness business, DemoPosts posts, DemoPast past, DemoEvergreen evergreen, DemoWriting writing, DemoNetworks networks, TimeProvider clock)
{
    public const string Mark = "demo.complete";

    /// <returns>What to tell on the terminal.</returns>
    public async Task<string> RunAsync(CancellationToken ct)
    {
        var stage = await people.EnsureAsync(ct);
        var ready = await stage.RowsAsync(rows => rows.Settings.AnyAsync(s => s.Name == Mark, ct), ct);
        if (ready)
            await past.MoveFeedsAsync(stage.TenantId, business.Address, ct);
        else
            await MakeAsync(stage, ct);
        return Greeting(ready);
    }

    private async Task MakeAsync(DemoStage stage, CancellationToken ct)
    {
        await past.ClearPostsAsync(stage.TenantId, ct);
        var companyId = await business.FillAsync(stage, ct);
        await networks.ActivateAsync(stage, ct);
        var channelId = await business.ChannelAsync(stage, companyId, ct);
        await writing.FillAsync(stage, companyId, ct);
        await business.IdeasAsync(stage, companyId, ct);
        var written = await posts.WriteAsync(stage, companyId, channelId, ct);
        await past.WriteAsync(stage.TenantId, written, ct);
        await evergreen.FillAsync(stage, companyId, channelId, written, ct);
        await networks.FillAsync(stage, companyId, ct);
        await stage.DoAsync<FirstSteps>(Role.Owner, steps => steps.FinishAsync(ct));
        await stage.RowsAsync(async rows =>
        {
            var now = clock.GetUtcNow();
            rows.Settings.Add(new Setting(stage.TenantId, Ids.New(now), null, Mark, now.ToString("O"), now));
            rows.Audit(Permission.EditSettings, "setting", null, null, new { Name = Mark }, now);
            return await rows.SaveChangesAsync(ct);
        }, ct);
    }

    private string Greeting(bool ready)
    {
        var address = new Uri(business.Address, $"/t/{studio.Tenant.Slug}");
        var lines = studio.People.Select(p => $"  {p.Email,-22}{p.Place}");
        return $"The demo {(ready ? "was there already" : "is ready")}: {address}\nSign in with the password {DemoStudio.Password} as\n{string.Join('\n', lines)}";
    }
}
