using System.Security.Cryptography;
using System.Text;

namespace ContentFactory.Domain.Access;

/// <summary>What the asking browser keeps of its <see cref="EntryRequest"/>: without it a code is worth nothing.</summary>
public sealed record EntryTicket(Guid Id, byte[] Key)
{
    public const int KeyLength = 32;

    internal static EntryTicket New(Guid id) => new(id, RandomNumberGenerator.GetBytes(KeyLength));

    /// <summary>Six digits, each value as likely as any other.</summary>
    internal static string NewCode() => RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);

    internal byte[] HashOf(string code) => HMACSHA256.HashData(Key, Encoding.ASCII.GetBytes($"{Id:N}{code}"));

    public override string ToString() => nameof(EntryTicket);
}
