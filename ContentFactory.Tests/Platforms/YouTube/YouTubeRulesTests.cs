using ContentFactory.Domain;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.YouTube;
using Microsoft.Extensions.DependencyInjection;
using static ContentFactory.Tests.Platforms.YouTube.YouTubeUnits;

namespace ContentFactory.Tests.Platforms.YouTube;

public sealed class YouTubeRulesTests : IDisposable
{
    private const long Gigabyte = 1024L * 1024 * 1024;

    private readonly ServiceProvider provider = Build();

    private IPlatform Platform => provider.GetRequiredService<IPlatform>();

    public void Dispose() => provider.Dispose();

    [Fact]
    public void Names_its_key_limits_and_effect_class()
    {
        Assert.Equal("youtube", Platform.Key);
        Assert.Equal(new PlatformLimits(5000, 5000, 2, 2 * 1024 * 1024, 256 * Gigabyte), Platform.Limits);
        Assert.Equal(EffectClass.C, Platform.EffectOf(Post()));
        Assert.Equal((true, true, true), (Platform.Refreshes, Platform.RefreshIsRepeatable, Platform.Deletes));
        Assert.Equal(("youtube", "google"), (Assert.Single(Platform.SignIns).Key, Platform.SignIns[0].AppPool));
    }

    [Fact]
    public void Takes_exactly_one_video_in_a_post()
    {
        Assert.Empty(Platform.Validate(Post()));
        AssertReadable(Assert.Single(Platform.Validate(Post() with { Media = [] })), "OneVideo");
        AssertReadable(Assert.Single(Platform.Validate(Post() with { Media = [Video(), Video()] })), "OneVideo");
    }

    [Theory]
    [InlineData("image/jpeg", 2 * 1024 * 1024, null)]
    [InlineData("IMAGE/PNG", 1, null)]
    [InlineData("image/webp", 1, "CoverType")]
    [InlineData("image/heic", 1, "CoverType")]
    [InlineData("image/png", 2 * 1024 * 1024 + 1, "CoverTooLarge")]
    [InlineData("image/png", 0, "FileEmpty")]
    public void Takes_a_picture_as_cover_that_youtube_would_take(string type, long size, string? key)
    {
        foreach (var media in new OutgoingMedia[][] { [Video(), Picture(type, size)], [Picture(type, size), Video()] })
        {
            var faults = Platform.Validate(Post() with { Media = media });

            Assert.Equal(key is null ? [] : [$"Platforms.YouTube_{key}"], faults.Select(f => f.TextKey));
            Assert.All(faults, f => AssertReadable(f, key!));
            Assert.All(faults, f => Assert.Equal("Media", f.Field));
        }
    }

    [Fact]
    public void Unconfirmed_a_short_takes_no_cover() =>
        AssertReadable(Assert.Single(Platform.Validate(Post() with { Kind = PublicationKind.Short, Media = [Video(), Picture()] })), "ShortCover");

    [Fact]
    public void Takes_no_second_picture_nor_other_companions()
    {
        OutgoingMedia[][] many = [[Video(), Picture(), Picture()], [Picture(), Picture()], [Video(), Video("audio/mpeg", MediaKind.Audio)], [Video(), Picture("image/gif", kind: MediaKind.Animation)]];

        Assert.All(many, media => AssertReadable(Assert.Single(Platform.Validate(Post() with { Media = media })), "OneVideo"));

        static OutgoingMedia Video(string type = "video/mp4", MediaKind kind = MediaKind.Video) => YouTubeUnits.Video(type: type, kind: kind);
    }

    [Theory]
    [InlineData("image/png", MediaKind.Image)]
    [InlineData("application/octet-stream", MediaKind.Video)]
    [InlineData("video/mp4", MediaKind.Document)]
    public void Takes_no_file_that_is_no_video(string type, MediaKind kind) =>
        AssertReadable(Assert.Single(Platform.Validate(Post() with { Media = [Video(type: type, kind: kind)] })), "NotAVideo");

    [Theory]
    [InlineData(0, "FileEmpty")]
    [InlineData(256 * Gigabyte, null)]
    [InlineData(256 * Gigabyte + 1, "FileTooLarge")]
    public void Takes_files_between_nothing_and_the_limit(long size, string? key)
    {
        var faults = Platform.Validate(Post() with { Media = [Video(size)] });

        Assert.Equal(key is null ? [] : [$"Platforms.YouTube_{key}"], faults.Select(f => f.TextKey));
        Assert.All(faults, f => AssertReadable(f, key!));
    }

    [Fact]
    public void Own_title_is_refused_rather_than_cut()
    {
        Assert.Empty(Platform.Validate(Post(title: new('x', 100))));
        var fault = Assert.Single(Platform.Validate(Post(title: new('x', 101))));
        AssertReadable(fault, "TitleTooLong");
        Assert.Equal(("Title", ProblemKind.Invalid), (fault.Field, fault.Kind));
        Assert.Equal([101, 100], fault.Args);
    }

    [Theory]
    [InlineData("a < b", "<")]
    [InlineData("a > b", ">")]
    public void Names_the_sign_that_a_title_may_not_have(string title, string sign)
    {
        var fault = Assert.Single(Platform.Validate(Post(title: title)));

        AssertReadable(fault, "TitleSign");
        Assert.Equal([sign], fault.Args);
    }

    [Fact]
    public void Post_without_any_words_lacks_a_title() =>
        AssertReadable(Assert.Single(Platform.Validate(Post(" \r\n "))), "TitleMissing");

    [Fact]
    public void Description_counts_bytes_and_the_link_below()
    {
        Assert.Equal(5000, Platform.LengthOf(new('ж', 2500)));
        Assert.Empty(Platform.Validate(Post(new string('ж', 2500), title: "T")));
        var fault = Assert.Single(Platform.Validate(Post(new string('ж', 2500), "https://a.io", "T")));
        AssertReadable(fault, "DescriptionTooLong");
        Assert.Equal([5014, 5000], fault.Args);
        Assert.Empty(Platform.Validate(Post(new string('x', 4986), "https://a.io", "T")));
    }

    [Fact]
    public void Names_the_sign_that_a_description_may_not_have()
    {
        var fault = Assert.Single(Platform.Validate(Post("first line\nif a > b")));

        AssertReadable(fault, "DescriptionSign");
        Assert.Equal(("Text", ">"), (fault.Field, fault.Args[0]));
    }

    [Fact]
    public void Hashtags_have_five_hundred_characters_together()
    {
        // with the commas between them: 45 of ten characters and one of five make 500
        var tags = string.Join(' ', Enumerable.Range(0, 45).Select(n => $"#tag_{n:000000}"));
        Assert.Empty(Platform.Validate(Post($"{tags} #last_", title: "T")));
        var fault = Assert.Single(Platform.Validate(Post($"{tags} #last_1", title: "T")));
        AssertReadable(fault, "TagsTooLong");
        Assert.Equal([501, 500], fault.Args);
        Assert.Equal(7, YouTubeMetadata.TagsLength(["a b", "c"]));
    }

    [Theory]
    [InlineData(1080, 1920, 180, true)]
    [InlineData(1080, 1920, 181, false)]
    [InlineData(1920, 1080, 30, false)]
    public void Short_is_refused_where_it_would_be_none(int width, int height, int seconds, bool fits)
    {
        var faults = Platform.Validate(Post() with { Kind = PublicationKind.Short, Media = [Video(64, width, height, seconds)] });

        Assert.Equal(fits ? [] : ["Platforms.YouTube_NotAShort"], faults.Select(f => f.TextKey));
        Assert.All(faults, f => AssertReadable(f, "NotAShort"));
    }

    [Theory]
    [InlineData("privacy", "friends", "PrivacyUnknown")]
    [InlineData("category", "music", "CategoryMalformed")]
    [InlineData("publish_at", "2026-12-01T10:00:00Z", "PublishAtNotPrivate")]
    [InlineData("publish_at", "tomorrow", "PublishAtMalformed")]
    [InlineData("privacy", "unlisted", null)]
    [InlineData("category", "10", null)]
    public void Options_are_read_before_anything_is_sent(string name, string value, string? key)
    {
        var faults = Platform.Validate(Post(options: (name, value)));

        Assert.Equal(key is null ? [] : [$"Platforms.YouTube_{key}"], faults.Select(f => f.TextKey));
        Assert.All(faults, f => AssertReadable(f, key!));
    }

    [Fact]
    public async Task Rejects_an_invalid_post_without_a_call()
    {
        var outcome = await Platform.PublishAsync(Account, Post(title: "<"), CancellationToken.None);

        Assert.Equal(PublishKind.Rejected, outcome.Kind);
        AssertReadable(outcome.Reason, "TitleSign");
    }
}
