using System.Net.Http.Headers;

namespace ContentFactory.Web.Sandbox.Networks;

/// <summary>Which bytes of a file a request carries ("Content-Range: bytes first-last/total").</summary>
internal sealed record UploadRange(long First, long Last, long Total)
{
    public long Length => Last - First + 1;

    /// <summary>It carries the file's last byte.</summary>
    public bool IsLast => Last + 1 == Total;

    /// <summary>Null where the header is missing, broken or only asks ("bytes */total").</summary>
    public static UploadRange? Of(SandboxRequest request) =>
        ContentRangeHeaderValue.TryParse(request.Headers.ContentRange.ToString(), out var range) && range is { From: { } first, To: { } last, Length: { } total } ? new(first, last, total) : null;
}
