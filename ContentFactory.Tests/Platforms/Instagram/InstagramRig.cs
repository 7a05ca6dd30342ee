using ContentFactory.Domain;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.Instagram;
using ContentFactory.Tests.Platforms.Contract;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ContentFactory.Tests.Platforms.Instagram;

/// <summary>The Instagram connector beside <see cref="FakeInstagram"/>, with an account that signed in there.</summary>
public abstract class InstagramRig : ConnectorRig
{
    private int files;

    protected InstagramRig() => Server = new(Time);

    internal FakeInstagram Server { get; }

    internal override NetworkFake Network => Server;

    protected override string Name => "Instagram";

    protected override (string Pool, string Id, string Secret) App => ("meta", FakeInstagram.AppId, FakeInstagram.AppSecret);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Account = await ConnectAsync("instagram");
    }

    protected override void AddConnector(IServiceCollection services, IConfiguration configuration) => services.AddInstagram(configuration);

    internal async Task<PlatformAccount> ConnectAsync(string way)
    {
        var signedIn = await ExchangeAsync(way);
        Assert.True(signedIn.Ok, signedIn.Problem?.TextKey);
        Assert.Empty(signedIn.Value.MissingScopes);
        var offered = Assert.Single(signedIn.Value.Accounts);
        Assert.Null(offered.Obstacle);
        return new(offered.Account.AccountId, offered.Account.Handle, offered.Secrets, AppKey: offered.Account.AppKey);
    }

    internal Task<Result<SignedIn>> ExchangeAsync(string way, string code = FakeInstagram.GoodCode, string secret = FakeInstagram.AppSecret)
    {
        var signIn = Platform.SignIns.Single(s => s.Key.Contains(way, StringComparison.Ordinal) && (way != "instagram" || !s.Key.Contains("facebook", StringComparison.Ordinal)));
        return CallAsync(() => signIn.ExchangeAsync(new(new(FakeInstagram.AppId, secret), new("https://app.example/connect/callback"), code, "verifier"), CancellationToken.None));
    }

    internal OutgoingMedia Jpeg(int width = 1080, int height = 1080, int size = 200_000, string type = "image/jpeg", string? name = null) =>
        File(MediaKind.Image, name ?? "a.jpg", type, size, width, height, null);

    internal OutgoingMedia Mp4(int seconds = 30, int size = 600_000, int width = 1080, int height = 1920) =>
        File(MediaKind.Video, "a.mp4", "video/mp4", size, width, height, TimeSpan.FromSeconds(seconds));

    internal static byte[] BytesOf(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    }

    internal static OutgoingPost Post(string text, params OutgoingMedia[] media) => new(text, media);

    internal OutgoingPost Image(string text = "Hello") => Post(text, Jpeg());

    internal OutgoingPost Reel(string text = "Hello") => Post(text, Mp4()) with { Kind = PublicationKind.Reel };

    internal OutgoingPost Carousel(string text = "Hello") => Post(text, Jpeg(), Mp4(), Jpeg());

    internal OutgoingPost Story() => Post("", Jpeg(1080, 1920)) with { Kind = PublicationKind.Story };

    internal OutgoingPost OfKind(string kind, string text = "Hello") => kind switch
    {
        "image" => Image(text),
        "reel" => Reel(text),
        "carousel" => Carousel(text),
        "story" => Story(),
        "sent reel" => Post(text, Sent(Mp4())) with { Kind = PublicationKind.Reel },
        "sent carousel" => Post(text, Jpeg(), Sent(Mp4()), Sent(Mp4())),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>A video without a public address, so that its bytes are sent.</summary>
    internal static OutgoingMedia Sent(OutgoingMedia video) => video with { PublicUrl = null };

    private OutgoingMedia File(MediaKind kind, string name, string type, int size, int width, int height, TimeSpan? duration)
    {
        var address = new Uri($"https://media.example/{++files}/{name}");
        Server.Web[address.AbsoluteUri] = new(type, size, width, height);
        return new(kind, name, type, size, width, height, null, _ => Task.FromResult<Stream>(new MemoryStream(BytesOf(size)))) { PublicUrl = address, Duration = duration };
    }
}
