using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ContentFactory.Domain.Channels;

/// <summary>What a link carries: 256 random bits. The database knows the hash only, so whoever reads it can connect nothing.</summary>
internal readonly record struct ChannelInvitationToken
{
    private const int Length = 43;

    private readonly string? value;

    private ChannelInvitationToken(string value) => this.value = value;

    /// <summary>The address below the installation's own.</summary>
    public string Path => $"/connect/invitation/{value}";

    public static ChannelInvitationToken Draw() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));

    /// <summary>Null for what can be no token at all.</summary>
    public static ChannelInvitationToken? Of(string? typed) => typed is { Length: Length } && Base64Url.IsValid(typed) ? new ChannelInvitationToken(typed) : null;

    public byte[] Hash() => SHA256.HashData(Encoding.ASCII.GetBytes(value ?? throw new InvalidOperationException("No token.")));

    // it opens a door
    public override string ToString() => "(secret)";
}
