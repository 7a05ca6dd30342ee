using System.Diagnostics;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Content.Typing;

/// <summary>One kill under somebody who types.</summary>
/// <param name="Typed">Letters at the moment of the kill.</param>
/// <param name="Saved">Of those, letters in the database.</param>
/// <param name="Behind">How long before the kill the first letter was typed that the database does not have.</param>
/// <param name="Away">Letters typed while no server was there.</param>
/// <param name="Way">How the rest came back: by itself, by the tab's copy, or by the person's press on the offer.</param>
/// <param name="Lost">Letters that came back in no way.</param>
internal sealed record TypingKill(int Typed, int Saved, TimeSpan Behind, int Away, string Way, int Lost);

/// <summary>The program in a process of its own that is killed, and a real browser in which somebody types at a steady pace.</summary>
internal sealed class TypingRig : IAsyncDisposable
{
    private const int Pace = 70;

    private readonly TestDomain domain = new();
    private readonly TemporaryFolder data = new();
    private readonly Random random;
    private readonly List<TimeSpan> typedAt = [];
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private TestTenant tenant = null!;
    private RunningProgram? program;
    private IBrowserContext context = null!;
    private IPage page = null!;
    private PostView post = null!;
    private string typed = "";

    // whose own text is typed; null types the post's
    private readonly string? network;

    private TypingRig(int seed, string? network) => (random, this.network) = (new Random(seed), network);

    private ILocator Field => page.Locator(network is null ? "textarea[name=text]" : $"[data-variant={network}] textarea");

    // a network's text is kept without the blank behind its last word
    private string Whole => network is null ? typed : typed.TrimEnd();

    public static async Task<TypingRig> StartAsync(int seed, string? network = null)
    {
        var rig = new TypingRig(seed, network);
        await rig.domain.InitializeAsync();
        rig.tenant = await rig.domain.AddTenantAsync("typing");
        rig.post = await rig.tenant.NewAsync("");
        rig.program = await rig.StartProgramAsync("http://127.0.0.1:0");
        rig.context = await Browser.ContextAsync(new() { BaseURL = rig.program.Address.ToString(), Locale = "en", ViewportSize = new() { Width = 1280, Height = 800 } });
        rig.context.SetDefaultTimeout(120_000);
        rig.page = await rig.context.NewPageAsync();
        await new Stranger(rig.page, new Words("en"), "typing").SignInAsync(Seed.Email(MemberRole.Editor, "typing"), $"/t/typing/content/{rig.post.Id}");
        await Expect(rig.page.Locator("[data-editor=ready]")).ToBeVisibleAsync();
        if (network is not null)
            await rig.BeginOwnTextAsync();
        return rig;
    }

    /// <summary>Types, kills the server in the middle of a word, types on into nothing, and starts the server again.</summary>
    public async Task<TypingKill> KillAsync()
    {
        await StandAtEndAsync();
        await TypeAsync(random.Next(20, 90));
        var (typing, address) = (TypeAsync(12), program!.Address);
        var killed = watch.Elapsed;
        await program.KillAsync();
        var atKill = typedAt.Count(at => at <= killed);
        await typing;
        var saved = (await ReadAsync()).Length;
        var behind = saved < atKill ? killed - typedAt[saved] : TimeSpan.Zero;
        await TypeAsync(random.Next(0, 40));
        var away = typed.Length - atKill;
        await program.DisposeAsync();
        program = null;
        program = await StartProgramAsync(address.ToString());
        var way = await BackAsync();
        return new TypingKill(atKill, saved, behind, away, way, await LostAsync());
    }

    /// <summary>The network is lost while somebody types, and comes back while the server still knows the page.</summary>
    public async Task<int> LoseNetworkAsync()
    {
        await StandAtEndAsync();
        await TypeAsync(random.Next(10, 40));
        await context.SetOfflineAsync(true);
        await page.EvaluateAsync("() => Blazor._internal.forceCloseConnection()");
        await TypeAsync(random.Next(20, 60));
        await context.SetOfflineAsync(false);
        return await LostAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        if (program is not null)
            await program.DisposeAsync();
        data.Dispose();
        await domain.DisposeAsync();
    }

    private async Task BeginOwnTextAsync()
    {
        await page.Locator($"[data-variants] [role=tab][data-network={network}]").ClickAsync();
        await page.Locator($"[data-variant={network}] [data-act=follow]").UncheckAsync();
        await Expect(Field).ToBeVisibleAsync();
    }

    private async Task StandAtEndAsync()
    {
        await Field.FocusAsync();
        await Field.EvaluateAsync("field => field.setSelectionRange(field.value.length, field.value.length)");
    }

    private async Task TypeAsync(int letters)
    {
        for (var n = 0; n < letters; n++)
        {
            var letter = typed.Length % 6 == 5 ? " " : $"{(char)('a' + random.Next(26))}";
            typedAt.Add(watch.Elapsed);
            typed += letter;
            await page.Keyboard.TypeAsync(letter, new() { Delay = Pace });
        }
    }

    /// <summary>The page loads itself anew as soon as the server has answered that it does not know it.</summary>
    private async Task<string> BackAsync()
    {
        await page.WaitForFunctionAsync("() => document.querySelector('[data-editor=ready]') && !document.querySelector('#components-reconnect-modal:is(.components-reconnect-show, .components-reconnect-failed, .components-reconnect-rejected)')");
        // words that are not saved bring their field along
        if (network is not null && await ReadAsync() == Whole)
            await page.Locator($"[data-variants] [role=tab][data-network={network}]").ClickAsync();
        await Expect(Field).ToBeVisibleAsync();
        var state = await page.EvaluateAsync<string?>("() => document.getElementById('kept').hidden ? null : document.getElementById('kept').dataset.state");
        if (state == "offered")
            await page.Locator("[data-kept=restore]").ClickAsync();
        else if (state == "restored")
            await page.Locator("[data-kept=close]").ClickAsync();
        return state ?? "by itself";
    }

    private async Task<int> LostAsync()
    {
        try
        {
            await Eventually.BecomesAsync(ReadAsync, text => text == Whole, TimeSpan.FromSeconds(20));
        }
        catch (TimeoutException)
        {
            // the answer says how much
        }
        var (kept, whole) = (await ReadAsync(), Whole);
        var lost = whole.Length - kept.Zip(whole).TakeWhile(pair => pair.First == pair.Second).Count();
        if (lost > 0)
            await RestAsync(kept);
        return lost;
    }

    // the next kill is counted from what is there
    private async Task RestAsync(string kept)
    {
        await Expect(Field).ToHaveValueAsync(kept);
        typed = kept;
        typedAt.RemoveRange(Math.Min(kept.Length, typedAt.Count), Math.Max(0, typedAt.Count - kept.Length));
    }

    private Task<string> ReadAsync() => tenant.DbAsync(db => Task.FromResult(network is null
        ? db.Posts.Where(p => p.Id == post.Id).Select(p => p.Text).Single()
        : db.PostVariants.Where(v => v.PostId == post.Id && v.Platform == network).Select(v => v.Text).SingleOrDefault() ?? ""));

    private Task<RunningProgram> StartProgramAsync(string url)
    {
        var settings = domain.Database.Settings().ToDictionary(s => s.Key.Replace(":", "__", StringComparison.Ordinal), s => s.Value!);
        settings["Urls"] = url;
        return RunningProgram.StartAsync(data.Path, settings);
    }
}
