using System.Collections.Concurrent;

namespace ContentFactory.Tests.Media.Stores;

/// <summary>A handler that keeps what went out and lets a test step in between.</summary>
internal sealed class Wire(HttpMessageHandler inner, Func<HttpRequestMessage, int, Task<HttpResponseMessage?>>? before = null) : DelegatingHandler(inner)
{
    private readonly ConcurrentQueue<HttpRequestMessage> sent = new();

    public IReadOnlyList<HttpRequestMessage> Sent => [.. sent];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        sent.Enqueue(request);
        return before is not null && await before(request, sent.Count) is { } answer ? answer : await base.SendAsync(request, cancellationToken);
    }
}
