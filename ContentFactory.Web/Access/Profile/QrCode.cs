using System.Globalization;
using System.Net;
using QRCoder;

namespace ContentFactory.Web.Access.Profile;

/// <summary>What an authenticator app reads from the screen.</summary>
internal static class QrCode
{
    private const string Issuer = "ContentFactory";

    /// <summary>The address that authenticator apps agreed on.</summary>
    public static string Address(string account, string key) =>
        $"otpauth://totp/{Issuer}:{Uri.EscapeDataString(account)}?secret={key}&issuer={Issuer}&digits=6";

    /// <summary>The key in groups of four, to be typed by hand.</summary>
    public static string Readable(string key) => string.Join(' ', key.ToLowerInvariant().Chunk(4).Select(part => new string(part)));

    /// <summary>A drawing without script or style; dark on white in every theme, as cameras want it.</summary>
    public static string Svg(string text, string label)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = data.ModuleMatrix;
        var size = rows.Count;
        var dark = from y in Enumerable.Range(0, size) from x in Enumerable.Range(0, size) where rows[y][x] select string.Create(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
        return $"""<svg role="img" aria-label="{WebUtility.HtmlEncode(label)}" viewBox="0 0 {size} {size}" width="200" height="200" shape-rendering="crispEdges"><rect width="{size}" height="{size}" fill="#fff"/><path fill="#000" d="{string.Concat(dark)}"/></svg>""";
    }
}
