using ContentFactory.Domain.Access;
using ContentFactory.Domain.Media.Makers;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Media.Makers;

/// <summary>An installation without any key, and settings that cannot be.</summary>
public sealed class MediaMakersOptionsTests(TestDomain domain) : IClassFixture<TestDomain>
{
    [Fact]
    public async Task Without_a_key_each_maker_says_what_one_would_add()
    {
        var tenant = await domain.AddTenantAsync("no-makers");

        var offers = await tenant.AsAsync<MediaMakers, IReadOnlyList<MakerOffer>>(MemberRole.Editor, m => m.OffersAsync());
        var placed = await MakersDomain.TryPlaceAsync(tenant, MadeKind.Image, new MediaOrder("openai", "A cat"));

        Assert.Equal(6, offers.Count);
        Assert.All(offers, o => Assert.False(o.IsAvailable));
        Assert.Equal("Media.Adds_Stability", offers.Single(o => o.Maker == "stability").Adds?.Key);
        Assert.Equal("Media.Maker_Absent", placed.Problem?.TextKey);
    }

    [Fact]
    public void Each_setting_that_cannot_be_names_its_key()
    {
        var options = new MediaMakersOptions
        {
            OpenAi = { ImageModel = "dall-e-2" }, Stability = { Model = "xl", BaseAddress = "ftp://x" }, ElevenLabs = { ApiKey = "a b" }, HeyGen = { ApiKey = "key", Voice = "v" }, Runway = { Model = "gen4_turbo" },
            CallTimeout = TimeSpan.FromMinutes(6), PollEvery = TimeSpan.FromSeconds(4), LongestVideo = TimeSpan.FromDays(1),
        };

        var faults = string.Join('\n', options.Faults());

        foreach (var key in new[] { "Stability:BaseAddress", "ElevenLabs:ApiKey", "OpenAi:ImageModel", "Stability:Model", "Runway:Model", "ElevenLabs:Voice", "HeyGen:Avatar", "CallTimeout", "PollEvery", "LongestVideo" })
            Assert.Contains($"Media:Makers:{key}", faults, StringComparison.Ordinal);
        Assert.DoesNotContain("a b", faults, StringComparison.Ordinal);
        Assert.Empty(new MediaMakersOptions().Faults());
    }
}
