using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ContentFactory.Domain.Content.Approvals;

/// <summary>What a link carries: 256 random bits. The database knows the hash only, so whoever reads it can decide nothing.</summary>
internal readonly record struct ApprovalToken
{
    private const int Length = 43;

    private readonly string? value;

    private ApprovalToken(string value) => this.value = value;

    /// <summary>The address below the installation's own.</summary>
    public string Path => $"/approve/{value}";

    public static ApprovalToken Draw() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));

    /// <summary>Null for what can be no token at all.</summary>
    public static ApprovalToken? Of(string? typed) => typed is { Length: Length } && Base64Url.IsValid(typed) ? new ApprovalToken(typed) : null;

    public byte[] Hash() => SHA256.HashData(Encoding.ASCII.GetBytes(value ?? throw new InvalidOperationException("No token.")));

    // it opens a door
    public override string ToString() => "(secret)";
}
