using System.Globalization;
using System.Resources;
using ContentFactory.Domain;
using ContentFactory.Domain.Outgoing;
using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ContentFactory.Tests.Platforms.Contract;

/// <summary>
/// A connector as the application wires it, beside a fake of its network, called as the publishing engine calls it. At the end no request
/// may have broken the network's description and no secret may stand in the log.
/// </summary>
public abstract class ConnectorRig : IAsyncLifetime
{
    /// <summary>Part of every secret of these tests.</summary>
    protected const string Secret = "SeCrEt0";

    private static readonly ResourceManager Texts = new("ContentFactory.Domain.Platforms.Texts", typeof(IPlatform).Assembly);
    // a connector that waits for something that never comes; no test of these takes a second
    private static readonly TimeSpan Stuck = TimeSpan.FromSeconds(30);

    private readonly List<ServiceProvider> providers = [];

    internal ManualTime Time { get; } = new(new(2026, 11, 27, 10, 0, 0, TimeSpan.Zero));

    internal CapturedLog Log { get; } = new();

    internal IPlatform Platform { get; private set; } = null!;

    internal abstract NetworkFake Network { get; }

    internal PlatformAccount Account { get; set; } = null!;

    protected abstract string Name { get; }

    /// <summary>The registered app whose accounts these are; none where the network knows no apps.</summary>
    protected virtual (string Pool, string Id, string Secret) App => default;

    public virtual async Task InitializeAsync()
    {
        await Network.StartAsync();
        Restart();
    }

    public virtual async Task DisposeAsync()
    {
        foreach (var provider in providers)
            await provider.DisposeAsync();
        await Network.DisposeAsync();
        Assert.True(Network.Violations.Count == 0, string.Join(Environment.NewLine, Network.Violations.Distinct()));
        Assert.DoesNotContain(Secret, Log.Text, StringComparison.Ordinal);
    }

    /// <summary>Another process: nothing of the connector's memory is left.</summary>
    internal void Restart(Uri? address = null)
    {
        var settings = new Dictionary<string, string?> { [$"Platforms:{Name}:BaseUrl"] = (address ?? Network.Address).AbsoluteUri };
        if (App.Pool is { } pool)
            (settings[$"{PlatformApps.Section}:{pool}:0:Id"], settings[$"{PlatformApps.Section}:{pool}:0:Secret"]) = (App.Id, App.Secret);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection();
        services.AddLogging(l => l.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton(new PlatformApps(configuration));
        // proxies of these tests are on this machine
        services.Configure<OutgoingOptions>(o => o.AllowedPrivateHosts = ["127.0.0.1"]);
        AddConnector(services, configuration);
        providers.Add(services.BuildServiceProvider());
        Platform = providers[^1].GetRequiredService<IPlatform>();
    }

    /// <summary>Makes a call; whenever the network keeps it waiting, time passes until the connector gives up.</summary>
    internal async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        var hung = Network.Hung;
        var calling = call();
        while (await Task.WhenAny(calling, hung).WaitAsync(Stuck) != calling)
        {
            hung = Network.Hung;
            Time.Advance(TimeSpan.FromSeconds(91));
        }
        return await calling;
    }

    internal PublishRun Run() => new(this);

    internal Task<PublishOutcome> PublishAsync(OutgoingPost post) => Run().OnceAsync(post);

    /// <summary>
    /// Publishes again and again; each time the process dies at the next request, until a run has none left to die at.
    /// </summary>
    /// <param name="done">The network does what that request asked for; otherwise it never arrives.</param>
    /// <param name="check">Called after each run with its number.</param>
    internal async Task DieAtEveryRequestAsync(bool done, Func<int, OutgoingPost> post, Action<PublishOutcome, int> check)
    {
        for (var fatal = 1; ; fatal++)
        {
            var (run, request) = (Run(), 0);
            void Count()
            {
                if (++request == fatal)
                    run.Die();
            }
            Network.Arrives = done ? null : _ =>
            {
                Count();
                return request != fatal;
            };
            Network.Done = done ? _ => Count() : null;
            check(await run.ToTheEndAsync(post(fatal)), fatal);
            if (run.Deaths == 0)
                return;
            Assert.True(fatal < 60, "dies without an end");
        }
    }

    /// <summary>A person reads it: the text exists in both languages, takes its arguments, and holds no secret.</summary>
    internal static void AssertReadable(Problem? problem)
    {
        Assert.NotNull(problem);
        foreach (var culture in new[] { "en", "ru" })
        {
            var text = Texts.GetString(problem.TextKey["Platforms.".Length..], CultureInfo.GetCultureInfo(culture));
            Assert.False(string.IsNullOrEmpty(text), $"{problem.TextKey} has no text in {culture}");
            Assert.DoesNotContain(Secret, string.Format(CultureInfo.InvariantCulture, text, problem.Args), StringComparison.Ordinal);
        }
    }

    internal static void AssertOutcome(PublishKind kind, PublishOutcome outcome)
    {
        Assert.True(kind == outcome.Kind, $"expected {kind}, was {outcome}");
        AssertNoSecret(outcome);
        if (kind is not (PublishKind.Published or PublishKind.Waiting))
            AssertReadable(outcome.Reason);
    }

    internal static void AssertNoSecret(PublishOutcome outcome) =>
        Assert.DoesNotContain(Secret, $"{outcome} {string.Join(' ', outcome.Reason?.Args ?? [])}", StringComparison.OrdinalIgnoreCase);

    protected abstract void AddConnector(IServiceCollection services, IConfiguration configuration);
}
