using System.Globalization;

namespace ContentFactory.Domain.Trends;

/// <summary>One spelling for addresses that mean the same article.</summary>
public static class UrlNormaliser
{
    private static readonly HashSet<string> Tracking = new(
        ["fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "ysclid", "ymclid", "_openstat", "twclid", "ttclid", "li_fat_id", "igshid", "igsh",
         "mc_cid", "mc_eid", "_ga", "_gl", "_hsenc", "_hsmi", "mkt_tok", "vero_id", "wickedid", "oly_enc_id", "oly_anon_id", "rb_clickid", "s_cid", "yadclid", "erid", "roistat", "cmpid", "ref_src"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly string[] TrackingPrefixes = ["utm_", "pk_", "mtm_", "hsa_"];

    /// <summary>
    /// Host in lower case and ASCII; without default port, user info, fragment, tracking parameters and the slash at the end of a path;
    /// parameters sorted by name. Scheme and the case of path and query stay, because they may matter.
    /// </summary>
    public static string Normalise(Uri address)
    {
        var host = address.IdnHost.ToLowerInvariant().TrimEnd('.');
        host = address.HostNameType == UriHostNameType.IPv6 ? $"[{host.Trim('[', ']')}]" : host;
        var port = address.IsDefaultPort ? "" : ":" + address.Port.ToString(CultureInfo.InvariantCulture);
        var path = address.AbsolutePath.TrimEnd('/');
        return $"{address.Scheme}://{host}{port}{(path.Length == 0 ? "/" : path)}{Query(address.Query)}";
    }

    private static string Query(string query)
    {
        var kept = query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(p => !IsTracking(p.Split('=')[0]))
            .OrderBy(p => p.Split('=')[0], StringComparer.Ordinal);
        var text = string.Join('&', kept);
        return text.Length == 0 ? "" : "?" + text;
    }

    private static bool IsTracking(string name) => Tracking.Contains(name) || TrackingPrefixes.Any(p => name.StartsWith(p, StringComparison.OrdinalIgnoreCase));
}
