using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Publishing.Choosing;

public sealed class ChannelChoicesTests : IAsyncLifetime
{
    private readonly PublishingDomain domain = new();

    public async Task InitializeAsync()
    {
        await domain.InitializeAsync();
        domain.Platform.Options = [PublishOption.Choice("privacy", "public", "friends")];
    }

    public Task DisposeAsync() => domain.DisposeAsync();

    [Fact]
    public async Task An_account_is_asked_what_it_may_choose()
    {
        domain.Platform.Choices = _ => Task.FromResult<Result<AccountChoices>>(new AccountChoices([PublicationKind.Feed], [PublishOption.Choice("privacy", "friends")], "Anna"));

        var offer = await OfferAsync("asked");

        Assert.Equal(("Anna", null), (offer!.Choices.Name, offer.Fault));
        Assert.Equal(["friends"], Assert.Single(offer.Choices.Options).Values);
    }

    [Fact]
    public async Task A_network_that_fails_leaves_what_it_offers_in_general()
    {
        domain.Platform.Choices = _ => Task.FromResult<Result<AccountChoices>>(Problem.Unavailable("Channels.SecretLost"));

        var offer = await OfferAsync("failed");

        Assert.Equal("Channels.SecretLost", offer!.Fault!.TextKey);
        Assert.Equal(["public", "friends"], Assert.Single(offer.Choices.Options).Values);
    }

    [Fact]
    public async Task A_network_that_is_silent_is_not_waited_for()
    {
        var asked = new TaskCompletionSource();
        domain.Platform.Choices = async ct =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, ct);
            return Problem.Unavailable("Channels.SecretLost");
        };

        var offering = OfferAsync("silent");
        await asked.Task;
        domain.Clock.Advance(TimeSpan.FromSeconds(8));

        Assert.Equal("Publishing.ChoicesNotAsked", (await offering)!.Fault!.TextKey);
    }

    [Fact]
    public async Task Who_may_not_schedule_may_not_ask()
    {
        var tenant = await domain.AddTenantAsync("viewer");
        var channel = await domain.AddChannelAsync(tenant);

        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.AsAsync<ChannelChoices, OfferedChoices?>(MemberRole.Viewer, c => c.OfferAsync(channel, default)));
    }

    [Fact]
    public async Task Another_tenants_channel_is_not_there()
    {
        var (own, other) = (await domain.AddTenantAsync("own"), await domain.AddTenantAsync("other"));
        var channel = await domain.AddChannelAsync(other);

        Assert.Null(await own.AsAsync<ChannelChoices, OfferedChoices?>(MemberRole.Owner, c => c.OfferAsync(channel, default)));
    }

    private async Task<OfferedChoices?> OfferAsync(string slug)
    {
        var tenant = await domain.AddTenantAsync(slug);
        var channel = await domain.AddChannelAsync(tenant);
        return await tenant.AsAsync<ChannelChoices, OfferedChoices?>(MemberRole.Approver, c => c.OfferAsync(channel, default));
    }
}
