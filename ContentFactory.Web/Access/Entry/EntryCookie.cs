using System.Security.Cryptography;
using ContentFactory.Domain.Access;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace ContentFactory.Web.Access;

/// <summary>Binds a code to the browser that asked for it: the ticket lies there, sealed and out of reach for scripts.</summary>
internal sealed class EntryCookie(IDataProtectionProvider protection, IHttpContextAccessor http)
{
    private const int IdLength = 16;

    public void Write(EntryKind kind, EntryTicket ticket) =>
        Context.Response.Cookies.Append(Name(kind), WebEncoders.Base64UrlEncode(Protector(kind).Protect([.. ticket.Id.ToByteArray(), .. ticket.Key])), Options(TimeSpan.FromHours(2)));

    public EntryTicket? Read(EntryKind kind)
    {
        try
        {
            return Context.Request.Cookies[Name(kind)] is { Length: > 0 } text && Protector(kind).Unprotect(WebEncoders.Base64UrlDecode(text)) is { Length: IdLength + EntryTicket.KeyLength } bytes
                ? new EntryTicket(new Guid(bytes.AsSpan(0, IdLength)), bytes[IdLength..]) : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }

    public void Drop(EntryKind kind) => Context.Response.Cookies.Delete(Name(kind), Options(null));

    private HttpContext Context => http.HttpContext ?? throw new InvalidOperationException("The doors are static pages.");

    private IDataProtector Protector(EntryKind kind) => protection.CreateProtector("ContentFactory.Entry", $"{kind}");

    private static string Name(EntryKind kind) => $"cf_{kind}".ToLowerInvariant();

    private CookieOptions Options(TimeSpan? lifetime) => new()
    {
        HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = Context.Request.IsHttps, MaxAge = lifetime,
    };
}
