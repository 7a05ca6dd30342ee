using ContentFactory.Domain.Access;
using ContentFactory.Tests.Access;
using ContentFactory.Tests.Rules;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Security;

/// <summary>
/// Tokens with values of their own are planted in every place that keeps any, networks say them back in each of their answers, and then all that leaves the
/// application is looked through for them: pages, exports, circuits, logs, prompts and the database.
/// </summary>
public sealed class TokenExposureTests(ExposureWorld world) : IClassFixture<ExposureWorld>
{
    [Fact]
    public async Task No_address_says_a_token_to_anybody()
    {
        var found = new List<string>();
        foreach (var (name, client) in await world.PeopleAsync())
            using (client)
                foreach (var address in world.Addresses)
                    found.AddRange(await world.HitsAsync(client, address, name));
        Findings.None(found);
        Assert.True(world.Opened > 200, $"Only {world.Opened} addresses answered");
    }

    [Fact]
    public async Task No_export_says_a_token()
    {
        var found = new List<string>();
        using var owner = await world.Application.SignInAsync(world.Tenant, MemberRole.Owner);
        using var admin = await world.Application.SignInAsync(ExposureWorld.Admin);
        foreach (var export in world.Exports)
        {
            found.AddRange(await world.HitsAsync(owner, $"/t/{world.Tenant.Slug}{export}", "the owner"));
            found.AddRange(await world.HitsAsync(admin, $"/admin{export}", "an admin"));
        }
        Findings.None(found);
    }

    [Fact]
    public async Task No_circuit_draws_a_token()
    {
        var (client, cookie) = await world.Application.BrowserAsync(Seed.Email(MemberRole.Owner, world.Tenant.Slug));
        using var browser = client;
        string[] pages = [.. world.ChannelIds.Select(id => $"channels/{id}"), "channels", "settings/storage", $"settings/companies/{world.Tenant.CompanyId}", "settings"];
        foreach (var page in pages)
        {
            var (circuit, _) = await RawCircuit.OpenAsync(browser, cookie, $"/t/{world.Tenant.Slug}/{page}");
            await using var open = circuit;
            var (said, wanted) = ("", page.StartsWith("channels/", StringComparison.Ordinal) ? "••••" : "");
            await Eventually.BecomesAsync(async () => said += await circuit.AllUntilAnswerAsync("ConnectCircuit", "unknown"), all => circuit.Drawings > 0 && all.Contains(wanted, StringComparison.Ordinal));
            Findings.None(world.Words.Hits(said, $"the circuit of {page}"));
        }
    }

    [Fact]
    public async Task No_log_line_no_trace_and_no_stored_word_says_a_token_after_all_that_can_go_wrong()
    {
        await world.DoAllAsync();

        Assert.Contains(world.Echo.Heard, h => world.Words.Hits(h, "").Any());
        Findings.None(world.Words.Hits(world.Log.Text, "the log"));
        Assert.NotEmpty(world.Traces);
        Findings.None(world.Traces.SelectMany(t => world.Words.Hits(t, "a trace")));
        foreach (var (table, rows) in await world.RowsAsync())
            Findings.None(world.Words.Hits(rows, $"the table {table}"));
    }

    [Fact]
    public async Task No_log_line_says_the_cookie_of_a_session()
    {
        var (client, cookie) = await world.Application.BrowserAsync(Seed.Email(MemberRole.Owner, world.Tenant.Slug));
        using var browser = client;
        foreach (var address in world.Addresses.Where(a => a.StartsWith("/t/", StringComparison.Ordinal)).Take(30))
            await world.HitsAsync(browser, address, "the owner");

        string[] values = [.. cookie.Split("; ").Select(c => c[(c.IndexOf('=', StringComparison.Ordinal) + 1)..]).Where(v => v.Length > 30)];
        Assert.NotEmpty(values);
        Findings.None(new ExposureWords(values).Hits(world.Log.Text, "the log"));
    }

    [Fact]
    public async Task No_prompt_says_a_token()
    {
        await world.AskModelAsync();

        Assert.NotEmpty(world.Anthropic.Calls);
        Findings.None(world.Anthropic.Calls.SelectMany(c => world.Words.Hits(world.Anthropic.PromptOf(c), "a prompt")));
    }

    [Fact]
    public async Task A_leak_would_be_found_in_whatever_form()
    {
        using var owner = await world.Application.SignInAsync(world.Tenant, MemberRole.Owner);
        foreach (var form in ExposureWorld.Leaks)
            Assert.NotEmpty(await world.HitsAsync(owner, $"/t/{world.Tenant.Slug}/leak/{form}", "the owner"));
        Assert.NotEmpty(world.Words.Hits($"x {world.Planted[0].Value} y", "a line"));
        Assert.All(world.Planted, secret => Assert.NotEmpty(world.Words.Hits(secret.Value, secret.Place)));
    }
}
