using ContentFactory.Domain;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.X;
using ContentFactory.Tests.Platforms.Contract;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ContentFactory.Tests.Platforms.X;

/// <summary>The connector of X beside <see cref="FakeX"/>, with an account that signed in there.</summary>
public abstract class XRig : ConnectorRig
{
    protected const string Sentence = "Every morning we bake bread, and by nine o'clock there is none left. ";

    protected XRig() => Server = new(Time);

    internal FakeX Server { get; }

    internal override NetworkFake Network => Server;

    protected override string Name => "X";

    protected override (string Pool, string Id, string Secret) App => ("x", FakeX.AppId, FakeX.AppSecret);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var signedIn = await ExchangeAsync();
        Assert.True(signedIn.Ok, signedIn.Problem?.TextKey);
        Assert.Empty(signedIn.Value.MissingScopes);
        var offered = Assert.Single(signedIn.Value.Accounts);
        Assert.Null(offered.Obstacle);
        Account = new(offered.Account.AccountId, offered.Account.Handle, offered.Secrets, AppKey: offered.Account.AppKey);
    }

    protected override void AddConnector(IServiceCollection services, IConfiguration configuration) => services.AddX(configuration);

    internal Task<Result<SignedIn>> ExchangeAsync(string code = FakeX.GoodCode, string secret = FakeX.AppSecret) =>
        CallAsync(() => Platform.SignIns.Single().ExchangeAsync(new(new(FakeX.AppId, secret), new("https://app.example/connect/x/callback"), code, "verifier-of-this-sign-in"), CancellationToken.None));

    internal static OutgoingMedia Jpeg(int size = 200_000, string? alt = null, string type = "image/jpeg") => File(MediaKind.Image, "a.jpg", type, size, 1280, 720, alt, null);

    internal static OutgoingMedia Gif(int size = 900_000, int width = 640, int height = 480) => File(MediaKind.Animation, "a.gif", "image/gif", size, width, height, null, null);

    internal static OutgoingMedia Mp4(int size = 3_000_000, double seconds = 30, int width = 1280, int height = 720, string type = "video/mp4") =>
        File(MediaKind.Video, "a.mp4", type, size, width, height, null, TimeSpan.FromSeconds(seconds));

    internal static OutgoingPost Post(string text, params OutgoingMedia[] media) => new(text, media);

    /// <summary>Words for a chain of three.</summary>
    internal static string Long(string first = "Bread.") => $"{first} {string.Concat(Enumerable.Repeat(Sentence, 9))}".Trim();

    internal static OutgoingPost OfKind(string kind, string text) => kind switch
    {
        "text" => Post(text),
        "photos" => Post(text, Jpeg(alt: "A loaf"), Jpeg(300_000)),
        "animation" => Post(text, Gif()),
        "video" => Post(text, Mp4(5_000_000)),
        "chain" => Post(string.Join(' ', Enumerable.Range(1, 12).Select(n => $"{text}, sentence {n} of a story that is longer than one post.")), Jpeg()),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    internal static byte[] BytesOf(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    }

    /// <summary>The bytes of the upload are the file's.</summary>
    internal static void AssertWhole(FakeUpload upload, int size) => Assert.True(BytesOf(size).AsSpan().SequenceEqual(upload.Bytes), "the bytes differ");

    /// <summary>Nothing that was said twice.</summary>
    internal void AssertNoTwins() => Assert.All(Server.Posts.GroupBy(p => p.Text), g => Assert.Single(g));

    private static OutgoingMedia File(MediaKind kind, string name, string type, int size, int width, int height, string? alt, TimeSpan? duration) =>
        new(kind, name, type, size, width, height, alt, _ => Task.FromResult<Stream>(new MemoryStream(BytesOf(size)))) { Duration = duration };
}
