using ContentFactory.Domain.Access;
using ContentFactory.Tests.Content;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Shell;

/// <summary>The server process is killed under somebody who types.</summary>
public sealed class TypedTextJourney : TestDomain
{
    private readonly TemporaryFolder data = new();
    private RunningProgram program = null!;
    private TestTenant tenant = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        tenant = await AddTenantAsync("typed");
        program = await StartAsync("http://127.0.0.1:0");
    }

    public override async Task DisposeAsync()
    {
        await program.DisposeAsync();
        data.Dispose();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task What_was_typed_is_back_after_the_server_was_killed()
    {
        var post = await tenant.NewAsync("saved before");
        await Browser.JourneyAsync(program.Address, Screen.Desktop, async page =>
        {
            await new Stranger(page, new Words("en"), "typed").SignInAsync(Seed.Email(MemberRole.Owner, tenant.Slug), $"/t/typed/content/{post.Id}");
            var text = page.Locator("textarea[name=text]");
            await Expect(text).ToHaveValueAsync("saved before");
            await Expect(page.Locator("[data-editor=ready]")).ToBeVisibleAsync();
            var address = program.Address;
            await program.KillAsync();
            await text.FillAsync("typed while nobody listened");
            await Expect(page.Locator("#reconnect-kept")).ToBeVisibleAsync();
            await Browser.ShotAsync(page, "reconnect-kept");
            await program.DisposeAsync();
            program = await StartAsync(address.ToString());

            await Expect(page.GetByText("Restored what you typed")).ToBeVisibleAsync(new() { Timeout = 60_000 });
            await Expect(text).ToHaveValueAsync("typed while nobody listened");
            await Browser.ShotAsync(page, "restored");
            await page.WaitForFunctionAsync("() => !Object.keys(sessionStorage).some(key => key.startsWith('typed:'))");
            await page.ReloadAsync();
            await Browser.LiveAsync(page);
            await Expect(text).ToHaveValueAsync("typed while nobody listened");
            await Expect(page.Locator("#kept")).ToBeHiddenAsync();
        }, expectedErrors: ["WebSocket", "ERR_", "Connection disconnected", "Failed to", "rejected", "circuit", "No interop methods"]);
    }

    [Fact]
    public Task A_form_is_back_after_a_reload_and_can_be_discarded() => Browser.JourneyAsync(program.Address, Screen.Desktop, async page =>
    {
        await new Stranger(page, new Words("en"), "typed").SignInAsync(Seed.Email(MemberRole.Owner, tenant.Slug), "/t/typed/ideas/sources");
        await page.Locator(".head-actions .button:not(.secondary)").ClickAsync();
        var address = page.Locator("input[name=address]");
        await address.FillAsync("https://half.typed");
        await page.ReloadAsync();
        await Expect(page.Locator("#kept")).ToBeVisibleAsync();
        await Expect(address).ToHaveValueAsync("https://half.typed");
        await page.Locator("[data-kept=discard]").ClickAsync();
        await Expect(address).ToHaveValueAsync("");
        await page.ReloadAsync();
        await Browser.LiveAsync(page);
        await Expect(address).ToHaveValueAsync("");
        await Expect(page.Locator("#kept")).ToBeHiddenAsync();
    });

    [Fact]
    public async Task What_was_typed_while_the_connection_was_away_is_saved_when_it_is_back()
    {
        var post = await tenant.NewAsync("before");
        await Browser.JourneyAsync(program.Address, Screen.Desktop, async page =>
        {
            await new Stranger(page, new Words("en"), "typed").SignInAsync(Seed.Email(MemberRole.Owner, tenant.Slug), $"/t/typed/content/{post.Id}");
            await Expect(page.Locator("textarea[name=text]")).ToHaveValueAsync("before");
            await Expect(page.Locator("[data-editor=ready]")).ToBeVisibleAsync();
            await page.EvaluateAsync("""
                () => {
                  Blazor._internal.forceCloseConnection();
                  const text = document.querySelector('textarea[name=text]');
                  text.value = 'typed into nothing';
                  try { text.dispatchEvent(new InputEvent('input', { bubbles: true })); } catch { }
                }
                """);
            await page.WaitForFunctionAsync("() => !Object.keys(sessionStorage).some(key => key.startsWith('typed:'))");
            Assert.Equal("typed into nothing", (await tenant.ViewAsync(post.Id)).Content.Text);
        }, expectedErrors: ["WebSocket", "Connection disconnected", "No interop methods", "Cannot send data"]);
    }

    [Fact]
    public async Task On_a_newer_version_the_text_is_only_offered()
    {
        var post = await tenant.NewAsync("first");
        await Browser.JourneyAsync(program.Address, Screen.Desktop, async page =>
        {
            await new Stranger(page, new Words("en"), "typed").SignInAsync(Seed.Email(MemberRole.Owner, tenant.Slug), $"/t/typed/content/{post.Id}");
            var text = page.Locator("textarea[name=text]");
            await page.EvaluateAsync("slot => sessionStorage.setItem(slot, JSON.stringify({ base: '1', at: 0, fields: { text: 'mine' } }))", $"typed:/t/typed/content/{post.Id}:post");
            await tenant.SaveAsync(post, "theirs");
            await page.ReloadAsync();
            await Expect(page.GetByText("This was changed since")).ToBeVisibleAsync();
            await Expect(text).ToHaveValueAsync("theirs");
            await page.Locator("[data-kept=restore]").ClickAsync();
            await Expect(text).ToHaveValueAsync("mine");
        });
    }

    [Fact]
    public Task A_token_is_never_kept() => Browser.JourneyAsync(program.Address, Screen.Desktop, async page =>
    {
        await new Stranger(page, new Words("en"), "typed").SignInAsync(Seed.Email(MemberRole.Owner, tenant.Slug), "/t/typed/channels/connect");
        await page.Locator("[data-field=token]").FillAsync("123456789:secret-token");
        await page.Locator("[data-field=chat]").FillAsync("@shop");
        var kept = await page.EvaluateAsync<string>("() => JSON.stringify({ ...sessionStorage, ...localStorage })");
        Assert.Contains("@shop", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-token", kept, StringComparison.Ordinal);
    });

    [Fact]
    public Task Signing_out_takes_the_tabs_copies_along() => Browser.JourneyAsync(program.Address, Screen.Desktop, async page =>
    {
        await new Stranger(page, new Words("en"), "typed").SignInAsync(Seed.Email(MemberRole.Owner, tenant.Slug), "/t/typed/channels/connect");
        await page.Locator("[data-field=chat]").FillAsync("@shop");
        await page.WaitForFunctionAsync("() => Object.keys(sessionStorage).some(key => key.startsWith('typed:'))");
        await page.EvaluateAsync("() => document.querySelector('form[action=\"/sign-out\"]').requestSubmit()");
        await Expect(page).Not.ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/t/typed"));
        Assert.Equal(0, await page.EvaluateAsync<int>("() => Object.keys(sessionStorage).filter(key => key.startsWith('typed:')).length"));
    });

    private Task<RunningProgram> StartAsync(string url)
    {
        var settings = Database.Settings().ToDictionary(s => s.Key.Replace(":", "__", StringComparison.Ordinal), s => s.Value!);
        settings["Urls"] = url;
        return RunningProgram.StartAsync(data.Path, settings);
    }
}
