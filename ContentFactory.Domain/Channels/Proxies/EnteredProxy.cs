using ContentFactory.Domain.Platforms;

namespace ContentFactory.Domain.Channels;

/// <summary>A proxy as a person enters it.</summary>
public sealed record EnteredProxy(string Address, string? User = null, string? Password = null)
{
    // RFC 1929: SOCKS counts each in one byte
    private const int Longest = 255;

    private static readonly string[] Schemes = [Uri.UriSchemeHttp, Uri.UriSchemeHttps, "socks5"];

    /// <summary>Records print their members; secrets must not reach a log that way.</summary>
    public override string ToString() => "proxy";

    /// <summary>Problems name the field. An address without a scheme is that of an HTTP proxy.</summary>
    internal Result<PlatformProxy> Read()
    {
        var (text, user, password) = (Address.Trim(), User?.Trim() ?? "", Password ?? "");
        if (text.Length == 0)
            return Problem.Invalid(nameof(Address), "Channels.ProxyMissing");
        if (!Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : $"http://{text}", UriKind.Absolute, out var uri) || !IsProxy(uri))
            return Problem.Invalid(nameof(Address), "Channels.ProxyMalformed");
        if (uri.UserInfo.Length > 0)
            return Problem.Invalid(nameof(Address), "Channels.ProxyUserInfo");
        if (!Fits(user) || user.Contains(':', StringComparison.Ordinal) || (user.Length == 0 && password.Length > 0))
            return Problem.Invalid(nameof(User), "Channels.ProxyUserMalformed", Longest);
        if (!Fits(password))
            return Problem.Invalid(nameof(Password), "Channels.ProxyPasswordMalformed", Longest);
        var address = new UriBuilder(uri.Scheme, uri.Host, uri.Port > 0 ? uri.Port : 1080).Uri;
        return new PlatformProxy(address, user.Length == 0 ? null : user, user.Length == 0 ? null : password);
    }

    private static bool IsProxy(Uri uri) => Schemes.Contains(uri.Scheme) && uri is { IdnHost.Length: > 0 and <= 253, PathAndQuery: "" or "/", Fragment: "" };

    private static bool Fits(string text) => System.Text.Encoding.UTF8.GetByteCount(text) <= Longest && !text.Any(char.IsControl);
}
