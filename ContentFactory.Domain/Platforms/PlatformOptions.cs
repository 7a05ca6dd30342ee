namespace ContentFactory.Domain.Platforms;

/// <summary>Section <c>Platforms:{Name}</c> of a network that is called over HTTPS with tokens.</summary>
public sealed class PlatformOptions
{
    /// <summary>Takes the place of all hosts of the network, so that the connector speaks to any process that knows its paths; null for the real ones.</summary>
    public Uri? BaseUrl { get; set; }

    /// <summary>Where people see posts; null for the network's own address.</summary>
    public Uri? WebUrl { get; set; }

    /// <summary>A call without files, from connecting to the last byte of the reply.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The same for one part of a file.</summary>
    public TimeSpan UploadTimeout { get; set; } = TimeSpan.FromSeconds(90);

    internal IEnumerable<string> Faults(string section)
    {
        if (BaseUrl is not null && !IsWebAddress(BaseUrl))
            yield return $"{section}:{nameof(BaseUrl)} must be an https address (http only on this machine), because tokens travel there.";
        if (WebUrl is not null && !IsWebAddress(WebUrl))
            yield return $"{section}:{nameof(WebUrl)} must be an https address (http only on this machine).";
        if (!IsSensible(CallTimeout))
            yield return $"{section}:{nameof(CallTimeout)} must be a time between 1 millisecond and 10 minutes, such as 00:00:30.";
        if (!IsSensible(UploadTimeout) || UploadTimeout < CallTimeout)
            yield return $"{section}:{nameof(UploadTimeout)} must be a time of at most 10 minutes and at least {nameof(CallTimeout)}, such as 00:01:30.";
    }

    internal static bool IsWebAddress(Uri? address) =>
        address is { IsAbsoluteUri: true, UserInfo: "", Query: "", Fragment: "" }
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    internal static bool IsSensible(TimeSpan time) => time >= TimeSpan.FromMilliseconds(1) && time <= TimeSpan.FromMinutes(10);
}
