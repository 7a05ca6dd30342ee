using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Data;
using ContentFactory.Tests.Support;
using ContentFactory.Web.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace ContentFactory.Tests.Access;

/// <summary>Pages that are open while the person's password, second factor, role, membership, account or session changes.</summary>
public sealed class CircuitEndTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Open = 20;

    private TestApplication application = null!;
    private TestTenant tenant = null!;

    public async Task InitializeAsync()
    {
        application = await TestApplication.StartAsync();
        tenant = await application.AddTenantAsync("open");
    }

    public Task DisposeAsync() => application.DisposeAsync().AsTask();

    public static TheoryData<string> Reasons => ["password", "second factor", "role", "membership", "account", "session"];

    [Theory]
    [MemberData(nameof(Reasons))]
    public async Task Twenty_open_pages_end_and_others_stay(string reason)
    {
        var pages = await OpenAsync(MemberRole.Approver, Open);
        var others = await OpenAsync(MemberRole.Viewer, 2);
        await application.PagesBecomeAsync(Open + 2);

        var began = TimeProvider.System.GetTimestamp();
        await BecauseAsync(reason, tenant.Person(MemberRole.Approver));

        foreach (var page in pages)
            await page.SaidAsync("Blazor.navigateTo");
        output.WriteLine($"{reason}: {Open} pages told within {TimeProvider.System.GetElapsedTime(began).TotalMilliseconds:0} ms");
        await application.PagesBecomeAsync(2);
        Assert.All(others, page => Assert.True(page.IsOpen));
        foreach (var page in pages.Concat(others))
            await page.DisposeAsync();
    }

    [Fact]
    public async Task Without_a_word_the_next_look_finds_the_ended()
    {
        var clock = new ManualTime(TimeProvider.System.GetUtcNow());
        await using var slow = await TestApplication.StartAsync(new(Clock: clock));
        await slow.AddTenantAsync("slow");
        var (client, cookie) = await slow.BrowserAsync(Seed.Email(MemberRole.Owner, "slow"));
        using var browser = client;
        var (circuit, _) = await RawCircuit.OpenAsync(browser, cookie, "/t/slow");
        await using var page = circuit;
        await slow.PagesBecomeAsync(1);
        await slow.SqlAsync("update members set role = 'viewer' where role = 'owner'");

        // the watch's timer begins when its node is ready, so one step of the clock may come before it
        await Eventually.BecomesAsync(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(30));
            return Task.FromResult(slow.Services.GetRequiredService<OpenCircuits>().Count);
        }, open => open == 0);

        await page.SaidAsync("Blazor.navigateTo");
    }

    [Fact]
    public async Task Nothing_of_the_tenant_is_said_after_the_end()
    {
        var ended = (await OpenAsync(MemberRole.Editor, 1, "/t/open/content"))[0];
        var control = (await OpenAsync(MemberRole.Viewer, 1, "/t/open/content"))[0];
        await application.PagesBecomeAsync(2);
        // both pages list posts and read again by themselves
        var both = Task.WhenAll(ended.SaidAsync("zqbefore"), control.SaidAsync("zqbefore"));
        // a page hears of changes only once its browser has drawn it, so one may come too early; and it waits until changes pause
        var looks = 0;
        await Eventually.BecomesAsync(async () =>
        {
            if (looks++ % 20 == 0)
                await WriteAsync("zqbefore");
            return both.IsCompleted;
        }, seen => seen);
        await both;
        await application.SqlAsync("delete from members where person_id = $1", tenant.Person(MemberRole.Editor));
        await application.Services.GetRequiredService<OpenCircuits>().CheckAsync(default);
        await ended.SaidAsync("Blazor.navigateTo");

        await WriteAsync("zqcanary");
        await control.SaidAsync("zqcanary");
        // by the time the other page shows a second one, this page would have shown the first
        await WriteAsync("zqsecond");
        await control.SaidAsync("zqsecond");

        Assert.DoesNotContain("zqcanary", await ended.AllUntilAnswerAsync("ConnectCircuit", "unknown"), StringComparison.Ordinal);
        await ended.DisposeAsync();
        await control.DisposeAsync();
    }

    [Fact]
    public async Task A_circuit_is_given_back_to_its_session_only()
    {
        var (client, cookie) = await application.BrowserAsync(Seed.Email(MemberRole.Owner, "open"));
        using var browser = client;
        var (first, secret) = await RawCircuit.OpenAsync(browser, cookie, "/t/open");
        await application.PagesBecomeAsync(1);
        await first.DisposeAsync();

        Assert.False(await ReconnectAsync((await application.BrowserAsync(Seed.Email(MemberRole.Viewer, "open"))).Cookie, secret));
        Assert.False(await ReconnectAsync((await application.BrowserAsync(Seed.Email(MemberRole.Owner, "open"))).Cookie, secret));
        Assert.False(await ReconnectAsync(null, secret));
        Assert.True(await ReconnectAsync(cookie, secret));
    }

    [Fact]
    public async Task A_kept_circuit_is_not_woken_by_hand()
    {
        var (client, cookie) = await application.BrowserAsync(Seed.Email(MemberRole.Owner, "open"));
        using var browser = client;
        var (page, secret) = await RawCircuit.OpenAsync(browser, cookie, "/t/open");
        await using var own = page;
        Assert.Null(await own.CallAsync("ResumeCircuit", secret, $"{application.Address}", $"{application.Address}t/open", "[]", ""));
    }

    private Task<Result<Guid>> WriteAsync(string title) =>
        tenant.AsAsync<PostEditor, Result<Guid>>(MemberRole.Approver, e => e.CreateAsync(new NewPost(tenant.CompanyId, Content: new(title, "text", []))));

    private async Task<bool> ReconnectAsync(string? cookie, string secret)
    {
        var (circuit, _) = await RawCircuit.ConnectAsync(application.Address, cookie);
        await using var connection = circuit!;
        return await connection.ReconnectAsync(secret);
    }

    private async Task<List<RawCircuit>> OpenAsync(MemberRole role, int count, string address = "/t/open")
    {
        var (client, cookie) = await application.BrowserAsync(Seed.Email(role, "open"));
        using var browser = client;
        var pages = new List<RawCircuit>();
        for (var i = 0; i < count; i++)
            pages.Add((await RawCircuit.OpenAsync(browser, cookie, address)).Circuit);
        return pages;
    }

    private async Task BecauseAsync(string reason, Guid person)
    {
        await (reason switch
        {
            "password" => application.ChangeAsync(person, (people, p) => people.ChangePasswordAsync(p, Seed.Password, "Another-long-1")),
            "second factor" => application.ChangeAsync(person, (people, p) => people.SetTwoFactorEnabledAsync(p, true)),
            "role" => application.SqlAsync("update members set role = 'editor' where person_id = $1", person),
            "membership" => application.SqlAsync("delete from members where person_id = $1", person),
            "account" => application.SqlAsync("update people set deactivated_at = app_now() where id = $1", person),
            _ => application.Services.GetRequiredService<SessionRegister>().EndOthersAsync(Guid.Empty, person, default),
        });
        application.Services.GetRequiredService<Changes>().Notify(Guid.Empty, ChangeTopics.Access);
    }
}
