using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace ContentFactory.Web.Sandbox.Networks;

/// <summary>How much of a call's body is read: next to nothing before its account is known.</summary>
internal static class SandboxBody
{
    /// <summary>Bytes of a call that nobody owns (yet); a form that carries a token is smaller.</summary>
    public const long Unknown = 64 * 1024;

    /// <summary>JSON and urlencoded forms are held in memory.</summary>
    private const long Words = 4L * 1024 * 1024;

    /// <summary>Forms with files, which are held on the disk until they are answered.</summary>
    private const long Parts = 128L * 1024 * 1024;

    /// <summary>Anything else is counted and dropped while it comes.</summary>
    private const long Raw = 600L * 1024 * 1024;

    /// <summary>The account is known and may use the sandbox: its body may be as large as a network's.</summary>
    public static void Allow(HttpRequest request)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MostOf(request);
    }

    /// <summary>Null where the JSON or the form can't be read.</summary>
    /// <exception cref="BadHttpRequestException">The body is too large or ended early.</exception>
    public static async Task<SandboxRequest?> ReadAsync(SandboxRequest head, HttpRequest request, CancellationToken ct)
    {
        try
        {
            return await head.WithBodyAsync(request, ct);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>The call with its form, before anybody is known; null where there is none that can be read.</summary>
    public static async Task<SandboxRequest?> SmallFormAsync(SandboxRequest head, HttpRequest request, CancellationToken ct)
    {
        if (!request.HasFormContentType || request.ContentLength > Unknown)
            return null;
        try
        {
            return await head.WithBodyAsync(request, ct);
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }

    private static long MostOf(HttpRequest request) =>
        request.HasJsonContentType() ? Words
        : !request.HasFormContentType ? Raw
        : request.ContentType!.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) ? Parts : Words;
}
