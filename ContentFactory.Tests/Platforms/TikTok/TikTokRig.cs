using System.Collections.Concurrent;
using ContentFactory.Domain;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.TikTok;
using ContentFactory.Tests.Platforms.Contract;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ContentFactory.Tests.Platforms.TikTok;

/// <summary>The TikTok connector beside <see cref="FakeTikTok"/>, with a creator who signed in there.</summary>
public abstract class TikTokRig : ConnectorRig
{
    private static readonly ConcurrentDictionary<int, byte[]> Made = new();

    /// <summary>Three chunks of eight megabytes, the last a little longer, or more of smaller ones.</summary>
    protected const int LongVideo = 26_000_000;

    private int files;

    protected TikTokRig() => Server = new(Time);

    internal FakeTikTok Server { get; }

    internal override NetworkFake Network => Server;

    protected override string Name => "TikTok";

    protected override (string Pool, string Id, string Secret) App => ("tiktok", FakeTikTok.AppKey, FakeTikTok.AppSecret);

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

    protected override void AddConnector(IServiceCollection services, IConfiguration configuration) => services.AddTikTok(configuration);

    internal Task<Result<SignedIn>> ExchangeAsync(string code = FakeTikTok.GoodCode, string secret = FakeTikTok.AppSecret) =>
        CallAsync(() => Platform.SignIns.Single().ExchangeAsync(new(new(FakeTikTok.AppKey, secret), new("https://app.example/connect/tiktok/callback"), code, "verifier"), CancellationToken.None));

    internal static OutgoingMedia Mp4(int size = 3_000_000, int seconds = 30, string type = "video/mp4", int width = 1080) =>
        File(MediaKind.Video, "a.mp4", type, size) with { Duration = TimeSpan.FromSeconds(seconds), Width = width, Height = 1920 };

    internal OutgoingMedia Jpeg(string type = "image/jpeg", int size = 200_000)
    {
        var address = new Uri($"https://media.example/{++files}/a.jpg");
        Server.Web[address.AbsoluteUri] = type;
        return File(MediaKind.Image, "a.jpg", type, size) with { PublicUrl = address, Width = 1080, Height = 1080 };
    }

    internal static OutgoingPost Chosen(OutgoingPost post, params (string Name, string Value)[] options) =>
        post with { Options = new Dictionary<string, string>(post.Options.Concat(options.Select(o => KeyValuePair.Create(o.Name, o.Value))).GroupBy(o => o.Key).Select(o => o.Last())) };

    internal static OutgoingPost Video(string text = "Hello", int size = 3_000_000) => Chosen(new(text, [Mp4(size)]), ("privacy", "PUBLIC_TO_EVERYONE"));

    internal OutgoingPost Photos(string text = "Hello", int count = 3) =>
        Chosen(new(text, [.. Enumerable.Range(0, count).Select(_ => Jpeg())]) { Title = "A title" }, ("privacy", "PUBLIC_TO_EVERYONE"));

    internal OutgoingPost OfKind(string kind, string text = "Hello") => kind switch
    {
        "video" => Video(text),
        "long video" => Video(text, LongVideo),
        "draft" => Chosen(new(text, [Mp4()]), ("mode", "inbox")),
        "photos" => Photos(text),
        "photo draft" => Chosen(new(text, [Jpeg()]), ("mode", "inbox")),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    internal static byte[] BytesOf(int size) => Made.GetOrAdd(size, static size =>
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    });

    /// <summary>Every byte arrived once, in order, and is the file's.</summary>
    internal static void AssertWhole(FakePublish publish, int size) => Assert.True(BytesOf(size).AsSpan().SequenceEqual(publish.Bytes), "the bytes differ");

    private static OutgoingMedia File(MediaKind kind, string name, string type, int size) =>
        new(kind, name, type, size, null, null, null, _ => Task.FromResult<Stream>(new MemoryStream(BytesOf(size), writable: false)));
}
