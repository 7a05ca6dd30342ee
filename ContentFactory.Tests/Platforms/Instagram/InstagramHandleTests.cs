using ContentFactory.Domain.Platforms.Instagram;
using Xunit;

namespace ContentFactory.Tests.Platforms.Instagram;

public sealed class InstagramHandleTests
{
    [Theory]
    [InlineData("c:17889455560051444", true)]
    [InlineData("c:17889455560051444?", true)]
    [InlineData("c:+17889455560051444", false)]
    [InlineData("k:17889,+17890,17891", false)]
    [InlineData("n:", false)]
    public void Reads_back_what_it_remembered(string text, bool mayBePublished)
    {
        var handle = InstagramHandle.Parse(text);

        Assert.Equal(text, handle.ToString());
        Assert.Equal(mayBePublished, handle.MayBePublished);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("c:")]
    [InlineData("c:17/../18")]
    [InlineData("k:17,,18")]
    [InlineData("container 17")]
    public void Begins_anew_with_what_cannot_be_read(string? text) => Assert.Equal("n:", InstagramHandle.Parse(text).ToString());

    [Fact]
    public void Fits_the_longest_carousel_into_its_place()
    {
        var part = new InstagramContainer(new string('9', 20), Uploading: true);

        Assert.InRange(new InstagramHandle(null, [.. Enumerable.Repeat(part, 10)]).ToString().Length, 1, 2000);
    }
}
