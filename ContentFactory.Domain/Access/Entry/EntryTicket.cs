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

    /// <param name="bound">What else the code is good for alone, such as a login.</param>
    internal byte[] HashOf(string code, string bound = "") => HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes($"{Id:N}{code}{bound}"));

    public override string ToString() => nameof(EntryTicket);
}
