using System.Net;
using System.Net.Sockets;

namespace ContentFactory.Domain.Outgoing;

/// <summary>Tells addresses of the public internet from all others.</summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] ClosedV4 =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "168.63.129.16/32", // a cloud's instance metadata on an otherwise public address
        }.Select(n => IPNetwork.Parse(n)),
    ];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    // protocol assignments with Teredo, documentation, 6to4 (which may carry any IPv4 address and is retired)
    private static readonly IPNetwork[] ClosedV6 = [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(n => IPNetwork.Parse(n))];

    public static bool Is(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return !ClosedV4.Any(n => n.Contains(address));
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return false;

        var bytes = address.GetAddressBytes();
        var bare = new IPAddress(bytes);
        if (Nat64.Contains(bare))
            return Is(new IPAddress(bytes.AsSpan(12)));
        return GlobalUnicast.Contains(bare) && !ClosedV6.Any(n => n.Contains(bare)) && (!IsIsatap(bytes) || Is(new IPAddress(bytes.AsSpan(12))));
    }

    private static bool IsIsatap(byte[] bytes) => bytes[8] is 0 or 2 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == 0xfe;
}
