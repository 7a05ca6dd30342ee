using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ContentFactory.Domain.Data;
using Microsoft.Extensions.Configuration;

namespace ContentFactory.Domain.Access;

/// <summary>How often strangers may try the doors. Counted across all nodes; addresses of the network by <see cref="NetworkOf"/>.</summary>
public sealed class EntryLimits(IConfiguration configuration)
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    internal AttemptLimit WrongPerAccount { get; } = new("sign_in.account", 5, Quarter);
    internal AttemptLimit WrongPerNetwork { get; } = new("sign_in.network", Number(configuration, "Access:WrongPasswordsPerNetwork", 5), Quarter);

    /// <summary>Passwords under examination or wrong: many at once cannot run ahead of the count of wrong ones.</summary>
    internal AttemptLimit AtOncePerNetwork { get; } = new("sign_in.at_once", Number(configuration, "Access:WrongPasswordsPerNetwork", 5) + 20, Quarter);

    /// <summary>One lock-out is one line in the audit log.</summary>
    internal AttemptLimit LockedOnce { get; } = new("sign_in.locked", 1, Quarter);

    internal AttemptLimit SecondPerAccount { get; } = new("second.account", 5, Quarter);
    internal AttemptLimit SecondOfDay { get; } = new("second.day", 15, TimeSpan.FromDays(1));
    internal AttemptLimit SecondOnce { get; } = new("second.once", 1, Quarter);

    internal AttemptLimit LetterPause { get; } = new("letters.pause", 1, TimeSpan.FromMinutes(1));
    internal AttemptLimit LettersPerAddress { get; } = new("letters.address", 5, Hour);
    internal AttemptLimit LettersPerNetwork { get; } = new("letters.network", Number(configuration, "Access:LettersPerNetwork", 30), Hour);

    /// <summary>Wrong tries for an account, over all codes that open it, and for a registration: whoever has many new codes sent guesses no better.</summary>
    internal AttemptLimit CodesPerAddress { get; } = new("codes.address", 15, TimeSpan.FromDays(1));

    /// <summary>Its owner is told once a day that they are used up.</summary>
    internal AttemptLimit CodesToldOf { get; } = new("codes.told", 1, TimeSpan.FromDays(1));

    internal AttemptLimit CodesPerNetwork { get; } = new("codes.network", 10 * Number(configuration, "Access:LettersPerNetwork", 30), Hour);

    /// <summary>The key of an address of the network: of IPv6 the part that one line gets.</summary>
    public static string NetworkOf(IPAddress? address)
    {
        if (address is null)
            return "unknown";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily is AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes(), 0, 8) : address.ToString();
    }

    private static int Number(IConfiguration configuration, string key, int usual)
    {
        if (configuration[key] is not { Length: > 0 } text)
            return usual;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 100_000
            ? number : throw new ConfigurationException(key.Replace(":", "__", StringComparison.Ordinal), $"is '{text}'", "a number from 1 to 100000");
    }
}
