using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Outgoing;

/// <summary>
/// Brings a large file from an address that somebody else gave, under the rules of <see cref="SafeFetch"/> but to the disk and within the caller's bounds.
/// A refused address is Invalid, a file that is too large Limit, everything else Unavailable and may be tried again.
/// </summary>
public sealed class SafeDownload(AddressRules rules, IOptions<OutgoingOptions> options, TimeProvider clock) : IDisposable
{
    private readonly HttpClient http = new(SafeHandler.Create(rules)) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>How long the file is. Only cancellation by the caller throws.</summary>
    public async Task<Result<long>> ToFileAsync(Uri address, string path, long mostBytes, TimeSpan time, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(time, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        for (var hop = 0; hop <= options.Value.MaxRedirects; hop++)
        {
            if (rules.Check(address) is { } fault)
                return fault;
            try
            {
                using var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, both.Token);
                if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location)
                    return await KeepAsync(response, address, path, mostBytes, both.Token);
                address = new Uri(address, location);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                return Problem.Unavailable("Outgoing.TooSlow", address.Host, time.TotalSeconds);
            }
            catch (HttpRequestException e) when (e.InnerException is AddressRefusedException refused)
            {
                return AddressRules.Refusal(refused.Host);
            }
            catch (Exception e) when (e is HttpRequestException or HttpIOException or InvalidDataException or UriFormatException)
            {
                return Problem.Unavailable("Outgoing.Unreachable", address.Host);
            }
        }
        return Problem.Unavailable("Outgoing.TooManyRedirects", options.Value.MaxRedirects);
    }

    public void Dispose() => http.Dispose();

    private static async Task<Result<long>> KeepAsync(HttpResponseMessage response, Uri address, string path, long mostBytes, CancellationToken ct)
    {
        if (!response.IsSuccessStatusCode)
            return Problem.Unavailable("Outgoing.HttpError", address.Host, (int)response.StatusCode);
        var tooLarge = Problem.Limit("Outgoing.TooLarge", mostBytes / 1024);
        if (response.Content.Headers.ContentLength > mostBytes)
            return tooLarge;
        await using var body = await response.Content.ReadAsStreamAsync(ct);
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        var buffer = new byte[64 * 1024];
        while (await body.ReadAsync(buffer, ct) is var read and > 0)
        {
            if (file.Length + read > mostBytes)
                return tooLarge;
            await file.WriteAsync(buffer.AsMemory(0, read), ct);
        }
        return file.Length;
    }
}
