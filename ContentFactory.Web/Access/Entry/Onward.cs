using ContentFactory.Web.Shell;

namespace ContentFactory.Web.Access;

/// <summary>Where a person wanted to go before the doors: kept in the address through every step, and only inside this application.</summary>
internal static class Onward
{
    public static string Of(string path, string? returnUrl) => path + Query(returnUrl);

    public static string Query(string? returnUrl) => LanguageEndpoint.IsLocal(returnUrl) ? $"?returnUrl={Uri.EscapeDataString(returnUrl!)}" : "";

    public static string To(string? returnUrl, string otherwise) => LanguageEndpoint.IsLocal(returnUrl) ? Ascii(returnUrl!) : otherwise;

    // a header carries no other letters
    private static string Ascii(string address) =>
        string.Concat(address.EnumerateRunes().Select(r => r.IsAscii && r.Value > ' ' ? r.ToString() : Uri.EscapeDataString(r.ToString())));
}
