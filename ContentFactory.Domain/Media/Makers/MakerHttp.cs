using System.Text;
using System.Text.Json.Nodes;
using ContentFactory.Domain.Ai.Costs;
using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Media.Makers;

/// <summary>Calls makers. A key goes to the configured address and to no other; nothing is repeated, redirected, logged or traced.</summary>
internal sealed class MakerHttp(IOptions<MediaMakersOptions> options, TimeProvider clock) : IDisposable
{
    /// <summary>Of answers that are no files.</summary>
    public const long SmallAnswer = 1024 * 1024;

    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ActivityHeadersPropagator = null, PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Throws only when <paramref name="ct"/> is cancelled. The request is disposed of.</summary>
    /// <param name="costs">The call can be charged for; one that only asks cannot.</param>
    public async Task<MakerAnswer<MakerReply>> SendAsync(HttpRequestMessage request, long mostBytes, bool costs, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(options.Value.CallTimeout, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            return await BodyAsync(response.Content, mostBytes, both.Token) is { } body
                ? new MakerReply((int)response.StatusCode, body, response.Headers.ToDictionary(h => h.Key, h => string.Join(',', h.Value), StringComparer.OrdinalIgnoreCase), RetryAfter(response))
                : new MakerFault(AiFault.Malformed, costs);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new MakerFault(AiFault.TimedOut, costs);
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            return new MakerFault(AiFault.Down, MayCost: false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new MakerFault(AiFault.Broken, costs);
        }
        finally
        {
            request.Dispose();
        }
    }

    public static HttpRequestMessage Post(string address, JsonObject body) =>
        new(HttpMethod.Post, address) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };

    public void Dispose() => http.Dispose();

    private static async Task<byte[]?> BodyAsync(HttpContent content, long mostBytes, CancellationToken ct)
    {
        await using var stream = await content.ReadAsStreamAsync(ct);
        using var body = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await stream.ReadAsync(buffer, ct) is var read and > 0)
        {
            if (body.Length + read > mostBytes)
                return null;
            body.Write(buffer, 0, read);
        }
        return body.ToArray();
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var wait = response.Headers.RetryAfter?.Delta ?? (response.Headers.RetryAfter?.Date - clock.GetUtcNow());
        return wait > TimeSpan.Zero ? wait : null;
    }
}
