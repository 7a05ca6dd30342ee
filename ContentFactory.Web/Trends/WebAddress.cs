namespace ContentFactory.Web.Trends;

internal static class WebAddress
{
    /// <summary>A feed may name any scheme, javascript: among them.</summary>
    public static bool Is(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);
}
