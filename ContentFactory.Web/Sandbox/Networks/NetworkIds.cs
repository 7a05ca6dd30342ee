using System.Buffers.Binary;
using System.Buffers.Text;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Web.Sandbox.Networks;

/// <summary>Ids of entries as large networks make them: of all accounts no two are alike, and each leads back to its account and entry.</summary>
internal static class NetworkIds
{
    /// <summary>The numbers of accounts differ in their last ten digits, which fit into 31 bits.</summary>
    private const long Accounts = 10_000_000_000;

    // odd, so that the product can be undone; neighbours look nothing alike
    private const ulong Scatter = 0x9E3779B97F4A7C15;
    private const ulong Gather = 0xF1DE83E19937733D;

    /// <summary>19 digits.</summary>
    public static long Of(SandboxSender account, int number) => (account.ChatId % Accounts << 32) | (uint)number;

    /// <summary>The entry's number; null where the id is none of this account.</summary>
    public static int? NumberOf(SandboxSender account, long id) => id >> 32 == account.ChatId % Accounts ? NumberIn(id) : null;

    /// <summary>Whosever entry it is.</summary>
    public static int? NumberIn(long id) => (int)id > 0 ? (int)id : null;

    /// <summary>Eleven letters, digits, dashes and underscores.</summary>
    public static string LettersOf(SandboxSender account, int number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, unchecked((ulong)Of(account, number) * Scatter));
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>As <see cref="NumberOf"/>.</summary>
    public static int? NumberOfLetters(SandboxSender account, string letters) => Read(letters) is { } id ? NumberOf(account, id) : null;

    public static int? NumberInLetters(string letters) => Read(letters) is { } id ? NumberIn(id) : null;

    private static long? Read(string letters)
    {
        Span<byte> bytes = stackalloc byte[8];
        return letters.Length == 11 && Base64Url.IsValid(letters) && Base64Url.TryDecodeFromChars(letters, bytes, out var count) && count == 8
            ? unchecked((long)(BinaryPrimitives.ReadUInt64BigEndian(bytes) * Gather))
            : null;
    }
}
