using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.Discord;
using ContentFactory.Tests.Platforms.Contract;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ContentFactory.Tests.Platforms.Discord;

/// <summary>The connector of Discord beside <see cref="FakeDiscord"/>, with a webhook and a bot for the same channel.</summary>
public abstract class DiscordRig : ConnectorRig
{
    protected const string WebhookAddress = $"https://discord.com/api/webhooks/{FakeDiscord.WebhookId}/{FakeDiscord.WebhookToken}";

    private const string Sentence = "Every morning we bake bread, and by nine o'clock there is none left. ";

    protected DiscordRig()
    {
        Server = new(Time);
        Account = Webhook();
    }

    internal FakeDiscord Server { get; }

    internal override NetworkFake Network => Server;

    protected override string Name => "Discord";

    protected override void AddConnector(IServiceCollection services, IConfiguration configuration) => services.AddDiscord(configuration);

    /// <summary>As the connect form enters it.</summary>
    internal static PlatformAccount Webhook(string address = WebhookAddress) => new("", null, new Dictionary<string, string> { ["webhook_url"] = address });

    internal static PlatformAccount Bot(string token = FakeDiscord.BotToken, string channel = FakeDiscord.ChannelId) => new(channel, null, new Dictionary<string, string> { ["bot_token"] = token });

    /// <summary>The account as it is stored after the connect form's check.</summary>
    internal async Task UseAsync(string way)
    {
        Account = way == "bot" ? Bot() : Webhook();
        var check = await CheckAsync(Account);
        Assert.True(check.Ok, check.Problem?.TextKey);
        Account = Account with { AccountId = check.Value.AccountId, Handle = check.Value.Handle, AppKey = check.Value.AppKey };
    }

    internal Task<ContentFactory.Domain.Result<ConnectedAccount>> CheckAsync(PlatformAccount account) => CallAsync(() => Platform.CheckAsync(account, CancellationToken.None));

    internal static OutgoingPost Post(string text, params OutgoingMedia[] media) => new(text, media);

    internal static OutgoingMedia File(int size = 200_000, string name = "a.jpg", string type = "image/jpeg", MediaKind kind = MediaKind.Image, string? alt = null) =>
        new(kind, name, type, size, 1280, 720, alt, _ => Task.FromResult<Stream>(new MemoryStream(BytesOf(size))));

    /// <summary>Words for three messages.</summary>
    internal static string Long(string first = "Bread.") => $"{first} {string.Concat(Enumerable.Repeat(Sentence, 75))}".Trim();

    internal static OutgoingPost OfKind(string kind, string text) => kind switch
    {
        "text" => Post(text),
        "files" => Post(text, File(alt: "A loaf"), File(300_000, "b.mp4", "video/mp4", MediaKind.Video)),
        "long" => Post(string.Join(' ', Enumerable.Range(1, 90).Select(n => $"{text}, sentence {n} of a story that is longer than one message.")), File()),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    internal static byte[] BytesOf(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    }

    /// <summary>Nothing that was said twice.</summary>
    internal void AssertNoTwins() => Assert.All(Server.Messages.GroupBy(m => m.Content), g => Assert.Single(g));

    internal static string StepOf(string way) => way == "bot" ? "create_message" : "execute_webhook";
}
