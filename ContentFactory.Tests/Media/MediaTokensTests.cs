using ContentFactory.Domain.Media;
using ContentFactory.Tests.Support;
using Microsoft.AspNetCore.DataProtection;

namespace ContentFactory.Tests.Media;

public sealed class MediaTokensTests
{
    private readonly ManualTime clock = new(new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero));
    private readonly MediaTokens tokens;
    private readonly Guid tenant = Guid.Parse("11111111-1111-1111-1111-111111111111");
    private readonly Guid media = Guid.Parse("22222222-2222-2222-2222-222222222222");

    public MediaTokensTests() => tokens = new MediaTokens(new EphemeralDataProtectionProvider(), clock);

    [Fact]
    public void A_token_opens_until_its_time_is_over()
    {
        var token = tokens.Make(tenant, media, clock.GetUtcNow().AddHours(1));

        Assert.Equal((tenant, media), tokens.Read(token));
        clock.Advance(TimeSpan.FromMinutes(60));
        Assert.Null(tokens.Read(token));
    }

    [Fact]
    public void A_token_changed_in_any_place_does_not_open()
    {
        var token = tokens.Make(tenant, media, clock.GetUtcNow().AddHours(1));

        for (var at = 0; at < token.Length - 1; at++)
            Assert.Null(tokens.Read($"{token[..at]}{(token[at] == 'A' ? 'B' : 'A')}{token[(at + 1)..]}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("not a token")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void What_is_no_token_does_not_open(string token) => Assert.Null(tokens.Read(token));
}
