using System.Globalization;

namespace ContentFactory.Domain.Outgoing;

/// <summary>One entry of <see cref="OutgoingOptions.AllowedPrivateHosts"/>.</summary>
internal readonly record struct PrivateHost(string Host, int? Port)
{
    public static bool TryRead(string? entry, out PrivateHost host)
    {
        host = default;
        if (string.IsNullOrWhiteSpace(entry) || entry.AsSpan().ContainsAny("/@?# "))
            return false;
        // a bare IPv6 address has colons of its own; with a port it must stand in brackets
        var colon = entry.Count(c => c == ':') > 1 && !entry.Contains("]:", StringComparison.Ordinal) ? -1 : entry.LastIndexOf(':');
        if (colon < 0)
        {
            host = new PrivateHost(Plain(entry), null);
            return true;
        }
        if (!int.TryParse(entry.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is 0 or > 65535)
            return false;
        host = new PrivateHost(Plain(entry[..colon]), port);
        return host.Host.Length > 0;
    }

    public bool Covers(string host, int port) => (Port is null || Port == port) && Host == Plain(host);

    private static string Plain(string host) => host.Trim('[', ']').TrimEnd('.').ToLowerInvariant();
}
