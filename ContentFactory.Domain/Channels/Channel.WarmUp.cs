namespace ContentFactory.Domain.Channels;

/// <summary>A new account that posts much at once looks like a robot to its network: it begins with one post a day.</summary>
public sealed partial class Channel
{
    /// <summary>Set while the channel warms up, whatever its status says besides; how much a day takes then follows from it.</summary>
    public DateTimeOffset? WarmUpStartedAt { get; private set; }

    private ChannelStatus Running => WarmUpStartedAt is null ? ChannelStatus.Active : ChannelStatus.WarmingUp;

    /// <summary>
    /// Begins with a new account. One that has published through here before is known to its network, and an account of the sandbox is
    /// nobody's: neither warms up. One that was let go meanwhile goes on where it stood.
    /// </summary>
    public void WarmUp(DateTimeOffset now)
    {
        if (Sandbox || LastPostedAt is not null)
            return;
        WarmUpStartedAt ??= now;
        Status = Running;
    }
}
