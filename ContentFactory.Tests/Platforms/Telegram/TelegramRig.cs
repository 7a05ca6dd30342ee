using System.Globalization;
using System.Resources;
using ContentFactory.Domain;
using ContentFactory.Domain.Outgoing;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.Telegram;
using ContentFactory.Tests.Platforms.Contract;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Xunit;

namespace ContentFactory.Tests.Platforms.Telegram;

/// <summary>The connector as the application wires it, beside a recorder. At the end no request may have broken the Bot API's description.</summary>
public abstract class TelegramRig : IAsyncLifetime
{
    protected const string Token = "123456789:AAFakeFakeFakeFakeFakeFakeFakeFakeFak";
    protected const string SentMessage = """{"message_id":42,"date":1790000000,"chat":{"id":-1001234567890,"type":"channel","title":"News","username":"cf_news"},"text":"x"}""";

    private static readonly ResourceManager Texts = new("ContentFactory.Domain.Platforms.Texts", typeof(IPlatform).Assembly);

    private readonly List<ServiceProvider> providers = [];

    internal TelegramRecorder Server { get; private set; } = null!;

    internal CapturedLog Log { get; } = new();

    internal ManualTime Time { get; } = new(new(2026, 11, 27, 10, 0, 0, TimeSpan.Zero));

    internal IPlatform Platform { get; private set; } = null!;

    internal PlatformAccount Account => AccountAt(Server.Address);

    public async Task InitializeAsync()
    {
        Server = await TelegramRecorder.StartAsync();
        Platform = Build();
        Server.On("sendMessage", Replies.Ok(SentMessage));
    }

    public async Task DisposeAsync()
    {
        foreach (var provider in providers)
            await provider.DisposeAsync();
        await Server.DisposeAsync();
        Assert.Empty(Server.Violations);
        Assert.DoesNotContain("AAFakeFake", Log.Text, StringComparison.Ordinal);
    }

    internal IPlatform Build(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"Platforms:Telegram:{s.Key}", (string?)s.Value)))
            .Build();
        var services = new ServiceCollection();
        services.AddLogging(l => l.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        services.AddSingleton<TimeProvider>(Time);
        // proxies of these tests are on this machine
        services.Configure<OutgoingOptions>(o => o.AllowedPrivateHosts = ["127.0.0.1"]);
        services.AddTelegram(configuration);
        providers.Add(services.BuildServiceProvider());
        return providers[^1].GetRequiredService<IPlatform>();
    }

    /// <summary>What the host does at its start.</summary>
    internal void Start(params (string Key, string Value)[] settings)
    {
        Build(settings);
        providers[^1].GetRequiredService<IStartupValidator>().Validate();
    }

    internal static PlatformAccount AccountAt(Uri server, string id = "-1001234567890", string? handle = "cf_news", string token = Token) =>
        new(id, handle, new Dictionary<string, string> { ["bot_token"] = token }, server, server);

    internal Task<PublishOutcome> PublishAsync(OutgoingPost? post = null) =>
        Platform.PublishAsync(Account, post ?? new("Hello", []), CancellationToken.None);

    internal static OutgoingMedia File(MediaKind kind, string name = "a.bin", int size = 64, int? width = null, int? height = null) =>
        new(kind, name, kind == MediaKind.Image ? "image/png" : "application/octet-stream", size, width, height, null,
            _ => Task.FromResult<Stream>(new MemoryStream(new byte[size])));

    /// <summary>A person reads it: the text exists in both languages, takes its arguments, and holds no token.</summary>
    internal static void AssertReadable(Problem? problem, string key)
    {
        Assert.NotNull(problem);
        Assert.Equal(key.StartsWith("Part_", StringComparison.Ordinal) ? $"Platforms.{key}" : $"Platforms.Telegram_{key}", problem.TextKey);
        foreach (var culture in new[] { "en", "ru" })
        {
            var text = Texts.GetString(problem.TextKey["Platforms.".Length..], CultureInfo.GetCultureInfo(culture));
            Assert.NotNull(text);
            Assert.DoesNotContain("AAFakeFake", string.Format(CultureInfo.InvariantCulture, text, problem.Args), StringComparison.Ordinal);
        }
    }

    internal static void AssertNoToken(PublishOutcome outcome) =>
        Assert.DoesNotContain("AAFakeFake", $"{outcome} {string.Join(' ', outcome.Reason?.Args ?? [])}", StringComparison.OrdinalIgnoreCase);
}
