using System.Net;
using ContentFactory.Domain.Access;
using ContentFactory.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Access;

/// <summary>What the doors answer over HTTP: scanners, second factors, other browsers, names that are no plain words.</summary>
public sealed class EntryAnswersTests(DoorsWorld world) : IClassFixture<DoorsWorld>
{
    [Fact]
    public async Task A_scanner_leaves_the_link_to_its_reader()
    {
        var address = await world.NewPersonAsync();
        var path = await LinkAsync(address);
        using var scanner = new DoorClient(world.Application);
        using (var head = await scanner.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path)))
            Assert.False(head.Headers.Contains("Location"));
        for (var i = 0; i < 5; i++)
            Assert.Contains(address, (await scanner.GetAsync(path)).Text, StringComparison.Ordinal);
        Assert.False(await scanner.IsInAsync());

        using var reader = new DoorClient(world.Application);
        Assert.Equal("/", (await reader.PostAsync(path, "use")).Location);
        Assert.True(await reader.IsInAsync());
        Assert.Contains("used already", (await scanner.GetAsync(path)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_still_asks_for_the_second_factor()
    {
        var careful = await world.NewCarefulPersonAsync();
        using var client = new DoorClient(world.Application);
        Assert.Equal("/sign-in/second", (await client.PostAsync(await LinkAsync(careful.Address), "use")).Location);
        Assert.False(await client.IsInAsync());
        Assert.Equal("/", (await client.PostAsync("/sign-in/second", "second", ("Code", AppCode.Of(careful.Key)))).Location);
        Assert.True(await client.IsInAsync());
    }

    [Fact]
    public async Task A_code_of_the_app_signs_in_once()
    {
        var careful = await world.NewCarefulPersonAsync();
        using var first = await HalfWayAsync(careful.Address);
        using var second = await HalfWayAsync(careful.Address);
        var code = AppCode.Of(careful.Key);
        Assert.Equal(HttpStatusCode.Found, (await first.PostAsync("/sign-in/second", "second", ("Code", code))).Status);
        Assert.Contains("used already", (await second.PostAsync("/sign-in/second", "second", ("Code", code))).Text, StringComparison.Ordinal);
        Assert.False(await second.IsInAsync());
        Assert.Equal(HttpStatusCode.Found, (await second.PostAsync("/sign-in/second", "second", ("Code", AppCode.Of(careful.Key, 1)))).Status);
    }

    [Fact]
    public async Task A_recovery_code_signs_in_once()
    {
        var careful = await world.NewCarefulPersonAsync();
        using var first = await HalfWayAsync(careful.Address);
        using var second = await HalfWayAsync(careful.Address);
        Assert.Equal(HttpStatusCode.Found, (await first.PostAsync("/sign-in/second", "second", ("Code", careful.Recovery[0].ToLowerInvariant()))).Status);
        Assert.Equal(HttpStatusCode.OK, (await second.PostAsync("/sign-in/second", "second", ("Code", careful.Recovery[0]))).Status);
        Assert.False(await second.IsInAsync());
    }

    [Fact]
    public async Task Five_wrong_codes_lock_the_second_step()
    {
        var careful = await world.NewCarefulPersonAsync();
        using var client = await HalfWayAsync(careful.Address);
        for (var i = 0; i < 5; i++)
            Assert.Contains("not right", (await client.PostAsync("/sign-in/second", "second", ("Code", "wrong-code"))).Text, StringComparison.Ordinal);
        Assert.Contains("Try again in", (await client.PostAsync("/sign-in/second", "second", ("Code", AppCode.Of(careful.Key)))).Text, StringComparison.Ordinal);
        Assert.False(await client.IsInAsync());
    }

    [Fact]
    public async Task A_changed_password_voids_the_half_way()
    {
        var careful = await world.NewCarefulPersonAsync();
        using var client = await HalfWayAsync(careful.Address);
        await using (var scope = world.Application.Services.CreateAsyncScope())
        {
            var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
            await people.UpdateSecurityStampAsync((await people.FindByEmailAsync(careful.Address))!);
        }
        Assert.Contains("Sign in again", (await client.GetAsync("/sign-in/second")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_second_step_alone_opens_nothing()
    {
        using var client = new DoorClient(world.Application);
        var page = await client.GetAsync("/sign-in/second");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.DoesNotContain("Input.Code", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_browser_cannot_use_the_code()
    {
        var address = world.NewAddress();
        using var asked = new DoorClient(world.Application);
        await asked.PostAsync("/register", "register", ("Email", address));
        using var other = new DoorClient(world.Application);
        Assert.Contains("only in the browser that asked", (await other.GetAsync("/register/code")).Text, StringComparison.Ordinal);
        await other.PostAsync("/register", "register", ("Email", world.NewAddress()));
        var code = await SentLetters.CodeAsync(world.Application.Database, address);
        Assert.Contains("Tries left: 4", (await other.PostAsync("/register/code", "code", ("Code", code))).Text, StringComparison.Ordinal);
        Assert.EndsWith("/register/finish", (await asked.PostAsync("/register/code", "code", ("Code", code))).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reset_ends_the_sessions_of_others()
    {
        var address = await world.NewPersonAsync();
        using var elsewhere = new DoorClient(world.Application);
        await elsewhere.PostAsync("/sign-in", "sign-in", ("Email", address), ("Password", Seed.Password));
        Assert.True(await elsewhere.IsInAsync());
        using var client = new DoorClient(world.Application);
        await client.PostAsync("/reset", "reset", ("Email", address));
        var answer = await client.PostAsync("/reset/code", "code", ("Code", await SentLetters.CodeAsync(world.Application.Database, address)), ("Password", "Another-long-1"));
        Assert.StartsWith("/sign-in", answer.Location, StringComparison.Ordinal);
        Assert.False(await client.IsInAsync());
        await Eventually.BecomesAsync(elsewhere.IsInAsync, isIn => !isIn);
        Assert.Contains("is wrong", (await client.PostAsync("/sign-in", "sign-in", ("Email", address), ("Password", Seed.Password))).Text, StringComparison.Ordinal);
        Assert.Equal("/", (await client.PostAsync("/sign-in", "sign-in", ("Email", address), ("Password", "Another-long-1"))).Location);
    }

    [Fact]
    public async Task A_refused_name_with_tags_is_shown_as_text()
    {
        using var client = new DoorClient(world.Application);
        var address = world.NewAddress();
        await client.PostAsync("/register", "register", ("Email", address));
        await client.PostAsync("/register/code", "code", ("Code", await SentLetters.CodeAsync(world.Application.Database, address)));
        var form = new Dictionary<string, string>
        {
            ["_handler"] = "finish", ["Input.DisplayName"] = "\"><b onmouseover=alert(1)>Anna", ["Input.Password"] = "short",
            ["__RequestVerificationToken"] = await TestApplication.TokenAsync(client.Http, "/register/finish"),
        };
        using var answer = await client.Http.PostAsync("/register/finish", new FormUrlEncodedContent(form));
        var raw = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("<b onmouseover", raw, StringComparison.Ordinal);
        Assert.Contains("&lt;b onmouseover", raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_in_notes_when_it_was()
    {
        var address = await world.NewPersonAsync();
        using var client = new DoorClient(world.Application);
        await client.PostAsync("/sign-in", "sign-in", ("Email", $"  {address.ToUpperInvariant()} "), ("Password", Seed.Password));
        await using var scope = world.Application.Services.CreateAsyncScope();
        Assert.NotNull((await scope.ServiceProvider.GetRequiredService<UserManager<Person>>().FindByEmailAsync(address))!.LastSignInAt);
    }

    private async Task<string> LinkAsync(string address)
    {
        using var client = new DoorClient(world.Application);
        await client.PostAsync("/sign-in/link", "link", ("Email", address));
        return (await SentLetters.LinkAsync(world.Application.Database, address)).PathAndQuery;
    }

    private async Task<DoorClient> HalfWayAsync(string address)
    {
        var client = new DoorClient(world.Application);
        Assert.Equal("/sign-in/second", (await client.PostAsync("/sign-in", "sign-in", ("Email", address), ("Password", Seed.Password))).Location);
        return client;
    }
}
