using ContentFactory.Domain;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.Facebook;
using ContentFactory.Tests.Platforms.Contract;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ContentFactory.Tests.Platforms.Facebook;

/// <summary>The connector of Facebook pages beside <see cref="FakeFacebook"/>, with a page of a person who signed in there.</summary>
public abstract class FacebookRig : ConnectorRig
{
    internal static readonly string[] AllKinds = ["text", "link", "photo", "photos", "video", "reel", "photo story", "video story"];

    protected FacebookRig() => Server = new(Time);

    internal FakeFacebook Server { get; }

    internal override NetworkFake Network => Server;

    protected override string Name => "Facebook";

    protected override (string Pool, string Id, string Secret) App => ("meta", FakeFacebook.AppId, FakeFacebook.AppSecret);

    public static TheoryData<string> Kinds() => new(AllKinds);

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Account = await ConnectAsync();
    }

    protected override void AddConnector(IServiceCollection services, IConfiguration configuration) => services.AddFacebook(configuration);

    internal async Task<PlatformAccount> ConnectAsync()
    {
        var signedIn = await ExchangeAsync();
        Assert.True(signedIn.Ok, signedIn.Problem?.TextKey);
        return Of(signedIn.Value.Accounts.Single(a => a.Account.AccountId == FakeFacebook.PageId));
    }

    internal static PlatformAccount Of(OfferedAccount offered) => new(offered.Account.AccountId, offered.Account.Handle, offered.Secrets, AppKey: offered.Account.AppKey);

    internal Task<Result<SignedIn>> ExchangeAsync(string code = FakeFacebook.GoodCode, string secret = FakeFacebook.AppSecret) => CallAsync(() =>
        Platform.SignIns.Single().ExchangeAsync(new(new(FakeFacebook.AppId, secret), new("https://app.example/connect/callback"), code, "verifier"), CancellationToken.None));

    internal static OutgoingMedia Jpeg(int size = 200_000, string type = "image/jpeg", string name = "a.jpg") => File(MediaKind.Image, name, type, size, 1080, 1080, null);

    internal static OutgoingMedia Mp4(int seconds = 30, int size = 600_000, int width = 1080, int height = 1920) => File(MediaKind.Video, "a.mp4", "video/mp4", size, width, height, TimeSpan.FromSeconds(seconds));

    /// <summary>The same where Facebook can fetch it.</summary>
    internal OutgoingMedia Public(OutgoingMedia file)
    {
        var address = new Uri($"https://media.example/{Server.Web.Count}/{file.FileName}");
        Server.Web[address.AbsoluteUri] = BytesOf((int)file.Size);
        return file with { PublicUrl = address };
    }

    internal static byte[] BytesOf(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    }

    internal static OutgoingPost Post(string text, params OutgoingMedia[] media) => new(text, media);

    internal OutgoingPost OfKind(string kind, string text = "Hello") => kind switch
    {
        "text" => Post(text),
        "link" => Post(text) with { Link = "https://example.com/a?b=1&c=2" },
        "photo" => Post(text, Public(Jpeg())),
        "photos" => Post(text, Jpeg(), Public(Jpeg(300_000)), Jpeg(100_000)),
        "video" => Post(text, Mp4(200, width: 1920, height: 1080)) with { Kind = Platform.Kinds.Contains(PublicationKind.Video) ? PublicationKind.Video : PublicationKind.Feed },
        "reel" => Post(text, Mp4()) with { Kind = PublicationKind.Reel },
        "photo story" => Post("", Jpeg()) with { Kind = PublicationKind.Story },
        "video story" => Post("", Mp4()) with { Kind = PublicationKind.Story },
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>
    /// At most one post, and whoever says "published" names it. Where the network can be asked, it is out in the end; where it can't, an unclear call is
    /// left to a person, and only a story, which has no words, may be out then.
    /// </summary>
    internal void AssertOnce(PublishOutcome outcome, OutgoingPost post, int before, string what)
    {
        var made = Server.Posts.Count - before;
        Assert.True(made <= 1, $"{what}: {made} posts");
        AssertNoSecret(outcome);
        if (outcome.Kind is PublishKind.Published)
            Assert.True(made == 1 && Server.Posts[^1].IsCalled(outcome.ExternalId), $"{what}: {made} posts, {outcome}");
        else
            Assert.True(outcome.Kind is PublishKind.Unknown && Platform.EffectOf(post) is EffectClass.D && (made == 0 || post.Kind is PublicationKind.Story), $"{what}: {made} posts, {outcome}");
    }

    /// <summary>A run whose video Facebook took, and whose work on it is over.</summary>
    internal async Task<PublishRun> AcceptedAsync(string kind)
    {
        var run = Run();
        for (var call = 0; call < 20 && run.Outcomes is not [.., { Kind: PublishKind.Waiting, ExternalId: not null }]; call++)
            await run.OnceAsync(OfKind(kind));
        Assert.NotNull(run.Outcomes[^1].ExternalId);
        Time.Advance(TimeSpan.FromMinutes(5));
        return run;
    }

    private static OutgoingMedia File(MediaKind kind, string name, string type, int size, int width, int height, TimeSpan? duration) =>
        new(kind, name, type, size, width, height, null, _ => Task.FromResult<Stream>(new MemoryStream(BytesOf(size)))) { Duration = duration };
}
