using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Channels.Tokens;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Publishing.Removing;

public sealed class RemovalTokenTests(TokenDomain domain) : IClassFixture<TokenDomain>
{
    [Fact]
    public async Task Token_that_would_not_outlive_the_call_is_renewed_first()
    {
        var (tenant, channelId, family) = await domain.ConnectAsync("renewing", TimeSpan.FromMinutes(30));
        var id = await domain.PublishNowAsync(tenant, channelId, "Out");
        await domain.Services.GetRequiredService<Publisher>().PublishDueAsync(default);
        Assert.Equal(PublicationState.Published, (await TokenDomain.PublicationAsync(tenant, id)).State);
        await domain.AdvanceAsync(TimeSpan.FromMinutes(29));

        Assert.True((await tenant.AsAsync<PublicationRemovals, Result>(MemberRole.Approver, r => r.RemoveAsync(id, default))).Ok);
        await domain.Services.GetRequiredService<Remover>().RemoveDueAsync(default);

        Assert.Equal((1, "access-renewing-1"), (family.Refreshes, Assert.Single(domain.Platform.Deleted)));
        Assert.Equal(PublicationState.Deleted, (await TokenDomain.PublicationAsync(tenant, id)).State);
    }
}
