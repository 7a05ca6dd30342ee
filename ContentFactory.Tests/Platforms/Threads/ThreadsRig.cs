using ContentFactory.Domain;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.Threads;
using ContentFactory.Tests.Platforms.Contract;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ContentFactory.Tests.Platforms.Threads;

/// <summary>The Threads connector beside <see cref="FakeThreads"/>, with an account that signed in there.</summary>
public abstract class ThreadsRig : ConnectorRig
{
    internal static readonly string[] AllKinds = ["text", "link", "image", "video", "carousel", "chain", "image chain"];

    private int files;

    protected ThreadsRig() => Server = new(Time);

    internal FakeThreads Server { get; }

    internal override NetworkFake Network => Server;

    protected override string Name => "Threads";

    protected override (string Pool, string Id, string Secret) App => ("threads", FakeThreads.AppId, FakeThreads.AppSecret);

    public static TheoryData<string> Kinds() => new(AllKinds);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await ConnectAsync();
    }

    protected override void AddConnector(IServiceCollection services, IConfiguration configuration) => services.AddThreads(configuration);

    internal async Task ConnectAsync()
    {
        var signedIn = await ExchangeAsync();
        Assert.True(signedIn.Ok, signedIn.Problem?.TextKey);
        var offered = Assert.Single(signedIn.Value.Accounts);
        Account = new(offered.Account.AccountId, offered.Account.Handle, offered.Secrets, AppKey: offered.Account.AppKey);
    }

    internal Task<Result<SignedIn>> ExchangeAsync(string code = FakeThreads.GoodCode, string secret = FakeThreads.AppSecret) => CallAsync(() =>
        Platform.SignIns.Single().ExchangeAsync(new(new(FakeThreads.AppId, secret), new("https://app.example/connect/callback"), code, "verifier"), CancellationToken.None));

    internal OutgoingMedia Jpeg(int size = 200_000, string type = "image/jpeg", int width = 1080, int height = 1080) => File(MediaKind.Image, type, size, width, height, null);

    internal OutgoingMedia Mp4(int seconds = 30, int size = 600_000) => File(MediaKind.Video, "video/mp4", size, 1080, 1920, TimeSpan.FromSeconds(seconds));

    internal static OutgoingPost Post(string text, params OutgoingMedia[] media) => new(text, media);

    /// <summary>A text that takes three posts.</summary>
    internal OutgoingPost Chain(string text, params OutgoingMedia[] media) => Post(string.Join("\n\n", Enumerable.Range(1, 3).Select(i => $"{text}, part {i}: {new string((char)('a' + i), 380)}.")), media) with
    {
        Kind = Platform.Kinds.Contains(PublicationKind.Thread) ? PublicationKind.Thread : PublicationKind.Feed,
    };

    internal OutgoingPost OfKind(string kind, string text = "Hello") => kind switch
    {
        "text" => Post(text),
        "link" => Post(text) with { Link = "https://example.com/a?b=1&c=2" },
        "image" => Post(text, Jpeg()),
        "video" => Post(text, Mp4()),
        "carousel" => Post(text, Jpeg(), Mp4(), Jpeg(type: "image/png")),
        "chain" => Chain(text),
        "image chain" => Chain(text, Jpeg()),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    internal static int PartsOf(string kind) => kind.EndsWith("chain", StringComparison.Ordinal) ? 3 : 1;

    /// <summary>The whole post is out, each part once and under the one before it, and the outcome names them.</summary>
    internal void AssertOnce(PublishOutcome outcome, string kind, int before, string what)
    {
        var made = Server.Posts.Skip(before).ToList();
        Assert.True(outcome.Kind is PublishKind.Published && made.Count == PartsOf(kind), $"{what}: {made.Count} posts, {outcome}");
        Assert.True(outcome.ExternalId == made[0].Id, $"{what}: {made[0].Id}, {outcome}");
        Assert.Equal(made.SkipLast(1).Select(p => p.Id).Prepend(null), made.Select(p => p.ReplyTo));
        Assert.Equal(made.Select(p => p.Id), outcome.PartIds ?? [outcome.ExternalId!]);
        AssertNoSecret(outcome);
    }

    private OutgoingMedia File(MediaKind kind, string type, int size, int width, int height, TimeSpan? duration)
    {
        var (address, name) = (new Uri($"https://media.example/{++files}/a"), kind is MediaKind.Video ? "a.mp4" : "a.jpg");
        Server.Web[address.AbsoluteUri] = new(type, size);
        return new(kind, name, type, size, width, height, null, _ => Task.FromResult<Stream>(new MemoryStream(new byte[size]))) { PublicUrl = address, Duration = duration };
    }
}
