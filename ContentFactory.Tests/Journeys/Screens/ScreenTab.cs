using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using ContentFactory.Tests.Support;
using Microsoft.Playwright;

namespace ContentFactory.Tests.Journeys.Screens;

/// <summary>A tab of one person that hears what goes wrong: the console, requests, the answers' status.</summary>
internal sealed class ScreenTab : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Kind, string What)> heard = new();
    private readonly IBrowserContext context;
    private int answered = 200;

    private ScreenTab(IBrowserContext context, IPage page, Uri address)
    {
        (this.context, Page, Address) = (context, page, address);
        page.Console += (_, message) => { if (message.Type == "error") heard.Enqueue(("console", message.Text)); };
        page.PageError += (_, error) => heard.Enqueue(("console", error));
        page.Response += (_, response) => { if (response.Status >= 400) heard.Enqueue(("resource", $"{response.Status} {PathOf(response.Url)}")); };
        // what the browser itself drops when the page is left
        page.RequestFailed += (_, request) => { if (request.Failure != "net::ERR_ABORTED") heard.Enqueue(("resource", $"{request.Failure} {PathOf(request.Url)}")); };
    }

    public IPage Page { get; }
    public Uri Address { get; }

    public static async Task<ScreenTab> OpenAsync(Uri address, ScreenLook look, string? session = null)
    {
        var context = await Browser.ContextAsync(new()
        {
            BaseURL = address.ToString(),
            ViewportSize = new() { Width = look.Width, Height = look.Height },
            HasTouch = look.IsPhone,
            Locale = look.Language,
            ColorScheme = look.Dark ? ColorScheme.Dark : ColorScheme.Light,
            StorageState = session,
        });
        context.SetDefaultTimeout(120_000);
        await context.AddCookiesAsync([new() { Name = ".AspNetCore.Culture", Value = $"c%3D{look.Language}%7Cuic%3D{look.Language}", Url = address.ToString() }]);
        return new ScreenTab(context, await context.NewPageAsync(), address);
    }

    /// <summary>Signs in through the form; the session opens other tabs as the same person.</summary>
    public static async Task<string> SessionAsync(Uri address, string email, string password)
    {
        await using var tab = await OpenAsync(address, new(1280, "en", false));
        await tab.Page.GotoAsync("/sign-in");
        await tab.Page.Locator("[name='Input.Email']").FillAsync(email);
        await tab.Page.Locator("[name='Input.Password']").FillAsync(password);
        await tab.Page.Locator("[name='Input.Password']").PressAsync("Enter");
        // waiting for a navigation to commit never ends where it has committed already
        await Assertions.Expect(tab.Page).Not.ToHaveURLAsync(new Regex("/sign-in"), new() { Timeout = 120_000 });
        return await tab.context.StorageStateAsync();
    }

    /// <summary>The document of an address; its status if it is not the wanted one (null: any), or another page that it led to, is heard.</summary>
    public async Task LoadAsync(string path, int? status)
    {
        var answer = (await Page.GotoAsync(path))!;
        answered = status ?? answer.Status;
        if (answer.Status != answered) heard.Enqueue(("answer", string.Create(CultureInfo.InvariantCulture, $"answered {answer.Status} instead of {answered}")));
        if (PathOf(Page.Url) != path) heard.Enqueue(("answer", $"led to {PathOf(Page.Url)}"));
    }

    /// <summary>Goes on inside the circuit, as a link does.</summary>
    public Task GoAsync(string path) => Page.EvaluateAsync("path => Blazor.navigateTo(path)", path);

    public async Task SettleAsync(bool inCircuit)
    {
        try
        {
            await Page.WaitForFunctionAsync(Scripts.Settled, inCircuit, new() { Timeout = 60_000 });
            // the frame with the last change is drawn
            await Page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        }
        catch (TimeoutException)
        {
            heard.Enqueue(("waiting", "is still loading, drawing or without a circuit after a minute"));
        }
    }

    /// <summary>What was heard since the last time; what the browser says of the page's own wanted status is left out.</summary>
    public IReadOnlyList<(string Kind, string What)> Heard()
    {
        var all = new List<(string Kind, string What)>();
        while (heard.TryDequeue(out var one)) all.Add(one);
        var own = answered.ToString(CultureInfo.InvariantCulture);
        return [.. all.Where(one => answered < 400 || !IsOwn(one, own)).Distinct()];
    }

    public ValueTask DisposeAsync() => context.DisposeAsync();

    private bool IsOwn((string Kind, string What) one, string status) => one.Kind switch
    {
        "resource" => one.What == $"{status} {PathOf(Page.Url)}",
        "console" => one.What.Contains($"the server responded with a status of {status}", StringComparison.Ordinal),
        _ => false,
    };

    private string PathOf(string url) => url.StartsWith(Address.ToString(), StringComparison.Ordinal) ? "/" + url[Address.ToString().Length..] : url;
}
