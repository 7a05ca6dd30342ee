using ContentFactory.Domain;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.YouTube;
using ContentFactory.Tests.Platforms.Contract;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ContentFactory.Tests.Platforms.YouTube;

/// <summary>The YouTube connector beside <see cref="FakeYouTube"/>, with a channel that signed in there.</summary>
public abstract class YouTubeRig : ConnectorRig
{
    protected YouTubeRig() => Server = new(Time);

    internal FakeYouTube Server { get; }

    /// <summary>What this process counted.</summary>
    internal PlatformUsage Usage { get; private set; } = new();

    /// <summary>What the next process takes as the project's daily limits.</summary>
    internal YouTubeQuotaOptions Limits { get; } = new();

    internal override NetworkFake Network => Server;

    protected override string Name => "YouTube";

    protected override (string Pool, string Id, string Secret) App => ("google", FakeYouTube.AppId, FakeYouTube.AppSecret);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var signedIn = await ExchangeAsync();
        Assert.True(signedIn.Ok, signedIn.Problem?.TextKey);
        Assert.Empty(signedIn.Value.MissingScopes);
        Account = AccountOf(Assert.Single(signedIn.Value.Accounts));
    }

    protected override void AddConnector(IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton(Usage = new()).AddYouTube(configuration)
            .Configure<YouTubeQuotaOptions>(o => (o.DailyUnits, o.DailyInserts) = (Limits.DailyUnits, Limits.DailyInserts));

    internal UsageCounter CounterOf(string kind) => new("google", FakeYouTube.AppId, FakeYouTube.DayOf(Time.GetUtcNow()), kind);

    internal static PlatformAccount AccountOf(OfferedAccount offered)
    {
        Assert.Null(offered.Obstacle);
        return new(offered.Account.AccountId, offered.Account.Handle, offered.Secrets, AppKey: offered.Account.AppKey);
    }

    internal Task<Result<SignedIn>> ExchangeAsync(string code = FakeYouTube.GoodCode, string secret = FakeYouTube.AppSecret) =>
        CallAsync(() => Platform.SignIns.Single().ExchangeAsync(new(new(FakeYouTube.AppId, secret), new("https://app.example/connect/callback"), code, "verifier-of-this-sign-in"), CancellationToken.None));

    internal static OutgoingMedia Mp4(int size = 3_000_000, int seconds = 30, int width = 1080, int height = 1920, string type = "video/mp4") =>
        new(MediaKind.Video, "a.mp4", type, size, width, height, null, _ => Task.FromResult<Stream>(new MemoryStream(BytesOf(size)))) { Duration = TimeSpan.FromSeconds(seconds) };

    internal static OutgoingMedia Jpeg(int size = 200_000, string type = "image/jpeg") =>
        new(MediaKind.Image, "t.jpg", type, size, 1280, 720, null, _ => Task.FromResult<Stream>(new MemoryStream(new byte[size])));

    internal static OutgoingPost Video(string title = "A title", string text = "A description", int size = 3_000_000) => new(text, [Mp4(size)]) { Title = title, Kind = PublicationKind.Video };

    internal static byte[] BytesOf(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    }

    /// <summary>Every byte arrived once, in order, and is the file's.</summary>
    internal void AssertWhole(FakeSession session, int size = 3_000_000)
    {
        Assert.Equal(0, session.SentAgain);
        Assert.True(BytesOf(size).AsSpan().SequenceEqual(session.Bytes), "the bytes differ");
    }
}
