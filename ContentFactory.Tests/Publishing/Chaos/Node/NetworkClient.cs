using System.Net.Http.Json;
using System.Text.Json;

namespace ContentFactory.Tests.Publishing.Chaos;

/// <summary>One call is one request: nothing is repeated here, and a request that publishes always has a body, because the framework may repeat one without.</summary>
internal sealed class NetworkClient(Uri address, string node) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };

    public Task<NetworkReply> PostAsync(string path, object body, Guid? key, CancellationToken ct)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, body.GetType()) };
        if (key is not null)
            request.Headers.Add("Idempotency-Key", key.ToString());
        return SendAsync(request, ct);
    }

    public Task<NetworkReply> GetAsync(string path, CancellationToken ct) => SendAsync(new(HttpMethod.Get, path), ct);

    public void Dispose() => http.Dispose();

    private async Task<NetworkReply> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        request.Headers.Add("X-Node", node);
        using (request)
        {
            try
            {
                using var response = await http.SendAsync(request, ct);
                return new((int)response.StatusCode, Parse(await response.Content.ReadAsByteArrayAsync(ct)), response.Headers.RetryAfter?.Delta);
            }
            catch (HttpRequestException e)
            {
                return new(0, null, Broken: e);
            }
            catch (IOException e)
            {
                return new(0, null, Broken: new(HttpRequestError.ResponseEnded, e.Message, e));
            }
        }
    }

    private static JsonElement? Parse(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
