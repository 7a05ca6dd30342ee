using ContentFactory.Domain;
using ContentFactory.Domain.Platforms;
using Xunit;

namespace ContentFactory.Tests.Platforms.Telegram;

public sealed class TelegramRulesTests : TelegramRig
{
    private const int Megabyte = 1024 * 1024;

    [Fact]
    public void Names_its_key_limits_and_effect_class()
    {
        Assert.Equal("telegram", Platform.Key);
        Assert.Equal(new PlatformLimits(4096, 1024, 10, 10 * Megabyte, 50 * Megabyte, 10), Platform.Limits);
        Assert.Equal(EffectClass.D, Platform.EffectOf(new("x", [])));
    }

    [Fact]
    public void Refuses_a_text_of_more_than_ten_messages()
    {
        Assert.Empty(Platform.Validate(new(new string('x', 40_960), [])));
        var fault = Assert.Single(Platform.Validate(new(new string('x', 40_961), [])));
        AssertReadable(fault, "TooManyParts");
        Assert.Equal(("Text", ProblemKind.Invalid), (fault.Field, fault.Kind));
        Assert.Equal([40_961, 10], fault.Args);
        Assert.Empty(Platform.Validate(new(new string('x', 1024 + (9 * 4096)), [File(MediaKind.Image)])));
        AssertReadable(Assert.Single(Platform.Validate(new(new string('x', 1025 + (9 * 4096)), [File(MediaKind.Image)]))), "TooManyParts");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t ")]
    [InlineData("\0")]
    public void Refuses_a_post_of_nothing(string text) =>
        AssertReadable(Assert.Single(Platform.Validate(new(text, []))), "PostEmpty");

    [Theory]
    [InlineData(MediaKind.Image, 10 * Megabyte, true)]
    [InlineData(MediaKind.Image, 10 * Megabyte + 1, false)]
    [InlineData(MediaKind.Video, 50 * Megabyte, true)]
    [InlineData(MediaKind.Document, 50 * Megabyte + 1, false)]
    public void Unconfirmed_megabyte_refuses_files_past_the_limit(MediaKind kind, long size, bool fits)
    {
        var faults = Platform.Validate(new("", [File(kind) with { Size = size }]));

        if (fits)
            Assert.Empty(faults);
        else
            AssertReadable(Assert.Single(faults), "FileTooLarge");
    }

    [Theory]
    [InlineData(5000, 5000, null)]
    [InlineData(5000, 5001, "PhotoTooWide")]
    [InlineData(2000, 100, null)]
    [InlineData(100, 2001, "PhotoTooNarrow")]
    [InlineData(int.MaxValue, int.MaxValue, "PhotoTooWide")]
    public void Refuses_pictures_too_wide_or_too_narrow(int width, int height, string? key)
    {
        var faults = Platform.Validate(new("", [File(MediaKind.Image, width: width, height: height)]));

        Assert.Equal(key is null ? [] : [$"Platforms.Telegram_{key}"], faults.Select(f => f.TextKey));
        Assert.All(faults, f => AssertReadable(f, key!));
    }

    [Theory]
    [InlineData(null, MediaKind.Image, MediaKind.Video)]
    [InlineData(null, MediaKind.Document, MediaKind.Document)]
    [InlineData(null, MediaKind.Audio, MediaKind.Audio)]
    [InlineData("MixedFiles", MediaKind.Document, MediaKind.Image)]
    [InlineData("MixedFiles", MediaKind.Audio, MediaKind.Document)]
    [InlineData("AnimationAlone", MediaKind.Animation, MediaKind.Image)]
    public void Refuses_albums_of_kinds_that_do_not_mix(string? key, MediaKind first, MediaKind second)
    {
        var faults = Platform.Validate(new("", [File(first), File(second)]));

        Assert.Equal(key is null ? [] : [$"Platforms.Telegram_{key}"], faults.Select(f => f.TextKey));
        Assert.All(faults, f => AssertReadable(f, key!));
    }

    [Fact]
    public void Refuses_eleven_files_and_an_empty_one()
    {
        var faults = Platform.Validate(new("", [.. Enumerable.Repeat(File(MediaKind.Image), 10), File(MediaKind.Image, size: 0)]));

        AssertReadable(faults[0], "TooManyFiles");
        AssertReadable(faults[1], "FileEmpty");
    }

    [Fact]
    public async Task Rejects_an_invalid_post_without_a_call()
    {
        var outcome = await PublishAsync(new("", []));

        Assert.Equal(PublishKind.Rejected, outcome.Kind);
        AssertReadable(outcome.Reason, "PostEmpty");
        Assert.Empty(Server.Calls);
    }
}
