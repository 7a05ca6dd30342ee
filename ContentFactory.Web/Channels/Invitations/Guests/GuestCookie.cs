using System.Security.Cryptography;
using System.Text;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Web.Access;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace ContentFactory.Web.Channels.Invitations.Guests;

/// <summary>Binds a guest's way out and back to one browser: random bits and the link they belong to lie there, sealed and out of reach for scripts.</summary>
internal sealed class GuestCookie(IDataProtectionProvider protection, IHttpContextAccessor http)
{
    internal const string Name = "cf_guest";
    private const int KeyLength = 32;

    // longer than the way out and the choice may take together
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly IDataProtector protector = protection.CreateProtector("ContentFactory.ChannelGuest");

    /// <summary>Who looks at the page of a link; from this browser somebody left by it, or not.</summary>
    public GuestVisit Visit(string token) => Of(token, Read() is var (own, key) && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(own), Encoding.UTF8.GetBytes(token)) ? key : null);

    /// <summary>The same, about to leave: two networks may be under way at once in one browser.</summary>
    public GuestVisit Leaving(string token) => Visit(token) is { Browser: not null } known ? known : Of(token, RandomNumberGenerator.GetBytes(KeyLength));

    /// <summary>Who comes back from a network; null where nobody left from this browser.</summary>
    public GuestVisit? Returning() => Read() is var (token, key) ? Of(token, key) : null;

    public void Write(GuestVisit visit) => Context.Response.Cookies.Append(
        Name, WebEncoders.Base64UrlEncode(protector.Protect([.. visit.Browser!, .. Encoding.UTF8.GetBytes(visit.Token!)])),
        new CookieOptions { HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = Context.Request.IsHttps, MaxAge = Lifetime, Path = "/connect" });

    private HttpContext Context => http.HttpContext ?? throw new InvalidOperationException("Guests have static pages.");

    private GuestVisit Of(string token, byte[]? key) => new(token, EntryLimits.NetworkOf(Context.Connection.RemoteIpAddress), key, RequestOrigin.Of(Context));

    private (string Token, byte[] Key)? Read()
    {
        try
        {
            return Context.Request.Cookies[Name] is { Length: > 0 and < 1000 } text && protector.Unprotect(WebEncoders.Base64UrlDecode(text)) is { Length: > KeyLength } bytes
                ? (Encoding.UTF8.GetString(bytes.AsSpan(KeyLength)), bytes[..KeyLength]) : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
