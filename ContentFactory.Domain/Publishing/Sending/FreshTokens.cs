using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Platforms;
using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Publishing;

/// <summary>What a due publication is sent with; without an account, how it goes on instead, and without either it goes back to the plan.</summary>
internal sealed record FreshToken(PlatformAccount? Account, Ending? Instead = null);

/// <summary>Opens the account of a due publication, with a token that outlives the call.</summary>
internal sealed class FreshTokens(ChannelAccounts accounts, TokenRefresher refresher, IOptions<PublishingOptions> options)
{
    // another node renews the token at this moment
    private const double BusySeconds = 2;
    private const double LaterSeconds = 60;

    /// <param name="since">How long ago the publication was claimed, with its token as it was then.</param>
    public async Task<FreshToken> OpenAsync(DuePublication due, IPlatform platform, TimeSpan since)
    {
        if (accounts.Open(due.TenantId, due.ChannelId, due.AccountId, due.Handle, due.Sandbox, due.Secrets, due.Platform, due.AppKey) is not { } account)
            return new(null, Ending.Refused(due, "Publishing.CredentialLost", channelRefused: true));
        if (!platform.Refreshes || due.TokenLeft is not { } left || left - since > options.Value.CallWindow)
            return new(account);
        var step = await refresher.FreshAsync(due.TenantId, due.ChannelId, options.Value.CallWindow, CancellationToken.None);
        return step.Stand switch
        {
            TokenStand.Fresh => new(step.Account),
            TokenStand.Mine or TokenStand.Busy => new(null, Wait(due, BusySeconds)),
            TokenStand.Later => new(null, Wait(due, LaterSeconds)),
            // the sweep holds it, as all that comes due on a channel that needs attention
            TokenStand.Refused => new(null),
        };
    }

    private static Ending Wait(DuePublication due, double seconds) =>
        new(due.TenantId, due.Id, due.Fence, PublicationState.Leased, PublicationState.Scheduled, DelaySeconds: seconds, Code: "token", ReasonKey: "Publishing.TokenWaits", ReasonArgs: [], Waits: true);
}
