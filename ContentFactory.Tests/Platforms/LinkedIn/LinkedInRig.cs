using System.Collections.Concurrent;
using ContentFactory.Domain;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.LinkedIn;
using ContentFactory.Tests.Platforms.Contract;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ContentFactory.Tests.Platforms.LinkedIn;

/// <summary>The LinkedIn connector beside <see cref="FakeLinkedIn"/>, with a member who signed in there.</summary>
public abstract class LinkedInRig : ConnectorRig
{
    private static readonly ConcurrentDictionary<int, byte[]> Made = new();

    protected LinkedInRig() => Server = new(Time);

    internal FakeLinkedIn Server { get; }

    internal override NetworkFake Network => Server;

    protected override string Name => "LinkedIn";

    /// <summary>The next process asks for pages too.</summary>
    internal bool AsksForPages { get; set; } = true;

    protected override (string Pool, string Id, string Secret) App => ("linkedin", FakeLinkedIn.AppId, FakeLinkedIn.AppSecret);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Account = await ConnectAsync(FakeLinkedIn.Person);
    }

    protected override void AddConnector(IServiceCollection services, IConfiguration configuration) => services.AddLinkedIn(configuration).Configure<LinkedInOptions>(o => o.Pages = AsksForPages);

    internal async Task<PlatformAccount> ConnectAsync(string urn)
    {
        var signedIn = await ExchangeAsync();
        Assert.True(signedIn.Ok, signedIn.Problem?.TextKey);
        Assert.Empty(signedIn.Value.MissingScopes);
        var offered = Assert.Single(signedIn.Value.Accounts, a => urn.EndsWith(a.Account.AccountId.Split(':')[^1], StringComparison.Ordinal));
        Assert.Null(offered.Obstacle);
        return new(offered.Account.AccountId, offered.Account.Handle, offered.Secrets, AppKey: offered.Account.AppKey);
    }

    internal Task<Result<SignedIn>> ExchangeAsync(string code = FakeLinkedIn.GoodCode, string secret = FakeLinkedIn.AppSecret) =>
        CallAsync(() => Platform.SignIns.Single().ExchangeAsync(new(new(FakeLinkedIn.AppId, secret), new("https://app.example/connect/linkedin/callback"), code, "verifier"), CancellationToken.None));

    internal static OutgoingMedia Jpeg(string? alt = null, int size = 200_000, string type = "image/jpeg", string name = "a.jpg", int width = 1200) =>
        File(MediaKind.Image, name, type, size) with { AltText = alt, Width = width, Height = 900 };

    internal static OutgoingMedia Mp4(int size = 9_000_000, int seconds = 30, string type = "video/mp4") => File(MediaKind.Video, "a.mp4", type, size) with { Duration = TimeSpan.FromSeconds(seconds) };

    internal static OutgoingMedia Pdf(int size = 300_000, string name = "Plan.pdf", string type = "application/pdf") => File(MediaKind.Document, name, type, size);

    internal static OutgoingPost Post(string text, params OutgoingMedia[] media) => new(text, media);

    internal static OutgoingPost OfKind(string kind, string text = "Hello") => kind switch
    {
        "text" => Post(text),
        "link" => Post(text) with { Link = "https://example.com/a?b=1", Title = "The page" },
        "image" => Post(text, Jpeg("A red door")),
        "images" => Post(text, Jpeg("one", 200_001), Jpeg(null, 200_002), Jpeg("three", 200_003)),
        "video" => Post(text, Mp4()),
        "document" => Post(text, Pdf()) with { Title = "The plan" },
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    internal static byte[] BytesOf(int size) => Made.GetOrAdd(size, static size =>
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    });

    private static OutgoingMedia File(MediaKind kind, string name, string type, int size) =>
        new(kind, name, type, size, null, null, null, _ => Task.FromResult<Stream>(new MemoryStream(BytesOf(size), writable: false)));
}
