using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace ContentFactory.Web.Shell;

/// <summary>Pages travel compressed. Files that come compressed from the build pass as they are.</summary>
internal static class Compression
{
    /// <remarks>
    /// Over HTTPS as well: what a page keeps secret (antiforgery token, component state) is encrypted anew for each answer, so its length
    /// tells nobody anything twice. See docs/decisions/0022-weight.md.
    /// </remarks>
    public static void AddCompression(this IServiceCollection services)
    {
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            // styles and scripts of packages: the build compresses them only under the address without a fingerprint
            options.MimeTypes = ["text/html", "application/json", "text/csv", "text/css", "text/javascript"];
        });
        services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Optimal);
    }
}
