using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace ContentFactory.Tests.Publishing.Chaos;

internal enum Fault { None, DropReply, GatewayTimeout, Slow, TooSlow, Limit, Reset, Malformed, Refuse }

/// <summary>
/// What befalls a call, by seed, account, text and how often that was tried: the same whatever order the calls come in. A refusal is the
/// text's fate and not the try's, because a network that took a post does not call it unfit later.
/// </summary>
internal sealed class FaultScript(int seed)
{
    private static readonly (Fault Fault, double Share)[] OfPublishing =
    [
        (Fault.DropReply, 0.05), (Fault.GatewayTimeout, 0.05), (Fault.Slow, 0.02), (Fault.TooSlow, 0.02), (Fault.Limit, 0.04), (Fault.Reset, 0.04), (Fault.Malformed, 0.04),
    ];

    private static readonly (Fault Fault, double Share)[] OfOthers =
        [(Fault.DropReply, 0.03), (Fault.GatewayTimeout, 0.03), (Fault.Limit, 0.02), (Fault.Reset, 0.02), (Fault.Malformed, 0.02)];

    private const double Refused = 0.02;

    private readonly ConcurrentDictionary<string, int> tries = new(StringComparer.Ordinal);

    public Fault OfPublish(string account, string text) =>
        Roll($"{account}|{text}|fate") < Refused ? Fault.Refuse : Pick(OfPublishing, $"{account}|{text}|publish");

    /// <summary>Of steps that publish nothing: making a container, asking for a status, reading the list.</summary>
    public Fault OfStep(string account, string about) => Pick(OfOthers, $"{account}|{about}|step");

    private Fault Pick((Fault Fault, double Share)[] shares, string call)
    {
        var left = Roll($"{call}|{tries.AddOrUpdate(call, 1, (_, n) => n + 1)}");
        foreach (var (fault, share) in shares)
        {
            if (left < share)
                return fault;
            left -= share;
        }
        return Fault.None;
    }

    private double Roll(string what) =>
        BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}|{what}"))) / (double)uint.MaxValue;
}
