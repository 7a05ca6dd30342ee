using System.Net;
using ContentFactory.Domain.Access;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Access;

/// <summary>Who may open the connection that a circuit lives on, and how often.</summary>
public sealed class CircuitDoorTests(CircuitDoorTests.World world) : IClassFixture<CircuitDoorTests.World>
{
    private const int Limit = 5;
    private const int Flood = 200;

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("http://127.0.0.1.evil.example")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("not an origin")]
    public async Task A_foreign_site_is_refused_whatever_the_cookie(string origin)
    {
        var (client, cookie) = await world.Application.BrowserAsync(world.Owner);
        using var browser = client;
        using var negotiate = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        negotiate.Headers.TryAddWithoutValidation("Origin", origin);
        using var answer = await browser.SendAsync(negotiate);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);

        var (circuit, status) = await RawCircuit.ConnectAsync(world.Application.Address, cookie, origin);

        Assert.Null(circuit);
        Assert.Equal(HttpStatusCode.Forbidden, status);
    }

    [Fact]
    public async Task The_own_site_is_let_in()
    {
        var (client, cookie) = await world.Application.BrowserAsync(world.Owner);
        using var browser = client;
        var (circuit, _) = await RawCircuit.ConnectAsync(world.Application.Address, cookie, world.Application.Address.GetLeftPart(UriPartial.Authority));
        await using var own = circuit;
        Assert.NotNull(own);
        Assert.NotNull(await own.StartAsync("/t/door"));
    }

    [Fact]
    public async Task Strangers_open_no_circuit_at_all()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, Flood).Select(_ => RawCircuit.ConnectAsync(world.Application.Address, null)));

        Assert.All(answers, answer => Assert.Equal((null, HttpStatusCode.Unauthorized), answer));
        using var stranger = world.Application.Client();
        using var negotiate = await stranger.PostAsync("/_blazor/negotiate?negotiateVersion=1", null);
        Assert.Equal(HttpStatusCode.Unauthorized, negotiate.StatusCode);
        await world.IsServedAsync();
    }

    [Fact]
    public async Task A_flood_by_one_person_stops_at_the_limit()
    {
        var (client, cookie) = await world.Application.BrowserAsync(Seed.Email(MemberRole.Viewer, "door"));
        using var browser = client;
        var answers = await Task.WhenAll(Enumerable.Range(0, Flood).Select(_ => RawCircuit.ConnectAsync(world.Application.Address, cookie)));
        var open = answers.Select(a => a.Circuit).OfType<RawCircuit>().ToList();

        Assert.Equal(Limit, open.Count);
        Assert.Equal(Flood - Limit, answers.Count(a => a.Status == HttpStatusCode.TooManyRequests));
        await world.IsServedAsync();
        foreach (var circuit in open)
            await circuit.DisposeAsync();
        // what was given back may be taken again
        await Eventually.BecomesAsync(async () =>
        {
            var (again, status) = await RawCircuit.ConnectAsync(world.Application.Address, cookie);
            if (again is not null)
                await again.DisposeAsync();
            return status;
        }, status => status == HttpStatusCode.SwitchingProtocols);
    }

    [Fact]
    public async Task A_message_of_a_megabyte_closes_the_connection()
    {
        var (client, cookie) = await world.Application.BrowserAsync(world.Owner);
        using var browser = client;
        var (circuit, _) = await RawCircuit.ConnectAsync(world.Application.Address, cookie);
        await using var own = circuit!;
        Assert.NotNull(await own.StartAsync("/t/door"));

        await own.SendAsync(RawMessages.Invocation("9", "UpdateRootComponents", new string('x', 1_048_576), ""));

        Assert.True(await own.IsClosedByServerAsync());
        await world.IsServedAsync();
    }

    public sealed class World : IAsyncLifetime
    {
        internal TestApplication Application { get; private set; } = null!;
        internal string Owner => Seed.Email(MemberRole.Owner, "door");

        public async Task InitializeAsync()
        {
            Application = await TestApplication.StartAsync(new(Settings: new Dictionary<string, string?> { ["Access:AnonymousPages"] = "false", ["Access:PagesPerPerson"] = $"{Limit}" }));
            await Application.AddTenantAsync("door");
        }

        /// <summary>Somebody else opens a page and its circuit as ever.</summary>
        public async Task IsServedAsync()
        {
            var (client, cookie) = await Application.BrowserAsync(Seed.Email(MemberRole.Approver, "door"));
            using var browser = client;
            var (circuit, _) = await RawCircuit.OpenAsync(browser, cookie, "/t/door");
            await circuit.SaidAsync("JS.RenderBatch");
            await circuit.DisposeAsync();
        }

        public Task DisposeAsync() => Application.DisposeAsync().AsTask();
    }
}
