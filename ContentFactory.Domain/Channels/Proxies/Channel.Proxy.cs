namespace ContentFactory.Domain.Channels;

/// <summary>Calls of a channel may go through a proxy of its owner's.</summary>
public sealed partial class Channel
{
    /// <summary>Host and port, which is all that is shown; the rest is sealed with the channel's credentials. Null while calls go directly.</summary>
    public string? ProxyHost { get; private set; }

    public void GoThrough(string proxyHost) => ProxyHost = proxyHost;

    public void GoDirectly() => ProxyHost = null;
}
