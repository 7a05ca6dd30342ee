namespace ContentFactory.Domain.Outgoing;

/// <summary>Limits of requests to addresses that users give (configuration section "Outgoing").</summary>
public sealed class OutgoingOptions
{
    public const string Section = "Outgoing";

    /// <summary>For development only: lifts the rules about addresses and ports for every host.</summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>Hosts that the operator vouches for: "host" on any port, "host:port" on that port, "[v6]:port" likewise.</summary>
    public string[] AllowedPrivateHosts { get; set; } = [];

    public int MaxRedirects { get; set; } = 5;

    /// <summary>Counted after decompression.</summary>
    public long MaxBytes { get; set; } = 5 * 1024 * 1024;

    /// <summary>From the first name lookup to the last byte, all redirects included.</summary>
    public TimeSpan TotalTime { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Faults, each with the key to set; empty when all is well.</summary>
    public IEnumerable<string> Faults()
    {
        if (MaxRedirects is < 0 or > 20)
            yield return "Outgoing:MaxRedirects must be 0 to 20.";
        if (MaxBytes is < 1 or > 100 * 1024 * 1024)
            yield return "Outgoing:MaxBytes must be 1 to 104857600.";
        if (TotalTime < TimeSpan.FromMilliseconds(100) || TotalTime > TimeSpan.FromMinutes(5))
            yield return "Outgoing:TotalTime must be 00:00:00.1 to 00:05:00.";
        foreach (var entry in AllowedPrivateHosts)
        {
            if (!PrivateHost.TryRead(entry, out _))
                yield return $"Outgoing:AllowedPrivateHosts has \"{entry}\", which is neither host nor host:port.";
        }
    }
}
