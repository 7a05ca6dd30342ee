using ContentFactory.Tests.Support;
using Microsoft.Playwright;

namespace ContentFactory.Tests.Access;

/// <summary>A mail scanner that is a whole browser, with its scripts, opens the link of a letter before its reader does.</summary>
public sealed class ScannerJourney(DoorsWorld world) : IClassFixture<DoorsWorld>
{
    [Fact]
    public async Task A_scanning_browser_leaves_the_link_to_its_reader()
    {
        var address = await world.NewPersonAsync();
        using (var asked = new DoorClient(world.Application))
            await asked.PostAsync("/sign-in/link", "link", ("Email", address));
        var path = (await SentLetters.LinkAsync(world.Application.Database, address)).PathAndQuery;

        await Browser.JourneyAsync(world.Application.Address, Screen.Desktop, async scanner =>
        {
            await scanner.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
            // whatever it may follow by itself: links and what stands in them, never a form
            await scanner.EvaluateAsync("() => document.querySelectorAll('a[href]').forEach(a => fetch(a.href))");
            await scanner.APIRequest.HeadAsync(path);
            for (var i = 0; i < 5; i++)
                Assert.Equal(200, (await scanner.APIRequest.GetAsync(path)).Status);
            await scanner.ReloadAsync(new() { WaitUntil = WaitUntilState.NetworkIdle });
            Assert.Equal(401, (await scanner.APIRequest.GetAsync("/session")).Status);
            Assert.DoesNotContain(await scanner.Context.CookiesAsync(), cookie => cookie.Name == "cf_session");

            await Browser.JourneyAsync(world.Application.Address, Screen.Phone, async reader =>
            {
                await reader.GotoAsync(path);
                await reader.Locator("form button[type=submit].button").ClickAsync();
                await Browser.AtAsync(reader, "**/welcome");
                Assert.Contains(await reader.Context.CookiesAsync(), cookie => cookie.Name == "cf_session");
            });
            Assert.Equal(401, (await scanner.APIRequest.GetAsync("/session")).Status);
        });
    }
}
