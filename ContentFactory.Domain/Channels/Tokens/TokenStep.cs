using ContentFactory.Domain.Platforms;

namespace ContentFactory.Domain.Channels;

internal enum TokenStand
{
    /// <summary>The stored token is good for as long as it was asked for.</summary>
    Fresh,
    /// <summary>Whoever got this asks the network; nobody else does meanwhile.</summary>
    Mine,
    /// <summary>Another asks at this moment.</summary>
    Busy,
    /// <summary>Nothing can be done now; asking again later may help.</summary>
    Later,
    /// <summary>The account has to be connected again.</summary>
    Refused,
}

/// <summary>How a channel's token stands after a look under the channel's lock.</summary>
/// <param name="Account">With the stored secrets; null where they are of no use.</param>
internal sealed record TokenStep(TokenStand Stand, PlatformAccount? Account = null, RefreshCall? Call = null);

/// <summary>A refresh that is committed and now to be asked. <paramref name="Left"/> is what was left of the token at its beginning.</summary>
internal sealed record RefreshCall(Guid TenantId, Guid ChannelId, Guid Id, string Mark, IPlatform Platform, PlatformAccount Account, TimeSpan Left);
