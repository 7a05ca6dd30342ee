using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ContentFactory.Domain.Channels;

/// <summary>What travels with a person to the network and back: the tenant's short name, so that the return finds its way, and 256 random bits. The database knows the hash only.</summary>
public readonly record struct SignInState(string Tenant, string Value)
{
    /// <summary>Stands in the tenant's place for guests, who enter by their invitation; no tenant may have this name.</summary>
    public const string Guest = "-";

    private const char Between = '~';
    private const int RandomLength = 43;

    public bool IsOfGuest => Tenant is Guest;

    public static SignInState Draw(string tenant) => Of($"{tenant}{Between}{Random()}")!.Value;

    /// <summary>Null for what can be no state at all.</summary>
    public static SignInState? Of(string? text) =>
        text is { Length: > RandomLength + 1 and <= 200 } && text[^(RandomLength + 1)] == Between && Base64Url.IsValid(text.AsSpan(text.Length - RandomLength))
            ? new SignInState(text[..^(RandomLength + 1)], text) : null;

    /// <summary>43 characters of base64url.</summary>
    public static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>S256 of PKCE (RFC 7636).</summary>
    public static string Challenge(string verifier) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    public byte[] Hash() => SHA256.HashData(Encoding.UTF8.GetBytes(Value));

    // it opens a door
    public override string ToString() => "(secret)";
}
