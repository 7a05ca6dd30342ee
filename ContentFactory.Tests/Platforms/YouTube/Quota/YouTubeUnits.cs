using System.Globalization;
using System.Resources;
using ContentFactory.Domain;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.YouTube;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Platforms.YouTube;

/// <summary>What the tests of the connector's own rules are made of; no network is called.</summary>
internal static class YouTubeUnits
{
    public static readonly PlatformAccount Account = new("UC1", "cf", new Dictionary<string, string> { [AccountTokens.Access] = "ya29.secret" });

    private static readonly ResourceManager Texts = new("ContentFactory.Domain.Platforms.Texts", typeof(IPlatform).Assembly);

    public static ServiceProvider Build(string? address = null)
    {
        var settings = address is null ? [] : new Dictionary<string, string?> { ["Platforms:YouTube:BaseUrl"] = address };
        return new ServiceCollection().AddLogging().AddYouTube(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider();
    }

    public static OutgoingMedia Video(long size = 64, int? width = null, int? height = null, double? seconds = null, string type = "video/mp4", MediaKind kind = MediaKind.Video) =>
        new(kind, "a.mp4", type, size, width, height, null, _ => throw new InvalidOperationException("Nothing may be read here."))
        {
            Duration = seconds is { } length ? TimeSpan.FromSeconds(length) : null,
        };

    public static OutgoingMedia Picture(string type = "image/png", long size = 1000, MediaKind kind = MediaKind.Image) => Video(size, type: type, kind: kind) with { FileName = "a.png" };

    public static OutgoingPost Post(string text = "Hello", string? link = null, string? title = null, params (string Name, string Value)[] options) =>
        new(text, [Video()], link) { Title = title, Options = options.ToDictionary(o => o.Name, o => o.Value) };

    /// <summary>A person reads it: the text exists in both languages and takes its arguments.</summary>
    public static void AssertReadable(Problem? problem, string key)
    {
        Assert.NotNull(problem);
        Assert.Equal($"Platforms.YouTube_{key}", problem.TextKey);
        foreach (var culture in new[] { "en", "ru" })
        {
            var text = Texts.GetString(problem.TextKey["Platforms.".Length..], CultureInfo.GetCultureInfo(culture));
            Assert.NotNull(text);
            Assert.NotEmpty(string.Format(CultureInfo.InvariantCulture, text, problem.Args));
        }
    }
}
