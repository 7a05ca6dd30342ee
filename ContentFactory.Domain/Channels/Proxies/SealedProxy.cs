using System.Text.Json;
using ContentFactory.Domain.Platforms;

namespace ContentFactory.Domain.Channels;

/// <summary>A channel's proxy as the text that is sealed: one more credential of the channel, so it goes wherever those go and nowhere else.</summary>
internal static class SealedProxy
{
    /// <summary>Its kind among a channel's credentials.</summary>
    public const string Kind = "proxy";

    public static string Text(PlatformProxy proxy) => JsonSerializer.Serialize(new Kept(proxy.Address.AbsoluteUri, proxy.User, proxy.Password));

    /// <summary>Null when it is none.</summary>
    public static PlatformProxy? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Kept>(text) is { } kept && Uri.TryCreate(kept.Address, UriKind.Absolute, out var address) ? new(address, kept.User, kept.Password) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Kept(string Address, string? User, string? Password);
}
