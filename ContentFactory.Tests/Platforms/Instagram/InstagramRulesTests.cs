using System.Globalization;
using System.Resources;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.Instagram;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ContentFactory.Tests.Platforms.Instagram;

public sealed class InstagramRulesTests : IDisposable
{
    private const long Megabyte = 1024 * 1024;

    private static readonly ResourceManager Texts = new("ContentFactory.Domain.Platforms.Texts", typeof(IPlatform).Assembly);

    private readonly ServiceProvider provider = new ServiceCollection().AddInstagram(new ConfigurationBuilder().Build()).BuildServiceProvider();

    private IPlatform Platform => provider.GetRequiredService<IPlatform>();

    public void Dispose() => provider.Dispose();

    [Fact]
    public void Names_its_key_limits_class_and_sign_ins()
    {
        Assert.Equal("instagram", Platform.Key);
        Assert.Equal(new PlatformLimits(2200, 2200, 10, 8 * Megabyte, 300 * Megabyte), Platform.Limits);
        Assert.Equal(EffectClass.C, Platform.EffectOf(new("", [Picture()])));
        Assert.Equal([("instagram", "instagram"), ("instagram_facebook", "meta")], Platform.SignIns.Select(s => (s.Key, s.AppPool)));
        Assert.True(Platform is { Refreshes: true, RefreshIsRepeatable: true, Deletes: true });
    }

    [Fact]
    public void Takes_pictures_videos_carousels_and_stories()
    {
        AssertFaults(new("Hello", [Picture()]));
        AssertFaults(new("Hello", [Video()]));
        AssertFaults(new("Hello", [Picture(), Video()]));
        AssertFaults(new("Hello", [.. Enumerable.Repeat(Picture(), 10)]));
        AssertFaults(new("", [Picture()]) { Kind = PublicationKind.Story });
        AssertFaults(new("", [Video()]) { Kind = PublicationKind.Reel });
    }

    [Fact]
    public void Refuses_what_is_no_post_of_instagram()
    {
        AssertFaults(new("Hello", []), "MediaMissing");
        AssertFaults(new("Hello", [.. Enumerable.Repeat(Picture(), 11)]), "TooManyFiles");
        AssertFaults(new("", [Picture(), Picture()]) { Kind = PublicationKind.Story }, "StoryOneFile");
        AssertFaults(new("", [Picture()]) { Kind = PublicationKind.Reel }, "ReelOneVideo");
        AssertFaults(new("", [Picture() with { Kind = MediaKind.Document }]), "FileKind");
        AssertFaults(new("", [Picture()]) { Kind = PublicationKind.Thread }, "NoThreads");
    }

    [Theory]
    [InlineData(2200, null, null)]
    [InlineData(2201, null, "CaptionTooLong")]
    [InlineData(2186, "https://a.io", null)]
    [InlineData(2187, "https://a.io", "CaptionTooLong")]
    public void Counts_the_caption_with_the_link_below(int length, string? link, string? key) =>
        AssertFaults(new(new string('x', length), [Picture()], link), key is null ? [] : [key]);

    [Fact]
    public void Counts_hashtags_and_mentions_but_no_addresses()
    {
        AssertFaults(new(Words("#тег", 30) + Words("@name", 20) + " me@example.com https://a.io/#part R&D", [Picture()]));
        AssertFaults(new(Words("#тег", 31), [Picture()]), "TooManyHashtags");
        AssertFaults(new(Words("@name", 21), [Picture()]), "TooManyMentions");
        AssertFaults(new(string.Concat(Enumerable.Repeat("#a", 31)), [Picture()]));
    }

    [Fact]
    public void Tells_a_jpeg_by_its_type_and_not_by_its_name() =>
        AssertFaults(new("", [Picture() with { FileName = "cat.jpg", ContentType = "image/heic" }]), "JpegOnly");

    [Theory]
    [InlineData(0, "FileEmpty")]
    [InlineData(8 * Megabyte, null)]
    [InlineData((8 * Megabyte) + 1, "FileTooLarge")]
    public void Takes_pictures_up_to_eight_megabytes(long size, string? key) =>
        AssertFaults(new("", [Picture() with { Size = size }]), key is null ? [] : [key]);

    [Theory]
    [InlineData(1080, 1350, null)]
    [InlineData(1080, 1351, "ImageRatio")]
    [InlineData(1910, 1000, null)]
    [InlineData(1911, 1000, "ImageRatio")]
    [InlineData(320, 320, null)]
    [InlineData(319, 319, "ImageTooNarrow")]
    [InlineData(8000, 8000, null)]
    public void Takes_pictures_of_the_feed_in_its_proportions(int width, int height, string? key) =>
        AssertFaults(new("", [Picture() with { Width = width, Height = height }]), key is null ? [] : [key]);

    [Fact]
    public void Asks_no_proportions_and_no_caption_of_a_story() =>
        AssertFaults(new(new string('x', 3000), [Picture() with { Width = 1080, Height = 1920 }]) { Kind = PublicationKind.Story });

    [Theory]
    [InlineData(2.9, PublicationKind.Feed, "ReelLength")]
    [InlineData(3, PublicationKind.Feed, null)]
    [InlineData(900, PublicationKind.Reel, null)]
    [InlineData(901, PublicationKind.Reel, "ReelLength")]
    [InlineData(60, PublicationKind.Story, null)]
    [InlineData(61, PublicationKind.Story, "StoryLength")]
    public void Takes_videos_of_the_length_of_their_kind(double seconds, PublicationKind kind, string? key) =>
        AssertFaults(new("", [Video() with { Duration = TimeSpan.FromSeconds(seconds) }]) { Kind = kind }, key is null ? [] : [key]);

    [Fact]
    public void Takes_videos_up_to_three_hundred_megabytes()
    {
        AssertFaults(new("", [Video() with { Size = 300 * Megabyte }]));
        AssertFaults(new("", [Video() with { Size = (300 * Megabyte) + 1, Duration = null }]), "FileTooLarge");
    }

    private void AssertFaults(OutgoingPost post, params string[] keys)
    {
        var faults = Platform.Validate(post);
        Assert.Equal(keys.Select(k => $"Platforms.Instagram_{k}"), faults.Select(f => f.TextKey));
        foreach (var culture in new[] { "en", "ru" })
            Assert.All(faults, f => Assert.NotEmpty(string.Format(CultureInfo.InvariantCulture, Texts.GetString(f.TextKey["Platforms.".Length..], CultureInfo.GetCultureInfo(culture))!, f.Args)));
    }

    private static string Words(string word, int count) => string.Join(' ', Enumerable.Repeat(word, count)) + " ";

    private static OutgoingMedia Picture() => new(MediaKind.Image, "cat.jpg", "image/jpeg", 64, 1080, 1080, null, _ => throw new InvalidOperationException("Not to be opened."));

    private static OutgoingMedia Video() =>
        new(MediaKind.Video, "cat.mp4", "video/mp4", 64, 1080, 1920, null, _ => throw new InvalidOperationException("Not to be opened.")) { Duration = TimeSpan.FromSeconds(20) };
}
