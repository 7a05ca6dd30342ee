using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Media.Makers;
using ContentFactory.Tests.Media.Making;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Media.Makers;

/// <summary>An installation without any key.</summary>
public sealed class AbsentMakersTests(MakingDomain domain) : IClassFixture<MakingDomain>
{
    [Theory]
    [InlineData(Role.Editor, false)]
    [InlineData(Role.Owner, false)]
    [InlineData(Role.Admin, true)]
    public async Task What_a_key_adds_is_said_to_all_and_its_setting_to_admins(Role role, bool isTold)
    {
        var tenant = await domain.TenantAsync();

        var offers = await tenant.RunAsync(new Actor(Ids.New(domain.Clock), tenant.Id, role), services => services.GetRequiredService<MediaMakers>().OffersAsync());

        Assert.Equal(6, offers.Count);
        Assert.All(offers, o => Assert.StartsWith("Media.Adds_", o.Adds?.Key, StringComparison.Ordinal));
        string[] settings = ["Ai:OpenAi:ApiKey", "Media:Makers:Stability:ApiKey", "Media:Makers:ElevenLabs:ApiKey", "Ai:OpenAi:ApiKey", "Media:Makers:Runway:ApiKey", "Media:Makers:HeyGen:ApiKey"];
        Assert.Equal(settings.Select(s => isTold ? s : null), offers.Select(o => o.Setting));
    }
}
